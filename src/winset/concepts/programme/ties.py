"""Collecting packages that tie, by excluding one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from winset.concepts.programme.bargain import Bargain
from winset.packages.programme import Choices, Linear, Programme

Listed = Callable[[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]], NDArray[np.bool_]]
"""A concept over listed packages, as in ``winset.concepts``."""


def collect(bargain: Bargain, programme: Programme, most: int) -> tuple[list[Choices], bool]:
    """List eligible packages of a programme, up to ``most``; whether those are all."""
    found: list[Choices] = []
    left = programme.branch()
    while len(found) < most:
        choices = bargain.best(left, Linear.fixed(0.0))
        if choices is None:
            return found, True
        found.append(choices)
        left.exclude(choices)
    return found, False


def solutions_among(
    bargain: Bargain, packages: Iterable[Choices], concept: Listed
) -> tuple[Choices, ...]:
    """Apply the concept as it is defined over listed packages to some eligible ones."""
    chosen = sorted(set(packages))
    gains = np.stack([bargain.seen[choices] for choices in chosen], axis=1)[None]
    eligible = np.ones((1, len(chosen)), dtype=bool)
    solved = concept(gains, eligible, bargain.weights[None])[0]
    return tuple(choices for choices, is_one in zip(chosen, solved, strict=True) if is_one)
