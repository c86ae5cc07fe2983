"""Peace agreements from the UCDP Peace Agreement Dataset 22.1 (Pettersson, Högbladh & Öberg 2019).

``ended`` is ``True`` where violence between the signatories ended the agreement, with the date
in ``duration``; empty means still in force when coding ended (31 December 2021). ``pa_type`` is
1 full, 2 partial, 3 process agreement; ``pko`` is 1 where the text provides for peacekeepers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

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

COLUMNS = ("paid", "region", "gwno", "conflict_id", "pa_date", "ended", "duration", "pa_type",
           "pko", "inclusive", "version")  # fmt: skip
CODED_TO = dt.date(2021, 12, 31).toordinal()
REGIONS = {1: "Europe", 2: "Middle East", 3: "Asia", 4: "Africa", 5: "Americas"}


@dataclass(frozen=True)
class PeaceAgreements:
    """Peace agreements of internal conflicts with one government."""

    paid: Integers
    """(agreements,) UCDP's number."""
    country: Integers
    """(agreements,) Gleditsch & Ward code of the government."""
    region: Integers
    """(agreements,) key of `REGIONS`."""
    conflict: Integers
    """(agreements,) UCDP conflict number, the cluster."""
    signed: Integers
    ended: Integers
    """``signed``, ``ended``: (agreements,) ordinal days; ``NO_DAY`` where still in force."""
    full: Bools
    process: Bools
    """``full``, ``process``: (agreements,) whether a full, or only a process agreement."""
    peacekeepers: Bools
    """(agreements,) whether the text provides for peacekeepers."""
    notes: tuple[Note, ...]
    """What was dropped, and how many."""


def load_ucdp(path: Path) -> PeaceAgreements:
    """Read the agreement file.

    Raises
    ------
    SourceFileError
        If the file is absent, of another version, or lacks columns.
    """
    table, book = read_records(path, COLUMNS, _agreement, versions=("22.1",))
    return PeaceAgreements(
        table[:, 0], table[:, 1], table[:, 2], table[:, 3], table[:, 4], table[:, 5],
        table[:, 6] == 1, table[:, 6] == 3, table[:, 7] == 1, book.notes(),
    )  # fmt: skip


def _agreement(row: Row, book: NoteBook) -> tuple[int, ...] | None:
    """Read one row, or None with a note."""
    country = code(row["gwno"])
    if country < 0:
        book.add("several-governments", "agreements between governments, left out")
        return None
    signed = day_from_iso(row["pa_date"])
    if signed == NO_DAY:
        book.add("no-date", "agreements without a full date of signature, dropped")
        return None
    ended = NO_DAY
    if row["ended"].strip().lower() == "true":
        ended = day_from_iso(row["duration"])
        if ended == NO_DAY:
            book.add("no-end-date", "agreements said to have ended, without a date, dropped")
            return None
        if ended < signed:
            book.add("end-before-begin", "agreements that end before they are signed, dropped")
            return None
    return (
        code(row["paid"]), country, code(row["region"]), code(row["conflict_id"].split(",")[0]),
        signed, ended, code(row["pa_type"]), code(row["pko"]),
    )  # fmt: skip
