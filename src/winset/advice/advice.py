"""All advice on one analysis, question by question."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from winset.advice.information import Information

if TYPE_CHECKING:
    from winset.analysis import Analysis


@dataclass(frozen=True)
class Advice:
    """What to do.

    Attributes
    ----------
    information
        What to find out next.
    seconds
        Question → time it took; what one machine took, not part of the result.
    """

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
    started = time.perf_counter()
    information = analysis.information
    return Advice(information, {"information": time.perf_counter() - started})
