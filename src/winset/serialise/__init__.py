"""Results as plain mappings: one file a subject, one rounding."""
