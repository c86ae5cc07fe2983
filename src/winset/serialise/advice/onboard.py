"""Whom to bring on board, as plain mappings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winset.serialise.numbers import band, before_after, by_key, estimate, rounded
from winset.words.holdouts import holdout_told

if TYPE_CHECKING:
    from winset.advice.onboard_results import (
        Aboard,
        Concession,
        Holdout,
        Onboard,
        OnboardOutcome,
        Way,
    )
    from winset.scenario.model import Scenario


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
        rows += [row for own in form.holdouts for row in _alone(own, found.years)]
    return rows


def holdout_rows(scenario: Scenario, found: Onboard) -> list[dict[str, Any]]:
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
            **estimate(own.odds, "odds"),
            "accepts_at_centre": own.accepts_at_centre,
            "barred": rounded(own.payment.barred),
            "payment": None if own.payment.after else rounded(own.payment.price.value),
            "payment_at_centre": rounded(own.payment_at_centre),
            "concession_at_centre": None
            if own.at_centre is None
            else {"cost": rounded(own.at_centre.cost), "concessions": _moves(own.at_centre)},
            "words": holdout_told(scenario, own),
        }
        for form in found.forms.values()
        for own in form.holdouts
    ]


def implementer_rows(found: Onboard) -> list[dict[str, Any]]:
    """One row an actor who would not do its part once a form's deal is ratified."""
    return [
        {
            "form": own.form,
            "actor": own.actor,
            "issues": list(own.issues),
            **estimate(own.does, "does", "does_se"),
            "cost": None if own.concession is None else rounded(own.concession.cost),
            **_bought(own.concession),
            **estimate(own.won, "won", "won_se"),
            "passes": before_after(own.passes),
            "through": before_after(own.through),
        }
        for form in found.forms.values()
        for own in form.implementers
    ]


def coalition_rows(found: Onboard) -> list[dict[str, Any]]:
    """One row a cheapest winning coalition of payments, at the expected world and robustly."""
    return [
        {
            "form": form.form,
            "basis": basis,
            "actors": list(coalition.actors),
            "cost": rounded(coalition.cost),
            "exact": own.exact,
            "bound": rounded(own.bound),
        }
        for form in found.forms.values()
        for basis, own in (("expected_world", form.at_centre), ("robust", form.robust))
        for coalition in own.cheapest
    ]


def within_budget(found: Onboard, budget: float) -> dict[str, Any]:
    """Form → the best package that costs the principals no more than a budget."""
    return {
        "budget": budget,
        "forms": {
            form: {
                "cost": rounded(own.cost),
                "concessions": _moves(own.concession),
                **estimate(own.outcome.ratified, "p_ratified"),
                "joined": list(own.joined),
            }
            for form, own in found.within(budget).items()
        },
    }


def _aboard(own: Aboard, years: int) -> dict[str, Any]:
    bought = own.concession if own.concession is not None and own.concession.moves else None
    instrument = "payments" if own.payments else "concessions" if bought else "none"
    return {
        **_row(own.form, own.joined, instrument, own.cost, own.outcome, years, alone=False),
        "leave": list(own.left),
        **_bought(bought),
        "payments": by_key(own.payments),
    }


def _alone(own: Holdout, years: int) -> list[dict[str, Any]]:
    ways = {"won": own.won, "nearest": own.nearest, "at_any_price": own.at_any_price}
    rows = [{**_way(own, way, years), "way": kind} for kind, way in ways.items() if way is not None]
    if own.paid is not None:
        price = own.payment.price.value
        rows.append(
            {
                **_row(own.form, (own.actor,), "payments", price, own.paid, years, alone=True),
                "leave": [],
                **_bought(None),
                "payments": by_key({own.actor: price}),
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
        "consents": rounded(way.odds.value),
        "principals": {p: rounded(odds.value) for p, odds in way.principals.items()},
    }


def _row(
    form: str,
    actors: tuple[str, ...],
    instrument: str,
    cost: float,
    outcome: OnboardOutcome,
    years: int,
    *,
    alone: bool,
) -> dict[str, Any]:
    survival, gained = outcome.survival, outcome.gained
    return {
        "form": form,
        "actors": list(actors),
        "instrument": instrument,
        "alone": alone,
        "cost": rounded(cost),
        **estimate(outcome.ratified, "p_ratified"),
        "survival_5y": None if survival is None else band(survival),
        "survival_gained": None if gained is None else band(gained),
        "survival_years": years,
    }


def _bought(concession: Concession | None) -> dict[str, Any]:
    return {
        "concessions": _moves(concession),
        "cost_se": 0.0 if concession is None else rounded(concession.cost_se),
        "losses": {} if concession is None else by_key(concession.losses),
    }


def _moves(concession: Concession | None) -> list[dict[str, str]]:
    moves = () if concession is None else concession.moves
    return [{"issue": move.issue, "from": move.before, "to": move.after} for move in moves]
