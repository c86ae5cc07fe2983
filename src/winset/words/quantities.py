"""Results in words: plain text without markup, for the report and the terminal alike."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from winset.scenario.numbers import Discrete, Fixed, Normal, Number, Uniform
from winset.uncertainty import Estimate
from winset.words.names import listed

_FEW = 5
_LEAST = 0.005
_HALF = "half"

_SHARES = (
    (1 / 20, "one in twenty"),
    (1 / 15, "one in fifteen"),
    (1 / 10, "one in ten"),
    (1 / 8, "one in eight"),
    (1 / 5, "one in five"),
    (1 / 4, "one in four"),
    (3 / 10, "three in ten"),
    (1 / 3, "one in three"),
    (2 / 5, "two in five"),
    (9 / 20, "nine in twenty"),
    (1 / 2, _HALF),
    (11 / 20, "eleven in twenty"),
    (3 / 5, "three in five"),
    (2 / 3, "two in three"),
    (7 / 10, "seven in ten"),
    (3 / 4, "three in four"),
    (4 / 5, "four in five"),
    (7 / 8, "seven in eight"),
    (9 / 10, "nine in ten"),
    (19 / 20, "nineteen in twenty"),
)
_RARE = (
    (1 / 30, "thirty"),
    (1 / 40, "forty"),
    (1 / 50, "fifty"),
    (1 / 100, "a hundred"),
    (1 / 200, "two hundred"),
    (1 / 500, "five hundred"),
    (1 / 1000, "a thousand"),
)
_COMMON_FROM = (1 / 20 + 1 / 30) / 2
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


def count_of(estimate: Estimate) -> int:
    """Number of worlds behind a share of worlds."""
    return round(estimate.value * estimate.worlds) if estimate.worlds else 0


def figure(estimate: Estimate) -> str:
    """Write a share as ``0.82 ± 0.02``, with no more digits than the error of the draws allows.

    A share of very few worlds, or of all but very few, is a count: ``3 of 1,024``.
    """
    if not estimate.worlds:
        return "–"
    count, worlds = count_of(estimate), estimate.worlds
    if min(count, worlds - count) < _FEW:
        return f"{count:,} of {worlds:,}"
    return with_margin(estimate.value, estimate.margin)


def with_margin(value: float, margin: float) -> str:
    """Write a figure to the digits that half the width of its interval allows."""
    digits = decimals(margin)
    return f"{value:.{digits}f} ± {max(margin, 10.0**-digits):.{digits}f}"


def decimals(error: float) -> int:
    """Decimals that an error leaves meaningful: 1 to 3."""
    if not error > 0:
        return 2
    return 1 if error >= 0.095 else 2 if error >= 0.003 else 3


def share(value: float, worlds: int) -> str:
    """Write a share without its error: ``0.82``, and with few worlds ``0.8``."""
    if not worlds or math.isnan(value):
        return "–"
    if not 0 < value < 1:
        return f"{value:.0f}"
    if not _LEAST <= value <= 1 - _LEAST:
        return f"<{2 * _LEAST:g}" if value < _LEAST else f">{1 - 2 * _LEAST:g}"
    # of fewer worlds, shares move in steps of more than a hundredth
    is_rough = worlds < 100 and 0.2 <= value <= 0.8
    return f"{value:.{1 if is_rough else 2}f}"


def share_in_words(value: float) -> str:
    """Nearest everyday fraction: ``four in five``, ``one in fifty``, ``all but one in fifty``."""
    fraction, is_rest = _everyday(value)
    return f"all but {fraction}" if is_rest else fraction


def _everyday(value: float) -> tuple[str, bool]:
    """Nearest everyday fraction; near 1 that of the rest, and whether it is."""
    rest = 1 - value
    if min(value, rest) >= _COMMON_FROM:
        return min(_SHARES, key=lambda pair: abs(pair[0] - value))[1], False
    is_rest = rest < value
    small = rest if is_rest else value
    return f"one in {min(_RARE, key=lambda pair: abs(math.log(pair[0] / small)))[1]}", is_rest


def odds(estimate: Estimate, of: str = "worlds") -> str:
    """Write a share of worlds, or ``of`` other things, as it stands after “in”.

    Returns
    -------
    str
        ``about four in five worlds (0.82 ± 0.02)``, ``none of the 1,024 worlds``,
        ``3 of the 1,024 worlds``, ``all 1,024 worlds``.
    """
    return _odds(estimate, of, is_bound=False)


def odds_at_least(estimate: Estimate, of: str = "worlds") -> str:
    """Write a share as a lower bound: ``at least four in five worlds (0.82 ± 0.02)``."""
    return _odds(estimate, of, is_bound=True)


def _odds(estimate: Estimate, of: str, *, is_bound: bool) -> str:
    worlds, count = estimate.worlds, count_of(estimate)
    if not worlds:
        return f"no {of} to count"
    if count == 0:
        return f"none of the {worlds:,} {of}"
    if count == worlds:
        return f"all {worlds:,} {of}" if worlds > 1 else "the one world drawn"
    if min(count, worlds - count) < _FEW:
        return f"{'at least ' if is_bound else ''}{count:,} of the {worlds:,} {of}"
    fraction, is_rest = _everyday(estimate.value)
    about = "all but about" if is_rest else "at least" if is_bound else "about"
    the = "the " if fraction == _HALF else ""
    return f"{about} {fraction} {the}{of} ({figure(estimate)})"


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


def day_in_words(day: dt.date) -> str:
    """Write a day: ``9 December 2025``."""
    return f"{day.day} {day:%B %Y}"


def number_in_words(number: Number) -> str:
    """Write a plain or uncertain number: ``60``, ``20 to 40``, ``65 (50 to 80)``."""
    match number:
        case Fixed(value):
            return quantity(value)
        case Uniform(low, high):
            return f"{quantity(low)} to {quantity(high)}"
        case Normal(mean, sd):
            return f"{quantity(mean)}, standard deviation {quantity(sd)}"
        case Discrete(values, weights):
            total = math.fsum(weights)
            return listed(
                [
                    f"{quantity(v)} (odds {w / total:.2g})"
                    for v, w in zip(values, weights, strict=True)
                ],
                "or",
            )
    return f"{quantity(number.mode)} ({quantity(number.low)} to {quantity(number.high)})"
