"""Results in words: plain text without markup, for the report and the terminal alike."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence

from winset.scenario.numbers import Discrete, Fixed, Normal, Number, Uniform
from winset.uncertainty import ROUNDING, Estimate
from winset.words.names import listed

_LEAST = 0.005
_COUNTS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


_WHOLE = 10
"""From here on a place on a scale is written in whole units."""


def count_of(estimate: Estimate) -> int:
    """Number of worlds behind a share of worlds."""
    return round(estimate.value * estimate.worlds) if estimate.worlds else 0


def percent(value: float) -> str:
    """Write odds or a share, 0–1, in the one notation there is: ``62 %``.

    Returns
    -------
    str
        ``<1 %`` below half a percent, ``>99 %`` above 99.5; ``0 %`` and ``100 %`` stand for none
        and all alone; ``–`` for NaN.
    """
    if math.isnan(value):
        return "–"
    return f"{_whole(value)} %"


def _whole(value: float) -> str:
    if value <= 0 or value >= 1:
        return "0" if value <= 0 else "100"
    if value < _LEAST or value > 1 - _LEAST:
        return "<1" if value < _LEAST else ">99"
    # halves go up, as a reader rounds them
    return str(min(99, math.floor(100 * value + 0.5 + ROUNDING)))


def percents(low: float, high: float) -> str:
    """Write a range of odds, 0–1: ``20–70 %``; one figure where its ends are alike."""
    ends = _whole(low), _whole(high)
    return percent(low) if ends[0] == ends[1] else f"{ends[0]}–{ends[1]} %"


def points(value: float) -> str:
    """Write a change of odds, −1 to 1, in percent points: ``+17 points``, ``−1 point``."""
    whole = math.floor(100 * abs(value) + 0.5 + ROUNDING)
    if not whole:
        return "no change" if not value else "less than a point"
    return f"{'+' if value > 0 else '−'}{whole} point{'' if whole == 1 else 's'}"


def figure(estimate: Estimate) -> str:
    """Write a share of worlds: ``82 %``; ``–`` where there is no world to count."""
    return percent(estimate.value) if estimate.worlds else "–"


def standard_error_told(estimate: Estimate) -> str:
    """Say how well a share was counted: ``standard error 1 point, 1,024 draws``."""
    error = points(estimate.se).removeprefix("+") if estimate.se > 0 else "0 points"
    return f"standard error {error}, {estimate.worlds:,} draws"


def share(value: float, worlds: int) -> str:
    """Write a share of so many worlds: ``82 %``; ``–`` where there is none."""
    return percent(value) if worlds else "–"


def odds(estimate: Estimate, of: str = "draws") -> str:
    """Write a share of draws, or ``of`` other things, after “in”: ``82 % of draws``."""
    return f"{figure(estimate)} of {of}" if estimate.worlds else f"no {of} to count"


def counted(count: int, one: str, many: str = "") -> str:
    """Count things in words up to twelve: ``one source``, ``143 judgements``."""
    number = _COUNTS[count] if 0 <= count < len(_COUNTS) else f"{count:,}"
    return f"{number} {one if count == 1 else many or one + 's'}"


def listed_with_rest(named: Sequence[str], count: int) -> str:
    """List the first names of so many, and count the rest: ``a, b and two others``."""
    rest = count - len(named)
    return listed([*named, *([counted(rest, "other")] if rest else [])])


def signed(value: float, digits: int = 2) -> str:
    """Write a difference with its sign; one that rounds to nothing has none."""
    text = f"{value:+.{digits}f}".replace("-", "−")
    return text[1:] if set(text[1:]) <= {"0", "."} else text


def quantity(value: float) -> str:
    """Write a plain number with at most four significant digits."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}".replace("-", "−")


def place_in_words(value: float) -> str:
    """Write a place on a scale: in whole units where these say enough, else in hundredths."""
    return quantity(round(value, 0 if abs(value) >= _WHOLE else 2))


def day_in_words(day: dt.date) -> str:
    """Write a day: ``9 December 2025``."""
    return f"{day.day} {day:%B %Y}"


def number_in_words(number: Number) -> str:
    """Write a plain or uncertain number: ``60``, ``20 to 40``, ``65 (50 to 80)``."""

    def between(low: float, high: float) -> str:
        return f"{quantity(low)} to {quantity(high)}"

    return _in_words(number, quantity, between, quantity, percent)


def odds_in_words(number: Number) -> str:
    """Write plain or uncertain odds, 0–1: ``40 %``, ``20–60 %``, ``50 % (35–65 %)``."""

    def spread(sd: float) -> str:
        return points(sd).removeprefix("+")

    # a weight is written otherwise than odds, so that nobody takes the one for the other
    return _in_words(number, percent, percents, spread, lambda share: f"weight {share:.2g}")


def _in_words(
    number: Number,
    value: Callable[[float], str],
    between: Callable[[float, float], str],
    spread: Callable[[float], str],
    weight: Callable[[float], str],
) -> str:
    match number:
        case Fixed(fixed):
            return value(fixed)
        case Uniform(low, high):
            return between(low, high)
        case Normal(mean, sd):
            return f"{value(mean)}, standard deviation {spread(sd)}"
        case Discrete(values, weights):
            total = math.fsum(weights)
            each = [
                f"{value(v)} ({weight(w / total)})" for v, w in zip(values, weights, strict=True)
            ]
            return listed(each, "or")
    return f"{value(number.mode)} ({between(number.low, number.high)})"
