"""One rounding and one conversion: what is found as plain numbers, lists and mappings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import PurePath
from typing import Any

import numpy as np

from winset.scenario import Scenario
from winset.uncertainty import Band, Difference, Estimate

DIGITS = 12
"""Decimals of every figure in JSON: what floating point adds behind them is noise."""


def rounded(value: float | None) -> float | None:
    """Round a figure as all of JSON does; None where there is none, NaN and infinities included."""
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), DIGITS) + 0.0  # −0.0 is 0


def estimate(
    figure: Estimate | None, name: str = "probability", se: str = "se"
) -> dict[str, float | None]:
    """Write a figure beside its standard error, under their keys ``name`` and ``se``.

    Both are None where no world could tell, and of a figure that was not worked out.
    """
    if figure is None:
        return {name: None, se: None}
    return {name: rounded(figure.value), se: rounded(figure.se)}


def band(figure: Band) -> dict[str, float | None]:
    """Write a mean as ``p`` and the ends of its interval as ``lo`` and ``hi``."""
    return {"p": rounded(figure.mean), "lo": rounded(figure.low), "hi": rounded(figure.high)}


def before_after(figures: Difference) -> dict[str, float | None]:
    """Write two figures with the error of their difference, ``before``, ``after`` and ``se``."""
    return {
        "before": rounded(figures.before),
        "after": rounded(figures.after),
        "se": rounded(figures.se),
    }


def by_key(values: Mapping[str, float]) -> dict[str, float | None]:
    """Round every figure of a mapping."""
    return {key: rounded(value) for key, value in values.items()}


def fields_of(value: Any) -> dict[str, Any]:  # noqa: ANN401
    """Make a row of a dataclass's fields, with the error of an estimate beside it as ``…_se``."""
    row: dict[str, Any] = {}
    for field in fields(value):
        part = getattr(value, field.name)
        if isinstance(part, Estimate):
            row |= estimate(part, field.name, f"{field.name}_se")
        else:
            row[field.name] = plain(part)
    return row


def which(scenario: Scenario) -> dict[str, Any]:
    """Say which scenario results are of: its id, title and hash, and claims that are off."""
    off = {"without": [*scenario.without_claims]} if scenario.without_claims else {}
    return {"id": scenario.id, "title": scenario.title, "sha256": scenario.sha256, **off}


def plain(value: Any) -> Any:  # noqa: ANN401
    """Turn anything found into what JSON can hold.

    Dataclasses become mappings of their fields, arrays and tuples lists, dates ISO text; figures
    are rounded, and what is not a number is None.

    Raises
    ------
    TypeError
        For what has no plain form, rather than writing its name in memory.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return rounded(value)
        case Enum():
            return plain(value.value)
        case date():
            return value.isoformat()
        case PurePath():
            return str(value)
        case np.generic() | np.ndarray():
            return plain(value.tolist())
        case Mapping():
            return {str(key): plain(part) for key, part in value.items()}
        case list() | tuple():
            return [plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no plain form")
