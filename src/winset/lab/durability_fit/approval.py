"""Approval and the White House: a logistic curve through as many points as there were elections.

Three files are joined: Gallup's polls in the weeks before each presidential election, and from
Voteview which party held the presidency before and after it. With some nineteen elections the
slope is known roughly at best; the fit carries its own doubt and its count.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.lab.durability_fit.hazard import BEYOND_REASON, EstimationError, wald
from winset.lab.durability_fit.reading import NO_DAY, Note, NoteBook, code, number, read_rows
from winset.uncertainty import Z95

if TYPE_CHECKING:
    from pathlib import Path

WEEKS_BEFORE = 16
POLL_COLUMNS = ("poll_enddate", "approve", "disapprove", "president")
MEMBER_COLUMNS = ("congress", "chamber", "party_code")


@dataclass(frozen=True)
class ApprovalFit:
    """Odds that the president's party loses the White House, by approval before the election."""

    years: Integers
    """(elections,)."""
    approve: Floats
    """(elections,) mean approval in the sixteen weeks before, per cent."""
    lost: Bools
    """(elections,) whether another party held the office afterwards."""
    coefficients: Floats
    """(2,) constant at 50 per cent, and change per point of approval, on the logit scale."""
    covariance: Floats
    """(2, 2)."""
    notes: tuple[Note, ...]
    """What was dropped, and how many."""

    def odds_of_losing(self, approve: float) -> tuple[float, float, float]:
        """Return the probability of losing office at an approval, with 95 % limits."""
        return odds_at(self.coefficients, self.covariance, approve)

    def ratio_per_ten_points(self) -> tuple[float, float, float, float]:
        """Return the odds ratio of losing for ten points more approval, limits and p."""
        error = 10 * float(self.covariance[1, 1]) ** 0.5
        return wald(10 * float(self.coefficients[1]), error)


def odds_at(coefficients: Floats, covariance: Floats, approve: float) -> tuple[float, float, float]:
    """Return the probability of losing office at an approval in per cent, with 95 % limits.

    Parameters
    ----------
    coefficients: (2,) as in `ApprovalFit`
    covariance: (2, 2)
    approve
        Per cent who approve in the weeks before the election.
    """
    x = np.array([1.0, approve - 50.0])
    centre = float(x @ coefficients)
    width = Z95 * float(x @ covariance @ x) ** 0.5
    chance, low, high = 1 / (1 + np.exp(-np.array([centre, centre - width, centre + width])))
    return float(chance), float(low), float(high)


def fit_approval(polls: Path, members: Path) -> ApprovalFit:
    """Join polls and presidents, and fit.

    Raises
    ------
    SourceFileError
        If a file is absent or lacks columns.
    EstimationError
        If approval separates winners from losers.
    """
    book = NoteBook()
    days, approve = _polls(polls, book)
    party = _party_by_congress(members)
    rows: list[tuple[int, float, bool]] = []
    for year in range(1944, 2024, 4):
        election = _election_day(year)
        near = (days < election) & (days >= election - 7 * WEEKS_BEFORE)
        congress = (year - 1789) // 2 + 1
        if not near.any() or congress not in party or congress + 1 not in party:
            book.add("no-polls", "elections without a poll or an outcome in the files, left out")
            continue
        before, after = party[congress], party[congress + 1]
        rows.append((year, float(approve[near].mean()), before != after))
    years = np.array([r[0] for r in rows])
    rating = np.array([r[1] for r in rows])
    lost = np.array([r[2] for r in rows])
    x = np.column_stack([np.ones(len(rows)), rating - 50.0])
    beta, covariance = fit_logit(x, lost)
    return ApprovalFit(years, rating, lost, beta, covariance, book.notes())


def fit_logit(x: Floats, won: Bools) -> tuple[Floats, Floats]:
    """Maximise the logistic likelihood by Newton; returns coefficients and inverse information.

    Parameters
    ----------
    x: (cases, terms)
    won: (cases,)
    """
    beta = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-(x @ beta)))
        information = x.T @ (x * (p * (1 - p))[:, None])
        if np.linalg.cond(information) > 1e12:
            raise EstimationError("a term separates the outcomes: no finite estimate.")
        step = np.linalg.solve(information, x.T @ (won - p))
        beta = beta + step
        if np.max(np.abs(beta)) > BEYOND_REASON:
            raise EstimationError("a term separates the outcomes: no finite estimate.")
        if np.max(np.abs(step)) < 1e-10:
            break
    return beta, np.linalg.inv(information).astype(np.float64)


def _polls(path: Path, book: NoteBook) -> tuple[Integers, Floats]:
    """Return end days and approval of distinct polls."""
    seen: set[tuple[str, ...]] = set()
    days: list[int] = []
    approve: list[float] = []
    for row in read_rows(path, POLL_COLUMNS):
        key = tuple(row[c] for c in POLL_COLUMNS)
        if key in seen:
            book.add("duplicate-poll", "polls given twice, dropped")
            continue
        seen.add(key)
        day, share = _poll_day(row["poll_enddate"]), number(row["approve"])
        if day == NO_DAY or share is None or not 0 <= share <= 100:
            book.add("unreadable-poll", "polls without a date or a share, dropped")
            continue
        days.append(day)
        approve.append(share)
    return np.array(days), np.array(approve)


def _poll_day(text: str) -> int:
    """Read the two ways the file writes dates: ``8/23/22`` and ``2014-08-08T00:00:00Z``."""
    for form in ("%m/%d/%y", "%Y-%m-%dT%H:%M:%SZ"):
        try:
            return dt.datetime.strptime(text.strip(), form).replace(tzinfo=dt.UTC).toordinal()
        except ValueError:
            continue
    return NO_DAY


def _party_by_congress(path: Path) -> dict[int, int]:
    """Return the party of the last president each Congress saw.

    A Congress meets some two weeks before an inauguration, so the outgoing president is listed
    first and the incoming one last, as the file orders them.
    """
    return {
        code(row["congress"]): code(row["party_code"])
        for row in read_rows(path, MEMBER_COLUMNS)
        if row["chamber"] == "President"
    }


def _election_day(year: int) -> int:
    """Return the Tuesday after the first Monday of November."""
    first = dt.date(year, 11, 1)
    monday = first + dt.timedelta(days=-first.weekday() % 7)
    return monday.toordinal() + 1
