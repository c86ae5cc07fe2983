"""What a hazard is regressed on: from spells to named columns.

Every term is 0 where it is off and 1 where it is on (a fading effect lies between, summed over
the two members), so that exp(coefficient) is a hazard ratio and an empty cell shows at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from winset.arrays import Bools, Floats
from winset.durability.terms import AGE_PIECES, CHANGE_TERMS, ERAS, age_term, fade
from winset.lab.durability_fit.reading import DAYS_PER_YEAR
from winset.lab.durability_fit.spells import KINDS, QUARTER

if TYPE_CHECKING:
    from winset.lab.durability_fit.spells import Spells

TIMES = ((0, 3), (3, 12), (12, 24), (24, 36))
"""Months since a change, where its effect is estimated piece by piece."""
Timing = Literal["window", "fading", "placebo", "by_time"]


@dataclass(frozen=True)
class Specification:
    """Which terms a hazard has."""

    timing: Timing = "window"
    """``window``: a change counts fully for `window_years` and then not at all. ``fading``: it
    counts 1 at once and falls linearly to 0 at 36 months, on the log scale. ``placebo``: the
    windows, and beside them the windows *before* a change. ``by_time``: the first three months, the
    rest of the year, the second and the third year apart, to see how an effect fades.
    """
    window_years: float = 3.0
    """Length of the window."""
    by_form: bool = False
    """Let a coalition change do something else to ratified agreements (the interaction)."""
    coalition_terms: bool = True
    leader_terms: bool = True
    """``coalition_terms``, ``leader_terms``: give coalition changes, and leader changes within a
    coalition, terms of their own."""
    eras: tuple[str, ...] = ("interwar", "war_1939_45", "after_1989")
    """Names of eras with a term of their own; the reference is the cold war."""


def columns(spells: Spells, spec: Specification) -> tuple[tuple[str, ...], Floats]:
    """Return term names and their columns, (spells, terms), the constant first."""
    named: dict[str, Floats] = {"constant": np.ones(len(spells.start))}
    named |= _changes(spells, spec)
    of = spells.alliance
    a = spells.alliances
    named["ratified"] = (a.ratified[of] == 1).astype(np.float64)
    if spec.by_form:
        for term in CHANGE_TERMS[:2]:
            named[f"{term}_if_ratified"] = named["ratified"] * named[term]
    democratic = (spells.democracy == 1).sum(axis=1)
    named["both_democratic"] = (democratic == 2).astype(np.float64)
    named["one_democratic"] = (democratic == 1).astype(np.float64)
    named["institutions"] = (a.institutions[of] == 1).astype(np.float64)
    named["signed_in_war"] = (a.wartime[of] == 1).astype(np.float64)
    for name, first, last in ERAS:
        if name in spec.eras:
            named[name] = ((spells.year >= first) & (spells.year <= last)).astype(np.float64)
    for left, right in AGE_PIECES:
        name = age_term(left, right)
        named[name] = ((spells.age >= left) & (spells.age < right)).astype(np.float64)
    return tuple(named), np.column_stack(list(named.values()))


def time_term(change: str, first: int, last: int) -> str:
    """Return the name of one piece of the time since a change."""
    return f"{change}_months_{first}_{last}"


def _changes(spells: Spells, spec: Specification) -> dict[str, Floats]:
    """Return one column a kind of change (two with the placebo)."""
    named: dict[str, Floats] = {}
    limit = spec.window_years * DAYS_PER_YEAR
    for k, _ in enumerate(KINDS):
        if not (spec.leader_terms if k >= 2 else spec.coalition_terms):
            continue
        since = spells.since[:, :, k]
        if spec.timing == "fading":
            named[CHANGE_TERMS[k]] = _faded(since)
        elif spec.timing == "by_time":
            for first, last in TIMES:
                inside = (since >= first * QUARTER / 3) & (since < last * QUARTER / 3)
                named[time_term(CHANGE_TERMS[k], first, last)] = _any(inside)
        else:
            named[CHANGE_TERMS[k]] = _any(since < limit)
        if spec.timing == "placebo":
            named["before_" + CHANGE_TERMS[k]] = _any(spells.until[:, :, k] < limit)
    return named


def _any(inside: Bools) -> Floats:
    """(spells,) 1 where either member, (spells, 2), has the property."""
    return np.asarray(inside.any(axis=1), dtype=np.float64)


def _faded(since: Floats) -> Floats:
    """(spells,) what is left of both members' changes, by days since them, (spells, 2).

    Spells are cut quarterly in the window, so the middle of the quarter is exact enough.
    """
    quarter = np.floor(np.where(np.isfinite(since), since, 1e9) / QUARTER)
    left: Floats = np.round(fade(3.0 * (quarter + 0.5)), 6).sum(axis=1)
    return left


def usable(spells: Spells) -> Bools:
    """(spells,) whether form, institutions and regimes are known, so that the spell can be used."""
    of = spells.alliance
    a = spells.alliances
    return np.asarray(
        (a.ratified[of] >= 0)
        & (a.institutions[of] >= 0)
        & (a.wartime[of] >= 0)
        & (spells.democracy >= 0).all(axis=1)
    )
