"""How far an uncertain number can go, for rules that compare it with a scale."""

from __future__ import annotations

from winset.phrases import as_written
from winset.scenario.numbers import Fixed, Normal, Number

Scale = tuple[float, float]


def ascending(scale: Scale) -> bool:
    """Whether the scale's low end is below its high end."""
    return scale[0] < scale[1]


def leaves(number: Number, scale: Scale) -> bool:
    """Whether the number can lie off the scale; of a normal, which is truncated, its mean."""
    if isinstance(number, Normal):
        return not scale[0] <= number.mean <= scale[1]
    return number.low < scale[0] or number.high > scale[1]


def reach(number: Number, scale: Scale) -> Scale:
    """Return the least and greatest value the number can take on the scale."""
    if isinstance(number, Normal) and number.sd > 0:
        return scale
    return number.low, number.high


def likely(number: Number, scale: Scale) -> Scale:
    """Return the least and greatest value, cutting a normal's tails at 95 %."""
    return max(number.low, scale[0]), min(number.high, scale[1])


def plain(number: Number) -> object:
    """Put a number the way it stands in the file."""
    if isinstance(number, Fixed):
        return number.value
    return {k: list(v) if isinstance(v, tuple) else v for k, v in vars(number).items()}


def written(number: Number) -> str:
    """Show a number the way it stands in the file."""
    return as_written(plain(number))
