"""Day-dated spells: alliances cut wherever anything about them or their members changes.

A spell is an interval (start, stop] of days in the life of one alliance during which every
covariate is constant (a fading effect is cut quarterly). Rules:

- The risk window of a change opens the day *after* it. An alliance that ends on the very day of
  a change is not exposed to it, so that a revolution and the treaty it tears up in one stroke
  are not counted as cause and effect.
- Only changes after signature count: before it, the change made the signatory.
- The window *before* a change (the placebo) looks at all later changes of the members, also
  those after the alliance's end; otherwise it would select survivors.
- Regimes and independence are those at the start of the calendar year: no looking ahead.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.durability.terms import AGE_YEARS
from winset.lab.durability_fit.atop import FULFILLED, IN_FORCE, RENEGOTIATED, VIOLATED
from winset.lab.durability_fit.chisols import UNKNOWN
from winset.lab.durability_fit.reading import DAYS_PER_YEAR, NO_DAY, Note, NoteBook, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from winset.lab.durability_fit.atop import Alliances
    from winset.lab.durability_fit.chisols import LeaderSupport

CAUSE_OF_ENDING = {IN_FORCE: -1, VIOLATED: 0, RENEGOTIATED: 1, FULFILLED: 2}
KINDS = ("coalition_democracy", "coalition_nondemocracy", "leader_democracy", "leader_nondemocracy")
"""Kinds of change: of the coalition, or of the leader alone, by the regime entering it."""

QUARTER = DAYS_PER_YEAR / 4
WINDOW_QUARTERS = 12
FIRST_YEAR, LAST_YEAR = 1919, 2008
NEVER = np.inf


@dataclass(frozen=True)
class Spells:
    """Pieces of the lives of alliances."""

    alliance: Integers
    """(spells,) index into `alliances`."""
    start: Floats
    stop: Floats
    """``start``, ``stop``: (spells,) days since entry into force; at risk in (start, stop]."""
    year: Integers
    """(spells,) calendar year the piece lies in."""
    event: Integers
    """(spells,) index into `terms.CAUSES` of the end on its last day, or −1."""
    since: Floats
    """(spells, 2, kinds) days from each member's latest change of each kind in `KINDS` to the
    middle of the piece, ``inf`` if none since signature."""
    until: Floats
    """(spells, 2, kinds) days from the middle of the piece to the next change, ``inf`` if none."""
    democracy: Integers
    """(spells, 2) 1, 0, or −1 in transition, of each member at the start of the year."""
    alliances: Alliances
    """The alliances the first axis of `alliance` counts."""
    notes: tuple[Note, ...]
    """What was dropped, and how many."""

    @property
    def exposure(self) -> Floats:
        """(spells,) years at risk."""
        return (self.stop - self.start) / DAYS_PER_YEAR

    @property
    def age(self) -> Floats:
        """(spells,) years since entry into force, at the middle of the piece."""
        return (self.stop + self.start) / 2 / DAYS_PER_YEAR

    @property
    def members(self) -> Integers:
        """(spells, 2) country codes of the members."""
        return self.alliances.members[self.alliance]

    def keep(self, mask: Bools) -> Spells:
        """Return the spells where ``mask``, (spells,), is true."""
        return Spells(
            self.alliance[mask], self.start[mask], self.stop[mask], self.year[mask],
            self.event[mask], self.since[mask], self.until[mask], self.democracy[mask],
            self.alliances, self.notes,
        )  # fmt: skip


@dataclass(frozen=True)
class ChangeRule:
    """How changes are sorted into `KINDS`."""

    minor_counts: bool = False
    """Whether a minor change of a non-democracy's coalition is one too."""
    new_regime: bool = False
    """File a change under the regime at the end of its own year instead of the one entering it."""
    delay_days: int = 0
    """Days after a change before its window opens, beyond the first."""


def build_spells(
    alliances: Alliances, support: LeaderSupport, rule: ChangeRule | None = None
) -> Spells:
    """Cut bilateral alliances begun 1919–2008 into spells with both members' changes.

    Alliances begun before 1919 are left out (their members' earlier changes are not recorded);
    those in force after 2008 are censored then. Member-years without an independent CHISOLS
    state-year are not at risk.
    """
    rule = rule or ChangeRule()
    book = NoteBook()
    changes = _changes_by_country(support, rule)
    states = {
        (int(c), int(y)): (int(d), bool(i))
        for c, y, d, i in zip(
            support.country, support.year, support.democracy, support.independent, strict=True
        )
    }
    pieces: list[_Piece] = []
    for index in range(len(alliances.atopid)):
        pieces.extend(_pieces_of(index, alliances, changes, states, book))
    return Spells(
        alliance=np.array([p.alliance for p in pieces], dtype=np.int64),
        start=np.array([p.start for p in pieces], dtype=np.float64),
        stop=np.array([p.stop for p in pieces], dtype=np.float64),
        year=np.array([p.year for p in pieces], dtype=np.int64),
        event=np.array([p.event for p in pieces], dtype=np.int64),
        since=np.array([p.since for p in pieces], dtype=np.float64),
        until=np.array([p.until for p in pieces], dtype=np.float64),
        democracy=np.array([p.democracy for p in pieces], dtype=np.int64),
        alliances=alliances,
        notes=book.notes(),
    )


@dataclass(frozen=True)
class _Piece:
    """One row of `Spells`."""

    alliance: int
    start: float
    stop: float
    year: int
    event: int
    since: Floats
    until: Floats
    democracy: tuple[int, int]


_Changes = dict[int, list[Floats]]


def _changes_by_country(support: LeaderSupport, rule: ChangeRule) -> _Changes:
    """Return, for each country, the sorted days of its changes of each kind."""
    regime = support.change_new_democracy if rule.new_regime else support.change_democracy
    coalition = support.change_coalition.copy()
    if rule.minor_counts:
        coalition |= support.change_minor & (regime == 0)
    # A minor change is still no plain change of leader: where it doesn't count it is neither.
    leader_only = ~support.change_coalition & ~support.change_minor
    wanted = (
        coalition & (regime == 1),
        coalition & (regime == 0),
        leader_only & (regime == 1),
        leader_only & (regime == 0),
    )
    days = support.change_day + float(rule.delay_days)
    countries = [int(c) for c in np.unique(support.country)]
    return {
        c: [np.sort(days[mask & (support.change_country == c)]) for mask in wanted]
        for c in countries
    }


def _pieces_of(
    index: int,
    alliances: Alliances,
    changes: _Changes,
    states: dict[tuple[int, int], tuple[int, bool]],
    book: NoteBook,
) -> Iterator[_Piece]:
    """Yield one alliance's pieces in order."""
    begin, end = int(alliances.begin[index]), int(alliances.end[index])
    first, second = (int(m) for m in alliances.members[index])
    reason = _left_out(begin, end, covered=first in changes and second in changes)
    if reason is not None:
        if reason[0]:
            book.add(*reason)
        return
    last_day = dt.date(LAST_YEAR, 12, 31).toordinal()
    close = last_day if end == NO_DAY or end > last_day else end
    ending = CAUSE_OF_ENDING[int(alliances.ending[index])] if close == end else -1
    pair = (changes[first], changes[second])
    if ending >= 0 and any(close in days for member in pair for days in member):
        book.add(
            "ended-on-day-of-change",
            "ends on the very day of a member's change, not counted as after it",
        )
    cuts = _cuts(begin, close, pair)
    middles = (np.array(cuts[1:]) + np.array(cuts[:-1])) / 2
    since, until = _distances(middles, begin, pair)
    for i, (left, right) in enumerate(pairwise(cuts)):
        # The days at risk are left+1 … right; the last of them says which year it is.
        year = year_of(int(np.floor(left)) + 1)
        status = [_status(states, member, year) for member in (first, second)]
        event = ending if right == close else -1
        if not all(independent for _, independent in status):
            book.add("not-covered", "spells without an independent CHISOLS state-year, left out")
            if event >= 0:
                book.add("end-not-covered", "ends in a year CHISOLS does not cover, left out")
            continue
        yield _Piece(
            index, left - begin, right - begin, year, event, since[i], until[i],
            (status[0][0], status[1][0]),
        )  # fmt: skip


def _left_out(begin: int, end: int, *, covered: bool) -> tuple[str, str] | None:
    """Return why an alliance is left out as code and message (empty if over before 1919)."""
    first_day = dt.date(FIRST_YEAR, 1, 1).toordinal()
    if begin < first_day:
        if end != NO_DAY and end < first_day:
            return "", ""
        return "begun-before-1919", "alliances begun before 1919 and in force then, left out"
    if begin > dt.date(LAST_YEAR, 12, 31).toordinal():
        return "begun-after-2008", "alliances begun after 2008, left out"
    if not covered:
        return "member-unknown", "alliances with a member CHISOLS does not cover, left out"
    if end == begin:
        return "ended-at-once", "alliances that end on the day they begin, left out"
    return None


def _status(
    states: dict[tuple[int, int], tuple[int, bool]], country: int, year: int
) -> tuple[int, bool]:
    """Return democracy as of the end of the year before, and independence in the year."""
    now = states.get((country, year))
    if now is None:
        return UNKNOWN, False
    before = states.get((country, year - 1), now)
    return (before[0] if before[0] != UNKNOWN else now[0]), now[1]


def _cuts(begin: int, close: int, pair: tuple[list[Floats], list[Floats]]) -> list[float]:
    """Return the days on which something changes, from ``begin`` to ``close``, ascending."""
    cuts = {float(begin), float(close)}
    first, last = year_of(begin), year_of(close)
    cuts.update(float(dt.date(y, 1, 1).toordinal() - 1) for y in range(first + 1, last + 1))
    cuts.update(begin + years * DAYS_PER_YEAR for years in AGE_YEARS)
    for member in pair:
        for days in member:
            after = days[(days > begin) & (days <= close)]
            # Windows before a change need changes after the end too: an alliance that ended just
            # before one is what the placebo looks for.
            reach = WINDOW_QUARTERS * QUARTER
            before = days[(days > begin) & (days <= close + reach)]
            for quarter in range(WINDOW_QUARTERS + 1):
                cuts.update((after + quarter * QUARTER).tolist())
                if quarter % 4 == 0:
                    cuts.update((before - quarter * QUARTER).tolist())
    return sorted(c for c in cuts if begin <= c <= close)


def _distances(
    middles: Floats,
    begin: int,
    pair: tuple[list[Floats], list[Floats]],
) -> tuple[Floats, Floats]:
    """Return days since the latest and until the next change, both (pieces, 2, kinds)."""
    since = np.full((len(middles), 2, len(KINDS)), NEVER)
    until = np.full_like(since, NEVER)
    for m, member in enumerate(pair):
        for k, days in enumerate(member):
            at = np.searchsorted(days, middles)
            padded = np.concatenate([[-NEVER], days, [NEVER]])
            before, after = padded[at], padded[at + 1]
            since[:, m, k] = np.where(before > begin, middles - before, NEVER)
            until[:, m, k] = after - middles
    return since, until
