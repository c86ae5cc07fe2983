"""What the elites' consent costs the principals, and what life of the deal it buys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from winset.advice.leader_only import RATES, Alternative, LeaderOnly
from winset.uncertainty import Band
from winset.words.advised import COSTS_TOLD, Advised, costs_in_words, now_then, table_of
from winset.words.names import actor_in_words, as_form, form_title, listed, sentence
from winset.words.quantities import counted, points

if TYPE_CHECKING:
    from winset.engine import Result

_LEAST = 0.005
_WORTH: Mapping[int, str] = {1: "Worth it to", -1: "Not worth it to", 0: "No clear gain or loss to"}


def leader_only_told(result: Result, found: LeaderOnly) -> Advised | None:
    """Weigh a text the elites back against the leaders' own, form by form.

    None where no form has both.
    """
    backed = [deal for deal in found.alternatives if deal.choice == "elite_backed"]
    if found.benchmark is None or not backed:
        return None
    other = [deal for deal in backed if not deal.same]
    title = "Does a deal the elites back last longer?"
    if not other:
        whole = "already has every elite on board" if backed[0].backed else "is the nearest to them"
        return Advised(title, f"The leaders’ own text {whole}.")
    rows = [
        (
            form_title(result.scenario, deal.form),
            now_then(*_passes(result, deal)),
            _life(deal),
            costs_in_words(
                result.scenario, {actor: loss.value for actor, loss in deal.losses.items()}
            ),
        )
        for deal in other
    ]
    heads = ("As", "Deal passes", f"In force, of {found.horizon} years", "At whose cost")
    return Advised(title, _verdict(found, other), table_of(heads, rows), _method(result, found))


def _passes(result: Result, deal: Alternative) -> tuple[float, float]:
    """Odds that the leaders' own text passes, and that the other does."""
    before, after = result.zone_odds(deal.form, [deal.against.package, deal.package])
    return before.value, after.value


def _verdict(found: LeaderOnly, deals: Sequence[Alternative]) -> str:
    text = "A text the elites back" if all(deal.backed for deal in deals) else ""
    text = text or "The text nearest to the elites"
    signs = {deal.lasts for deal in deals}
    if signs in ({1}, {-1}):
        return f"{text} lasts clearly {'longer' if 1 in signs else 'less long'}."
    if signs != {0}:
        return f"{text} lasts longer in some forms and not in others."
    months = max(abs(_months(deal)) for deal in deals)
    if not months:
        return f"{text} lasts no longer and no less long."
    most = counted(months, "month")
    return f"{text} lasts no longer: the difference is {most} at most in {found.horizon} years."


def _months(deal: Alternative) -> int:
    return round(12 * deal.years[0.0].mean)


def _life(deal: Alternative) -> str:
    """Write the years in force, and how many months more or less: ``9.3 years, 1 month less``."""
    now, months = f"{deal.life.mean:.1f} years", _months(deal)
    if not months:
        return f"{now}, as long"
    return f"{now}, {counted(abs(months), 'month')} {'more' if months > 0 else 'less'}"


def _method(result: Result, found: LeaderOnly) -> tuple[str, ...]:
    first = next(deal for deal in found.alternatives if deal.choice == "elite_backed")
    names = {actor: actor_in_words(result.scenario, actor) for actor in first.value}
    low, high = (f"{100 * rate:.0f}" for rate in (RATES[0], RATES[-1]))
    told = []
    for way, verdict in _WORTH.items():
        who = [names[actor] for actor in names if first.pays(actor) == way]
        if who and not first.same:
            told.append(
                f"{verdict} {listed(who)} {as_form(result.scenario, first.form)}, at any discount "
                f"rate from {low} to {high} % a year."
            )
    other = round(12 * first.by_form[0.0].mean)
    if other and not first.same:
        more = "more" if other > 0 else "less"
        told.append(
            f"If ratification changes what a change of coalition does, the difference is "
            f"{counted(abs(other), 'month')} {more}."
        )
    told += [
        f"With ρ at {rho:g}, the odds of being in force after {found.years} years change by "
        f"{_band(band)}."
        for rho, band in found.rho.items()
        if not first.same and abs(band.mean) >= _LEAST
    ]
    told += [
        f"{sentence(as_form(result.scenario, added.form))}, the leaders’ own text is in force "
        f"after {found.years} years {_band(added.difference)} more often."
        for added in found.form_adds
        if abs(added.difference.mean) >= _LEAST
    ]
    assumption = "A successor who rejects a deal is assumed to end it sooner (ρ); others do not."
    return (*COSTS_TOLD, *told, assumption)


def _band(band: Band) -> str:
    """Write a change of odds with its interval: ``−3 points (−5 to −1)``."""
    low, high = (_whole(part) for part in (band.low, band.high))
    return f"{points(band.mean)} ({low} to {high}{'' if band.is_clear else ', not clear'})"


def _whole(value: float) -> str:
    whole = round(100 * value)
    return "0" if not whole else f"{'+' if whole > 0 else '−'}{abs(whole)}"
