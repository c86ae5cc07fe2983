"""Refitting the hazards of durability from the publishers' files."""
