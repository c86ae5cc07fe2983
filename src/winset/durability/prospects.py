"""From the shipped coefficients to an agreement the engines can run.

Coefficients, turnover rates and ρ are drawn afresh in every row, so that what comes out carries
their uncertainty. Causes are drawn independently of each other: their likelihoods share no term.
Leader changes within a coalition are left out of the simulation: the data show no clear effect,
and the hazards used here are fitted without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats
from winset.durability.agreement import Agreement, AgreementError, PartyTurnover, monthly_odds
from winset.durability.coefficients import Coefficients, FittedHazard
from winset.durability.successors import Bloc, draw_rho, fading_ratios
from winset.durability.terms import (
    AGE_PIECES,
    CAUSES,
    CHANGE_TERMS,
    ERAS,
    REFERENCE_ERA,
    age_term,
)

DEFAULT_DRAWS = 200
UNNAMED = (Bloc("", 1.0, 1.0),)
"""Stands for successors of whom nothing is known, at the average hazard ratio."""


@dataclass(frozen=True)
class Terms:
    """What is known of an agreement's text and time."""

    ratified: bool
    """Whether its form needs ratification."""
    institutions: bool = False
    """Whether it sets up common military institutions."""
    signed_in_war: bool = False
    """Whether a party was at war when it signed."""
    era: str = "after_1989"
    """Whose baseline to use: ``interwar``, ``war_1939_45``, ``cold_war`` or ``after_1989``."""


@dataclass(frozen=True)
class Signatory:
    """One party, as far as turnover goes."""

    name: str
    """Of the party."""
    regime: str
    """One of CHISOLS' types: democracy, personalist, single_party, military, monarchy, hybrid,
    other."""
    blocs: tuple[Bloc, ...]
    """Who may succeed; none if nothing is known of them, and then successors reject as often as
    those in the data do: a change has the average hazard ratio."""
    elections: Sequence[tuple[int, float | Floats]] = ()
    """(month from signature, odds that the coalition changes, for all draws or one each): in place
    of the regime's rate until the last of them."""
    between_yearly: float | Floats = 0.0
    """Changes a year beside dated elections."""
    yearly_rate: float | Floats | None = None
    """The analyst's own rate of coalition change, for all draws or one each, in place of the
    regime's."""


def prospect(
    coefficients: Coefficients,
    terms: Terms,
    signatories: Sequence[Signatory],
    *,
    years: float = 10,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    by_form: bool = True,
    rho: float | None = None,
) -> Agreement:
    """Draw parameters and lay out hazards and turnover by month.

    Parameters
    ----------
    coefficients
        Usually `coefficients.shipped_coefficients()`.
    terms, signatories
        The agreement. The estimates are of bilateral ones; of more signatories each one's changes
        multiply the risk in the same way, which is an assumption.
    years
        To look ahead; whole months.
    draws
        Parameter draws.
    seed
        Of the draws. The same seed gives the same draws for every agreement, so two forms differ
        by their terms and not by luck.
    by_form
        Let ratification change what a coalition change does, as estimated (few events), or not.
    rho
        Share of successors in the data who reject, if it shall be fixed and not drawn.
    """
    months = round(years * 12)
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    # Everything estimated is drawn here, once and in one order, before anything that hangs on the
    # agreement: row i of two agreements is then one and the same set of parameters, and their
    # difference holds none of the doubt they share.
    hazards = coefficients.by_form if by_form else coefficients.pooled
    drawn = {cause: hazards[cause].draw(draws, rng) for cause in CAUSES}
    drawn_rho = draw_rho(draws, rng)
    shares = drawn_rho if rho is None else np.full(draws, rho)
    democratic = [s.regime == "democracy" for s in signatories]
    regimes = _regimes(democratic)
    base = np.stack(
        [_monthly(hazards[c], drawn[c], terms, regimes, months) for c in CAUSES], axis=1
    )
    parties = []
    for signatory, democracy in zip(signatories, democratic, strict=True):
        effect = np.column_stack(
            [_change(hazards[c], drawn[c], terms, democracy=democracy) for c in CAUSES]
        )
        rate = _rate(coefficients, signatory, draws, rng)
        odds = monthly_odds(rate, months, signatory.elections, signatory.between_yearly)
        # With nobody named, every change counts as one of the data's average.
        known = bool(signatory.blocs)
        ratios = fading_ratios(effect, shares if known else np.ones(draws))
        blocs = signatory.blocs if known else UNNAMED
        parties.append(PartyTurnover(signatory.name, odds, blocs, ratios))
    return Agreement(CAUSES, base, tuple(parties))


def _regimes(democratic: Sequence[bool]) -> str | None:
    """Name the term of the signatories' regimes; None for the reference, no democracy at all.

    The alliances in the data have two members. With more, an agreement counts as one between
    democracies only where all of them are, and as a mixed one where some are and some are not: an
    assumption, and the cautious one, since a single other member makes it a mixed one.
    """
    if all(democratic):
        return "both_democratic"
    return "one_democratic" if any(democratic) else None


def _monthly(
    hazard: FittedHazard,
    drawn: Floats,
    terms: Terms,
    regimes: str | None,
    months: int,
) -> Floats:
    """(draws, months) hazard a month without a coalition change."""
    eras = [name for name, _, _ in ERAS]
    if terms.era not in eras:
        raise AgreementError(f"era {terms.era!r} is none of {', '.join(eras)}.")
    on = ["constant"]
    on += ["ratified"] * terms.ratified
    on += ["institutions"] * terms.institutions + ["signed_in_war"] * terms.signed_in_war
    on += [regimes] if regimes is not None else []
    on += [terms.era] * (terms.era != REFERENCE_ERA)
    level = sum((hazard.column(drawn, t) for t in on), np.zeros(len(drawn)))
    ages = (np.arange(months) + 0.5) / 12
    log_rate = np.repeat(level[:, None], months, axis=1)
    for left, right in AGE_PIECES:
        inside = (ages >= left) & (ages < right)
        log_rate[:, inside] += hazard.column(drawn, age_term(left, right))[:, None]
    return np.exp(log_rate) / 12


def _change(hazard: FittedHazard, drawn: Floats, terms: Terms, *, democracy: bool) -> Floats:
    """(draws,) log hazard ratio just after a coalition change in a democracy or another regime."""
    term = CHANGE_TERMS[0 if democracy else 1]
    effect = hazard.column(drawn, term)
    if terms.ratified:
        effect = effect + hazard.column(drawn, f"{term}_if_ratified")
    return effect


def _rate(
    coefficients: Coefficients, signatory: Signatory, draws: int, rng: np.random.Generator
) -> Floats:
    """(draws,) coalition changes a year."""
    noise = rng.standard_normal(draws)
    if signatory.yearly_rate is not None:
        return np.broadcast_to(np.asarray(signatory.yearly_rate, dtype=np.float64), draws)
    if signatory.regime not in coefficients.coalition_rates:
        known = ", ".join(coefficients.coalition_rates)
        raise AgreementError(f"{signatory.name}: no rate for {signatory.regime!r}; known: {known}.")
    rate = coefficients.coalition_rates[signatory.regime]
    # Lognormal: a rate can't be negative, and its standard error was estimated on the log scale.
    return rate.value * np.exp(rate.se_log * noise)
