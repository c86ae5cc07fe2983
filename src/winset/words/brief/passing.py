"""Will it pass? The gates of each form's best text, and of the texts the scenario names."""

from __future__ import annotations

import math
from collections.abc import Iterator

from winset.advice.unknowns import Unknown, unknown_at
from winset.scenario.model import Issue
from winset.scenario.numbers import Normal
from winset.scenario.rules import All, Coalition, Rule
from winset.texts import Gates, Vote
from winset.words.brief.matter import BriefMatter
from winset.words.common_causes import is_told, swing_told
from winset.words.gates import (
    IF_OFF,
    gate_cells,
    gate_heads,
    is_carried,
    not_needed_told,
    readings_told,
)
from winset.words.given import hindsight_told
from winset.words.names import (
    actor_in_words,
    as_form,
    form_in_words,
    form_name,
    form_title,
    listed,
    party_in_words,
    sentence,
)
from winset.words.pens import signing_told
from winset.words.provenance import thinness
from winset.words.quantities import percent, percents, place_in_words, quantity
from winset.words.secrecy import brief_secrecy_told
from winset.words.table import Table
from winset.words.unknowns import unknown_in_words
from winset.words.views import option_in_words, threshold_in_words
from winset.words.vote import title_of_text

_MOST_STOPPERS = 3
_MOST_NAMED = 3
_SEEING = (
    "Negotiators who saw everyone’s limits could fit the text to them. Some text would then pass"
)
_CLEARLY = 0.05
_OFTEN = 0.25
_ON_SCALE = ("position", "expects", "red_line", "no_deal", "options")


def gates_table(matter: BriefMatter) -> Table:
    """Return how far each form's best text comes, and the texts the scenario names in one form.

    Where another text than the best is clearly carried out more often, that one too.
    """
    scenario = matter.scenario
    carried = is_carried(_shown(matter))
    heads = (*gate_heads(carried=carried), IF_OFF, "who stops it")

    def row(title: str, gates: Gates | None, vote: Vote | None) -> tuple[str, ...]:
        if gates is None or vote is None:
            return (title, *("–" for _ in heads[:-3]), percent(0), "–", "–")
        span = percents(vote.range.low, vote.range.high)
        return (title, *gate_cells(gates, carried=carried), span, _stops(matter, gates))

    groups = {
        "Likeliest text": [
            row(form_title(scenario, form), texts.gates, texts.vote)
            for form, texts in matter.texts.items()
        ],
        "Text carried out most often": [
            row(form_title(scenario, form), texts.carried_out.gates, texts.furthest)
            for form, texts in matter.texts.items()
            if texts.carried_out is not None and texts.furthest is not None
        ],
        "Named texts": [
            row(title_of_text(name), vote.gates, vote) for name, vote in matter.named.items()
        ],
    }
    filled = {title: rows for title, rows in groups.items() if rows}
    rows = [
        each
        for title, rows in filled.items()
        for each in ([(title,)] if len(filled) > 1 else []) + rows
    ]
    title = "Odds of the text likeliest to pass"
    if matter.named and matter.form is not None:
        title += f", and of named texts {as_form(scenario, matter.form)}"
    return Table(("", *heads), tuple(rows), title)


def _shown(matter: BriefMatter) -> list[Gates | None]:
    """List the gates of all texts in the table."""
    further = [each.carried_out for each in matter.texts.values() if each.furthest]
    return [
        *(texts.gates for texts in matter.texts.values()),
        *(each.gates for each in further if each is not None),
        *(vote.gates for vote in matter.named.values()),
    ]


def _stops(matter: BriefMatter, gates: Gates) -> str:
    withheld = [each.actor for each in gates.withheld if each.share.value >= _OFTEN]
    most = _MOST_STOPPERS - len(withheld[:1])
    names = [matter.scenario.actor_short(actor) for actor in [*gates.leading[:most], *withheld[:1]]]
    if gates.passes.value < 1 and not names:
        return "no one alone"
    return ", ".join(names)


def passing_told(matter: BriefMatter) -> Iterator[str]:
    """Say what the table does not: had they known, who defects, and what the odds rest on."""
    if not matter.texts:
        yield "No form of agreement has a rule for two parties or more. There is nothing to sign."
        return
    if signing := signing_told(matter.scenario):
        yield signing
    yield from not_needed_told(_shown(matter))
    yield from _by_influence(matter)
    if matter.hindsight is not None:
        yield hindsight_told(matter.scenario, matter.hindsight)
    yield _had_they_known(matter)
    yield from _defection(matter)
    yield from _not_carried_out(matter)
    yield from brief_secrecy_told(matter.scenario, matter.secrecy)
    yield from _grounds(matter)
    yield from _cause(matter)


def _by_influence(matter: BriefMatter) -> Iterator[str]:
    """Say what ratifies a form whose rules weigh influence at home: no law explains that."""
    scenario = matter.scenario
    for form in matter.texts:
        signatories = scenario.signatories(form)
        asked = {
            party: threshold_in_words(part.threshold)
            for party in signatories
            for part in _parts(scenario.parties[party].ratification[form])
            if isinstance(part, Coalition) and part.by == "influence"
        }
        if asked:
            shares = set(asked.values())
            share = shares.pop() if len(shares) == 1 else "enough of"
            names = [party_in_words(scenario, party) for party in asked]
            where = "at home" if len(asked) == len(signatories) else f"in {listed(names)}"
            named = form_in_words(scenario, form)
            yield f"To be ratified, {named} needs {share} the influence {where} behind it."


def _parts(rule: Rule) -> tuple[Rule, ...]:
    """List what must hold for a rule to hold."""
    return rule.rules if isinstance(rule, All) else (rule,)


def _had_they_known(matter: BriefMatter) -> str:
    zones = {
        form: matter.result.forms[form].ratification.zone.probability.value for form in matter.texts
    }
    if not any(zones.values()):
        return "Not even negotiators who saw everyone’s limits would find a text that passes."
    odds = [percent(value) for value in zones.values()]
    if len(zones) > _MOST_NAMED:
        named = [
            f"{each} ({form_name(matter.scenario, form)})"
            for form, each in zip(zones, odds, strict=True)
        ]
        return f"{_SEEING} {listed(named)} of the time."
    (first, often), *rest = zip(zones, odds, strict=True)
    named = [f"{as_form(matter.scenario, first)} {often} of the time"]
    named += [f"{form_in_words(matter.scenario, form)} {each}" for form, each in rest]
    return f"{_SEEING} {listed(named)}."


def _defection(matter: BriefMatter) -> Iterator[str]:
    """Say how often the text on the roll call fails at home once signed, and where."""
    vote = matter.vote
    if vote is None:
        return
    gates = matter.gates_of(vote)
    fails = 1 - gates.ratified.value
    if math.isnan(fails) or fails < _CLEARLY:
        return
    defects = max(gates.defects, key=lambda party: gates.defects[party].value)
    yield (
        f"Once signed, {subject_of(matter, vote)} fails at home {percent(fails)} of the time, most "
        f"often in {party_in_words(matter.scenario, defects)}."
    )


def _not_carried_out(matter: BriefMatter) -> Iterator[str]:
    """Say how often the text on the roll call is not carried out, and for want of whom."""
    gates = None if matter.vote is None else matter.gates_of(matter.vote)
    if matter.vote is None or gates is None or gates.carried_out is None or not gates.withheld:
        return
    fails = 1 - gates.carried_out.value
    if math.isnan(fails) or fails < _CLEARLY:
        return
    first = gates.withheld[0]
    issues = listed([matter.scenario.issue_short(issue) for issue in first.issues])
    yield (
        f"Once ratified, {subject_of(matter, matter.vote)} is not carried out {percent(fails)} of "
        f"the time, mostly for want of {actor_in_words(matter.scenario, first.actor)} on {issues}."
    )
    yield from readings_told(gates)


def subject_of(matter: BriefMatter, vote: Vote) -> str:
    """Name the text on the roll call: ``a treaty``, ``“leaders”``."""
    return (
        form_in_words(matter.scenario, vote.form) if vote.text is None else title_of_text(vote.text)
    )


def _grounds(matter: BriefMatter) -> Iterator[str]:
    """Say what the range means, and which judgement moves the text on the roll call most."""
    judgements = thinness(matter.scenario).judgements
    if not judgements or not matter.result.worlds.inputs:
        return
    yield f"These odds hold only if the {judgements:,} judgements behind them do."
    vote = matter.vote
    swing = next(iter(vote.range.swings), None) if vote is not None else None
    if vote is None or swing is None or swing.width < _CLEARLY:
        return
    yield (
        f"“{sentence(IF_OFF)}” shows how far the odds move while the three judgements that "
        "matter most are near the ends of their ranges."
    )
    unknown = unknown_at(matter.scenario, swing.path)
    what = sentence(unknown_in_words(matter.scenario, unknown))
    comes = "passes" if vote.gates.carried_out is None else "is ratified and carried out"
    yield f"{what} matters most.{_put_at(matter, swing.path)}{_on_scale(matter, unknown, vote)}"
    if unknown.shock:  # how far it moves the odds is told below
        return
    stands = _text_at(matter, unknown, vote)
    at = [beside(end, stands) for end in swing.ends]
    yield (
        f"At {at[0]}, {subject_of(matter, vote)} {comes} {percent(swing.odds[0])} of the time; at "
        f"{at[1]}, {percent(swing.odds[1])}."
    )


def _cause(matter: BriefMatter) -> Iterator[str]:
    """Say what the common cause that moves the text on the roll call most does to it."""
    vote = matter.vote
    effect = None if vote is None or not matter.causes else matter.causes[vote.form].of(vote.text)
    if vote is None or effect is None:
        return
    shock = max(effect.swings, key=lambda shock: abs(effect.swings[shock].value))
    swing = effect.swings[shock]
    if is_told(swing) and abs(swing.value) >= _CLEARLY:
        yield swing_told(matter.scenario, shock, swing, subject_of(matter, vote))


def _put_at(matter: BriefMatter, path: str) -> str:
    """Say between which ends the analyst put a judgement; nothing of a common cause."""
    if path.startswith("shocks."):
        return ""
    number = next(each.number for each in matter.result.worlds.inputs if each.path == path)
    if isinstance(number, Normal):
        return f" It was put at about {place_in_words(number.mean)}."
    return f" It was put between {place_in_words(number.low)} and {place_in_words(number.high)}."


def _text_at(matter: BriefMatter, unknown: Unknown, vote: Vote) -> float | None:
    """Where the text stands on the scale that an unknown number is a place on; None of others."""
    issue = matter.scenario.issues.get(unknown.issue or "")
    if issue is None or issue.nominal or unknown.field not in _ON_SCALE:
        return None
    position = issue.options[matter.result.space.package(vote.package)[unknown.issue or ""]]
    return None if position is None else (position.low + position.high) / 2


def beside(end: float, stands: float | None) -> str:
    """Write a place; one that only rounding puts where the text stands is beside it."""
    place = place_in_words(end)
    if stands is None or end == stands or place != quantity(stands):
        return place
    return f"just {'below' if end < stands else 'above'} {place}"


def _on_scale(matter: BriefMatter, unknown: Unknown, vote: Vote) -> str:
    """Place the text on the scale of an issue: `` The text stands at 50 (“mutual”), …``."""
    stands = _text_at(matter, unknown, vote)
    if stands is None or unknown.issue is None:
        return ""
    issue = matter.scenario.issues[unknown.issue]
    place = quantity(stands)
    low, high = (_end_of_scale(issue, end) for end in issue.scale)
    name = option_in_words(matter.result.space.package(vote.package)[unknown.issue])
    named = f" (“{name}”)" if name != place else ""
    return f" The text stands at {place}{named}, on a scale from {low} to {high}."


def _end_of_scale(issue: Issue, end: float) -> str:
    """Write an end of a scale with the option that stands there: ``100 (“bound in law”)``."""
    there = (
        name for name, at in issue.options.items() if at is not None and at.low == at.high == end
    )
    name = option_in_words(next(there, ""))
    return f"{quantity(end)} (“{name}”)" if name not in ("", quantity(end)) else quantity(end)
