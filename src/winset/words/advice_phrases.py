"""Uncertain inputs in words: what each says, of whom, on which issue, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winset.scenario.model import Scenario, Source, Traced
from winset.words.names import actor_in_words, listed

_OF_A_STANCE: Mapping[str, str] = {
    "position": "what {actor} wants on {issue}",
    "salience": "how much {issue} matters to {actor}",
    "expects": "what {actor} expects of {issue} without a deal",
    "red_line": "the red line of {actor} on {issue}",
    "values": "what “{option}” on {issue} is worth to {actor}",
}
_OF_AN_ACTOR: Mapping[str, str] = {
    "noise": "how far {actor} misjudges a deal",
    "influence": "how much influence {actor} has at home",
    "votes": "how many votes {actor} casts",
    "no_deal_cost": "what having no deal costs {actor}",
    "reservation": "the least {actor} would accept",
    "body": "how far apart the members of {actor} stand",
}
_OF_AN_ISSUE: Mapping[str, str] = {
    "no_deal": "where {issue} stays without a deal",
    "options": "where “{option}” stands on {issue}",
}


@dataclass(frozen=True)
class Named:
    """One uncertain input in words.

    Attributes
    ----------
    path
        Dotted path in the scenario file.
    what
        What it says: ``what Vladimir Putin expects of Territory without a deal``.
    actor, issue
        Ids of whose and on which, None where it is of none.
    can_be_found_out
        False of an actor's error of judgement, which no source can tell beforehand.
    """

    path: str
    what: str
    actor: str | None
    issue: str | None
    can_be_found_out: bool = True


def name_input(scenario: Scenario, path: str) -> Named:
    """Say what an uncertain input is.

    Parameters
    ----------
    scenario
        The scenario it belongs to.
    path
        Its dotted path, as ``winset.worlds.Input`` gives it.
    """
    head, id_, *rest = path.split(".", 4)
    if head == "issues":
        words = _OF_AN_ISSUE[rest[0]]
        option = ".".join(rest[1:]).replace("_", " ")
        what = words.format(issue=scenario.issues[id_].title, option=option)
        return Named(path, what, None, id_)
    if head == "parties":
        what = f"how heavily {scenario.party_name(id_)} weighs in the bargain"
        return Named(path, what, scenario.parties[id_].principal, None)
    actor = actor_in_words(scenario, id_)
    if rest[0] != "stances":
        what = _OF_AN_ACTOR[rest[0]].format(actor=actor)
        return Named(path, what, id_, None, can_be_found_out=rest[0] != "noise")
    issue, key = rest[1], rest[2]
    field, _, option = key.partition(".")
    what = _OF_A_STANCE[field].format(
        actor=actor, issue=scenario.issues[issue].title, option=option.replace("_", " ")
    )
    return Named(path, what, id_, issue)


def source_of(scenario: Scenario, named: Named) -> str:
    """Say what the scenario knows of where an input comes from, and who would know.

    Nothing is added to what the file says: its sources, their notes, and who was in the room at
    the talks.
    """
    return f"{_origin(scenario, named)} {_who_would_know(scenario, named)}".strip()


def _entry(scenario: Scenario, named: Named) -> Traced:
    if named.path.startswith("parties."):
        return scenario.parties[named.path.split(".")[1]]
    if named.actor is None:
        assert named.issue is not None
        return scenario.issues[named.issue]
    if named.issue is None:
        return scenario.actors[named.actor]
    return scenario.stance(named.actor, named.issue)


def _origin(scenario: Scenario, named: Named) -> str:
    if not named.can_be_found_out:
        return "An assumption of the scenario (settings.noise); no source can tell it beforehand."
    entry = _entry(scenario, named)
    sources = [scenario.sources[id_] for id_ in entry.source if id_ in scenario.sources]
    note = f" ({entry.note})" if entry.note else ""
    if not sources:
        return f"The analyst's judgement{note}; no source of the scenario tells."
    cited = listed([_cite(source) for source in sources])
    if entry.is_judgement:
        return f"The analyst's judgement; {cited} points the way{note} and gives no figure."
    return f"From {cited}{note}."


def _cite(source: Source) -> str:
    who = source.publisher or source.author or source.title
    day = f", {source.date.day} {source.date:%B %Y}" if source.date is not None else ""
    holder = f", reporting {source.speaker}" if source.speaker else ""
    return f"{who}{day}{holder}"


def _who_would_know(scenario: Scenario, named: Named) -> str:
    """Name those who sat with the actor, as far as the talks are in the file."""
    if not named.can_be_found_out or named.actor is None:
        return ""
    actor = named.actor
    party = scenario.actors[actor].party
    rounds = [talks for talks in scenario.talks if actor in talks.present]
    if rounds:
        last = max(rounds, key=lambda talks: talks.date)
        others = [actor_in_words(scenario, id_) for id_ in last.present if id_ != actor]
        where = f" in {last.place}" if last.place else ""
        day = f"{last.date.day} {last.date:%B %Y}"
        if others:
            return f"{listed(others)} sat with {actor_in_words(scenario, actor)}{where} on {day}."
    side = None if party is None else scenario.parties.get(party)
    envoys = () if side is None else side.envoys
    if envoys and actor not in envoys:
        named_envoys = listed([actor_in_words(scenario, envoy) for envoy in envoys], "or")
        return f"Ask {actor_in_words(scenario, actor)}, or the party's envoys {named_envoys}."
    return f"Ask {actor_in_words(scenario, actor)}."
