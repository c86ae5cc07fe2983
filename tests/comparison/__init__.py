"""Tables side by side."""
