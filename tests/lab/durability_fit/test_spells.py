"""Spells of made-up alliances whose right cutting is known."""

from pathlib import Path

import numpy as np

from tests.lab.durability_fit.made import alliance_row, load_made, state_year
from winset.durability.terms import CAUSES
from winset.lab.durability_fit.design import Specification, columns
from winset.lab.durability_fit.reading import DAYS_PER_YEAR
from winset.lab.durability_fit.spells import KINDS, ChangeRule, Spells, build_spells

CHANGE = ("1955-06-01", True)


def states(*, gap: bool = False, dem: int = 0) -> list[dict[str, object]]:
    return [
        state_year(c, y, dem=dem, changes=[CHANGE] if (c, y) == (20, 1955) else [])
        for c in (2, 20)
        for y in range(1949, 2009)
        if not (gap and c == 2 and y == 1957)
    ]


def built(tmp_path: Path, end: str | None, term: int = 2, rule: ChangeRule | None = None,
          gap: bool = False, begin: str = "1950-03-01") -> Spells:  # fmt: skip
    return build_spells(
        *load_made(tmp_path, [alliance_row(1, begin, end, term)], states(gap=gap)), rule
    )


def exposed(spells: Spells, years: float = 3) -> np.ndarray:
    names, x = columns(spells, Specification(window_years=years))
    return np.asarray(x[:, names.index("coalition_change_nondemocracy")] > 0)


def test_time_at_risk_adds_up(tmp_path: Path) -> None:
    spells = built(tmp_path, "1960-03-01")
    assert abs(spells.exposure.sum() * DAYS_PER_YEAR - 3653) < 1e-6
    assert spells.event.tolist().count(CAUSES.index("violated")) == 1
    assert spells.event[-1] == CAUSES.index("violated")
    assert np.all(spells.start[1:] == spells.stop[:-1])


def test_the_window_opens_the_day_after_and_lasts(tmp_path: Path) -> None:
    spells = built(tmp_path, None)
    for years in (1, 2, 3):
        inside = exposed(spells, years)
        assert abs(spells.exposure[inside].sum() - years) < 1e-9
        opens = spells.start[inside].min()
        assert opens == 1918  # 1 March 1950 to 1 June 1955


def test_an_end_on_the_day_of_the_change_is_not_after_it(tmp_path: Path) -> None:
    spells = built(tmp_path, "1955-06-01")
    assert not exposed(spells).any()
    assert [n.code for n in spells.notes] == ["ended-on-day-of-change"]
    assert exposed(built(tmp_path, "1955-06-02"))[-1]


def test_a_change_before_signature_does_not_count(tmp_path: Path) -> None:
    assert not exposed(built(tmp_path, None, begin="1955-07-01")).any()
    assert not exposed(built(tmp_path, None, begin="1955-06-01")).any()


def test_the_placebo_sees_changes_after_the_end(tmp_path: Path) -> None:
    spells = built(tmp_path, "1954-12-31")
    assert np.isfinite(spells.until[-1, :, KINDS.index("coalition_nondemocracy")]).any()


def test_a_delay_moves_the_window(tmp_path: Path) -> None:
    spells = built(tmp_path, "1955-06-20", rule=ChangeRule(delay_days=30))
    assert not exposed(spells).any()


def test_years_without_coverage_are_not_at_risk(tmp_path: Path) -> None:
    whole, gap = built(tmp_path, "1960-03-01"), built(tmp_path, "1960-03-01", gap=True)
    assert abs(whole.exposure.sum() - gap.exposure.sum() - 365 / DAYS_PER_YEAR) < 1e-9
    assert "not-covered" in [n.code for n in gap.notes]


def test_fading_is_gone_after_three_years(tmp_path: Path) -> None:
    spells = built(tmp_path, None)
    names, x = columns(spells, Specification(timing="fading"))
    fading = x[:, names.index("coalition_change_nondemocracy")]
    on = fading > 0
    assert abs(spells.exposure[on].sum() - 3) < 1e-9
    assert np.all(np.diff(fading[on]) <= 0)
    assert abs((fading * spells.exposure).sum() - 1.5) < 1e-6


def test_real_spells_lose_nothing(spells: Spells) -> None:
    assert np.all(spells.stop > spells.start)
    assert np.all((spells.since > 0) & (spells.until > 0))
    ends = spells.alliance[spells.event >= 0]
    assert len(np.unique(ends)) == len(ends)
