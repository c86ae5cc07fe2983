"""Closed forms and published results, one file a source."""
