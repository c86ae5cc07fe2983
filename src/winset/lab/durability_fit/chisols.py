"""Leader and coalition changes from CHISOLS (Mattes, Leeds & Matsumura 2016), day-dated.

Codes used, version 4.0:

``leaderch*1`` … ``leaderch*7``
    Dates of up to seven leader changes in the state-year.
``solschange1`` … with ``solsch*1`` …
    1 and its date where the new leader draws on another societal coalition than the old one (the
    source of leader support changes). Matched to leader changes by date.
``solsminch1`` …
    Minor changes of the coalition, coded beside the major ones; used in one robustness row only.
``dem``
    1 democracy, 0 not, ``Transition Year`` otherwise. **Inferred**: the value is that of the
    year's end (Chile is 0 in 1973 and 1 in 1989, when Pinochet still governed). A change is
    therefore filed under the regime of the year *before* it, the regime in which it happened.
``mil sp per mon`` with ``hybrid``
    Kinds of non-democracy (Geddes, Wright & Frantz 2014); more than one may be 1 in hybrids.
``nonindep``
    1 in years of occupation or exile.
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
    day_of,
    number,
    read_rows,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REGIMES = ("democracy", "personalist", "single_party", "military", "monarchy", "hybrid", "other")
UNKNOWN = -1
SLOTS = range(1, 8)
COLUMNS = (
    *("ccode", "year", "nonindep", "dem", "mil", "sp", "per", "mon", "hybrid", "version"),
    *(f"leaderch{part}{slot}" for slot in SLOTS for part in ("yr", "mo", "day")),
    *(f"solsch{part}{slot}" for slot in SLOTS for part in ("ange", "yr", "mo", "day")),
    *(f"solsmin{part}{slot}" for slot in SLOTS for part in ("ch", "chyr", "chmo", "chday")),
)


@dataclass(frozen=True)
class LeaderSupport:
    """State-years and the dated changes in them."""

    country: Integers
    year: Integers
    """``country``, ``year``: (state_years,) Correlates of War code; calendar year."""
    democracy: Integers
    """(state_years,) 1, 0, or ``UNKNOWN`` in transition years, at the year's end."""
    regime: Integers
    """(state_years,) index into `REGIMES`, or ``UNKNOWN``."""
    independent: Bools
    """(state_years,) false under occupation or in exile."""
    change_country: Integers
    change_day: Integers
    """``change_country``, ``change_day``: (changes,) whose leader changed, and on which day
    (ordinal)."""
    change_coalition: Bools
    change_minor: Bools
    """``change_coalition``, ``change_minor``: (changes,) whether the supporting coalition changed,
    majorly or in a minor way."""
    change_democracy: Integers
    """(changes,) regime in which it happened, 1, 0, or ``UNKNOWN``."""
    change_regime: Integers
    """(changes,) that regime's index into `REGIMES`, or ``UNKNOWN``."""
    change_new_democracy: Integers
    """(changes,) ``democracy`` of the year of the change itself."""
    notes: tuple[Note, ...]
    """What was mended or dropped, and how many."""


def load_chisols(path: Path) -> LeaderSupport:
    """Read the state-year file.

    Raises
    ------
    SourceFileError
        If the file is absent, of another version, or lacks columns.
    """
    rows = read_rows(path, COLUMNS, encoding="latin-1", versions=("4.0",))
    book = NoteBook()
    states: dict[tuple[int, int], tuple[int, int, bool]] = {}
    changes: dict[tuple[int, int], list[bool]] = {}
    for row in rows:
        key = (code(row["ccode"]), code(row["year"]))
        if key in states:
            book.add("duplicate-state-year", "state-years given twice, the later row dropped")
            continue
        states[key] = (code(row["dem"]), _regime(row), code(row["nonindep"]) != 1)
        for day, coalition, minor in _changes(row, book):
            change = changes.setdefault((key[0], day), [False, False])
            change[0] |= coalition
            change[1] |= minor
    keys = sorted(states)
    table = np.array([(*k, *states[k]) for k in keys], dtype=np.int64)
    dated = sorted(changes)
    before = [_regime_before(states, country, day) for country, day in dated]
    return LeaderSupport(
        country=table[:, 0],
        year=table[:, 1],
        democracy=table[:, 2],
        regime=table[:, 3],
        independent=table[:, 4].astype(bool),
        change_country=np.array([c for c, _ in dated], dtype=np.int64),
        change_day=np.array([d for _, d in dated], dtype=np.int64),
        change_coalition=np.array([changes[k][0] for k in dated]),
        change_minor=np.array([changes[k][1] for k in dated]),
        change_democracy=np.array([b[0] for b in before], dtype=np.int64),
        change_regime=np.array([b[1] for b in before], dtype=np.int64),
        change_new_democracy=np.array([b[2] for b in before], dtype=np.int64),
        notes=book.notes(),
    )


def _changes(row: Row, book: NoteBook) -> Iterator[tuple[int, bool, bool]]:
    """Yield day, coalition change, minor coalition change of a row, leader changes first."""
    leaders = {day for slot in SLOTS if (day := _dated(row, "leaderch", slot, book)) != NO_DAY}
    for day in leaders:
        yield day, False, False
    for slot in SLOTS:
        if code(row[f"solschange{slot}"]) == 1:
            day = _dated(row, "solsch", slot, book)
            if day != NO_DAY:
                if day not in leaders:
                    book.add("coalition-without-leader", "coalition changes on no leader's day")
                yield day, True, False
        if code(row[f"solsminch{slot}"]) == 1:
            day = _dated(row, "solsminch", slot, book)
            if day != NO_DAY:
                yield day, False, True


def _dated(row: Row, stem: str, slot: int, book: NoteBook) -> int:
    """Return a change's day; a date coded but not a day of the calendar is counted and dropped."""
    parts = [number(row[f"{stem}{part}{slot}"]) for part in ("yr", "mo", "day")]
    day = day_of(*parts)
    if day == NO_DAY and parts[0] is not None:
        if parts[1] is not None and 1 <= parts[1] <= 12:
            book.add("no-day", "changes without a day of the month, set to the 15th")
            return day_of(parts[0], parts[1], 15)
        book.add("not-a-date", f"{stem} dates that are no dates, dropped")
    return day


def _regime(row: Row) -> int:
    """Classify a state-year; hybrids keep a class of their own, as their members overlap."""
    democracy = code(row["dem"])
    if democracy == 1:
        return REGIMES.index("democracy")
    if democracy != 0:
        return UNKNOWN
    if code(row["hybrid"]) == 1:
        return REGIMES.index("hybrid")
    kinds = [
        name
        for name, column in (
            ("personalist", "per"),
            ("single_party", "sp"),
            ("military", "mil"),
            ("monarchy", "mon"),
        )
        if code(row[column]) == 1
    ]
    if len(kinds) == 1:
        return REGIMES.index(kinds[0])
    return REGIMES.index("hybrid" if kinds else "other")


def _regime_before(
    states: dict[tuple[int, int], tuple[int, int, bool]], country: int, day: int
) -> tuple[int, int, int]:
    """Return democracy and regime entering a change, and democracy at the end of its year."""
    year = year_of(day)
    now = states.get((country, year), (UNKNOWN, UNKNOWN, True))
    democracy, regime, _ = states.get((country, year - 1), now)
    if democracy == UNKNOWN:
        democracy, regime = now[0], now[1]
    return democracy, regime, now[0]
