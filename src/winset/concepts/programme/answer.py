"""What a concept's search over one world comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from winset.packages.programme import Choices


@dataclass(frozen=True)
class Answer:
    """A solution of one world; packages as option indices."""

    choices: Choices
    """A solution."""
    value: float
    """Its value, by the concept's own measure."""
    bound: float
    """What the solver proved no package exceeds."""
    near: Iterator[Choices]
    """Further packages, found as they are asked for: every other solution is among them, and
    perhaps some that fall a little short."""
