"""Will it pass? The gates of each form's best text, and of the texts the scenario names."""

from __future__ import annotations

import math
from collections.abc import Iterator

from winset.advice.unknowns import Unknown, unknown_at
from winset.texts import FormTexts, Gates, Swing
from winset.words.brief.matter import BriefMatter
from winset.words.gates import GATES, gate_cells
from winset.words.names import (
    as_form,
    form_in_words,
    form_name,
    form_title,
    listed,
    party_in_words,
    plain_name,
    sentence,
)
from winset.words.provenance import thinness
from winset.words.quantities import percent, percents, quantity
from winset.words.table import Table
from winset.words.unknowns import unknown_in_words
from winset.words.views import option_in_words

_MOST_STOPPERS = 3
_MOST_NAMED = 3
_CLEARLY = 0.05
_NEAR = 0.05
_ON_SCALE = ("position", "expects", "red_line", "no_deal", "options")


def gates_table(matter: BriefMatter) -> Table:
    """Return how far each form's best text comes, and the texts the scenario names in one form."""
    scenario = matter.scenario
    rows: list[tuple[str, ...]] = []
    for form, texts in matter.texts.items():
        title = form_title(scenario, form)
        if texts.gates is None or texts.vote is None:
            rows.append((title, "–", "–", percent(0), "–", "–"))
            continue
        span = percents(texts.vote.range.low, texts.vote.range.high)
        rows.append((title, *gate_cells(texts.gates), span, _stops(matter, texts.gates)))
    for name, vote in matter.named.items():
        span = percents(vote.range.low, vote.range.high)
        title = f"“{plain_name(name)}”"
        rows.append((title, *gate_cells(vote.gates), span, _stops(matter, vote.gates)))
    heads = ("", *GATES, "if judgements are off", "who stops it")
    named = ""
    if matter.named and matter.form is not None:
        named = f"; named texts as {form_in_words(scenario, matter.form)}"
    return Table(heads, tuple(rows), f"Odds of each form’s best text{named}")


def _stops(matter: BriefMatter, gates: Gates) -> str:
    names = [matter.scenario.actor_short(actor) for actor in gates.leading[:_MOST_STOPPERS]]
    if gates.passes.value < 1 and not names:
        return "no one alone"
    return ", ".join(names)


def passing_told(matter: BriefMatter) -> Iterator[str]:
    """Say what the table does not: had they known, who defects, and what the odds rest on."""
    if not matter.texts:
        yield "No form of agreement has a rule for two parties or more. There is nothing to sign."
        return
    yield _had_they_known(matter)
    yield from _defection(matter)
    yield from _grounds(matter)


def _had_they_known(matter: BriefMatter) -> str:
    zones = {
        form: matter.result.forms[form].ratification.zone.probability.value for form in matter.texts
    }
    if not any(zones.values()):
        return "Even had they known every mind, no text would pass in any form."
    odds = [percent(value) for value in zones.values()]
    if len(zones) > _MOST_NAMED:
        return f"Had they known every mind, some text would pass: {listed(odds)}, in that order."
    (first, often), *rest = zip(zones, odds, strict=True)
    named = [f"{as_form(matter.scenario, first)} {often} of the time"]
    named += [f"{form_in_words(matter.scenario, form)} {each}" for form, each in rest]
    return f"Had they known every mind, some text would pass {listed(named)}."


def _defection(matter: BriefMatter) -> Iterator[str]:
    """Say how often a text signed in good faith fails at home, where negotiators write it blind."""
    form = matter.form
    texts = matter.texts[form] if form is not None else None
    if form is None or texts is None or texts.before_vote is None or texts.best is None:
        return
    gates, together = texts.before_vote, texts.writers.together
    assert together is not None
    fails = 1 - gates.ratified.value
    if together.package == texts.best.package or math.isnan(fails) or fails < _CLEARLY:
        return
    defects = max(gates.defects, key=lambda party: gates.defects[party].value)
    who = party_in_words(matter.scenario, defects)
    name = form_name(matter.scenario, form)
    yield (
        f"The {name} that negotiators would write before the vote is signed "
        f"{percent(gates.signed.value)} of the time. Once signed, it fails at home "
        f"{percent(fails)} of the time, most often in {who}."
    )


def _grounds(matter: BriefMatter) -> Iterator[str]:
    judgements = thinness(matter.scenario).judgements
    if not judgements or not matter.result.worlds.inputs:
        return
    told = f"These odds hold only if the {judgements:,} judgements behind them do."
    texts = matter.texts[matter.form] if matter.form is not None else None
    swing = _widest(texts)
    if swing is None or matter.form is None:
        yield told
        return
    unknown = unknown_at(matter.scenario, swing.path)
    what = sentence(unknown_in_words(matter.scenario, unknown))
    low, high = (_place(matter, unknown, end) for end in swing.ends)
    form = form_in_words(matter.scenario, matter.form)
    yield (
        f"{told} {what} moves them most. At {low}, {form} passes {percent(swing.odds[0])} of the "
        f"time; at {high}, {percent(swing.odds[1])}."
    )


def _place(matter: BriefMatter, unknown: Unknown, value: float) -> str:
    """Write a value, and on an issue's scale the option that lies there: ``60 (“mutual”)``."""
    number = quantity(round(value, 2))
    issue = matter.scenario.issues.get(unknown.issue or "")
    if issue is None or issue.nominal or unknown.field not in _ON_SCALE:
        return number
    places = {
        option: abs(position.low + position.high - 2 * value) / 2
        for option, position in issue.options.items()
        if position is not None
    }
    nearest = min(places, key=lambda option: places[option])
    is_there = places[nearest] <= _NEAR * issue.width and nearest != number
    return f"{number} (“{option_in_words(nearest)}”)" if is_there else number


def _widest(texts: FormTexts | None) -> Swing | None:
    if texts is None or texts.vote is None or not texts.vote.range.swings:
        return None
    widest = texts.vote.range.swings[0]
    return widest if widest.width >= _CLEARLY else None
