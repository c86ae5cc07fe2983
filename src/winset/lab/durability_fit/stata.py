"""Reading Stata's file releases 114 and 115, numbers and short strings, nothing more.

The one Stata file used here is redistributed in release 114. A general reader would mean pandas
or a compiled library for one table; the release's layout is a fixed header and a record array
(Stata, *File formats .dta*), so this is the smaller evil. Other releases are refused by name.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Floats
from winset.lab.durability_fit.reading import SourceFileError

if TYPE_CHECKING:
    from pathlib import Path

_NUMBERS = {251: "i1", 252: "i2", 253: "i4", 254: "f4", 255: "f8"}
# The largest value of each type that is not one of Stata's 27 codes for missing.
_LARGEST = {251: 100, 252: 32_740, 253: 2_147_483_620, 254: 1.701e38, 255: 8.988e307}
_NAME, _FORMAT, _LABEL, _STRING_LIMIT = 33, 49, 81, 244


def read_stata(path: Path) -> dict[str, Floats | NDArray[np.str_]]:
    """Read every variable of a release-114 or -115 file.

    Returns
    -------
    dict
        Name to array ``(observations,)``: float64 with NaN for every kind of missing, or text.
        Dates stay in Stata's days since 1 January 1960.

    Raises
    ------
    SourceFileError
        If the file is of another release or shorter than its header says.
    """
    raw = path.read_bytes()
    if len(raw) < 109 or raw[0] not in (114, 115) or raw[1] not in (1, 2):
        raise SourceFileError(
            f"{path.name} is not a Stata file of release 114 or 115. In Stata, "
            "`saveold` with version(12) writes one."
        )
    order = "<" if raw[1] == 2 else ">"
    variables, observations = struct.unpack_from(order + "hi", raw, 4)
    at = 109
    types = list(raw[at : at + variables])
    at += variables
    names = [_text(raw[at + i * _NAME : at + (i + 1) * _NAME]) for i in range(variables)]
    at += variables * _NAME + 2 * (variables + 1) + variables * (_FORMAT + _NAME + _LABEL)
    at = _skip_characteristics(raw, at, order)
    records = np.dtype(
        [
            (name, order + _NUMBERS[kind] if kind in _NUMBERS else f"S{kind}")
            for name, kind in zip(names, types, strict=True)
        ]
    )
    if len(raw) < at + observations * records.itemsize:
        raise SourceFileError(f"{path.name} is cut short. Get the file again.")
    table = np.frombuffer(raw, dtype=records, count=observations, offset=at)
    return {name: _column(table[name], kind) for name, kind in zip(names, types, strict=True)}


def _skip_characteristics(raw: bytes, at: int, order: str) -> int:
    """Return where the records begin, past the notes Stata keeps between header and data."""
    while True:
        kind, length = struct.unpack_from(order + "bi", raw, at)
        at += 5 + length
        if kind == 0 and length == 0:
            return at


def _column(values: NDArray[np.generic], kind: int) -> Floats | NDArray[np.str_]:
    """Turn one stored variable into numbers with NaN, or into text."""
    if kind <= _STRING_LIMIT:
        return np.array([_text(v) for v in values.tolist()], dtype=np.str_)
    column: Floats = values.astype(np.float64)
    column[column > _LARGEST[kind]] = np.nan
    return column


def _text(raw: bytes) -> str:
    """Decode a zero-terminated field."""
    return raw.split(b"\0", 1)[0].decode("latin-1")
