"""From where on odds are worth an alarm."""

from __future__ import annotations

CERTAIN = 0.01
"""Odds nearer to 0 or to 1 than this are told as if they were certain."""

CLEARLY = 0.05
"""Least change of some odds that is worth an alarm."""
