"""Sets of packages as bits: 64 packages in a word, one world at a time.

Packages stand in rows, one for each combination of the first issues; a row holds the combinations
of the rest, padded with zeros to whole words. ``&``, ``|`` and ``~`` are the set operations.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools

Words = NDArray[np.uint64]

WORD = 64


@dataclass(frozen=True)
class Layout:
    """How packages are laid out."""

    first: int
    rest: int
    """``first``, ``rest``: number of combinations of the first issues, and of the rest."""

    @property
    def width(self) -> int:
        """Words a row."""
        return -(-self.rest // WORD)

    @cached_property
    def everything(self) -> Words:
        """(first, width) all packages."""
        return self.pack(np.ones((self.first, self.rest), dtype=bool))

    def pack(self, members: Bools) -> Words:
        """Pack (packages,) or (first, rest) into (first, width)."""
        rows = np.zeros((self.first, self.width * WORD), dtype=bool)
        rows[:, : self.rest] = members.reshape(self.first, self.rest)
        packed = np.packbits(rows, axis=1, bitorder="little")
        return packed.view("<u8").astype(np.uint64, copy=False)

    def unpack(self, words: Words) -> Bools:
        """Turn (first, width) into (packages,)."""
        as_bytes = words.astype("<u8", copy=False).view(np.uint8)
        rows = np.unpackbits(as_bytes, axis=1, count=self.rest, bitorder="little")
        return rows.reshape(-1).view(bool)


@dataclass(frozen=True)
class Bits:
    """A set of packages."""

    layout: Layout
    """How they are laid out."""
    words: Words
    """(first, width): the bits; padding is 0."""

    def __and__(self, other: Bits) -> Bits:
        return Bits(self.layout, self.words & other.words)

    def __or__(self, other: Bits) -> Bits:
        return Bits(self.layout, self.words | other.words)

    def __invert__(self) -> Bits:
        return Bits(self.layout, self.words ^ self.layout.everything)

    def any(self) -> bool:
        """Whether there is a package in it."""
        return bool(self.words.any())

    def unpack(self) -> Bools:
        """(packages,) membership."""
        return self.layout.unpack(self.words)


def all_or_none(layout: Layout, every: bool) -> Bits:
    """Return all packages, or none."""
    return Bits(layout, layout.everything if every else np.zeros_like(layout.everything))
