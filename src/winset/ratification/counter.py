"""Counting sets of packages in bit-slices: one plane of bits for each binary digit.

Carry-save: a plane waits until there are three of its digit, which a full adder turns into one
and a carry; so adding a set costs five operations on words, whatever the count.

References
----------
Harley & Seal, in Warren (2012), Hacker's Delight, 2nd ed., section 5-1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.ratification.bits import Bits, Layout, Words

_BYTE = 8


class BitCounter:
    """How often each package was added."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._waiting: list[list[Words]] = []

    def add(self, words: Words, times: int = 1) -> None:
        """Add a set, ``times`` over; ``words`` must not change afterwards."""
        digit = 0
        while times >> digit:
            if times >> digit & 1:
                self._add_at(digit, words)
            digit += 1

    def add_counter(self, other: BitCounter, times: int = 1) -> None:
        """Add what another has counted, ``times`` over."""
        for digit, plane in enumerate(other.planes()):
            self.add(plane, times << digit)

    def planes(self) -> list[Words]:
        """Binary digits of the counts, the lowest first: each (first, width)."""
        digit = 0
        while digit < len(self._waiting):
            planes = self._waiting[digit]
            if len(planes) == 2:
                one, other = planes
                self._waiting[digit] = [one ^ other]
                self._add_at(digit + 1, one & other)
            digit += 1
        nothing = np.zeros_like(self.layout.everything)
        return [planes[0] if planes else nothing for planes in self._waiting]

    def at_least(self, least: int) -> Bits:
        """Packages added ``least`` times or more."""
        planes, layout = self.planes(), self.layout
        if least <= 0:
            return Bits(layout, layout.everything)
        if least >> len(planes):
            return Bits(layout, np.zeros_like(layout.everything))
        # From the lowest digit up, `reached` says whether the digits so far are at least those of
        # `least`. A higher digit that differs decides alone; one that is equal leaves it as it was:
        # where `least` has a 1 both must hold, where it has a 0 either is enough.
        reached = layout.everything
        for digit, plane in enumerate(planes):
            reached = plane & reached if least >> digit & 1 else plane | reached
        return Bits(layout, reached)

    def counts(self) -> NDArray[np.int32]:
        """(packages,) how often each was added."""
        total = np.zeros(self.layout.first * self.layout.rest, dtype=np.int32)
        planes = self.planes()
        for lowest in range(0, len(planes), _BYTE):
            # eight digits fill a byte, and bytes are quicker to shift than whole numbers
            part = np.zeros(len(total), dtype=np.uint8)
            for digit, plane in enumerate(planes[lowest : lowest + _BYTE]):
                part |= self.layout.unpack(plane).view(np.uint8) << np.uint8(digit)
            total += part if not lowest else part.astype(np.int32) << lowest
        return total

    def _add_at(self, digit: int, words: Words) -> None:
        while True:
            while digit >= len(self._waiting):
                self._waiting.append([])
            planes = self._waiting[digit]
            planes.append(words)
            if len(planes) < 3:
                return
            # A full adder: the sum's digit is a ⊕ b ⊕ c, its carry (a ∧ b) ∨ ((a ⊕ b) ∧ c).
            one, other, third = planes
            either = one ^ other
            words = one & other
            words |= either & third
            either ^= third
            self._waiting[digit] = [either]
            digit += 1
