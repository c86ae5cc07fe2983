"""Who decides over ratification, in plain sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence

from winset.advice.who_decides import Decider, WhoDecides
from winset.scenario.model import Scenario
from winset.uncertainty import is_distinguishable
from winset.words.names import actor_in_words, form_in_words, listed, sentence
from winset.words.shares import in_worlds, start_in_words


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
    rows = [row for row in found.rows if row.form == form]
    alone = [scenario.party_name(row.party) for row in rows if row.shapley_shubik > 1 - 1e-9]
    told = []
    for party in dict.fromkeys(row.party for row in rows):
        deciders = [row for row in rows if row.party == party and row.shapley_shubik > 0]
        if len(deciders) > 1:
            told.append(_rule_told(scenario, form, party, deciders))
    if alone:
        each = " each" if len(alone) > 1 else ""
        told.append(
            f"{sentence(form_in_words(scenario, form))} needs one consent{each} in {listed(alone)}."
        )
    told.append(_pivots_told(scenario, found, form))
    return told


def _rule_told(scenario: Scenario, form: str, party: str, rows: Sequence[Decider]) -> str:
    """Say who has most power by a party's rule, with all whom sampling cannot tell apart."""
    most = rows[0].shapley_shubik
    top = [
        row
        for row in rows
        if not is_distinguishable(most - row.shapley_shubik, math.hypot(row.se, rows[0].se))
    ]
    names = listed([actor_in_words(scenario, row.actor) for row in top])
    where = scenario.party_name(party)
    if len(top) == len(rows):
        return (
            f"For {form_in_words(scenario, form)}, the rule in {where} gives {names} the "
            "same power."
        )
    each = "each " if len(top) > 1 else ""
    rest = [
        f"{actor_in_words(scenario, row.actor)} {row.shapley_shubik:.2f}"
        for row in rows
        if row not in top
    ]
    return (
        f"For {form_in_words(scenario, form)}, the rule in {where} gives {names} {each}most power "
        f"({most:.2f} of 1, Shapley–Shubik), then {listed(rest)}."
    )


def _pivots_told(scenario: Scenario, found: WhoDecides, form: str) -> str:
    """Say whose refusal or consent decides most often, and who cannot be told apart from it."""
    rows = {row.actor: row for row in found.rows if row.form == form}
    which = start_in_words(found.deals[form], brief=True)
    deal = f"Whether {which} passes as {form_in_words(scenario, form)}"
    alike, missing = found.deciding[form], found.missing[form]
    if not alike:
        return f"{deal} hangs on no single consent in any world: several must move together."
    names = [
        f"{actor_in_words(scenario, actor)} ({in_worlds(rows[actor].flips)})" for actor in alike
    ]
    apart = "; they cannot be told apart" if len(alike) > 1 else ""
    text = f"{deal} hangs most often on the consent of {listed(names, 'or')} alone{apart}"
    if missing:
        lacking = listed([actor_in_words(scenario, actor) for actor in missing], "or")
        often = in_worlds(rows[missing[0]].would_pass)
        text += f"; it fails and would pass with the consent of {lacking} alone {often}"
    return f"{text}."
