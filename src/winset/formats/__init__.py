"""Other tools' files: one module a format, reading and writing."""
