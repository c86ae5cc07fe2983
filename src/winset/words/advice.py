"""Advice in plain sentences, for the report and the terminal alike."""

from __future__ import annotations

from winset.advice.information import Finding, Information
from winset.advice.moves import move_in_words
from winset.advice.open_zone import Opening
from winset.advice.outcomes import Outcome
from winset.advice.smallest import Change
from winset.packages import PackageSpace
from winset.ratification import Estimate
from winset.ratification.programme import Demand
from winset.ratification.programme.words import in_words
from winset.scenario.model import Scenario
from winset.words.advice_phrases import source_of
from winset.words.names import form_in_words, listed, package_in_words, sentence

_Z = 1.959963984540054
_MOST_NAMED = 3
_FEW = 5
_CLOSE = 1.25
"""Sizes within a quarter of each other differ by less than 256 worlds tell."""


def with_error(value: float, se: float) -> str:
    """Write a figure with its 95 % error, to the digits the error allows: ``0.41 ± 0.06``."""
    error = _Z * se
    digits = 1 if error >= 0.095 else 2 if error >= 0.003 else 3
    return f"{value:.{digits}f} ± {max(error, 10.0**-digits):.{digits}f}"


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
            f"No unknown by itself moves the odds of a zone for {form_in_words(found.main[0])} by "
            f"more than the error of {found.worlds:,} worlds. What decides is many of them "
            "together.",
            *_whose(scenario, found),
        )
    return (
        _most(found, leading),
        *_sources(scenario, leading),
        *_next(found),
        *_whose(scenario, found),
        *_survival(found),
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


def _most(found: Information, leading: tuple[Finding, ...]) -> str:
    assert found.main is not None
    form = form_in_words(found.main[0])
    names = listed([own.what for own in leading[:_MOST_NAMED]])
    more = len(leading) - _MOST_NAMED
    others = f", and {more} more that are not told apart from these" if more > 0 else ""
    if len(leading) == 1:
        share = leading[0].shares[found.main]
        return (
            f"Most worth finding out is {names}. By itself it explains "
            f"{with_error(share.value, share.se)} of whether {form} has a zone"
            f"{_ends(leading[0])}."
        )
    shares = [own.shares[found.main] for own in leading]
    low, high = min(s.value for s in shares), max(s.value for s in shares)
    return (
        f"Most worth finding out are {names}{others}. By itself each explains {low:.2f} to "
        f"{high:.2f} of whether {form} has a zone; which of them most is indistinguishable."
    )


def _ends(own: Finding) -> str:
    if own.ends is None:
        return ""
    low, high = own.ends
    return (
        f": in the fifth of the worlds where it is lowest there is one in {share_of(low)}, in that "
        f"where it is highest in {share_of(high)}"
    )


def _sources(scenario: Scenario, leading: tuple[Finding, ...]) -> tuple[str, ...]:
    told = [source_of(scenario, own.named) for own in leading[:_MOST_NAMED] if own.named]
    return tuple(dict.fromkeys(told))


def _next(found: Information) -> tuple[str, ...]:
    second = [own for own in found.inputs if own.rank == 2]
    if not second:
        ranked = sum(own.rank is not None for own in found.inputs)
        rest = sum(own.named is not None and own.rank is None for own in found.inputs)
        return (f"None of the other {rest} unknowns is told apart from noise.",) if ranked else ()
    names = listed([own.what for own in second[:_MOST_NAMED]])
    apart = " (indistinguishable from each other)" if len(second) > 1 else ""
    return (f"After that {names}{apart}.",)


def _whose(scenario: Scenario, found: Information) -> tuple[str, ...]:
    assert found.main is not None
    leading = found.leading(found.actors)
    if not leading:
        return ()
    names = listed([scenario.actor_name(own.key) for own in leading[:_MOST_NAMED]])
    share = leading[0].shares[found.main]
    alone = max(
        (
            own.shares[found.main].value
            for own in found.inputs
            if own.named is not None and own.named.actor in {one.key for one in leading}
        ),
        default=0.0,
    )
    if share.value <= alone:
        return ()
    return (
        f"Taken together, what is unknown about {names} explains at least "
        f"{with_error(share.value, share.se)} of it.",
    )


def _survival(found: Information) -> tuple[str, ...]:
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
    noticed = [own for own in found.inputs if own.shares[key].noticed]
    noticed = [own for own in noticed if own.named is not None and own.named.can_be_found_out]
    if not noticed:
        return (f"{told}; no unknown by itself is told apart from noise in that.",)
    first = max(noticed, key=lambda own: own.shares[key].value)
    share = first.shares[key]
    return (f"{told}; most of that explains {first.what}, {with_error(share.value, share.se)}.",)


def _worth(scenario: Scenario, space: PackageSpace, found: Information) -> str:
    form, number = found.best_now
    if number < 0:
        now = "Knowing no more than now, no text is worth putting on the table"
    else:
        now = (
            f"Knowing no more than now, the best text to put on the table is, as "
            f"{form_in_words(form)}: {package_in_words(scenario, space.package(number))}"
        )
    noticed = [own for own in found.inputs if own.worth_noticed and own.named is not None]
    noticed = [own for own in noticed if own.named is not None and own.named.can_be_found_out]
    gain = float(found.decisions.payoffs.mean(axis=0).max())
    whose = listed([scenario.actor_name(actor) for actor in found.decisions.principals])
    about = f" It brings {whose or 'the principals'} {gain:.2f} on average." if number >= 0 else ""
    whole = with_error(found.whole.value, found.whole.se)
    if not noticed:
        return (
            f"{now}.{about} No single unknown would change that choice for the better by more than "
            f"its error; knowing everything would add {whole}, in utility from 0 to 1."
        )
    best = sorted(noticed, key=lambda own: -own.worth.value)[:_MOST_NAMED]
    each = listed([f"{own.what} {with_error(own.worth.value, own.worth.se)}" for own in best])
    return (
        f"{now}.{about} Knowing first, and choosing by it, would add, in utility from 0 to 1: "
        f"{each}; knowing everything, {whole}."
    )


def outcome_named(scenario: Scenario, outcome: Outcome) -> str:
    """Name an outcome: ``whether a ratified treaty has a zone``."""
    form = form_in_words(outcome.form)
    if outcome.kind == "zone":
        return f"whether {form} has a zone"
    if outcome.kind == "gain":
        assert outcome.actor is not None
        return f"what {scenario.actor_name(outcome.actor)} gains by {form}"
    return f"whether {form} is in force after five years"


def opening_told(scenario: Scenario, found: Opening) -> tuple[str, ...]:
    """Say what closes a form of agreement, and what would open it."""
    form = sentence(form_in_words(found.form))
    odds = of_worlds(found.now)
    if found.now.value in (0.0, 1.0) and found.is_certain:
        rest = "" if found.is_open else f" {_smallest(scenario, found)}"
        first = (
            f"{form} has {'a' if found.is_open else 'no'} zone, all numbers being certain.{rest}"
        )
    elif found.is_open:
        first = f"{form} has a zone in {odds} already."
    else:
        only = "only " if found.now.value else ""
        first = f"{form} has a zone in {only}{odds}. {_smallest(scenario, found)}"
    return (first, *_clash_told(scenario, found))


def share_of(found: Estimate) -> str:
    """Write a share of worlds with its error; one of very few, or of all but few, as a count."""
    count = round(found.value * found.worlds) if found.worlds else 0
    if min(count, found.worlds - count) < _FEW:
        return f"{count:,} of {found.worlds:,}"
    return with_error(found.value, found.se)


def in_worlds(found: Estimate) -> str:
    """Say in how many worlds: ``in 0.27 ± 0.03 of worlds``, ``in 3 of 256 worlds``."""
    if found.worlds == 1:
        return f"{'' if found.value else 'not '}in the one world drawn"
    told = share_of(found)
    return f"in {told} {'of ' if '±' in told else ''}worlds"


def of_worlds(found: Estimate) -> str:
    """Write a share of worlds as it stands after “in”: ``0.05 ± 0.01 of the worlds``."""
    count, worlds = round(found.value * found.worlds), found.worlds
    if worlds == 1:
        return "the one world drawn" if count else "no world, of the one drawn"
    if count in (0, worlds):
        return f"{'all' if count else 'none of the'} {worlds:,} worlds"
    if min(count, worlds - count) < _FEW:
        return f"{count:,} of the {worlds:,} worlds"
    return f"{with_error(found.value, found.se)} of the worlds"


def _smallest(scenario: Scenario, found: Opening) -> str:
    if found.changes is None:
        return sentence(f"{found.why_not}, so nothing was tried.")
    best = found.best
    if best is None:
        furthest = found.changes.furthest
        if furthest is None or furthest.odds <= found.changes.now:
            return f"No change tried makes any difference in the {found.worlds:,} worlds tried."
        reached = _tried(Estimate(furthest.odds, found.worlds))
        return (
            "No change of up to three numbers opens it in half of the worlds; what goes furthest, "
            f"if {_change(scenario, furthest)}, opens it in {reached}. Each was "
            "moved by half of its range at most."
        )
    numbers = sorted(found.changes.by_number)
    needed = {1: "One change opens", 2: "Two changes together open"}.get(
        numbers[0], "No two changes open it in half of the worlds; three together open"
    )
    first = found.changes.by_number[numbers[0]][0]
    reached = _tried(Estimate(first.odds, found.worlds))
    told = f"{needed} it in half of them ({reached}): if {_change(scenario, first)}."
    pairs = found.changes.by_number.get(2, ())
    if numbers[0] == 1 and pairs and pairs[0].cost < first.cost:
        told += f" Less is needed of two together: if {_change(scenario, pairs[0])}."
    others = found.changes.by_number[numbers[0]][1:]
    close = [own for own in others if own.cost <= _CLOSE * first.cost]
    if close:
        told += f" Hardly more would be needed if {_change(scenario, close[0])}; which of the two "
        told += "is the smaller change is not told apart."
    if not first.holds:
        told += " Going further may close it again."
    return told


def _tried(found: Estimate) -> str:
    if found.value in (0.0, 1.0):
        return f"{'all' if found.value else 'none'} of the {found.worlds:,} worlds tried"
    told = share_of(found)
    if told.endswith(f"of {found.worlds:,}"):
        return f"{told} worlds tried"
    return f"{told} of the {found.worlds:,} worlds tried"


def _change(scenario: Scenario, change: Change) -> str:
    return listed(
        [
            move_in_words(scenario, move, size)
            for move, size in zip(change.moves, change.sizes, strict=True)
        ]
    )


def demands_told(scenario: Scenario, demands: tuple[Demand, ...]) -> str:
    """Say demands that clash, joined in one sentence."""
    actors = {id_: scenario.actor_name(id_) for id_ in scenario.actors}
    parties = {id_: scenario.party_name(id_) for id_ in scenario.parties}
    issues = {id_: issue.title for id_, issue in scenario.issues.items()}
    return "; ".join(in_words(own, actors, parties, issues).rstrip(".") for own in demands)


def _clash_told(scenario: Scenario, found: Opening) -> tuple[str, ...]:
    told = []
    if found.expected:
        told.append(
            "With every number at its centre these cannot hold together, and none can be spared: "
            f"{demands_told(scenario, found.expected)}."
        )
    if found.clashes and not found.is_certain:
        first = found.clashes[0]
        looked = first.share.worlds
        told.append(
            f"Of the {looked} worlds without a zone that were looked into, in "
            f"{share_of(first.share)} these cannot hold together: "
            f"{demands_told(scenario, first.demands)}."
        )
        if len(found.clashes) > 1:
            named = [
                f"{scenario.actor_name(actor)} in {share_of(share)}"
                for actor, share in found.taking_part[:_MOST_NAMED]
            ]
            told.append(f"Whose demands take part in a clash: {listed(named)}.")
    return tuple(told)
