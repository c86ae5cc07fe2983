"""Names of the arrays that pass between rooms, and records of arrays cut and joined by worlds."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import DataclassInstance

    Record = TypeVar("Record", bound=DataclassInstance)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]
Integers = NDArray[np.int64]


def rows_of(record: Record, rows: Indices | slice, *names: str) -> Record:
    """Only some worlds of a dataclass of arrays whose first axis is worlds.

    Parameters
    ----------
    rows
        Which, by number.
    names
        Fields that have that axis, the rest being left as they are; all by default.
    """
    cut = names or [field.name for field in fields(record)]
    return replace(record, **{name: getattr(record, name)[rows] for name in cut})


def joined(parts: Sequence[Record]) -> Record:
    """Put records of some worlds together again, field by field; records in records too."""
    first = parts[0]
    if len(parts) == 1:
        return first
    columns: dict[str, Any] = {}
    for field in fields(first):
        values = [getattr(part, field.name) for part in parts]
        columns[field.name] = joined(values) if is_dataclass(values[0]) else np.concatenate(values)
    return type(first)(**columns)
