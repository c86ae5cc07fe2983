"""Leeds, Mattes & Vogel (2009), American Journal of Political Science 53(2).

Their finding, on alliances 1919–2001: a change in the leader's supporting coalition raises the
risk that an alliance is violated in non-democracies, and not in democracies. Only the pattern is
held here (their data, years and model differ), and the second half of it only after 1945.
"""

import os
from pathlib import Path

import pytest

from winset.lab.durability_fit.alliances import fit_model, known_spells
from winset.lab.durability_fit.atop import load_atop
from winset.lab.durability_fit.chisols import load_chisols
from winset.lab.durability_fit.design import Specification
from winset.lab.durability_fit.sources import find, locate


@pytest.mark.parametrize("window", [1.0, 2.0, 3.0])
def test_coalition_change_matters_in_non_democracies(window: float) -> None:
    here = Path(__file__).parents[2]
    folder = Path(os.environ.get("WINSET_DATA", here.parent / "shared" / "data"))
    if find(folder, "atop") is None or find(folder, "chisols") is None:
        pytest.skip("ATOP and CHISOLS are not there; set WINSET_DATA to the folder they are in")
    spells = known_spells(
        load_atop(locate(folder, "atop")), load_chisols(locate(folder, "chisols"))
    )
    after = spells.keep((spells.year >= 1946) & (spells.year <= 2001))
    fit = fit_model(after, Specification(window_years=window), causes=("violated",))
    rows = {row.term: row for row in fit.rows}
    non, dem = rows["coalition_change_nondemocracy"], rows["coalition_change_democracy"]
    assert non.lo is not None
    assert non.lo > 1
    assert dem.p is not None
    assert dem.p > 0.05
    assert rows["leader_change_nondemocracy"].p > 0.05  # type: ignore[operator]
