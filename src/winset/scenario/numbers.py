"""Uncertain numbers: what an analyst may write wherever a number stands.

Four kinds beside a plain number: ``{low, high}`` uniform, ``{low, mode, high}`` PERT (a beta
distribution with shape parameter 4; Malcolm et al. 1959), ``{mean, sd}`` normal truncated to the
field's range, ``{values, weights}`` discrete.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from winset.uncertainty import Z95


@dataclass(frozen=True)
class Fixed:
    """A plain number."""

    value: float

    @property
    def low(self) -> float:
        """The number itself."""
        return self.value

    @property
    def high(self) -> float:
        """The number itself."""
        return self.value

    @property
    def centre(self) -> float:
        """The number itself."""
        return self.value


@dataclass(frozen=True)
class Uniform:
    """Every value between ``low`` and ``high`` alike."""

    low: float
    high: float

    @property
    def centre(self) -> float:
        """The midpoint."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Pert:
    """Beta(1 + 4(mode − low)/(high − low), 1 + 4(high − mode)/(high − low)) on [low, high]."""

    low: float
    mode: float
    high: float

    @property
    def centre(self) -> float:
        """The mode."""
        return self.mode


@dataclass(frozen=True)
class Normal:
    """Normal with ``mean`` and ``sd``, truncated to the range of the field it stands in."""

    mean: float
    sd: float

    @property
    def low(self) -> float:
        """Lower end of the central 95 %, before truncation."""
        return self.mean - Z95 * self.sd

    @property
    def high(self) -> float:
        """Upper end of the central 95 %, before truncation."""
        return self.mean + Z95 * self.sd

    @property
    def centre(self) -> float:
        """The mean."""
        return self.mean


@dataclass(frozen=True)
class Discrete:
    """One of ``values``, with probability proportional to ``weights``."""

    values: tuple[float, ...]
    weights: tuple[float, ...]

    @property
    def low(self) -> float:
        """The least value."""
        return min(self.values)

    @property
    def high(self) -> float:
        """The greatest value."""
        return max(self.values)

    @property
    def centre(self) -> float:
        """The weighted mean."""
        total = math.fsum(self.weights)
        return math.fsum(v * w for v, w in zip(self.values, self.weights, strict=True)) / total


Number = Fixed | Uniform | Pert | Normal | Discrete

FORMS = "a number, {low, high}, {low, mode, high}, {mean, sd} or {values, weights}"

_KINDS: dict[frozenset[str], type[Uniform | Pert | Normal]] = {
    frozenset({"low", "high"}): Uniform,
    frozenset({"low", "mode", "high"}): Pert,
    frozenset({"mean", "sd"}): Normal,
}


def parse_number(raw: object) -> Number:
    """Read a plain or uncertain number as the analyst wrote it.

    Parameters
    ----------
    raw
        A number, a mapping with one of the four key sets, or an already typed number.

    Raises
    ------
    PydanticCustomError
        Naming what is wrong and what may stand there instead.
    """
    if isinstance(raw, Fixed | Uniform | Pert | Normal | Discrete):
        return raw
    if not isinstance(raw, Mapping):
        return Fixed(_plain(raw, ""))
    keys = frozenset(map(str, raw))
    if not keys:
        raise PydanticCustomError(
            "uncertain-number-keys",
            "nothing stands where a number belongs",
            {"fix": f"Write {FORMS}."},
        )
    if keys == {"values", "weights"}:
        return _discrete(raw)
    kind = _KINDS.get(keys)
    if kind is None:
        raise PydanticCustomError(
            "uncertain-number-keys",
            "an uncertain number cannot have the keys {keys}",
            {"keys": ", ".join(map(str, raw)), "fix": f"Write {FORMS}."},
        )
    parts = {key: _plain(value, key) for key, value in raw.items()}
    number = kind(**parts)
    _check_order(number)
    return number


def _plain(raw: object, part: str) -> float:
    name = f"“{part}” " if part else ""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise PydanticCustomError(
            "not-a-number", "{name}is not a number", {"name": name, "fix": f"Write {FORMS}."}
        )
    try:
        value = float(raw)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value):
        raise PydanticCustomError(
            "not-finite",
            "{name}is not a finite number",
            {"name": name, "fix": "Write a finite number; leave the key out if it is unknown."},
        )
    return value


def _check_order(number: Uniform | Pert | Normal) -> None:
    if isinstance(number, Uniform) and number.low > number.high:
        raise _disorder("low is greater than high")
    if isinstance(number, Pert) and not number.low <= number.mode <= number.high:
        raise _disorder("low, mode and high are not in ascending order")
    if isinstance(number, Normal) and number.sd < 0:
        raise PydanticCustomError(
            "negative-sd", "sd is negative", {"fix": "Write a standard deviation of 0 or more."}
        )


def _disorder(message: str) -> PydanticCustomError:
    fix = "Put low ≤ mode ≤ high."
    return PydanticCustomError("number-order", "{message}", {"message": message, "fix": fix})


def _discrete(raw: Mapping[Any, Any]) -> Discrete:
    lists = {key: raw[key] for key in ("values", "weights")}
    for key, items in lists.items():
        if not isinstance(items, list | tuple) or not items:
            raise PydanticCustomError(
                "discrete-list",
                "“{key}” is not a list with at least one number",
                {"key": key, "fix": "Write {values: [0, 50], weights: [1, 3]}."},
            )
    values = tuple(_plain(v, "values") for v in lists["values"])
    weights = tuple(_plain(w, "weights") for w in lists["weights"])
    if len(values) != len(weights):
        raise PydanticCustomError(
            "discrete-lengths",
            "{v} values but {w} weights",
            {"v": len(values), "w": len(weights), "fix": "Give each value one weight."},
        )
    if min(weights) < 0 or math.fsum(weights) <= 0:
        raise PydanticCustomError(
            "discrete-weights",
            "weights must be 0 or more, and not all 0",
            {"fix": "Write weights such as [1, 3]; they need not sum to one."},
        )
    return Discrete(values, weights)
