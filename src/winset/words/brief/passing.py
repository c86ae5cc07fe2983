"""Will it pass? The gates of each form's best text, and of the texts the scenario names."""

from __future__ import annotations

import math
from collections.abc import Iterator

from winset.advice.unknowns import Unknown, unknown_at
from winset.texts import FormTexts, Gates, Swing
from winset.words.brief.matter import BriefMatter
from winset.words.gates import GATES, IF_OFF, gate_cells
from winset.words.names import (
    as_form,
    form_in_words,
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
_SEEING = (
    "Negotiators who saw everyone’s limits could fit the text to them. Some text would then pass"
)
_CLEARLY = 0.05
_ON_SCALE = ("position", "expects", "red_line", "no_deal", "options")


def gates_table(matter: BriefMatter) -> Table:
    """Return how far each form's best text comes, and the texts the scenario names in one form."""
    scenario = matter.scenario
    rows: list[tuple[str, ...]] = [("Likeliest text",)]
    for form, texts in matter.texts.items():
        title = form_title(scenario, form)
        if texts.gates is None or texts.vote is None:
            rows.append((title, "–", "–", percent(0), "–", "–"))
            continue
        span = percents(texts.vote.range.low, texts.vote.range.high)
        rows.append((title, *gate_cells(texts.gates), span, _stops(matter, texts.gates)))
    if matter.named and matter.form is not None:
        rows.append(("Named texts",))
    for name, vote in matter.named.items():
        span = percents(vote.range.low, vote.range.high)
        title = f"“{plain_name(name)}”"
        rows.append((title, *gate_cells(vote.gates), span, _stops(matter, vote.gates)))
    if not matter.named:
        rows = rows[1:]
    title = "Odds of the text likeliest to pass"
    if matter.named and matter.form is not None:
        title += f", and of named texts {as_form(scenario, matter.form)}"
    return Table(("", *GATES, IF_OFF, "who stops it"), tuple(rows), title)


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
        return "Not even negotiators who saw everyone’s limits would find a text that passes."
    odds = [percent(value) for value in zones.values()]
    if len(zones) > _MOST_NAMED:
        told = f"{listed(odds)}, in the order of the forms"
        return f"{_SEEING} {told}."
    (first, often), *rest = zip(zones, odds, strict=True)
    named = [f"{as_form(matter.scenario, first)} {often} of the time"]
    named += [f"{form_in_words(matter.scenario, form)} {each}" for form, each in rest]
    return f"{_SEEING} {listed(named)}."


def _defection(matter: BriefMatter) -> Iterator[str]:
    """Say how often the text of the form in question fails at home once signed, and where."""
    gates = None if matter.form is None else matter.texts[matter.form].gates
    if gates is None or matter.form is None:
        return
    fails = 1 - gates.ratified.value
    if math.isnan(fails) or fails < _CLEARLY:
        return
    defects = max(gates.defects, key=lambda party: gates.defects[party].value)
    yield (
        f"Once signed, {form_in_words(matter.scenario, matter.form)} fails at home "
        f"{percent(fails)} of the time, most often in {party_in_words(matter.scenario, defects)}."
    )


def _grounds(matter: BriefMatter) -> Iterator[str]:
    """Say what the range means, and which judgement moves the odds most."""
    judgements = thinness(matter.scenario).judgements
    if not judgements or not matter.result.worlds.inputs:
        return
    yield f"These odds hold only if the {judgements:,} judgements behind them do."
    texts = matter.texts[matter.form] if matter.form is not None else None
    swing = _widest(texts)
    if swing is None or matter.form is None or texts is None or texts.best is None:
        return
    yield f"“{sentence(IF_OFF)}” holds the three that matter most near the ends of their ranges."
    unknown = unknown_at(matter.scenario, swing.path)
    what = sentence(unknown_in_words(matter.scenario, unknown))
    low, high = (quantity(round(end, 2)) for end in swing.ends)
    yield (
        f"{what} matters most{_on_scale(matter, unknown, texts.best.package)}. At {low}, "
        f"{form_in_words(matter.scenario, matter.form)} passes {percent(swing.odds[0])} of the "
        f"time; at {high}, {percent(swing.odds[1])}."
    )


def _on_scale(matter: BriefMatter, unknown: Unknown, package: int) -> str:
    """Place the text on the scale of an issue: `` (the text is at 50 of 0–100, “mutual”)``."""
    issue = matter.scenario.issues.get(unknown.issue or "")
    if issue is None or issue.nominal or unknown.field not in _ON_SCALE:
        return ""
    option = matter.result.space.package(package)[unknown.issue or ""]
    position = issue.options[option]
    if position is None:
        return ""
    low, high = (quantity(end) for end in issue.scale)
    place = quantity((position.low + position.high) / 2)
    name = option_in_words(option)
    named = f", “{name}”" if name != place else ""
    return f" (the text stands at {place} on its scale of {low}–{high}{named})"


def _widest(texts: FormTexts | None) -> Swing | None:
    if texts is None or texts.vote is None or not texts.vote.range.swings:
        return None
    widest = texts.vote.range.swings[0]
    return widest if widest.width >= _CLEARLY else None
