"""Who decides over ratification, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from winset.advice.who_decides import Decider, WhoDecides
from winset.scenario.model import Scenario
from winset.uncertainty import Estimate
from winset.words.names import actor_in_words, form_in_words, listed, sentence
from winset.words.shares import in_worlds

_Z95 = 1.959964


def who_decides_told(scenario: Scenario, found: WhoDecides) -> tuple[str, ...]:
    """Say who decides, one paragraph a form, and what the answer rests on."""
    if not found.deals:
        return ()
    told = [" ".join(_form_told(scenario, found, form)) for form in found.deals]
    told.append(
        "Power by the rules alone says nothing of what anyone wants; how often a consent decides "
        "rests on the stances as coded."
    )
    return tuple(told)


def _form_told(scenario: Scenario, found: WhoDecides, form: str) -> list[str]:
    rows = [own for own in found.rows if own.form == form]
    alone = [scenario.party_name(own.party) for own in rows if own.shapley_shubik > 1 - 1e-9]
    told = []
    for party in dict.fromkeys(own.party for own in rows):
        mine = [own for own in rows if own.party == party and own.shapley_shubik > 0]
        if len(mine) > 1:
            told.append(_rule_told(scenario, form, party, mine))
    if alone:
        each = " each" if len(alone) > 1 else ""
        told.append(f"{sentence(form_in_words(form))} needs one consent{each} in {listed(alone)}.")
    told.append(_pivots_told(scenario, form, rows, settled=form in found.settled))
    return told


def _rule_told(scenario: Scenario, form: str, party: str, rows: Sequence[Decider]) -> str:
    most = rows[0].shapley_shubik
    top = [own for own in rows if own.shapley_shubik >= most - _Z95 * (own.se + rows[0].se) - 1e-9]
    names = listed([actor_in_words(scenario, own.actor) for own in top])
    where = scenario.party_name(party)
    if len(top) == len(rows):
        return f"For {form_in_words(form)}, the rule in {where} gives {names} the same power."
    each = "each " if len(top) > 1 else ""
    rest = [f"{actor_in_words(scenario, o.actor)} {o.shapley_shubik:.2f}" for o in rows[len(top) :]]
    return (
        f"For {form_in_words(form)}, the rule in {where} gives {names} {each}most power "
        f"({most:.2f} of 1, Shapley–Shubik), then {listed(rest)}."
    )


def _pivots_told(scenario: Scenario, form: str, rows: Sequence[Decider], *, settled: bool) -> str:
    """Say whose refusal or consent decides most often, and who cannot be told apart from it."""
    each = {own.actor: own for own in rows}
    which = "the deal settled on" if settled else "the most ratifiable package"
    deal = f"Whether {which} passes as {form_in_words(form)}"
    if not any(own.flips.value > 0 for own in each.values()):
        return f"{deal} hangs on no single consent in any world: several must move together."
    first = max(each.values(), key=lambda own: own.flips.value)
    alike = [own for own in each.values() if not _is_above(first.flips, own.flips)]
    alike.sort(key=lambda own: -own.flips.value)
    names = [f"{actor_in_words(scenario, own.actor)} ({in_worlds(own.flips)})"
             for own in alike]  # fmt: skip
    apart = "; they cannot be told apart" if len(alike) > 1 else ""
    text = f"{deal} hangs most often on the consent of {listed(names, 'or')} alone{apart}"
    missing = max(each.values(), key=lambda own: own.would_pass.value)
    if missing.would_pass.value > 0:
        text += (
            "; it fails and would pass with the consent of "
            f"{actor_in_words(scenario, missing.actor)} alone {in_worlds(missing.would_pass)}"
        )
    return f"{text}."


def _is_above(first: Estimate, other: Estimate) -> bool:
    """Whether two shares of the same worlds differ by more than any overlap lets them err."""
    p, q = first.value, other.value
    greatest = max(min(p + q, 2 - p - q) - (p - q) ** 2, 0.0)
    return p - q > _Z95 * float(np.sqrt(greatest / first.worlds)) and p > q
