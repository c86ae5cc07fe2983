"""What a concept's search over one world comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from winset.packages.programme import Choices


@dataclass(frozen=True)
class Answer:
    """A solution of one world; packages as option indices.

    Attributes
    ----------
    choices
        A solution.
    value
        Its value, by the concept's own measure.
    bound
        What the solver proved no package exceeds.
    near
        Further packages, found as they are asked for: every other solution is among them, and
        perhaps some that fall a little short.
    """

    choices: Choices
    value: float
    bound: float
    near: Iterator[Choices]
