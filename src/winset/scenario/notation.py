"""Uncertain numbers as one types them into a cell: ``40``, ``30–50``, ``30/40/50``, ``40 ± 5``."""

from __future__ import annotations

import re

from winset.scenario.numbers import Discrete, Fixed, Normal, Number, Pert, Uniform

HOW = "Write 40, 30–50 (anywhere between), 30/40/50 (least, likeliest, most) or 40 ± 5."

_NUMBER = r"[-−+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][-−+]?\d+)?"
_ONE = re.compile(rf"^({_NUMBER})$")
_RANGE = re.compile(rf"^({_NUMBER})\s*(?:–|—|-|\.\.\.?|…|to)\s*({_NUMBER})$")
_THREE = re.compile(rf"^({_NUMBER})\s*[/|]\s*({_NUMBER})\s*[/|]\s*({_NUMBER})$")
_AROUND = re.compile(rf"^({_NUMBER})\s*(?:±|\+/-|\+-)\s*({_NUMBER})$")

Plain = float | int | dict[str, float | int]


def typed(text: str) -> Plain | None:
    """Read what was typed as the plain value a scenario file would have.

    Parameters
    ----------
    text
        The text; ``−`` is a minus, a comma may stand for the decimal point.

    Returns
    -------
    float, int or dict
        ``{low, high}``, ``{low, mode, high}`` or ``{mean, sd}`` where it is uncertain; None for
        an empty cell.

    Raises
    ------
    ValueError
        If it is none of these; the message says what may be typed.
    """
    told = text.strip().replace("\u00a0", " ").replace("%", "").strip()
    if not told:
        return None
    for pattern, keys in (
        (_ONE, ()),
        (_RANGE, ("low", "high")),
        (_THREE, ("low", "mode", "high")),
        (_AROUND, ("mean", "sd")),
    ):
        match = pattern.match(told)
        if match is not None:
            parts = [_plain(part) for part in match.groups()]
            return dict(zip(keys, parts, strict=True)) if keys else parts[0]
    raise ValueError(HOW)


def _plain(text: str) -> float | int:
    value = float(text.replace("−", "-").replace(",", "."))
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def written(number: Number) -> str:
    """Write a number so that :func:`typed` reads it back; a list of values has no such form.

    Returns
    -------
    str
        Such as ``30/40/50``; for a discrete number its values, which cannot be typed.
    """
    match number:
        case Fixed(value):
            return _short(value)
        case Uniform(low, high):
            return f"{_short(low)}–{_short(high)}"
        case Pert(low, mode, high):
            return f"{_short(low)}/{_short(mode)}/{_short(high)}"
        case Normal(mean, sd):
            return f"{_short(mean)} ± {_short(sd)}"
        case Discrete(values, _):
            return " or ".join(_short(value) for value in values)


def _short(value: float) -> str:
    return f"{value:.12g}".replace("-", "−")
