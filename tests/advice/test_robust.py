"""Robust deals: the worst over views, against each view looked at by itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given

from tests.profiles import COSTLY
from tests.strategies import Case, cases
from winset.advice.robust import MOST, robust_deals
from winset.advice.survival import Lasting
from winset.analysis import analyse
from winset.ratification import forms_of
from winset.scenario import scenario_from
from winset.serialise.advice.deals import robust_rows
from winset.words.robust import robust_told

from .town import elite, read, rule, stance, town


def viewed(**actors: Any) -> dict[str, Any]:
    """A council that in its rival's view wants the opposite of what it wants by its own."""
    raw = rule(
        town(council=elite(reservation=0.7, stances={"land": stance(100), "money": stance(100)})),
        "p",
        {"all": ["mayor", "council"]},
    )
    raw["perspectives"] = {"other": {"title": "As the rival sees it", "actors": actors}}
    return raw


def test_a_package_is_held_to_its_worst_view() -> None:
    raw = viewed(council={"stances": {"land": {"position": 40}}})
    analysis = analyse(scenario_from(raw))
    found = robust_deals(analysis)
    assert found.rows
    other = analysis.perspectives["other"]
    for own in found.rows:
        shares = [
            view.forms[own.form].ratification.zone.odds(own.package) for view in (analysis, other)
        ]
        assert own.worst.value == min(shares) == 1
    # nothing is given away where both views would have more
    assert found.rows[0].survival is None or 0 < found.rows[0].survival.mean <= 1
    assert json.dumps(robust_rows(found, analysis.space), allow_nan=False)
    assert "100 %, in the scenario’s own view" in read(robust_told(analysis, found))


def test_views_that_cannot_be_met_together_are_named() -> None:
    raw = viewed(
        council={"reservation": 1, "stances": {"land": {"position": 45}, "money": {"position": 45}}}
    )
    analysis = analyse(scenario_from(raw))
    found = robust_deals(analysis)
    assert found.rows == ()
    assert found.nowhere == {"treaty": ("other",)}
    assert "As the rival sees it" in read(robust_told(analysis, found))


def test_who_objects_is_who_rejects_in_some_view() -> None:
    raw = viewed(hawks={"reservation": 1, "stances": {"land": {"position": 5}}})
    raw["actors"]["hawks"] = elite(stances={"land": stance(100)})
    analysis = analyse(scenario_from(raw))
    found = robust_deals(analysis)
    assert all(own.objects.get("hawks") == 0 for own in found.rows)


def test_without_perspectives_nothing_is_said() -> None:
    analysis = analyse(scenario_from(town()))
    assert robust_told(analysis, robust_deals(analysis)) is None


@COSTLY
@given(cases(worlds=(4, 8)))
def test_no_package_shown_is_beaten_in_everything(case: Case) -> None:
    scenario = case.scenario()
    assume(forms_of(scenario))
    analysis = analyse(scenario)
    with pytest.MonkeyPatch.context() as patch:
        # how long deals last is not what is compared, and takes most of the time
        patch.setattr(Lasting, "tells", lambda *_: False)
        found = robust_deals(analysis)
    assert len(found.rows) <= MOST
    for form in forms_of(scenario):
        rows = [own for own in found.rows if own.form == form.name]
        zone = analysis.forms[form.name].ratification.zone.by_package
        if form.name in found.nowhere:
            assert zone.max() == 0
            assert not rows
            continue
        likely = [own.worst.value for own in rows]
        rounded = [round(value, 2) for value in likely]
        assert rounded == sorted(rounded, reverse=True)
        for own in rows:
            assert own.worst.value == pytest.approx(zone[own.package])
            assert own.worst.value >= zone.max() / 2 - 1e-9
            consents = analysis.consent_odds([own.package])
            for principal, gain in own.gains.items():
                odds = consents[principal]
                assert gain == pytest.approx(odds.utility[0] - odds.reservation, abs=1e-9)
        for one in rows:
            for other in rows:
                if one is other:
                    continue
                better = other.worst.value > one.worst.value + 0.05
                gains = all(other.gains[p] > one.gains[p] + 0.05 for p in one.gains)
                same = one.objects == other.objects
                assert not (better and gains and same)
