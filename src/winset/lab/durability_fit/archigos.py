"""Leaders' spells in office from Archigos 4.1 (Goemans, Gleditsch & Chiozza 2009).

``exit`` says how a leader left: *Regular* by the rules and practice of the state, *Irregular*
against them (coups, revolts, assassinations), *Natural Death* and *Retired Due to Ill Health*
(together ``natural`` here), *Foreign* by another state's force, *Still in Office*. A suicide is
filed as natural death is: a vacancy nobody took by force.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from winset.arrays import Bools, Integers
from winset.lab.durability_fit.reading import (
    NO_DAY,
    Note,
    NoteBook,
    Row,
    code,
    day_from_iso,
    read_records,
)

if TYPE_CHECKING:
    from pathlib import Path

EXITS = ("regular", "irregular", "natural", "foreign", "unknown")
_EXIT = {
    "Regular": 0,
    "Irregular": 1,
    "Natural Death": 2,
    "Retired Due to Ill Health": 2,
    "Suicide": 2,
    "Foreign": 3,
    "Unknown": 4,
    "Still in Office": -1,
}
COLUMNS = ("obsid", "gwcode", "leader", "startdate", "enddate", "entry", "exit")


@dataclass(frozen=True)
class LeaderSpells:
    """Spells in office."""

    country: Integers
    """(leaders,) Gleditsch & Ward code."""
    begin: Integers
    end: Integers
    """``begin``, ``end``: (leaders,) ordinal days; the end of observation where still in office."""
    exit: Integers
    """(leaders,) index into `EXITS`, −1 where still in office."""
    notes: tuple[Note, ...]
    """What was dropped or is odd, and how many."""

    @property
    def in_office(self) -> Bools:
        """(leaders,) whether observation ended before the spell did."""
        return self.exit < 0

    @property
    def last_day(self) -> int:
        """Last day observed anywhere."""
        return int(self.end.max())


def load_archigos(path: Path) -> LeaderSpells:
    """Read the leader file; spells without dates or running backwards are dropped, and counted."""
    table, book = read_records(path, COLUMNS, _spell, encoding="utf-8")
    table = table[np.lexsort(table.T[::-1])]
    overlap = (table[1:, 0] == table[:-1, 0]) & (table[1:, 1] < table[:-1, 2])
    book.add("overlap", "spells that overlap the one before in the same state, kept", overlap.sum())
    return LeaderSpells(table[:, 0], table[:, 1], table[:, 2], table[:, 3], book.notes())


def _spell(row: Row, book: NoteBook) -> tuple[int, ...] | None:
    """Read one row, in the order of the fields of `LeaderSpells`."""
    begin, end = day_from_iso(row["startdate"]), day_from_iso(row["enddate"])
    if NO_DAY in (begin, end):
        book.add("no-date", "spells without both dates, dropped")
        return None
    if end < begin:
        book.add("end-before-begin", "spells that end before they begin, dropped")
        return None
    if row["exit"] not in _EXIT:
        book.add("unknown-exit", f"exit {row['exit']!r} read as unknown")
    return code(row["gwcode"]), begin, end, _EXIT.get(row["exit"], 4)
