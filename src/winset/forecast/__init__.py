"""The classic models of collective decisions, one a file, with one interface.

A model takes positions, saliences and capabilities over worlds and returns an ``Outcome``; what it
says of ratification is nothing.
"""

from winset.forecast.outcome import ModelRound, Outcome

__all__ = ["ModelRound", "Outcome"]
