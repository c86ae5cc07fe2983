"""The leader-only question in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.advice.leader_only import RATES, Alternative, LeaderOnly
from winset.words.durability import difference_in_words
from winset.words.names import actor_in_words, as_form, listed, sentence
from winset.words.shares import points, share_of, with_odds

if TYPE_CHECKING:
    from winset.engine import Result

_LEAST = 0.0005
_VERDICTS = {1: "clearly longer", -1: "clearly less long", 0: "no clear difference"}
_WORTH = {1: "worth it to", -1: "not worth it to", 0: "indistinguishable from none for"}


def leader_only_told(result: Result, found: LeaderOnly) -> tuple[str, ...]:
    """Say what the elites' consent costs the principals, and how many years of life it buys."""
    if found.benchmark is None:
        return (
            "No deal can be settled on, or none can be followed in time, so there is no leaders’ "
            "own deal to compare with.",
        )
    backed = [deal for deal in found.alternatives if deal.choice == "elite_backed"]
    if not backed:
        return (
            "No signing party has an elite actor, or the packages are too many to put each to "
            "them, so there is no deal with the elites on board to compare the leaders’ own with.",
        )
    first, *rest = backed
    told = _weighed(result, found, first)
    told += [_elsewhere(result, found, first, deal) for deal in rest]
    told += _forms(result, found)
    return (*told,) if all(deal.same for deal in backed) else (*told, _rests_on(found))


def _weighed(result: Result, found: LeaderOnly, deal: Alternative) -> list[str]:
    """Weigh the deal with the elites on board in one form against the leaders' own there."""
    if deal.same:
        return [_same(result, deal)]
    what = "to have every elite on board" if deal.backed else "to come nearest to every elite"
    names = {p: actor_in_words(result.scenario, p) for p in deal.losses}
    losing = {p: loss.value for p, loss in deal.losses.items() if loss.value >= _LEAST}
    price = [f"{names[p]} gives up {points(loss)}" for p, loss in losing.items()]
    given = listed(price) if price else "the principals give up nothing"
    passes, against = _passes(result, deal), result.zone_odds(deal.form, [deal.against.package])[0]
    worth = []
    for way, verdict in _WORTH.items():
        who = [names[p] for p in deal.value if deal.pays(p) == way]
        if who:
            worth.append(f"{verdict} {listed(who)}")
    low, high = (f"{100 * rate:.0f}" for rate in (RATES[0], RATES[-1]))
    return [
        f"{sentence(what)} {as_form(result.scenario, deal.form)}, {given}; "
        f"{_life(found, deal)}. It would pass "
        f"{passes} against {share_of(against)}.",
        f"Even before the odds of passing, that is {', '.join(worth)}, at any discount rate from "
        f"{low} to {high} % a year{_break_even(found, names, deal)}.",
    ]


def _same(result: Result, deal: Alternative) -> str:
    is_it = "has every elite on board" if deal.backed else "is the one nearest to every elite"
    return (
        f"{sentence(as_form(result.scenario, deal.form))}, the leaders’ own deal already {is_it}."
    )


def _passes(result: Result, deal: Alternative) -> str:
    return with_odds(result.zone_odds(deal.form, [deal.package])[0])


def _life(found: LeaderOnly, deal: Alternative) -> str:
    """Say how the years in force change, in both readings."""
    change = f"{difference_in_words(deal.years[0.0])} years in force of {found.horizon}"
    by_form = difference_in_words(deal.by_form[0.0])
    other = f"{by_form} if ratification changes what a change of coalition does"
    return f"the deal’s life changes by {change}, or by {other}: {_VERDICTS[deal.lasts]}"


def _elsewhere(result: Result, found: LeaderOnly, first: Alternative, deal: Alternative) -> str:
    """Say the same of another form, against the leaders' own deal in that form."""
    if deal.same:
        return _same(result, deal)
    package = "the same package" if deal.package == first.package else "the one nearest to them"
    return (
        f"{sentence(as_form(result.scenario, deal.form))}, {package} passes "
        f"{_passes(result, deal)}; against the "
        f"leaders’ own deal in that form {_life(found, deal)}."
    )


def _forms(result: Result, found: LeaderOnly) -> list[str]:
    """Say what other forms add to the leaders' own package; the elites have no part in that."""
    if not found.form_adds or found.benchmark is None:
        return []
    each = [
        f"{as_form(result.scenario, added.form)} not at all"
        if added.is_none
        else f"{as_form(result.scenario, added.form)} by {difference_in_words(added.difference)}, "
        f"{_VERDICTS[added.sign]}"
        for added in found.form_adds
    ]
    return [
        f"What the form adds is another matter: against the leaders’ own deal "
        f"{as_form(result.scenario, found.benchmark.form)}, the odds that the same package is "
        "in force after "
        f"{found.years} years change {listed(each)}."
    ]


def _break_even(found: LeaderOnly, names: dict[str, str], deal: Alternative) -> str:
    """Say for whom no longer life within the years looked ahead could make up."""
    left = found.horizon - deal.life.mean
    out_of_reach = [
        names[p] for p, needed in deal.needed.items() if needed is None or needed > left
    ]
    if not out_of_reach:
        return ""
    return (
        f"; of the {found.horizon} years looked ahead the leaders’ own deal leaves {left:.1f} to "
        f"gain, too few to make up for it to {listed(out_of_reach, 'or')}"
    )


def _rests_on(found: LeaderOnly) -> str:
    start = (
        "How long a deal lasts rests on the assumption that successors who reject it end it sooner "
        "and others do not"
    )
    if not found.rho:
        return f"{start} (ρ)."
    told = [f"{difference_in_words(band)} with ρ at {rho:g}" for rho, band in found.rho.items()]
    clear = [f"{rho:g}" for rho, band in found.rho.items() if band.is_clear]
    if len(clear) == len(found.rho):
        answer = "clear either way"
    else:
        answer = f"clear only with ρ at {listed(clear)}" if clear else "no clear difference"
    return (
        f"{start}: with ρ fixed, the odds that the first of these is in force after {found.years} "
        f"years change by {listed(told)}, {answer}."
    )
