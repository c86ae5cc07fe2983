"""What to find out first, who would know, and what knowing it would be worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from winset.advice.information import Information, InputFinding
from winset.advice.outcomes import TargetOutcome
from winset.advice.total_sensitivity import Total
from winset.packages import PackageSpace
from winset.scenario.model import Scenario
from winset.words.advised import Advised, table_of, worth_in_words
from winset.words.names import as_form, form_in_words, listed, options_in_words, sentence
from winset.words.quantities import counted, figure, percent
from winset.words.unknowns import finding_in_words, origin_of, who_would_know

_TITLE = "Whose unknown position matters most?"
_MOST = 3
_MOST_TOLD = 8
_LEAST = 0.005


def information_told(scenario: Scenario, found: Information) -> Advised | None:
    """Say what to find out first; None where every number is certain.

    One row each of the numbers that move the odds of a zone most, with those odds where it lies in
    its lowest fifth and in its highest, and who would know.
    """
    if not found.inputs:
        return None
    if found.main is None:
        told = "Too few draws differ in whether some text passes to tell what makes the difference."
        if found.worlds == 1:
            told = "One draw cannot tell what makes the difference."
        return Advised(_TITLE, told)
    form = form_in_words(scenario, found.main[0])
    leading = found.leading()
    if not leading:
        told = f"No one unknown moves the odds of {form} clearly; many of them together do."
        return Advised(_TITLE, told)
    ranked = [finding for finding in found.inputs if finding.rank is not None]
    shown = ranked[: max(_MOST, min(len(leading), _MOST_TOLD))]
    rows = [_row(scenario, finding) for finding in shown]
    heads = ("Find out", f"{sentence(form)} is possible, low → high", "Who would know")
    return Advised(
        _TITLE, _first_told(scenario, leading), table_of(heads, rows), _method(scenario, found)
    )


def _row(scenario: Scenario, finding: InputFinding) -> tuple[str, str, str]:
    what = sentence(finding_in_words(scenario, finding))
    known = "–" if finding.unknown is None else who_would_know(scenario, finding.unknown)
    return f"{finding.rank}. {what}", ends_in_words(finding), known


def _first_told(scenario: Scenario, leading: tuple[InputFinding, ...]) -> str:
    if len(leading) == 1:
        return f"Find out {finding_in_words(scenario, leading[0])} first."
    count = sentence(counted(len(leading), "number"))
    return f"{count} move the odds most; which of them more cannot be told."


def ends_in_words(finding: InputFinding) -> str:
    """Write the odds at either end of a number: ``20 % → 100 %``."""
    if finding.ends is None:
        return "–"
    low, high = finding.ends
    return f"{figure(low)} → {figure(high)}"


def _method(scenario: Scenario, found: Information) -> tuple[str, ...]:
    assert found.main is not None
    form = as_form(scenario, found.main[0])
    told = [
        "Low and high are the lowest and highest fifth of the draws of a number.",
        "Equal ranks are not told apart; what noise would explain as well is left out.",
    ]
    outcome = next(
        (o for o in found.outcomes if o.kind == "survival" and o.form == found.main[0]), None
    )
    if outcome is not None and outcome.values.max() - outcome.values.min() >= _LEAST:
        low, high = percent(outcome.values.min()), percent(outcome.values.max())
        told.append(
            f"Who accepts it moves the odds that a deal {form} is in force after five years from "
            f"{low} to {high}."
        )
    return tuple(told)


def worth_told(
    scenario: Scenario, space: PackageSpace, found: Information, totals: Mapping[str, Total]
) -> Advised | None:
    """Say how much each unknown explains and what it would be worth to know it first."""
    if not found.inputs:
        return None
    rows = [row for row in _rows(scenario, found, totals) if set(row[1:]) != {"–"}]
    explains = "It alone explains"
    table = table_of(("Unknown", explains, "With others", "Worth knowing"), rows)
    now = _best_now(scenario, space, found)
    whole = worth_in_words(found.whole.value)
    gain = [] if found.whole.value < _LEAST else [f"Knowing everything first would add {whole}."]
    method = (
        *now,
        *gain,
        "Shares are of the variance in whether some text passes.",
        "Worth is the principals’ mean gain from choosing the text afterwards, in points of a "
        "hundred.",
    )
    return Advised("What knowing would be worth", "", table, method)


def _rows(
    scenario: Scenario, found: Information, totals: Mapping[str, Total]
) -> Iterator[tuple[str, ...]]:
    inputs = [finding for finding in found.inputs if finding.rank is not None or _is_worth(finding)]
    whole = [finding for finding in found.leading(found.actors) if finding.inputs > 1][:_MOST]
    for finding in (*inputs[:_MOST_TOLD], *(whole if found.main is not None else ())):
        total = totals.get(finding.key)
        yield (
            sentence(finding_in_words(scenario, finding)),
            "–" if found.main is None else percent(finding.shares[found.main].value),
            "–" if total is None else percent(total.value),
            worth_in_words(finding.worth.value) if _is_worth(finding) else "–",
        )


def _is_worth(finding: InputFinding) -> bool:
    """Whether knowing it brings anything that does not round to nothing."""
    noticed = finding.worth_noticed and finding.can_be_found_out
    return noticed and finding.worth.value >= _LEAST


def _best_now(scenario: Scenario, space: PackageSpace, found: Information) -> tuple[str, ...]:
    """Name the text that is best knowing no more than now, and what it brings."""
    form, number = found.best_now
    texts = [text for text in found.best_texts if text[1] >= 0]
    if number < 0 or len(texts) < len(found.best_texts):
        return ("Knowing no more than now, no text is clearly worth putting on the table.",)
    options = [option for _, option in options_in_words(scenario, space.package(number))]
    which = "this text"
    if len(texts) > 1:
        which = f"one of {counted(len(texts), 'text')} that cannot be told apart"
    told = [
        f"Knowing no more than now, put {which} on the table, {as_form(scenario, form)}.",
        f"It reads, issue by issue: {', '.join(options)}.",
    ]
    gain = float(found.decisions.payoffs.mean(axis=0).max())
    if gain >= _LEAST:
        whose = listed([scenario.actor_name(actor) for actor in found.decisions.principals])
        told.append(
            f"It brings {whose or 'the principals'} {worth_in_words(gain)} each on average."
        )
    return tuple(told)


def sources_told(scenario: Scenario, found: Information) -> Advised | None:
    """Say where the scenario has the numbers from that matter most."""
    ranked = [finding for finding in found.inputs if finding.rank is not None][:_MOST_TOLD]
    rows = [
        (sentence(finding_in_words(scenario, finding)), origin_of(scenario, finding.unknown))
        for finding in ranked
        if finding.unknown is not None
    ]
    table = table_of(("Number", "Where it is from"), rows)
    return None if table is None else Advised("Where these numbers are from", "", table)


def outcome_named(scenario: Scenario, outcome: TargetOutcome) -> str:
    """Name an outcome: ``whether a ratified treaty has a zone``."""
    form = form_in_words(scenario, outcome.form)
    if outcome.kind == "zone":
        return f"whether {form} has a zone"
    if outcome.kind == "gain":
        assert outcome.actor is not None
        return f"what {scenario.actor_name(outcome.actor)} gains by {form}"
    return f"whether {form} is in force after five years"
