"""Rules about events: who did what, and to which offer, must be said and be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from winset.phrases import as_written, commas, did_you_mean, quoted
from winset.scenario.checks.options import held_together, unknown_issues, unknown_options
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.model.events import Event
from winset.scenario.source_places import Path

_WHO = ("actor", "party", "issue")
_SHAPES = (
    "Write {actor, rejects: {issue: option}}, {party, form, rejects: {issue: option}} or "
    "{issue, agreed: option}; accepts may stand for rejects."
)


def _events(checked: Checked) -> Iterator[tuple[int, Event]]:
    yield from enumerate(checked.scenario.given)


def _offers(event: Event) -> dict[str, Mapping[str, str]]:
    """Return what an event says was accepted or rejected, by key; at most one of them is right."""
    offers = {"accepts": event.accepts, "rejects": event.rejects}
    return {key: offer for key, offer in offers.items() if offer is not None}


@error("event-of-whom")
def check_subjects(checked: Checked) -> Iterator[Flag]:
    """Flag an event of nobody, or of an actor, a party and an issue at once."""
    for at, event in _events(checked):
        named = [key for key in _WHO if getattr(event, key) is not None]
        if len(named) != 1:
            what = f"names {quoted(named)} at once" if named else "names no actor, party or issue"
            message = f"the event “given.{at}” {what}"
            yield Flag(("given", at), message, _SHAPES)


@error("event-without-answer")
def check_answers(checked: Checked) -> Iterator[Flag]:
    """Flag an event that does not say one thing: accepted, rejected or agreed."""
    for at, event in _events(checked):
        said = [*_offers(event), *(["agreed"] if event.agreed is not None else [])]
        wanted = ("agreed",) if event.issue is not None else ("accepts", "rejects")
        if len(said) != 1 or said[0] not in wanted:
            what = f"says {quoted(said)}" if said else "says nothing that happened"
            message = f"the event “given.{at}” {what}; it needs one of: {commas(wanted)}"
            yield Flag(("given", at), message, _SHAPES)


@error("empty-offer")
def check_offers(checked: Checked) -> Iterator[Flag]:
    """Flag an answer to an offer that names no issue."""
    for at, event in _events(checked):
        for key, offer in _offers(event).items():
            if not offer:
                message = f"the event “given.{at}” {key} an offer that settles no issue"
                fix = "Name at least one issue with the option that was offered."
                yield Flag(("given", at, key), message, fix)


@error("unknown-in-event")
def check_known(checked: Checked) -> Iterator[Flag]:
    """Flag an event of an actor, a party or an issue that is not there."""
    scenario = checked.scenario
    known = {"actor": scenario.actors, "party": scenario.parties, "issue": scenario.issues}
    for at, event in _events(checked):
        for key, entries in known.items():
            id_ = getattr(event, key)
            if id_ is not None and id_ not in entries:
                message = f"the event “given.{at}” names “{id_}”, which is no {key}"
                yield Flag(("given", at, key), message, did_you_mean(id_, entries), id_)
        for key, offer in _offers(event).items():
            for on, fix in unknown_issues(offer, scenario.issues):
                message = f"the event “given.{at}” {key} something on “{on}”, which is no issue"
                yield Flag(("given", at, key, on), message, fix)


@error("unknown-option-in-event")
def check_options(checked: Checked) -> Iterator[Flag]:
    """Flag an event about an option that its issue does not have."""
    issues = checked.scenario.issues
    for at, event in _events(checked):
        agreed = {}
        if event.issue is not None and event.agreed is not None:
            agreed = {event.issue: event.agreed}
        for key, part in {"agreed": agreed, **_offers(event)}.items():
            for on, option, fix in unknown_options(part, issues):
                path: Path = ("given", at, key) if key == "agreed" else ("given", at, key, on)
                message = f"the event “given.{at}” names “{option}”, which is no option of “{on}”"
                yield Flag(path, message, fix, option)


@error("excluded-offer")
def check_offers_allowed(checked: Checked) -> Iterator[Flag]:
    """Flag an offer that holds a combination which is excluded: nobody could have made it."""
    for at, event in _events(checked):
        for key, offer in _offers(event).items():
            for excluded, first, fix in held_together(offer, checked.scenario.excludes):
                held = as_written(dict(excluded))
                message = f"the offer of “given.{at}” holds {held}, which is excluded"
                yield Flag(("given", at, key, first), message, fix)


@error("event-form")
def check_forms(checked: Checked) -> Iterator[Flag]:
    """Flag a party asked in no form, and anybody asked in one that is not there."""
    scenario = checked.scenario
    for at, event in _events(checked):
        if event.party is not None and event.party not in scenario.parties:
            continue
        forms = scenario.forms
        if event.party is not None:
            forms = tuple(scenario.parties[event.party].ratification)
        if event.party is not None and event.form is None:
            message = f"the event “given.{at}” does not say in which form “{event.party}” was asked"
            yield Flag(("given", at, "party"), message, f"Add a form: {commas(forms)}.")
        elif event.issue is not None and event.form is not None:
            message = f"the event “given.{at}” names the form “{event.form}”, though nobody voted"
            yield Flag(("given", at, "form"), message, "Leave the form out.")
        elif event.form is not None and event.form not in forms:
            who = event.party or event.actor
            message = f"“given.{at}” asks “{who}” in the form “{event.form}”, which has no rule"
            yield Flag(("given", at, "form"), message, did_you_mean(event.form, forms), event.form)


@error("events-contradict")
def check_contradictions(checked: Checked) -> Iterator[Flag]:
    """Flag two events of which one or the other cannot have happened in any world."""
    for (_, first), (at, second) in combinations(_events(checked), 2):
        same = (first.actor, first.party, first.form) == (second.actor, second.party, second.form)
        is_on_one = first.issue is not None and first.issue == second.issue
        if is_on_one and first.agreed and second.agreed and first.agreed != second.agreed:
            message = f"“{first.issue}” is agreed both as “{first.agreed}” and as “{second.agreed}”"
            yield Flag(("given", at), message, "Keep the event that still holds.", second.agreed)
        if first.issue is not None or second.issue is not None or not same:
            continue
        for here, there in (("accepts", "rejects"), ("rejects", "accepts")):
            offer = getattr(second, here)
            if offer is not None and offer == getattr(first, there):
                who = second.actor or second.party
                message = f"“{who}” both accepts and rejects {as_written(dict(offer))}"
                fix = (
                    "Keep the event that still holds: whoever changed their mind has other "
                    "numbers now than when they were first asked."
                )
                yield Flag(("given", at), message, fix)


@warning("repeated-event")
def check_repetition(checked: Checked) -> Iterator[Flag]:
    """Warn of an event that stands twice, from whatever source: the second changes nothing."""
    told = ("actor", "party", "form", "accepts", "rejects", "issue", "agreed")
    events = [tuple(getattr(event, key) for key in told) for _, event in _events(checked)]
    for at, event in enumerate(events):
        if event in events[:at]:
            message = f"the event “given.{at}” stands twice: it is “given.{events.index(event)}”"
            fix = "Remove one, or correct what happened; one event may name several sources."
            yield Flag(("given", at), message, fix)


@warning("event-after-as-of")
def check_days(checked: Checked) -> Iterator[Flag]:
    """Warn of an event later than the day the scenario describes."""
    as_of = checked.scenario.as_of
    for at, event in _events(checked):
        if as_of is not None and event.date is not None and event.date > as_of:
            message = f"the event “given.{at}” of {event.date} is later than as_of, {as_of}"
            yield Flag(("given", at, "date"), message, "Correct the date, or move as_of.")
