"""One rule for doubt."""
