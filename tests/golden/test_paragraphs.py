"""The brief and the core's sentences on eight small cases, odd ones included."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.golden.test_goldens import hold
from winset.analysis import Analysis, analyse
from winset.ratification import reasons_for
from winset.report.charts.package_answers import package_answers
from winset.report.charts.registry import figures_of
from winset.scenario import scenario_from
from winset.words.deals import standing_of, standing_told
from winset.words.method import settings_told
from winset.words.names import as_form, form_in_words, form_title, sentence
from winset.words.packages import matching_told, searched_told
from winset.words.provenance import marks_told, numbers_told, provenance, thinness
from winset.words.reasons import objectors_told
from winset.words.talks import talks_told
from winset.words.views import rule_in_words, signatories_in_words, some_actors, view_in_words

CORE = {"zone-odds", "positions", "zone-strip", "funnel", "blockers", "settlement-strip"} | {
    "perspective-odds"
}
"""Charts whose sentences are the core's."""


def actor(party: str | None, *stances: tuple[str, Any], **more: Any) -> dict[str, Any]:
    """An actor with a position, or worths, on issues that all matter alike."""
    return {
        **({} if party is None else {"party": party}),
        "stances": {
            issue: {key: wish, "salience": 50}
            for issue, wish in stances
            for key in ["values" if isinstance(wish, dict) and "low" not in wish else "position"]
        },
        **more,
    }


def case(**changes: Any) -> dict[str, Any]:
    """Two leaders divide land and money; all is certain, and a deal in the middle suits both."""
    return {
        "winset": 1,
        "id": "small",
        "title": "A small case",
        "issues": {
            "land": {
                "title": "Land",
                "options": {"theirs": 0, "shared": 50, "ours": 100},
                "no_deal": 0,
            },
            "money": {"title": "Money", "options": 3, "no_deal": 100},
        },
        "actors": {
            "ann": actor("p", ("land", 80), ("money", 20), name="Ann Lee", reservation=0.4),
            "bob": actor("q", ("land", 20), ("money", 20), name="Bob Oz", reservation=0.4),
        },
        "parties": {
            "p": {"name": "Pontus", "principal": "ann", "ratification": {"treaty": "ann"}},
            "q": {"name": "Quirinia", "principal": "bob", "ratification": {"treaty": "bob"}},
        },
        "settings": {"worlds": 32, "noise": 0},
        **changes,
    }


def ties() -> dict[str, Any]:
    raw = case(
        issues={"venue": {"title": "Venue", "options": ["Bern", "Oslo", "Rome"], "no_deal": None}}
    )
    alike = ("venue", dict.fromkeys(["Bern", "Oslo", "Rome"], 0.5))
    for who in raw["actors"].values():
        who["stances"] = actor(None, alike)["stances"]
    return raw


def nothing_passes() -> dict[str, Any]:
    raw = case()
    raw["actors"]["ann"]["stances"]["land"]["red_line"] = {"min": 100}
    raw["actors"]["bob"]["stances"]["land"]["red_line"] = {"max": 0}
    return raw


def everything_passes() -> dict[str, Any]:
    raw = case()
    for who in raw["actors"].values():
        who["reservation"] = 0
    return raw


def one_actor_who_cares() -> dict[str, Any]:
    raw = case()
    raw["actors"]["bob"] |= {"stances": {}, "reservation": 0}
    return raw


def forty_actors() -> dict[str, Any]:
    raw = case()
    for n in range(38):
        name = f"Councillor {n + 1} of Pontus"
        wish = {"low": 2 * n, "high": 2 * n + 20}
        line = {"min": {"low": 0, "high": 60}} if n % 3 == 0 else {"max": {"low": 40, "high": 100}}
        raw["actors"][f"m{n}"] = actor("p", ("land", wish), name=name, reservation=0.3)
        raw["actors"][f"m{n}"]["stances"]["land"]["red_line"] = line
    council = {"at_least": 30, "of": [f"m{n}" for n in range(38)]}
    raw["parties"]["p"]["ratification"]["treaty"] = {"all": ["ann", council]}
    return raw


def names_with_articles() -> dict[str, Any]:
    raw = case(
        forms={"accord": {"title": "Beijing accord", "with_article": True, "ratified": False}},
        talks=[{"date": "2024-05-03", "status": {"land": "undisclosed"}}],
        perspectives={
            "quirinia": {
                "title": "As Quirinia puts it",
                "actors": {"bob": {"reservation": {"low": 0.5, "high": 0.9}}},
            }
        },
    )
    senate = actor("p", ("land", {"low": 60, "high": 100}), ("money", 0), reservation=0.5)
    senate |= {"name": "US Senate", "short": "Senate", "with_article": True, "role": "legislature"}
    raw["actors"]["senate"] = {**senate, "body": {"members": 100, "dispersion": 15}}
    raw["actors"]["bob"]["reservation"] = {"low": 0.3, "high": 0.8}
    raw["parties"]["p"] |= {"name": "United States", "with_article": True}
    two_thirds = {"at_least": "2/3", "of": "senate"}
    raw["parties"]["p"]["ratification"] = {"accord": "ann", "treaty": {"all": ["ann", two_thirds]}}
    raw["parties"]["q"]["ratification"] = {"accord": "bob", "treaty": "bob"}
    return raw


def nominal_issue() -> dict[str, Any]:
    raw = case()
    raw["issues"]["seat"] = {"title": "Seat", "options": ["Bern", "Oslo", "Rome"], "no_deal": None}
    for who, best in (("ann", "Bern"), ("bob", "Rome")):
        worth: dict[str, Any] = {at: {"low": 0, "high": 0.6} for at in ("Bern", "Oslo", "Rome")}
        stance = {"values": {**worth, best: 1.0}, "salience": {"low": 20, "high": 90}}
        raw["actors"][who]["stances"]["seat"] = stance
    return raw


def rule_with_not() -> dict[str, Any]:
    raw = case()
    raw["actors"]["cy"] = actor("p", ("land", {"low": 0, "high": 100}), name="Cy", reservation=0.6)
    raw["actors"]["di"] = actor("q", ("land", {"low": 40, "high": 60}), name="Di", reservation=0.7)
    raw["parties"]["p"]["ratification"]["treaty"] = {"all": ["ann", {"not": "cy"}]}
    raw["parties"]["q"]["ratification"]["treaty"] = {"any": ["di", {"all": ["bob", "cy"]}]}
    return raw


CASES = {
    made.__name__.replace("_", "-"): made
    for made in (
        *(ties, nothing_passes, everything_passes, one_actor_who_cares),
        *(forty_actors, names_with_articles, nominal_issue, rule_with_not),
    )
}


@cache
def analysed(name: str) -> Analysis:
    return analyse(scenario_from(CASES[name]()), advice=False)


def of_figures(analysis: Analysis) -> Iterator[str]:
    for chart, figure in figures_of(analysis):
        if chart in CORE:
            yield from (f"{figure.title}:", figure.sentence, figure.method)


def of_names(analysis: Analysis) -> Iterator[str]:
    scenario = analysis.scenario
    yield f"{some_actors(scenario, list(scenario.actors))}, {view_in_words(scenario)}."
    for party, about in scenario.parties.items():
        for form, rule in about.ratification.items():
            name, words = form_title(scenario, form), rule_in_words(scenario, rule)
            yield f"{name}, {scenario.party_name(party)}: {words}"
    for form in scenario.forms:
        yield (
            f"{sentence(form_in_words(scenario, form))}, signed by "
            f"{signatories_in_words(scenario, form)}"
        )


def of_texts(analysis: Analysis) -> Iterator[str]:
    size, asked = analysis.space.size, list(analysis.scenario.actors)
    for form, result in analysis.forms.items():
        nash = result.settlements["nash"]
        if nash.package is not None:
            which = sentence(as_form(analysis.scenario, form))
            yield f"{which}: {standing_told(standing_of(result, nash)) or 'it stands out'}"
        yield matching_told(analysis.scenario, form, size=size, count=size)
        yield matching_told(analysis.scenario, form, size=size, count=0, actors=asked)
        yield searched_told(analysis.scenario, form, size=size, count=2)
    for number in (0, size - 1):
        answers = analysis.consent_odds([number])
        yield objectors_told(analysis.scenario, answers, 0)
        reasons = reasons_for(analysis.scenario, analysis.worlds, analysis.space, number)
        figure = package_answers(analysis, answers, reasons)
        yield figure.sentence
        yield from (f"{row[0]}: {row[-1]}" for row in figure.table.rows[:4])
        yield figure.method


def of_provenance(analysis: Analysis) -> Iterator[str]:
    scenario = analysis.scenario
    rows = provenance(scenario)
    yield numbers_told(thinness(scenario, rows))
    yield f"{marks_told(row.mark for row in rows)}."
    yield from (f"{row.group}: {row.what}: {row.value}" for row in rows[:12])
    yield from (f"{name}: {told}" for name, told in settings_told(analysis))
    yield talks_told(scenario, scenario.talks)


def of_brief(analysis: Analysis) -> Iterator[str]:
    for part in analysis.brief.parts:
        yield f"{part.number} {part.question}"
        for block in part.blocks:
            if isinstance(block, str):
                yield block
            else:
                rows = (block.columns, *block.rows)
                yield "\n".join([f"| {block.title}", *("| " + " | ".join(row) for row in rows)])


@pytest.mark.parametrize("name", CASES)
def test_paragraphs(name: str) -> None:
    analysis = analysed(name)
    paragraphs = dict.fromkeys(
        paragraph
        for part in (of_brief, of_figures, of_names, of_texts, of_provenance)
        for paragraph in part(analysis)
        if paragraph
    )
    hold(f"paragraphs/{name}.txt", "\n\n".join(paragraphs) + "\n")
