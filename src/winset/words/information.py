"""What to find out next, in plain sentences."""

from __future__ import annotations

from winset.advice.information import Information, InputFinding
from winset.advice.outcomes import TargetOutcome
from winset.packages import PackageSpace
from winset.scenario.model import Scenario
from winset.words.names import form_in_words, listed, package_in_words
from winset.words.shares import share_of, with_error
from winset.words.unknowns import finding_in_words, source_of

_MOST_NAMED = 3


def information_told(
    scenario: Scenario, space: PackageSpace, found: Information
) -> tuple[str, ...]:
    """Say what to find out next: what moves the odds, whose it is, what knowing is worth."""
    if found.main is None:
        worth = (_worth(scenario, space, found),) if found.inputs else ()
        return (_untold(found), *worth)
    leading = found.leading()
    if not leading:
        return (
            f"No unknown by itself moves the odds of a zone for "
            f"{form_in_words(scenario, found.main[0])} by "
            f"more than the error of {found.worlds:,} worlds. What decides is many of them "
            "together.",
            *_whose(scenario, found),
        )
    return (
        _most(scenario, found, leading),
        *_sources(scenario, leading),
        *_next(scenario, found),
        *_whose(scenario, found),
        *_survival(scenario, found),
        _worth(scenario, space, found),
    )


def _untold(found: Information) -> str:
    if not found.inputs:
        return "Every number of the scenario is certain, so there is nothing to find out."
    if found.worlds == 1:
        return "One world was drawn, so no telling what makes the difference between worlds."
    return (
        f"Too few of the {found.worlds:,} worlds differ in whether there is a zone to tell what "
        "makes the difference."
    )


def _most(scenario: Scenario, found: Information, leading: tuple[InputFinding, ...]) -> str:
    assert found.main is not None
    form = form_in_words(scenario, found.main[0])
    names = listed([finding_in_words(scenario, finding) for finding in leading[:_MOST_NAMED]])
    more = len(leading) - _MOST_NAMED
    others = f", and {more} more that are not told apart from these" if more > 0 else ""
    if len(leading) == 1:
        share = leading[0].shares[found.main]
        return (
            f"Most worth finding out is {names}. By itself it explains "
            f"{with_error(share.value, share.se)} of whether {form} has a zone"
            f"{_ends(leading[0])}."
        )
    shares = [finding.shares[found.main] for finding in leading]
    low, high = min(s.value for s in shares), max(s.value for s in shares)
    return (
        f"Most worth finding out are {names}{others}. By itself each explains {low:.2f} to "
        f"{high:.2f} of whether {form} has a zone; which of them most is indistinguishable."
    )


def _ends(finding: InputFinding) -> str:
    if finding.ends is None:
        return ""
    low, high = finding.ends
    return (
        f": in the fifth of the worlds where it is lowest there is one in {share_of(low)}, in that "
        f"where it is highest in {share_of(high)}"
    )


def _sources(scenario: Scenario, leading: tuple[InputFinding, ...]) -> tuple[str, ...]:
    told = [
        source_of(scenario, finding.unknown) for finding in leading[:_MOST_NAMED] if finding.unknown
    ]
    return tuple(dict.fromkeys(told))


def _next(scenario: Scenario, found: Information) -> tuple[str, ...]:
    second = [finding for finding in found.inputs if finding.rank == 2]
    if not second:
        ranked = sum(finding.rank is not None for finding in found.inputs)
        rest = sum(finding.rank is None for finding in found.inputs)
        return (f"None of the other {rest} unknowns is told apart from noise.",) if ranked else ()
    names = listed([finding_in_words(scenario, finding) for finding in second[:_MOST_NAMED]])
    apart = " (indistinguishable from each other)" if len(second) > 1 else ""
    return (f"After that {names}{apart}.",)


def _whose(scenario: Scenario, found: Information) -> tuple[str, ...]:
    assert found.main is not None
    leading = found.leading(found.actors)
    if not leading:
        return ()
    about = {finding.key for finding in leading}
    shares = [finding.shares[found.main] for finding in leading]
    alone = [
        finding.shares[found.main].value
        for finding in found.inputs
        if finding.unknown is not None and finding.unknown.actor in about
    ]
    if round(shares[0].value, 2) <= round(max(alone, default=0.0), 2):
        return ()
    names = listed([scenario.actor_name(finding.key) for finding in leading[:_MOST_NAMED]])
    if len(leading) == 1:
        return (
            f"Taken together, what is unknown about {names} explains at least "
            f"{with_error(shares[0].value, shares[0].se)} of it.",
        )
    more = len(leading) - _MOST_NAMED
    others = f", and of {more} more," if more > 0 else ""
    low = min(share.value for share in shares)
    return (
        f"Taken together, what is unknown about each of {names}{others} explains at least "
        f"{low:.2f} to {shares[0].value:.2f} of it; about whom most is indistinguishable.",
    )


def _survival(scenario: Scenario, found: Information) -> tuple[str, ...]:
    """Say what moves how long the main form's deal lasts, and by how little."""
    assert found.main is not None
    form = found.main[0]
    survival = (o for o in found.outcomes if o.kind == "survival" and o.form == form)
    outcome = next(survival, None)
    if outcome is None:
        return ()
    low, high = outcome.values.min(), outcome.values.max()
    told = (
        f"Who accepts the deal moves the odds that it is in force after five years between "
        f"{low:.2f} and {high:.2f}, on the assumption that a successor who rejects it ends it "
        "sooner (ρ)"
    )
    key = (outcome.form, outcome.name)
    first = sorted(found.leading(outcome=key), key=lambda finding: -finding.shares[key].value)
    if not first:
        return (f"{told}; no unknown by itself is told apart from noise in that.",)
    names = listed([finding_in_words(scenario, finding) for finding in first[:_MOST_NAMED]])
    if len(first) == 1:
        share = first[0].shares[key]
        return (f"{told}; most of that explains {names}, {with_error(share.value, share.se)}.",)
    low, high = first[-1].shares[key].value, first[0].shares[key].value
    return (
        f"{told}; most of that explain {names}, {low:.2f} to {high:.2f} each; which of them most "
        "is indistinguishable.",
    )


def _worth(scenario: Scenario, space: PackageSpace, found: Information) -> str:
    form, number = found.best_now
    texts = [text for text in found.best_texts if text[1] >= 0]
    if number < 0 or len(texts) < len(found.best_texts):
        now = "Knowing no more than now, no text is worth putting on the table"
        now += " by more than the error of the draws" if texts else ""
    else:
        text = (
            f"{form_in_words(scenario, form)}: {package_in_words(scenario, space.package(number))}"
        )
        now = (
            f"Knowing no more than now, the best text to put on the table is, as {text}"
            if len(texts) == 1
            else f"Knowing no more than now, {len(texts)} texts are about as good to put on the "
            f"table, which cannot be told apart; one is, as {text}"
        )
    noticed = [
        finding for finding in found.inputs if finding.worth_noticed and finding.can_be_found_out
    ]
    gain = float(found.decisions.payoffs.mean(axis=0).max())
    whose = listed([scenario.actor_name(actor) for actor in found.decisions.principals])
    about = f" It brings {whose or 'the principals'} {gain:.2f} on average." if number >= 0 else ""
    whole = with_error(found.whole.value, found.whole.se)
    if not noticed:
        return (
            f"{now}.{about} No single unknown would change that choice for the better by more than "
            f"its error; knowing everything would add {whole}, in utility from 0 to 1."
        )
    best = sorted(noticed, key=lambda finding: -finding.worth.value)[:_MOST_NAMED]
    each = listed(
        [
            f"{finding_in_words(scenario, finding)} "
            f"{with_error(finding.worth.value, finding.worth.se)}"
            for finding in best
        ]
    )
    return (
        f"{now}.{about} Knowing first, and choosing by it, would add, in utility from 0 to 1: "
        f"{each}; knowing everything, {whole}."
    )


def outcome_named(scenario: Scenario, outcome: TargetOutcome) -> str:
    """Name an outcome: ``whether a ratified treaty has a zone``."""
    form = form_in_words(scenario, outcome.form)
    if outcome.kind == "zone":
        return f"whether {form} has a zone"
    if outcome.kind == "gain":
        assert outcome.actor is not None
        return f"what {scenario.actor_name(outcome.actor)} gains by {form}"
    return f"whether {form} is in force after five years"
