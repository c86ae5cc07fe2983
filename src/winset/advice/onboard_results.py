"""What wins consent and what it costs: the rows of the advice on whom to bring on board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winset.advice.payments import InPositions, Price
from winset.uncertainty import Band, Estimate


@dataclass(frozen=True)
class Move:
    """One issue settled otherwise: from one option to another."""

    issue: str
    before: str
    after: str


@dataclass(frozen=True)
class Concession:
    """A package in place of the deal one starts from.

    Attributes
    ----------
    package
        Its number.
    moves
        What it changes.
    cost
        Mean utility the principals who sign give up, added up; what one gains is not set off.
    cost_se
        Standard error of the draws.
    losses
        Principal → mean utility it gives up, negative where it gains.
    """

    package: int
    moves: tuple[Move, ...]
    cost: float
    cost_se: float
    losses: Mapping[str, float]


@dataclass(frozen=True)
class Outcome:
    """What follows, in a form.

    Attributes
    ----------
    ratified
        Probability that the deal passes in the form.
    survival
        Of being in force after ``years``, None where durability says nothing of the form.
    gained
        The same less that of the deal one starts from, on the same draws.
    """

    ratified: Estimate
    survival: Band | None
    gained: Band | None


@dataclass(frozen=True)
class Payment:
    """A side payment to one actor.

    Attributes
    ----------
    actor
        Who is paid.
    price
        In utility; ∞ where no payment wins it often enough.
    barred
        Share of worlds in which a red line forbids the deal whatever is paid.
    meaning
        The same in positions on the issue that matters most to the actor.
    after
        Where red lines forbid the deal too often: the cheapest change of the issues they run on
        that does not, and which the payment would come on top of. None where there is none, or no
        need of one.
    """

    actor: str
    price: Price
    barred: float
    meaning: InPositions
    after: Concession | None = None


@dataclass(frozen=True)
class Way:
    """A package that an actor is likelier to accept than the deal one starts from.

    Attributes
    ----------
    concession
        The package.
    odds
        That the actor consents to it.
    outcome
        What follows.
    principals
        Principal → probability that it consents.
    """

    concession: Concession
    odds: Estimate
    outcome: Outcome
    principals: Mapping[str, Estimate]


@dataclass(frozen=True)
class Holdout:
    """An actor who rejects the deal of a form, and what would win it.

    To win it robustly is to have its consent with probability 0.8 or more. A package leaves the
    principals in if each consents with probability ½ or more, or no less than to the deal.

    Attributes
    ----------
    form, actor
        Which.
    in_rule
        Whether a rule asks it; else it matters as one who may succeed.
    odds
        That it consents to the deal as it stands.
    accepts_at_centre
        Whether it consents at the expected world.
    won
        The cheapest package that wins it robustly and leaves the principals in; None if none does.
    nearest
        Where none does: of those that leave the principals in, the one it is likeliest to accept;
        None where that is the deal as it stands.
    at_any_price
        Where none does: the cheapest that wins it robustly all the same, or if there is none of
        that either, the one of all it is likeliest to accept.
    at_centre
        The cheapest package that wins it at the expected world, where the principals who consent
        to the deal do so still, and its cost there.
    payment
        What would win it robustly for the deal as it stands.
    payment_at_centre
        The same at the expected world, in utility; ∞ where a red line forbids.
    paid
        What follows from the payment; None where none is enough.
    """

    form: str
    actor: str
    in_rule: bool
    odds: Estimate
    accepts_at_centre: bool
    won: Way | None
    nearest: Way | None
    at_any_price: Way | None
    at_centre: Concession | None
    payment: Payment
    payment_at_centre: float
    paid: Outcome | None


@dataclass(frozen=True)
class Aboard:
    """One way to a deal with more on board: a package, or payments for the one there is.

    Attributes
    ----------
    form
        The form of agreement.
    joined, left
        Actors who consent robustly and did not, and who did and no longer do.
    concession
        The package; None for payments.
    payments
        Actor → payment in utility; empty for a package.
    cost
        Of a package, what the principals give up; of payments, their sum. The two are not to be
        compared.
    outcome
        What follows.
    """

    form: str
    joined: tuple[str, ...]
    left: tuple[str, ...]
    concession: Concession | None
    payments: Mapping[str, float]
    cost: float
    outcome: Outcome
