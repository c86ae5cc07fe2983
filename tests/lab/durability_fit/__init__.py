"""Refitting the hazards of durability."""
