"""Uncertain inputs in words: what each says, of whom, on which issue, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from winset.advice.information import InputFinding
from winset.advice.unknowns import Unknown
from winset.scenario.model import Scenario, Source, Traced
from winset.words.marks import source_in_words
from winset.words.names import actor_in_words, form_in_words, listed, plain_name
from winset.words.quantities import day_in_words

_IN_WORDS: Mapping[str, str] = {
    "position": "the position of {actor} on {issue}",
    "salience": "how much {issue} matters to {actor}",
    "expects": "the expectation of {actor} on {issue} without a deal",
    "red_line": "the red line of {actor} on {issue}",
    "values": "what “{option}” on {issue} is worth to {actor}",
    "noise": "how far a deal is misjudged by {actor}",
    "pledge_min": "how far the pledge of {actor} on {issue} goes",
    "pledge_max": "how far the pledge of {actor} on {issue} goes",
    "pledge_cost": "what breaking a pledge on {issue} costs {actor}",
    "influence": "the influence of {actor} at home",
    "votes": "the number of votes of {actor}",
    "no_deal_cost": "what having no deal costs {actor}",
    "reservation": "the least {actor} would accept",
    "body": "how far apart the members of {actor} stand",
    "offset": "how far “{option}” stands from the rest of {actor}",
    "discipline": "how many members of “{option}” follow its line in {actor}",
    "bargaining_weight": "the weight of {party} in the bargain",
    "no_deal": "where {issue} stays without a deal",
    "exit_cost": "what leaving {form} costs",
    "options": "where “{option}” stands on {issue}",
    "shock": "how far “{shock}” comes true",
    "error": "how far “{shock}” comes true",
}


def unknown_in_words(scenario: Scenario, unknown: Unknown) -> str:
    """Say what an uncertain number says: ``the position of Vladimir Putin on Territory``."""
    actor, issue, party = unknown.actor, unknown.issue, unknown.party
    return _IN_WORDS[unknown.field].format(
        actor="" if actor is None else actor_in_words(scenario, actor),
        issue="" if issue is None else scenario.issues[issue].title,
        party="" if party is None else scenario.party_name(party),
        form="" if unknown.form is None else form_in_words(scenario, unknown.form),
        option=plain_name(unknown.option),
        shock=scenario.shocks[unknown.shock].title if unknown.shock else "",
    )


def finding_in_words(scenario: Scenario, finding: InputFinding) -> str:
    """Say what would be found out: of one number, of all about an actor, or on an issue."""
    if finding.unknown is not None:
        return unknown_in_words(scenario, finding.unknown)
    is_actor = finding.of == "actor"
    title = scenario.actor_name if is_actor else lambda id_: scenario.issues[id_].title
    return f"all about {title(finding.key)}"


def source_of(scenario: Scenario, unknown: Unknown) -> str:
    """Say what the scenario knows of where an input comes from, and who would know.

    Nothing is added to what the file says: its sources, their notes, and who was in the room at
    the talks.
    """
    known = who_would_know(scenario, unknown)
    return f"{origin_of(scenario, unknown)} {known if known != '–' else ''}".strip()


def _entry(scenario: Scenario, unknown: Unknown) -> Traced:
    if unknown.shock:
        return scenario.shocks[unknown.shock]
    if unknown.party is not None:
        return scenario.parties[unknown.party]
    if unknown.actor is None:
        assert unknown.issue is not None
        return scenario.issues[unknown.issue]
    if unknown.issue is None:
        return scenario.actors[unknown.actor]
    if unknown.field.startswith("pledge_"):
        return scenario.actors[unknown.actor].pledges[int(unknown.path.split(".")[3])]
    return scenario.stance(unknown.actor, unknown.issue)


def origin_of(scenario: Scenario, unknown: Unknown) -> str:
    """Say where the scenario has an input from: its sources and their notes."""
    if unknown.field == "noise":
        return "An assumption of the scenario (settings.noise); no source can tell it beforehand."
    if unknown.form is not None:
        return "The analyst's judgement; nobody has estimated such costs."
    entry = _entry(scenario, unknown)
    sources = [scenario.sources[id_] for id_ in entry.source if id_ in scenario.sources]
    note = f" ({entry.note})" if entry.note else ""
    if not sources:
        return f"The analyst's judgement{note}; no source of the scenario tells."
    cited = listed([_cite(source) for source in sources])
    if entry.is_judgement:
        return f"The analyst's judgement; {cited} points the way{note} and gives no figure."
    return f"From {cited}{note}."


def _cite(source: Source) -> str:
    holder = f", reporting {source.speaker}" if source.speaker else ""
    return f"{source_in_words(source)}{holder}"


def who_would_know(scenario: Scenario, unknown: Unknown) -> str:
    """Name those who sat with the actor, as far as the talks are in the file; else ``–``."""
    if not unknown.can_be_found_out or unknown.actor is None:
        return "–"
    actor = unknown.actor
    party = scenario.actors[actor].party
    rounds = [talks for talks in scenario.talks if actor in talks.present]
    if rounds:
        last = max(rounds, key=lambda talks: talks.date)
        others = [actor_in_words(scenario, id_) for id_ in last.present if id_ != actor]
        where = f" in {last.place}" if last.place else ""
        day = day_in_words(last.date)
        if others:
            return f"{listed(others)} sat with {actor_in_words(scenario, actor)}{where} on {day}."
    side = None if party is None else scenario.parties.get(party)
    envoys = () if side is None else side.envoys
    if envoys and actor not in envoys:
        names = listed([actor_in_words(scenario, envoy) for envoy in envoys], "or")
        return f"Ask {actor_in_words(scenario, actor)}, or the party's envoys {names}."
    return f"Ask {actor_in_words(scenario, actor)}."
