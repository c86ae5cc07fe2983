"""The meaning of codes, inferred, held against cases anyone can look up."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from tests.lab.durability_fit.conftest import optional
from tests.lab.durability_fit.made import day
from winset.lab.durability_fit.atop import FULFILLED, IN_FORCE, RENEGOTIATED, VIOLATED, Alliances
from winset.lab.durability_fit.chisols import REGIMES, LeaderSupport
from winset.lab.durability_fit.reading import code, read_rows

GERMANY, SOVIET_UNION, CHINA, FINLAND, EGYPT, SOMALIA, GDR = 255, 365, 710, 375, 651, 520, 265
USA, CHILE, RUSSIA = 2, 155, 365


@pytest.mark.parametrize(
    ("atopid", "members", "ending", "ended"),
    [
        pytest.param(2470, (GERMANY, SOVIET_UNION), VIOLATED, (1941, 6), id="pact of 1939"),
        pytest.param(3200, (SOVIET_UNION, CHINA), FULFILLED, (1980, 4), id="Sino–Soviet treaty"),
        pytest.param(3140, (SOVIET_UNION, FINLAND), RENEGOTIATED, (1992, 1), id="Finland 1948"),
        pytest.param(3670, (SOVIET_UNION, EGYPT), VIOLATED, (1976, 3), id="Sadat abrogates"),
        pytest.param(3735, (SOVIET_UNION, SOMALIA), VIOLATED, (1977, 11), id="Somalia abrogates"),
        pytest.param(3500, (GDR, SOVIET_UNION), IN_FORCE, (1990, 10), id="East Germany ceases"),
    ],
)
def test_endings(
    alliances: Alliances, atopid: int, members: tuple[int, int], ending: int,
    ended: tuple[int, int],
) -> None:  # fmt: skip
    row = int(np.flatnonzero(alliances.atopid == atopid)[0])
    assert tuple(alliances.members[row]) == members
    assert alliances.ending[row] == ending
    last = dt.date.fromordinal(int(alliances.end[row]))
    assert (last.year, last.month) == ended


def test_endings_against_the_members_file(data_dir: Path) -> None:
    """``term`` by alliance and ``termmode`` by member were coded apart; they should tally."""
    mode = {2: "3", 3: "2"}  # violated and renegotiated, in the members' codes
    rows = read_rows(optional(data_dir, "atop-member"), ("atopid", "bilat", "term", "termmode"),
                     encoding="latin-1")  # fmt: skip
    for term, expected in mode.items():
        modes = [r["termmode"] for r in rows if r["term"] == str(term) and r["bilat"] == "1"]
        assert sum(code(m) == int(expected) for m in modes) / len(modes) > 0.9


@pytest.mark.parametrize(
    ("atopid", "ratified"),
    [
        pytest.param(1230, 0, id="Alvensleben convention 1863"),
        pytest.param(1380, 0, id="Franco–Russian exchange 1891"),
        pytest.param(3665, 0, id="Canadian–Soviet protocol 1971"),
        pytest.param(2470, 1, id="German–Soviet pact 1939, article VII"),
        pytest.param(2300, 1, id="Franco–Soviet pact 1932"),
    ],
)
def test_ratification(alliances: Alliances, atopid: int, ratified: int) -> None:
    assert alliances.ratified[alliances.atopid == atopid].tolist() == [ratified]


@pytest.mark.parametrize(
    ("country", "when", "coalition", "democracy"),
    [
        pytest.param(USA, "1945-04-12", False, 1, id="Truman for Roosevelt"),
        pytest.param(USA, "1953-01-20", True, 1, id="Eisenhower"),
        pytest.param(USA, "1989-01-20", False, 1, id="the elder Bush for Reagan"),
        pytest.param(CHILE, "1973-09-11", True, 1, id="Pinochet, out of a democracy"),
        pytest.param(RUSSIA, "2000-01-01", False, 0, id="Putin for Yeltsin"),
    ],
)
def test_changes(
    support: LeaderSupport, country: int, when: str, coalition: bool, democracy: int
) -> None:
    near = (support.change_country == country) & (abs(support.change_day - day(when)) <= 3)
    assert near.sum() == 1
    assert support.change_coalition[near].tolist() == [coalition]
    assert support.change_democracy[near].tolist() == [democracy]


def test_regimes(support: LeaderSupport) -> None:
    def regime(country: int, year: int) -> str:
        mask = (support.country == country) & (support.year == year)
        return REGIMES[int(support.regime[mask][0])]

    assert regime(USA, 1990) == "democracy"
    assert regime(SOVIET_UNION, 1980) == "single_party"
    assert regime(RUSSIA, 1996) == "personalist"
