"""The whole way through, against a brute-force twin and at its edges."""

from __future__ import annotations

import itertools
import json
import math
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from tests.conftest import ROOT
from tests.profiles import COSTLY
from tests.strategies import Case, cases
from tests.twin import FormTwin, Twin, mean_reservation, mean_utility
from winset.analysis import Analysis, FormResult, analyse
from winset.concepts import concepts
from winset.engine import Result
from winset.engine import listing as listing_module
from winset.errors import TooLargeError
from winset.scenario import scenario_from
from winset.scenario.model import Scenario
from winset.scenario.rules import Consent


def pie(**changes: Any) -> dict[str, Any]:
    """Return a pie of five slices between two leaders."""
    raw: dict[str, Any] = {
        "winset": 1,
        "id": "pie",
        "title": "Pie",
        "issues": {"share": {"title": "Share", "options": 5, "no_deal": 0}},
        "actors": {
            "left": {
                "party": "l",
                "reservation": 0.25,
                "stances": {"share": {"position": 100, "salience": 1}},
            },
            "right": {
                "party": "r",
                "reservation": 0.25,
                "stances": {"share": {"position": 0, "salience": 1}},
            },
        },
        "parties": {
            "l": {"principal": "left", "ratification": {"treaty": "left"}},
            "r": {"principal": "right", "ratification": {"treaty": "right"}},
        },
        "settings": {"worlds": 8, "noise": 0.0},
    }
    return {**raw, **changes}


def run(raw: dict[str, Any], **options: Any) -> Analysis:
    return analyse(Scenario.model_validate(raw), perspectives=False, **options)


def fingerprint(analysis: Result) -> list[Any]:
    """Everything an analysis finds, as plain values that compare bit for bit."""
    found: list[Any] = [(path, c.tolist()) for path, c in analysis.worlds.columns.items()]
    for name, form in analysis.forms.items():
        r = form.ratification
        found += [name, r.zone.by_package.tolist(), r.has_zone.tolist(), r.zone.probability]
        found += [(p, s.probability, s.by_package.tolist()) for p, s in r.parties.items()]
        found += [r.funnel, r.blockers, r.most_ratifiable()]
        for s in form.settlements.values():
            found += [s.concept, s.package, repr(s.share), s.ties, s.utilities, s.reservations]
            found += [repr(s.settled), {i: x.tolist() for i, x in s.option_shares.items()}]
    return found


# --- the twin ---


@given(cases())
def test_agrees_with_the_twin(case: Case) -> None:
    scenario = case.scenario()
    found = analyse(scenario, perspectives=False)
    twin = Twin(scenario, found.worlds)
    assert list(found.forms) == list(twin.forms)
    assert [tuple(found.space.package(n).values()) for n in range(found.space.size)] == (
        twin.packages
    )
    for name, form in found.forms.items():
        _same_ratification(form, twin.forms[name], found)
        _same_settlements(form, twin.forms[name], twin, found)
    _same_consents(found, twin)


def _same_ratification(form: FormResult, twin: FormTwin, found: Analysis) -> None:
    worlds, packages = found.worlds.count, range(found.space.size)
    r = form.ratification
    sets = {"": (r.zone, twin.zone)}
    sets.update({party: (r.parties[party], twin.parties[party]) for party in twin.rules})
    for own, expected in sets.values():
        counts = [sum(n in world for world in expected) for n in packages]
        assert (own.by_package * worlds).round().astype(int).tolist() == counts
        assert own.size == sum(2 * count >= worlds for count in counts)
        assert own.probability.value == sum(map(bool, expected)) / worlds
    assert r.has_zone.tolist() == [bool(world) for world in twin.zone]
    for party, steps in r.funnel.items():
        assert [s.probability.value * worlds for s in steps] == pytest.approx(twin.passed[party])
    without = sum(not world for world in twin.zone)
    if not without:
        assert r.blockers == ()
        return
    assert {b.actor: b.share.value for b in r.blockers} == pytest.approx(
        {actor: opened / without for actor, opened in twin.opened.items()}
    )
    shares = [b.share.value for b in r.blockers]
    assert shares == sorted(shares, reverse=True)


def _same_settlements(form: FormResult, twin: FormTwin, all_: Twin, found: Analysis) -> None:
    with_zone = [world for world, zone in zip(twin.worlds, twin.zone, strict=True) if zone]
    assert list(form.settlements) == list(concepts())
    for concept, deal in form.settlements.items():
        ties, most = twin.deal(concept)
        assert deal.ties == ties, concept
        assert deal.package == (ties[0] if ties else None)
        if not with_zone:
            assert math.isnan(deal.share.value)
            assert math.isnan(deal.settled.value)
            continue
        assert deal.share.value == most / len(with_zone)
        assert deal.settled.value == twin.settled / len(with_zone)
        _same_option_shares(deal.option_shares, twin.frequencies(concept), found)
        if not ties:
            continue
        signers = {p: [w.members[p] for w in with_zone] for p in twin.principals}
        package = all_.packages[ties[0]]
        assert deal.utilities == pytest.approx(
            {p: np.mean([mean_utility(m, package) for m in ms]) for p, ms in signers.items()}
        )
        assert deal.reservations == pytest.approx(
            {p: np.mean([mean_reservation(m) for m in ms]) for p, ms in signers.items()}
        )


def _same_option_shares(shares: Any, counts: dict[int, int], found: Analysis) -> None:
    total = max(sum(counts.values()), 1)
    for issue, options in zip(found.space.issues, found.space.options, strict=True):
        expected = dict.fromkeys(options, 0.0)
        for package, count in counts.items():
            expected[found.space.package(package)[issue]] += count / total
        assert shares[issue].tolist() == pytest.approx(list(expected.values()))


def _same_consents(found: Analysis, twin: Twin) -> None:
    odds = found.consent_odds(range(found.space.size))
    worlds = found.worlds.count
    for actor, own in odds.items():
        assert (own.probability * worlds).round().astype(int).tolist() == twin.consents[actor]
        assert own.backing.tolist() == pytest.approx(twin.backing[actor])
        for package, utility in zip(twin.packages, own.utility, strict=True):
            means = [mean_utility(world.members[actor], package) for world in twin.worlds]
            assert utility == pytest.approx(np.mean(means))
        reservations = [mean_reservation(world.members[actor]) for world in twin.worlds]
        assert own.reservation == pytest.approx(np.mean(reservations))


# --- the same bits ---


@COSTLY
@given(cases(worlds=(5, 16)))
def test_workers_and_chunks_change_nothing(case: Case) -> None:
    scenario = case.scenario()
    expected = fingerprint(analyse(scenario, perspectives=False, workers=1))
    assert fingerprint(analyse(scenario, perspectives=False, workers=3)) == expected
    with pytest.MonkeyPatch.context() as patch:
        for chunk in (1, 50, 200):
            patch.setattr(listing_module, "_CHUNK", chunk)
            assert fingerprint(analyse(scenario, perspectives=False)) == expected


@COSTLY
@given(cases())
def test_the_same_seed_gives_the_same_bits(case: Case) -> None:
    first, second = (analyse(case.scenario(), perspectives=False) for _ in range(2))
    assert fingerprint(first) == fingerprint(second)


def test_another_seed_gives_other_draws() -> None:
    raw = pie(settings={"worlds": 64, "noise": 0.2})
    one, two = (run(raw, seed=seed).worlds.columns["actors.left.noise"] for seed in (1, 2))
    assert not np.array_equal(one, two)
    assert run(raw, worlds=16).worlds.count == 16


# --- edges ---


def nash_of(analysis: Analysis) -> Any:
    return analysis.forms["treaty"].settlements["nash"]


def test_no_zone_in_any_world() -> None:
    raw = pie()
    for actor in raw["actors"].values():
        actor["reservation"] = 0.75
    found = run(raw).forms["treaty"]
    assert found.ratification.zone.probability.value == 0
    assert found.ratification.zone.size == 0
    assert [(b.actor, b.share.value) for b in found.ratification.blockers] == [
        ("left", 1.0),
        ("right", 1.0),
    ]
    assert all(deal.package is None and deal.ties == () for deal in found.settlements.values())
    assert not any(
        x.any() for deal in found.settlements.values() for x in deal.option_shares.values()
    )
    assert found.ratification.option_shares()["share"].tolist() == [0.0] * 5


def test_a_zone_in_every_world() -> None:
    found = run(pie()).forms["treaty"]
    assert found.ratification.zone.probability.value == 1
    assert found.ratification.zone.probability.se == 0
    assert found.ratification.blockers == ()
    assert found.settlements["nash"].ties == (2,)


def test_one_world_and_one_package() -> None:
    raw = pie(issues={"share": {"title": "Share", "options": {"half": 50}, "no_deal": 0}})
    found = run(raw, worlds=1)
    assert found.space.size == 1
    assert found.forms["treaty"].ratification.zone.by_package.tolist() == [1.0]
    assert {deal.ties for deal in found.forms["treaty"].settlements.values()} == {(0,)}


def test_an_actor_who_cares_about_nothing_goes_by_its_reservation() -> None:
    for reservation, accepts in ((0.0, 1.0), (0.1, 0.0)):
        raw = pie()
        raw["actors"]["right"] = {"party": "r", "reservation": reservation}
        found = run(raw).forms["treaty"].ratification
        assert found.parties["r"].by_package.tolist() == [accepts] * 5


def test_salience_that_vanishes_in_some_worlds() -> None:
    raw = pie()
    raw["actors"]["left"]["stances"]["share"]["salience"] = {"values": [0, 1], "weights": [1, 1]}
    found = run(raw, worlds=64).forms["treaty"].ratification
    # with salience, slices 1 to 4 reach its floor; without, nothing does
    assert found.parties["l"].by_package.tolist() == [0, 0.5, 0.5, 0.5, 0.5]


@pytest.mark.parametrize(
    ("red_line", "left"),
    [
        ({"exclude": ["0", "25", "50", "75", "100"]}, []),
        ({"min": 100}, [4]),
        ({"min": 60, "max": 80}, [3]),
        ({"min": 75 + 1e-8}, [3, 4]),
        ({"min": 75 + 1e-6}, [4]),
        ({"max": 25, "exclude": ["25"]}, [0]),
    ],
)
def test_red_lines_cannot_be_bought_off(red_line: dict[str, Any], left: list[int]) -> None:
    raw = pie()
    raw["actors"]["left"]["stances"]["share"]["red_line"] = red_line
    raw["actors"]["left"]["no_deal_cost"] = 1
    del raw["actors"]["left"]["reservation"]
    found = run(raw).forms["treaty"].ratification.parties["l"].by_package
    assert np.flatnonzero(found).tolist() == left


def test_principals_who_gain_nothing_anywhere_leave_every_package_a_tie() -> None:
    raw = pie()
    for actor in raw["actors"].values():
        actor["stances"] = {}
        actor["reservation"] = 0
    found = run(raw).forms["treaty"].settlements
    assert {deal.ties for deal in found.values()} == {(0, 1, 2, 3, 4)}


def test_a_principal_need_not_be_asked_and_is_still_not_settled_below_its_reservation() -> None:
    raw = pie()
    raw["actors"]["left"]["reservation"] = 1
    raw["actors"]["parliament"] = {"reservation": 0}
    raw["parties"]["l"]["ratification"] = {"treaty": "parliament"}
    found = run(raw).forms["treaty"]
    assert found.ratification.zone.by_package.tolist() == [1, 1, 1, 1, 0]
    assert found.settlements["nash"].package is None
    assert found.settlements["nash"].settled.value == 0
    assert found.settlements["most_ratifiable"].ties == (0, 1, 2, 3)


def test_a_party_without_a_rule_for_a_form_does_not_sign_it() -> None:
    raw = pie()
    raw["actors"]["third"] = {"party": "t", "reservation": 1}
    raw["parties"]["t"] = {"principal": "third", "ratification": {"peace": "third"}}
    for party, leader in (("l", "left"), ("r", "right")):
        raw["parties"][party]["ratification"] = {"treaty": leader, "peace": leader}
    found = run(raw)
    assert list(found.forms) == ["treaty", "peace"]
    assert list(found.forms["treaty"].ratification.parties) == ["l", "r"]
    assert found.forms["treaty"].ratification.zone.probability.value == 1
    assert found.forms["peace"].ratification.zone.probability.value == 0


def test_the_funnel_begins_with_the_principals() -> None:
    raw = pie()
    raw["actors"]["parliament"] = {"reservation": 1}
    raw["parties"]["l"]["ratification"] = {"treaty": {"all": ["parliament", "left"]}}
    steps = run(raw).forms["treaty"].ratification.funnel["l"]
    assert [(s.rule, s.probability.value) for s in steps] == [
        (Consent("left"), 1.0),
        (Consent("right"), 1.0),
        (Consent("parliament"), 0.0),
        (None, 0.0),
    ]


@pytest.mark.parametrize("members", [1, 2, 255, 256, 1000])
def test_bodies_of_any_size_count_every_member(members: int) -> None:
    raw = pie()
    raw["actors"]["senate"] = {
        "body": {"members": members, "dispersion": 30},
        "no_deal_cost": 0.5,
        "stances": {"share": {"position": 60, "salience": 1}},
    }
    for count, passes in ((members, 1.0), (members + 1, 0.0)):
        raw["parties"]["l"]["ratification"] = {"treaty": {"at_least": count, "of": "senate"}}
        # at a cost of one half, whoever stands at 50 or above takes any deal at its own place
        raw["actors"]["senate"]["no_deal_cost"] = 1
        found = run(raw).forms["treaty"].ratification.parties["l"]
        assert found.probability.value == passes


def test_a_perspective_is_analysed_as_if_it_were_the_scenario() -> None:
    raw = pie()
    raw["settings"] = {"worlds": 64, "noise": 0.1}
    raw["actors"]["left"]["reservation"] = raw["actors"]["right"]["reservation"] = 0.05
    stance = {"share": {"position": {"low": 20, "high": 60}, "salience": 1}}
    raw["actors"]["house"] = {
        "party": "l",
        "body": {"members": 9, "dispersion": 20},
        "stances": stance,
    }
    quorum = {"at_least": "2/3", "of": "house"}
    raw["parties"]["l"]["ratification"] = {"treaty": {"all": ["left", quorum]}}
    raw["perspectives"] = {
        "doves": {"title": "Doves", "actors": {"left": {"reservation": 0.3}}},
        "spread": {"title": "Spread", "actors": {"house": {"body": {"dispersion": 60}}}},
        "other_stakes": {"title": "Stakes", "issues": {"share": {"no_deal": 40}}},
        "bargainers": {"title": "Power", "parties": {"r": {"bargaining_weight": 5}}},
    }
    scenario = scenario_from(raw)
    found = analyse(scenario)
    assert list(found.perspectives) == list(raw["perspectives"])
    everything = [fingerprint(found)]
    for id_, seen in found.perspectives.items():
        alone = analyse(scenario.seen_as(id_), perspectives=False)
        assert fingerprint(seen) == fingerprint(alone)
        everything.append(fingerprint(seen))
    assert all(one != other for one, other in itertools.combinations(everything, 2))


def test_the_result_is_what_was_found() -> None:
    found = analyse(scenario_from(pie()))
    result = found.to_dict()
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    treaty = result["forms"]["treaty"]
    assert result["packages"] == 5
    assert treaty["zone"] == {"probability": 1.0, "se": 0.0, "size": 3}
    assert treaty["settlement"]["nash"]["package"] == {"share": "50"}
    assert treaty["settlement"]["nash"]["utilities"] == {"left": 0.5, "right": 0.5}
    assert treaty["blockers"] == []


def test_the_result_of_a_scenario_without_a_zone_has_no_number_in_its_place() -> None:
    raw = pie()
    for actor in raw["actors"].values():
        actor["reservation"] = 0.75
    result = analyse(scenario_from(raw)).to_dict()
    json.dumps(result, allow_nan=False)
    treaty = result["forms"]["treaty"]
    assert treaty["settlement"]["nash"]["package"] is None
    assert treaty["settlement"]["nash"]["share"] is None
    assert treaty["blockers"] == [
        {"actor": "left", "share": 1.0, "se": 0.0},
        {"actor": "right", "share": 1.0, "se": 0.0},
    ]


# --- size ---


def test_a_space_too_large_to_list_is_refused_before_any_work() -> None:
    issues = {f"i{k}": {"title": "T", "options": 5, "no_deal": 0} for k in range(10)}
    with pytest.raises(TooLargeError, match="9,765,625 packages"):
        run(pie(issues=issues), method="enumeration")


_PEAK = """
from pathlib import Path
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) / 1024)
"""
_LARGE = """
from winset.analysis import analyse
from winset.scenario.model import Scenario
issues = {f"i{k}": {"title": "T", "options": 10, "no_deal": 40} for k in range(6)}
u = {"low": 10, "mode": 50, "high": 90}
stance = {id_: {"position": u, "salience": u} for id_ in issues}
actors = {f"a{k}": {"stances": stance} for k in range(4)}
actors["a3"]["body"] = {"members": 20, "dispersion": 20}
rules = [{"all": ["a0", {"majority": "a3"}]}, {"all": ["a1", "a2"]}]
parties = {f"p{k}": {"principal": f"a{k}", "ratification": {"t": rules[k]}} for k in range(2)}
raw = {"winset": 1, "id": "x", "title": "x", "issues": issues, "actors": actors,
       "parties": parties}
found = analyse(Scenario.model_validate(raw), perspectives=False, worlds=4, workers=2)
assert found.space.size == 10**6
"""
_MANY_MEMBERS = """
from tests.test_analysis import pie, run
raw = pie(settings={"worlds": 64, "noise": 0.05})
raw["actors"]["voters"] = {
    "body": {"members": 100_000, "dispersion": 20},
    "stances": {"share": {"position": {"low": 20, "high": 60}, "salience": 1}},
}
raw["parties"]["l"] = {"principal": "voters", "ratification": {"treaty": {"majority": "voters"}}}
run(raw, workers=2).consent_odds([0, 4])
"""


# Peak of resident memory in MiB, some 64 of it the program's own. It is that of a
# process of its own: getrusage would count what the process that started it had in memory too. All
# utilities of all worlds at once would take 46,000 in the first and 244 more in the second.
@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak from /proc")
@pytest.mark.parametrize(("work", "most"), [(_LARGE, 400), (_MANY_MEMBERS, 250)])
def test_large_cases_fit_in_memory(work: str, most: float) -> None:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    peak = subprocess.run(
        [sys.executable, "-c", work + _PEAK],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    ).stdout
    assert float(peak) < most


# --- when something goes wrong on the way ---


def test_a_failing_worker_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("in a chunk")

    monkeypatch.setattr(listing_module, "win_sets", fail)
    with pytest.raises(ZeroDivisionError, match="in a chunk"):
        run(pie())
    assert not [t for t in threading.enumerate() if "ThreadPoolExecutor" in t.name]


def test_an_interrupt_stops_promptly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing_module, "_CHUNK", 1)
    chunks = []
    take = listing_module.win_sets

    def slowly(*arguments: Any) -> Any:
        chunks.append(1)
        time.sleep(0.002)
        return take(*arguments)

    def interrupt(_: str, done: int, __: int) -> None:
        if done:
            raise KeyboardInterrupt

    monkeypatch.setattr(listing_module, "win_sets", slowly)
    with pytest.raises(KeyboardInterrupt):
        run(pie(), worlds=2000, progress=interrupt, workers=2)
    assert len(chunks) < 200


def test_progress_counts_every_world_once() -> None:
    seen: list[tuple[str, int, int]] = []
    run(pie(), worlds=37, progress=lambda *told: seen.append(told), workers=2)
    assert seen[0][1:] == (0, 37)
    assert seen[-1][1:] == (37, 37)
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
