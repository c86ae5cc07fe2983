"""The JSON Schema takes what reading takes, and editors learn from it what a key means."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest

from tests.scenario.conftest import GONE, changed, problems_of
from winset.scenario import json_schema
from winset.scenario.yamltree import read_yaml

EXAMPLE = textwrap.dedent("""\
    winset: 1
    id: us-russia-2025
    title: US–Russia talks, Moscow, December 2025
    as_of: 2025-12-09
    sources:
      alpha-news: {title: It is important, publisher: Alpha News, date: 2025-12-09, speaker: A. S.}
    issues:
      territory:
        title: Territory
        low: what 0 means
        high: what 100 means
        scale: [0, 100]
        options: {restored: 0, frozen: 40, de_facto: 60, recognised: 100}
        no_deal: 45
      sanctions: {title: Sanctions, low: all kept, high: all lifted, options: 5, no_deal: 5}
      venue: {title: Venue, options: [Istanbul, Budapest], no_deal: null}
    actors:
      us_president:
        name: Donald Trump
        role: leader
        party: us
        influence: {low: 50, mode: 70, high: 85}
        no_deal_cost: 0.1
        reservation: null
        stances:
          territory: {position: {low: 50, mode: 65, high: 80}, salience: 40, source: alpha-news}
          sanctions: {position: 40, salience: 20, expects: {low: 0, mode: 10, high: 30},
                      red_line: {max: {low: 60, high: 90}}}
          venue: {values: {Istanbul: 1, Budapest: 0.4}, salience: 5}
      us_senate:
        role: legislature
        party: us
        body: {members: 100, dispersion: 20}
        stances: {territory: {position: 40, salience: 5}}
      putin: {role: leader, party: russia, stances: {territory: {position: 100, salience: 5}}}
    parties:
      us:
        name: United States
        regime: democracy
        principal: us_president
        envoys: [us_senate]
        bargaining_weight: 1
        ratification:
          understanding: us_president
          treaty: {all: [us_president, {at_least: 2/3, of: us_senate}]}
      russia: {principal: putin, ratification: {understanding: putin, treaty: putin}}
    talks:
      - {date: 2025-12-02, place: Moscow, hours: 5, present: [putin], source: alpha-news,
         status: {territory: narrowed, sanctions: undisclosed}}
    perspectives:
      kyiv: {title: As Kyiv puts it, actors: {putin: {stances: {territory: {position: 10}}}}}
    settings: {worlds: 1024, seed: 1, noise: 0.05, loss: 1}
    """)


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_example_of_the_format(validator: jsonschema.Draft202012Validator) -> None:
    content = read_yaml(EXAMPLE, "f").content
    assert isinstance(content, dict)
    assert list(validator.iter_errors(content)) == []
    assert {problem.code for problem in problems_of(content)} == {"no-cost"}


def test_the_starter_case(
    validator: jsonschema.Draft202012Validator, raw: Mapping[str, Any]
) -> None:
    assert list(validator.iter_errors(raw)) == []


MISTAKES: list[dict[str, Any]] = [
    {"winset": 2},
    {"title": GONE},
    {"id": "My case"},
    {"settings.world": 5},
    {"settings.worlds": 0},
    {"issues.valley.options": 1},
    {"issues.valley.options": []},
    {"issues.valley.scale": [0]},
    {"issues.a b": {"title": "x", "options": 2}},
    {"actors.generals.role": "king"},
    {"actors.generals.influence": "60"},
    {"actors.generals.influence": {"low": 5}},
    {"actors.generals.influence": {"low": 5, "hihg": 6}},
    {"actors.generals.stances.valley.position": {"mean": 5, "sd": -1}},
    {"actors.generals.stances.valley.position": {"values": [], "weights": []}},
    {"actors.generals.stances.valley.sallience": 5},
    {"actors.northern_senate.body.members": 2.5},
    {"parties.north.principal": GONE},
    {"parties.north.ratification.treaty": {"every": ["president"]}},
    {"parties.north.ratification.treaty": {"all": []}},
    {"parties.north.ratification.treaty": {"at_least": "two thirds", "of": "northern_senate"}},
    {"parties.north.ratification.treaty": {"at_least": 0, "of": "northern_senate"}},
    {"parties.north.ratification.treaty": {"at_least": 2, "of": "a", "by": "count"}},
    {"parties.north.ratification.treaty": {"at_least": 2, "of": ["a", "b"], "by": "weight"}},
    {"talks.0.status.valley": "done"},
    {"texts.envoys": "shared"},
    {"texts.envoys.valley": ["shared"]},
    {"texts.the envoys": {"valley": "shared", "sanctions": 50, "venue": "Lakeside"}},
    {"perspectives.lakeland.actors.marshal.stances.valley.posision": 5},
]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_refused_by_schema_and_reading_alike(
    validator: jsonschema.Draft202012Validator, raw: Mapping[str, Any], mistake: dict[str, Any]
) -> None:
    content = changed(raw, mistake)
    assert list(validator.iter_errors(content))
    assert any(p.severity == "error" for p in problems_of(content))


def test_every_key_says_what_it_means() -> None:
    schema = json_schema()
    parts = {"Scenario": schema, **schema["$defs"]}
    assert len(parts) > 15
    silent = [
        f"{name}.{key}"
        for name, part in parts.items()
        for key, below in part.get("properties", {}).items()
        if not below.get("description", "").endswith((".", ")"))
    ]
    assert silent == []


def test_each_call_gives_a_schema_of_its_own() -> None:
    json_schema()["$defs"].clear()
    assert json_schema()["$defs"]
