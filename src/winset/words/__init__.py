"""Every sentence winset says, one file a subject, composed from typed values."""
