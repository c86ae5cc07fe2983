"""All advice on one analysis, question by question."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from winset.advice.information import Information
from winset.advice.open_zone import Opening, open_zone_of

if TYPE_CHECKING:
    from winset.analysis import Analysis

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Advice:
    """What to do.

    Attributes
    ----------
    open_zone
        Form of agreement → what closes it and what would open it.
    information
        What to find out next.
    seconds
        Question → time it took; what one machine took, not part of the result.
    """

    open_zone: Mapping[str, Opening]
    information: Information
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)


def advice_of(analysis: Analysis) -> Advice:
    """Answer every question of advice on an analysis.

    Parameters
    ----------
    analysis
        The analysis.

    Returns
    -------
    Advice
    """
    seconds: dict[str, float] = {}

    def timed(name: str, answer: Callable[[], Answer]) -> Answer:
        started = time.perf_counter()
        found = answer()
        seconds[name] = time.perf_counter() - started
        return found

    return Advice(
        open_zone=timed("open_zone", lambda: open_zone_of(analysis)),
        information=timed("information", lambda: analysis.information),
        seconds=seconds,
    )
