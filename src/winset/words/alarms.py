"""Where an answer rests on something an adviser would not guess, in a sentence or two each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatch

from winset.scenario.model import Scenario
from winset.texts.alarms import Alarm, SurprisingEvent
from winset.texts.changes import UTILITY_STEP
from winset.texts.consulted import OnlySigners, Unasked, UnaskedSigner, WholeBlocs
from winset.texts.defaults import ClosedByDefault, CostLeftOut, SureAnswer
from winset.texts.red_lines import RedLinesAlone, RuledOut
from winset.words.given import event_in_words
from winset.words.names import (
    actor_in_words,
    as_form,
    form_in_words,
    listed,
    party_in_words,
    plain_name,
    sentence,
)
from winset.words.quantities import listed_with_rest, percent, percents, points, quantity
from winset.words.views import option_in_words

MOST = 4
"""Most alarms that the brief has room for."""

_NAMED = 3
_LEAST = 0.005


def alarms_told(scenario: Scenario, alarms: Sequence[Alarm], form: str | None) -> Iterator[str]:
    """Tell the alarms that would change a reading of the brief most, four at most.

    Parameters
    ----------
    alarms
        All of them, those that matter most first.
    form
        The form the brief dwells on; what only another form rests on is left out.
    """
    here = [alarm for alarm in alarms if _concerns(alarm, form)]
    elsewhere = (alarm for alarm in alarms if isinstance(alarm, RedLinesAlone))
    if not any(isinstance(alarm, RedLinesAlone) for alarm in here):
        # the odds of another form stand in the brief's first table
        here = [alarm for alarm in alarms if alarm in here or alarm is next(elsewhere, None)]
    for alarm in here[:MOST]:
        yield alarm_in_words(alarm, scenario)


def all_alarms_told(scenario: Scenario, alarms: Sequence[Alarm]) -> Iterator[str]:
    """Tell every alarm; what several forms have alike is said of the first of them alone."""
    said: set[tuple[object, ...]] = set()
    for number, alarm in enumerate(alarms):
        match alarm:
            case RuledOut():
                subject: tuple[object, ...] = (alarm.text, alarm.actor, alarm.issue)
            case RedLinesAlone():
                subject = (alarm.package, alarm.issue)
            case _:
                subject = (number,)
        if subject not in said:
            yield alarm_in_words(alarm, scenario)
        said.add(subject)


def _concerns(alarm: Alarm, form: str | None) -> bool:
    """Whether an alarm is about a form, or about the case as a whole."""
    of_case = isinstance(alarm, CostLeftOut | OnlySigners | SurprisingEvent | Unasked)
    return of_case or getattr(alarm, "form", None) == form


@singledispatch
def alarm_in_words(alarm: Alarm, scenario: Scenario) -> str:
    """Write one alarm, in sentences of its own."""
    raise TypeError(f"no words for {type(alarm).__name__} in {scenario.id}")


@alarm_in_words.register
def _(alarm: SurprisingEvent, scenario: Scenario) -> str:
    event = sentence(event_in_words(scenario, scenario.given[alarm.event]))
    return (
        f"{event}, which this case would expect {percent(alarm.expected)} of the time. Either the "
        "model or a judgement behind it is off."
    )


@alarm_in_words.register
def _(alarm: SureAnswer, scenario: Scenario) -> str:
    odds = percents(min(alarm.odds.values()), max(alarm.odds.values()))
    told = f"The odds of a yes from {_actors(scenario, list(alarm.odds))} are {odds}."
    given, of = (sum(counts) for counts in zip(*alarm.given.values(), strict=True))
    if not given:
        told += " The expectation behind that was never given"
    elif len(alarm.given) == 1:
        told += f" The expectation behind that was given on {given} of {of} issues"
    else:
        told += " The expectations behind that were mostly not given"
    if alarm.tally is None:
        return f"{told}."
    ayes, noes = alarm.tally
    return f"{told}: the vote would be {ayes:,.0f} to {noes:,.0f}."


@alarm_in_words.register
def _(alarm: ClosedByDefault, scenario: Scenario) -> str:
    form = sentence(form_in_words(scenario, alarm.form))
    return (
        f"{form} would pass {percent(alarm.passes)} of the time. What stands in the way are mostly "
        f"default expectations: those of {_actors(scenario, alarm.actors)}."
    )


@alarm_in_words.register
def _(alarm: RedLinesAlone, scenario: Scenario) -> str:
    at = alarm.furthest
    return (
        f"The odds of {form_in_words(scenario, alarm.form)} are mostly those of red lines, which "
        f"alone give {percent(alarm.alone)}. "
        f"With “{option_in_words(alarm.option)}” at {quantity(at)} instead of "
        f"{quantity(alarm.at)}, they would give {percent(alarm.moved[at])}."
    )


@alarm_in_words.register
def _(alarm: RuledOut, scenario: Scenario) -> str:
    return (
        f"A red line of {actor_in_words(scenario, alarm.actor)} rules out "
        f"“{option_in_words(alarm.option)}” {percent(alarm.share)} of the time. With that consent, "
        f"“{plain_name(alarm.text)}” would pass {as_form(scenario, alarm.form)} "
        f"{percent(alarm.moves)} of the time."
    )


@alarm_in_words.register
def _(alarm: CostLeftOut, scenario: Scenario) -> str:
    told = f"What no deal costs {_actors(scenario, alarm.actors)} was left at 0."
    if alarm.form is None or alarm.moves < _LEAST:
        return told
    cost = points(UTILITY_STEP).removeprefix("+")
    return (
        f"{told} At {cost} of utility, {form_in_words(scenario, alarm.form)} would pass "
        f"{percent(alarm.after)} of the time instead of {percent(alarm.before)}."
    )


@alarm_in_words.register
def _(alarm: WholeBlocs, scenario: Scenario) -> str:
    return (
        f"{sentence(as_form(scenario, alarm.form))}, the votes of "
        f"{_actors(scenario, alarm.blocs)} count whole. "
        f"The file has members only of {_actors(scenario, alarm.bodies)}."
    )


@alarm_in_words.register
def _(alarm: UnaskedSigner, scenario: Scenario) -> str:
    told = (
        f"The rule of {party_in_words(scenario, alarm.party)} for "
        f"{form_in_words(scenario, alarm.form)} does not ask "
        f"{actor_in_words(scenario, alarm.signer)}, who signs."
    )
    if alarm.moves < _LEAST:
        return told
    return (
        f"{told} Its best text is picked to be ratified: {percent(alarm.ratified)} of the time, "
        f"and {percent(alarm.passes)} with the signature."
    )


@alarm_in_words.register
def _(alarm: OnlySigners, scenario: Scenario) -> str:
    forms = listed([form_in_words(scenario, form) for form in alarm.forms], "or")
    return f"For {forms} nobody but the signatories is asked. Once signed, it counts as ratified."


@alarm_in_words.register
def _(alarm: Unasked, scenario: Scenario) -> str:
    told = []
    if alarm.idle:
        who = _actors(scenario, alarm.idle)
        told.append(f"No rule asks {who}, whose numbers change none of these odds.")
    if alarm.lasting:
        who = _actors(scenario, alarm.lasting)
        told.append(f"No rule asks {who}, who count only in whether a deal is kept.")
    return " ".join(told)


def _actors(scenario: Scenario, actors: Sequence[str]) -> str:
    """List actors inside a sentence, and count those beyond the third."""
    shown = actors if len(actors) <= _NAMED + 1 else actors[:_NAMED]
    return listed_with_rest([actor_in_words(scenario, actor) for actor in shown], len(actors))
