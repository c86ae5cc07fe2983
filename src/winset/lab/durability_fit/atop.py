"""Bilateral alliances from ATOP (Leeds, Ritter, Mitchell & Long 2002), day-dated.

Codes used, version 4.01:

``term``
    How an alliance ended: 0 not ended, or ended because a member lost its independence; 1 its
    provisions were fulfilled or it ended as scheduled; 2 provisions were violated by a member;
    3 members renegotiated or replaced it. **Inferred** from the member-level file's ``termmode``
    and checked on named cases (the German–Soviet pact of 1939 is 2 in June 1941, the Sino–Soviet
    treaty of 1950 is 1 in 1980, the Finnish–Soviet treaty of 1948 is 3 in 1992, alliances of the
    German Democratic Republic are 0 in 1990).
``ineffect``
    1 if in force when ATOP's observation ends. Where it is 0 and ``term`` is 0, the end is
    treated as censoring: the agreement did not fail, its member ceased to exist.
``estmode``
    1 if the alliance required ratification, 0 if it took effect by signature. **Inferred**: the
    Alvensleben convention of 1863, the Franco–Russian exchange of 1891 and the Canadian–Soviet
    protocol of 1971 are 0, the German–Soviet pact (its article VII) is 1.
``minst``, ``hinst``
    Moderate and high military institutionalisation (Leeds & Anac 2005); either counts here.
``wartime``
    1 if signed while a member was at war.
``speclgth``
    Non-zero if the text limits its own duration; some such texts renew themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from winset.arrays import Integers
from winset.lab.durability_fit.reading import (
    NO_DAY,
    Note,
    NoteBook,
    Row,
    code,
    day_of,
    number,
    read_records,
)

if TYPE_CHECKING:
    from pathlib import Path

IN_FORCE, FULFILLED, VIOLATED, RENEGOTIATED = 0, 1, 2, 3
COLUMNS = (
    *("atopid", "begyr", "begmo", "begday", "endyr", "endmo", "endday", "ineffect", "bilat"),
    *("wartime", "estmode", "speclgth", "term", "defense", "mem1", "mem2", "version"),
    *("minst", "hinst"),
)
# Single-precision 4.01, as the publisher's alliance-level file writes it.
VERSIONS = ("4.0100002", "4.01")


@dataclass(frozen=True)
class Alliances:
    """Bilateral alliances, one row each."""

    atopid: Integers
    """(alliances,) ATOP's number."""
    members: Integers
    """(alliances, 2) Correlates of War country codes, lower first."""
    begin: Integers
    """(alliances,) day of entry into force, ordinal."""
    end: Integers
    """(alliances,) day it ended, ordinal; ``NO_DAY`` if in force."""
    ending: Integers
    """(alliances,) ``IN_FORCE`` (or a member's loss of independence), ``FULFILLED``, ``VIOLATED``,
    ``RENEGOTIATED``."""
    ratified: Integers
    institutions: Integers
    wartime: Integers
    defence: Integers
    fixed_term: Integers
    """``ratified``, ``institutions``, ``wartime``, ``defence``, ``fixed_term``: (alliances,) 1, 0,
    or −1 unknown."""
    notes: tuple[Note, ...]
    """What was dropped, and how many."""


def load_atop(path: Path) -> Alliances:
    """Read bilateral alliances of the alliance-level file.

    Raises
    ------
    SourceFileError
        If the file is absent, of another version, or lacks columns.
    """
    read = partial(_alliance, set())
    table, book = read_records(path, COLUMNS, read, versions=VERSIONS)
    return Alliances(
        table[:, 0], table[:, 1:3], table[:, 3], table[:, 4], table[:, 5], table[:, 6],
        table[:, 7], table[:, 8], table[:, 9], table[:, 10], book.notes(),
    )  # fmt: skip


def _alliance(seen: set[int], row: Row, book: NoteBook) -> tuple[int, ...] | None:
    """Read one row, in the order of the fields of `Alliances`."""
    if code(row["bilat"]) != 1:
        book.add("multilateral", "alliances of more than two members left out")
        return None
    atopid = code(row["atopid"])
    if atopid in seen:
        book.add("duplicate", "rows with an alliance number seen before, dropped")
        return None
    seen.add(atopid)
    begin = day_of(*(number(row[c]) for c in ("begyr", "begmo", "begday")))
    end, ending = _end(row, book)
    if begin == NO_DAY:
        book.add("no-begin", "alliances without a full date of beginning, dropped")
        return None
    if end != NO_DAY and end < begin:
        book.add("end-before-begin", "alliances that end before they begin, dropped")
        return None
    if ending == -1:
        book.add("unreadable-end", "alliances ended on a day the file does not give, dropped")
        return None
    first, second = sorted((code(row["mem1"]), code(row["mem2"])))
    institutions = max(code(row["minst"]), code(row["hinst"]))
    speclgth = code(row["speclgth"])
    return (
        atopid, first, second, begin, end, ending,
        code(row["estmode"]), institutions, code(row["wartime"]), code(row["defense"]),
        int(speclgth > 0) if speclgth >= 0 else -1,
    )  # fmt: skip


def _end(row: Row, book: NoteBook) -> tuple[int, int]:
    """Return day and kind of the end; kind −1 where an end is coded and its day is not given."""
    if code(row["endyr"], 0) == 0:
        return NO_DAY, IN_FORCE
    year, month, day = (number(row[c]) for c in ("endyr", "endmo", "endday"))
    end = day_of(year, month, day)
    if end == NO_DAY:
        end = day_of(year, month, 15)
        if end == NO_DAY:
            return NO_DAY, -1
        book.add("no-end-day", "ends without a day of the month, set to the 15th")
    kind = code(row["term"])
    if kind == IN_FORCE and code(row["ineffect"]) == 0:
        book.add("independence-lost", "ends without a termination code, read as censoring")
    return end, kind if kind in (IN_FORCE, FULFILLED, VIOLATED, RENEGOTIATED) else -1
