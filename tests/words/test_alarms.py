"""Alarms: each is raised where an answer rests on it and nowhere else, and told in few words."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema
import pytest

import winset
from winset.engine import compute
from winset.scenario import Scenario, scenario_from
from winset.serialise.alarms import KINDS, plain_alarms
from winset.serialise.schema import result_schema
from winset.texts import TextDesk
from winset.texts.alarms import Alarm, SurprisingEvent, alarms_of
from winset.texts.consulted import OnlySigners, Unasked, UnaskedSigner, WholeBlocs
from winset.texts.defaults import ClosedByDefault, CostLeftOut, SureAnswer
from winset.texts.red_lines import RedLinesAlone, RuledOut
from winset.words.alarms import MOST, alarm_in_words, alarms_told, all_alarms_told

SCHEMA = result_schema()
ONE = jsonschema.Draft202012Validator({**SCHEMA["$defs"]["alarm"], "$defs": SCHEMA["$defs"]})


def stance(low: float, high: float, **more: Any) -> dict[str, Any]:
    return {"land": {"position": {"low": low, "high": high}, "salience": 50, **more}}


AWAY = {"low": 0, "high": 5}
BASE: dict[str, Any] = {
    "winset": 1,
    "id": "divided-house",
    "title": "A house that votes in blocs",
    "issues": {"land": {"title": "Land", "options": 5, "no_deal": 0}},
    "actors": {
        "premier": {
            "name": "Premier", "with_article": True, "role": "leader", "party": "here",
            "no_deal_cost": 0.1, "stances": stance(60, 80, expects=AWAY),
        },
        "neighbour": {
            "name": "Neighbour", "with_article": True, "role": "leader", "party": "there",
            "no_deal_cost": 0.1, "stances": stance(40, 60, expects=AWAY),
        },
        "labour": {
            "name": "Labour", "role": "legislature", "party": "here", "no_deal_cost": 0.1,
            "body": {"members": 507, "dispersion": 1}, "stances": stance(60, 80, expects=AWAY),
        },
        "tories": {
            "name": "Tories", "with_article": True, "role": "legislature", "party": "here",
            "no_deal_cost": 0, "body": {"members": 119, "dispersion": 1},
            "stances": stance(0, 5, expects=AWAY),
        },
    },
    "parties": {
        "here": {
            "name": "Here", "principal": "premier",
            "ratification": {
                "treaty": {
                    "all": ["premier", {"at_least": 320, "by": "votes", "of": ["labour", "tories"]}]
                }
            },
        },
        "there": {
            "name": "There", "principal": "neighbour",
            "ratification": {"treaty": {"all": ["neighbour", "tories_abroad"]}},
        },
    },
}  # fmt: skip
BASE["actors"]["tories_abroad"] = {
    "name": "Allies", "role": "elite", "party": "there", "no_deal_cost": 0.1,
    "stances": stance(40, 60, expects=AWAY),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A case with the alarms it raises, durability left aside."""

    desk: TextDesk
    alarms: tuple[Alarm, ...]

    @property
    def scenario(self) -> Scenario:
        return self.desk.result.scenario

    def the(self, kind: type[Alarm]) -> Any:
        return next(alarm for alarm in self.alarms if isinstance(alarm, kind))


def asked(scenario: Scenario, worlds: int | None = None) -> Asked:
    if worlds is None:
        # what seldom happens must leave draws enough to count odds
        worlds = 4096 if scenario.given else 128
    desk = TextDesk(compute(scenario, worlds=worlds, perspectives=False))
    return Asked(desk, alarms_of(desk, ()))


def case(**changes: Any) -> Scenario:
    """Return the case with values set by dotted path; None takes a value out."""
    raw = copy.deepcopy(BASE)
    for path, value in changes.items():
        *way, last = path.split("__")
        part = raw
        for step in way:
            part = part.setdefault(step, {})
        if value is None:
            del part[last]
        else:
            part[last] = value
    return scenario_from(raw)


# the premier refuses what Labour would accept
FIRM = {"actors__premier__stances": stance(60, 80, expects={"low": 20, "high": 30}),
        "actors__premier__no_deal_cost": 0, "actors__labour__no_deal_cost": 0,
        "settings__noise": 0.01}  # fmt: skip
LINE = stance(40, 60, expects=AWAY, red_line={"max": {"low": 20, "high": 80}})
LABOUR = "actors__labour__stances__land__expects"
CRITIC = {"name": "Critics", "role": "elite", "party": "here", "stances": stance(0, 5)}
BLOC = {"name": "Labour", "role": "legislature", "party": "here", "no_deal_cost": 0.1, "votes": 507,
        "stances": stance(60, 80, expects=AWAY)}  # fmt: skip
GIVEN_UP = [{"actor": "neighbour", "rejects": {"land": "0"}}]
RAISED: dict[type[Alarm], tuple[dict[str, Any], dict[str, Any]]] = {
    SurprisingEvent: (
        {"given": GIVEN_UP, "actors__neighbour__no_deal_cost": 0.12},
        {"given": GIVEN_UP, "actors__neighbour__no_deal_cost": 0.05},
    ),
    SureAnswer: ({LABOUR: None}, {}),
    ClosedByDefault: (
        {**FIRM, "actors__labour__stances": stance(0, 5)},
        {**FIRM, "actors__labour__stances": stance(0, 5, expects=AWAY)},
    ),
    RedLinesAlone: (
        {"actors__neighbour__stances": LINE, "issues__land__options": {"half": 50, "all": 100}},
        {"actors__neighbour__stances": stance(40, 60, expects={"low": 0, "high": 100})},
    ),
    RuledOut: (
        {"actors__neighbour__stances": LINE, "texts": {"all_of_it": {"land": "100"}}},
        {"actors__neighbour__stances": LINE, "texts": {"half": {"land": "50"}}},
    ),
    WholeBlocs: (
        {"actors__labour": BLOC},
        {"actors__labour": {**BLOC, "body": {"members": 507, "dispersion": 1}}},
    ),
    UnaskedSigner: (
        {"parties__here__ratification__treaty": {"majority": "labour"}},
        {"parties__here__ratification__treaty": {"all": ["premier", {"majority": "labour"}]}},
    ),
    OnlySigners: (
        {"parties__here__ratification__understanding": "premier",
         "parties__there__ratification__understanding": "neighbour"},
        {"parties__here__ratification__understanding": "premier",
         "parties__there__ratification__understanding": "tories_abroad"},
    ),
    CostLeftOut: (
        {"actors__tories__no_deal_cost": None},
        {"actors__tories__no_deal_cost": None, "actors__tories__reservation": 0.9},
    ),
    Unasked: ({"actors__critics": CRITIC}, {}),
}  # fmt: skip


@pytest.fixture(scope="module")
def raised() -> dict[type[Alarm], Asked]:
    return {kind: asked(case(**changes)) for kind, (changes, _) in RAISED.items()}


def test_every_kind_has_a_case_and_a_name() -> None:
    assert set(RAISED) == set(KINDS)
    assert set(KINDS.values()) == set(SCHEMA["$defs"]["alarm"]["properties"]["kind"]["enum"])


@pytest.mark.parametrize("kind", RAISED)
def test_it_is_raised(kind: type[Alarm], raised: dict[type[Alarm], Asked]) -> None:
    assert kind in {type(alarm) for alarm in raised[kind].alarms}


@pytest.mark.parametrize("kind", RAISED)
def test_it_holds_back(kind: type[Alarm]) -> None:
    assert kind not in {type(alarm) for alarm in asked(case(**RAISED[kind][1])).alarms}


def sentences(told: str) -> Iterator[str]:
    yield from re.split(r"(?<=\.)\s", told)


@pytest.mark.parametrize("kind", RAISED)
def test_it_is_told_in_short_sentences(kind: type[Alarm], raised: dict[type[Alarm], Asked]) -> None:
    analysis = raised[kind]
    for alarm in analysis.alarms:
        for said in sentences(alarm_in_words(alarm, analysis.scenario)):
            assert len(said.split()) <= 25, said
            assert said[0].isupper()
            assert said.endswith(".")
            assert not re.search(r"±|\d\.\d+ %|the the|nan", said), said


@pytest.mark.parametrize("kind", RAISED)
def test_it_stands_in_the_result(kind: type[Alarm], raised: dict[type[Alarm], Asked]) -> None:
    plain = plain_alarms(raised[kind].alarms, raised[kind].desk.result)
    assert KINDS[kind] in {row["kind"] for row in plain}
    assert [error.message for row in plain for error in ONE.iter_errors(row)] == []


def test_an_expectation_nobody_gave_is_named_with_its_tally(
    raised: dict[type[Alarm], Asked],
) -> None:
    analysis = raised[SureAnswer]
    alarm = analysis.the(SureAnswer)
    assert (alarm.says_yes, dict(alarm.given), alarm.tally) == (
        True,
        {"labour": (0, 1)},
        (507, 119),
    )
    # without Labour the treaty has no majority, so all its odds hang on that answer
    assert alarm.moves == pytest.approx(analysis.desk.forms["treaty"].vote.gates.passes.value)
    assert alarm_in_words(alarm, analysis.scenario) == (
        "The odds of a yes from Labour are 100 %. "
        "The expectation behind that was never given: the vote would be 507 to 119."
    )


def test_red_lines_alone_are_the_share_of_their_range(
    raised: dict[type[Alarm], Asked],
) -> None:
    # accepts at most what is uniform on 20 to 80; the option stands at 50
    alarm = raised[RedLinesAlone].the(RedLinesAlone)
    assert (alarm.issue, alarm.option, alarm.at) == ("land", "half", 50)
    assert alarm.alone == pytest.approx(1 / 2, abs=0.02)
    assert alarm.moved[40] == pytest.approx(2 / 3, abs=0.02)
    assert alarm.moved[60] == pytest.approx(1 / 3, abs=0.02)
    assert 0 <= alarm.alone - alarm.passes < 0.05


def test_red_lines_that_rule_nothing_out_explain_nothing() -> None:
    # every text keeps the line, which would close this one ten points further
    line = stance(40, 60, expects=AWAY, red_line={"max": {"low": 50, "high": 55}})
    options = {"half": 50, "all": 100}
    alarms = asked(case(actors__neighbour__stances=line, issues__land__options=options)).alarms
    assert RedLinesAlone not in {type(alarm) for alarm in alarms}


def test_a_cost_that_nobody_gave_is_tried_at_a_tenth() -> None:
    # of the texts the premier accepts the least is worth to them what they expect without any
    changes = {
        "actors__premier__stances": stance(60, 80, expects={"low": 20, "high": 25}),
        "actors__tories__stances": stance(0, 1, expects={"low": 20, "high": 30}),
        "parties__here__ratification__treaty": {"all": ["premier", {"majority": "tories"}]},
    }
    free = asked(case(**changes, actors__tories__no_deal_cost=None))
    given = asked(case(**changes, actors__tories__no_deal_cost=0.1))
    best = free.desk.forms["treaty"].best
    assert best is not None
    alarm = free.the(CostLeftOut)
    assert alarm.actors == ("tories",)
    assert alarm.after == given.desk.poll.answers("treaty", [best.package]).passes.mean()
    assert alarm.after > alarm.before + 0.2


def test_a_textbook_game_raises_nothing_about_its_numbers() -> None:
    for name in ("unit-pie", "treaty-senate"):
        game = winset.load(name)
        assert {type(alarm) for alarm in asked(game).alarms} <= {OnlySigners}
        assert game.warnings == ()


def test_who_may_come_next_counts_in_how_long_a_deal_lasts() -> None:
    for more, idle, lasting in (
        ({"role": "other"}, ("critics",), ()),
        ({"role": "other", "influence": 20}, (), ("critics",)),
    ):
        scenario = case(actors__critics={**CRITIC, **more}, forms={"treaty": {"ratified": True}})
        found = winset.analyse(scenario, worlds=64).alarms[-1]
        assert isinstance(found, Unasked)
        assert (found.idle, found.lasting) == (idle, lasting)


def test_the_brief_has_room_for_four_of_the_form_it_dwells_on() -> None:
    many = [UnaskedSigner("treaty", "here", "premier", 0.9, 0.9 - n / 100) for n in range(6)]
    other = UnaskedSigner("understanding", "there", "neighbour", 0.9, 0.1)
    told = list(alarms_told(case(), [other, *many], "treaty"))
    assert len(told) == MOST == 4
    assert not any("Neighbour" in each for each in told)
    assert len(list(all_alarms_told(case(), [other, *many]))) == 7


def test_what_moves_odds_comes_before_what_does_not() -> None:
    alarms = asked(case(**{LABOUR: None}, actors__critics=CRITIC)).alarms
    moves = [alarm.moves for alarm in alarms]
    assert moves == sorted(moves, reverse=True)
    assert isinstance(alarms[-1], Unasked)


@pytest.mark.parametrize("name", ["us-russia-2025", "brexit-2019", "armenia-azerbaijan-2025"])
def test_real_cases_are_told_in_short_sentences(name: str) -> None:
    analysis = asked(winset.load(name), worlds=64)
    for told in all_alarms_told(analysis.scenario, analysis.alarms):
        assert all(len(said.split()) <= 25 for said in sentences(told)), told
