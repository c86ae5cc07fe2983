"""Whom to bring on board, as plain mappings for ``winset advise --json``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from winset.advice.onboard_results import Aboard, Concession, Holdout, Outcome, Way
from winset.durability.survival import Band
from winset.words.onboard import holdout_told

if TYPE_CHECKING:
    from winset.advice.coalitions import Coalitions
    from winset.advice.onboard import FormAdvice, Onboard
    from winset.engine import Result

_DIGITS = 6


def onboard_rows(found: Onboard) -> list[dict[str, Any]]:
    """One row a way to have someone on board.

    Returns
    -------
    list
        ``actors`` who join, ``cost`` in utility, ``concessions`` and ``payments`` that win them,
        ``p_ratified`` with ``se``, ``survival_5y`` (None where durability says nothing).
        ``instrument`` is ``none`` of the deal as it stands, ``concessions`` or ``payments``;
        ``alone`` tells the rows on one actor from those on the frontier.
    """
    rows: list[dict[str, Any]] = []
    for form in found.forms.values():
        rows += [_aboard(own, found.years) for own in form.aboard]
        for own in form.holdouts:
            rows += _alone(own, found.years)
    return rows


def holdout_rows(result: Result, found: Onboard) -> list[dict[str, Any]]:
    """One row an actor who rejects a form's deal, with the answer in words.

    Returns
    -------
    list
        ``payment`` is in utility, None where none is enough.
    """
    return [
        {
            "form": own.form,
            "actor": own.actor,
            "in_rule": own.in_rule,
            "odds": _round(own.odds.value),
            "se": _round(own.odds.se),
            "accepts_at_centre": own.accepts_at_centre,
            "barred": _round(own.payment.barred),
            "payment": None if own.payment.after else _finite(own.payment.price.value),
            "payment_at_centre": _finite(own.payment_at_centre),
            "concession_at_centre": None
            if own.at_centre is None
            else {"cost": _round(own.at_centre.cost), "concessions": _moves(own.at_centre)},
            "words": holdout_told(result.scenario, own),
        }
        for form in found.forms.values()
        for own in form.holdouts
    ]


def coalition_rows(found: Onboard) -> list[dict[str, Any]]:
    """One row a cheapest winning coalition of payments, at the expected world and robustly."""
    return [
        row
        for form in found.forms.values()
        for basis, own in (("expected_world", form.at_centre), ("robust", form.robust))
        for row in _coalitions(form, basis, own)
    ]


def _coalitions(form: FormAdvice, basis: str, own: Coalitions) -> list[dict[str, Any]]:
    return [
        {
            "form": form.form,
            "basis": basis,
            "actors": list(each.actors),
            "cost": _round(each.cost),
            "exact": own.exact,
            "bound": _finite(own.bound),
        }
        for each in own.cheapest
    ]


def _aboard(own: Aboard, years: int) -> dict[str, Any]:
    bought = own.concession if own.concession is not None and own.concession.moves else None
    instrument = "payments" if own.payments else "concessions" if bought else "none"
    return {
        **_row(own.form, own.joined, instrument, own.cost, own.outcome, years, alone=False),
        "leave": list(own.left),
        **_bought(bought),
        "payments": _paid(own.payments),
    }


def _alone(own: Holdout, years: int) -> list[dict[str, Any]]:
    rows = []
    ways = {"won": own.won, "nearest": own.nearest, "at_any_price": own.at_any_price}
    for kind, way in ways.items():
        if way is not None:
            rows.append({**_way(own, way, years), "way": kind})
    if own.paid is not None:
        price = own.payment.price.value
        rows.append(
            {
                **_row(own.form, (own.actor,), "payments", price, own.paid, years, alone=True),
                "leave": [],
                **_bought(None),
                "payments": _paid({own.actor: price}),
                "issue": own.payment.meaning.issue,
                "positions": own.payment.meaning.steps,
                "way": "won",
            }
        )
    return rows


def _way(own: Holdout, way: Way, years: int) -> dict[str, Any]:
    cost = way.concession.cost
    return {
        **_row(own.form, (own.actor,), "concessions", cost, way.outcome, years, alone=True),
        "leave": [],
        **_bought(way.concession),
        "payments": {},
        "consents": _round(way.odds.value),
        "principals": {p: _round(one.value) for p, one in way.principals.items()},
    }


def _row(
    form: str,
    actors: tuple[str, ...],
    instrument: str,
    cost: float,
    outcome: Outcome,
    years: int,
    *,
    alone: bool,
) -> dict[str, Any]:
    return {
        "form": form,
        "actors": list(actors),
        "instrument": instrument,
        "alone": alone,
        "cost": _round(cost),
        "p_ratified": _round(outcome.ratified.value),
        "se": _round(outcome.ratified.se),
        "survival_5y": _band(outcome.survival),
        "survival_gained": _band(outcome.gained),
        "survival_years": years,
    }


def _bought(concession: Concession | None) -> dict[str, Any]:
    if concession is None:
        return {"concessions": [], "cost_se": 0.0, "losses": {}}
    return {
        "concessions": _moves(concession),
        "cost_se": _round(concession.cost_se),
        "losses": {p: _round(loss) for p, loss in concession.losses.items()},
    }


def _moves(concession: Concession) -> list[dict[str, str]]:
    return [
        {"issue": move.issue, "from": move.before, "to": move.after} for move in concession.moves
    ]


def _paid(payments: Mapping[str, float]) -> dict[str, float]:
    return {actor: _round(paid) for actor, paid in payments.items()}


def _band(band: Band | None) -> dict[str, float] | None:
    if band is None:
        return None
    return {"p": _round(band.mean), "lo": _round(band.low), "hi": _round(band.high)}


def _finite(value: float) -> float | None:
    return _round(value) if math.isfinite(value) else None


def _round(value: float) -> float:
    return round(float(value), _DIGITS)
