"""What wins consent and what it costs: the rows of the advice on whom to bring on board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from winset.advice.answers import Start
from winset.advice.coalitions import Coalitions
from winset.advice.payments import InPositions, Price
from winset.arrays import Bools
from winset.errors import WinsetError
from winset.packages import TOLERANCE
from winset.uncertainty import Band, Difference, Estimate, paired, share_of


@dataclass(frozen=True)
class ConcededMove:
    """One issue settled otherwise: from one option to another."""

    issue: str
    before: str
    after: str


@dataclass(frozen=True)
class Concession:
    """A package in place of the deal one starts from."""

    package: int
    """Its number."""
    moves: tuple[ConcededMove, ...]
    """What it changes."""
    cost: float
    """Mean utility the principals who sign give up, added up; what one gains is not set off."""
    cost_se: float
    """Standard error of the draws."""
    losses: Mapping[str, float]
    """Principal → mean utility it gives up, negative where it gains."""


@dataclass(frozen=True)
class OnboardOutcome:
    """What follows, in a form."""

    passes: Bools = field(repr=False, compare=False)
    """(worlds,): where the deal passes in the form."""
    survival: Band | None
    """Of being in force after ``years``, None where durability says nothing of the form."""
    gained: Band | None
    """The same less that of the deal one starts from, on the same draws."""

    @property
    def ratified(self) -> Estimate:
        """Probability that the deal passes."""
        return share_of(self.passes)

    def is_likelier_than(self, other: OnboardOutcome) -> bool:
        """Whether it passes in more worlds than another deal does, by more than their error."""
        return is_likelier(self.passes, other.passes)


@dataclass(frozen=True)
class Payment:
    """A side payment to one actor."""

    actor: str
    """Who is paid."""
    price: Price
    """In utility; ∞ where no payment wins it often enough."""
    barred: float
    """Share of worlds in which a red line forbids the deal whatever is paid."""
    meaning: InPositions
    """The same in positions on the issue that matters most to the actor."""
    after: Concession | None = None
    """Where red lines forbid the deal too often: the cheapest change of the issues they run on that
    does not, and which the payment would come on top of. None where there is none, or no need of
    one.
    """


@dataclass(frozen=True)
class Way:
    """A package that an actor is likelier to accept than the deal one starts from."""

    concession: Concession
    """The package."""
    odds: Estimate
    """That the actor consents to it."""
    outcome: OnboardOutcome
    """What follows."""
    principals: Mapping[str, Estimate]
    """Principal → probability that it consents."""
    more: Difference
    """Whether the actor is likelier to accept it than the deal one starts from, by more than the
    error of the draws, and by how much."""


@dataclass(frozen=True)
class Holdout:
    """An actor who rejects the deal of a form, and what would win it.

    To win it robustly is to have its consent with probability 0.8 or more. A package leaves the
    principals in if each consents with probability ½ or more, or no less than to the deal.
    """

    form: str
    actor: str
    """``form``, ``actor``: which."""
    in_rule: bool
    """Whether a rule asks it; else it matters as one who may succeed."""
    odds: Estimate
    """That it consents to the deal as it stands."""
    accepts_at_centre: bool
    """Whether it consents at the expected world."""
    won: Way | None
    """The cheapest package that wins it robustly and leaves the principals in; None if none does.
    """
    nearest: Way | None
    """Where none does: of those that leave the principals in, the one it is likeliest to accept;
    None where that is the deal as it stands."""
    at_any_price: Way | None
    """Where none does: the cheapest that wins it robustly all the same, or if there is none of that
    either, the one of all it is likeliest to accept."""
    at_centre: Concession | None
    """The cheapest package that wins it at the expected world, where the principals who consent to
    the deal do so still, and its cost there."""
    payment: Payment
    """What would win it robustly for the deal as it stands."""
    payment_at_centre: float
    """The same at the expected world, in utility; ∞ where a red line forbids."""
    paid: OnboardOutcome | None
    """What follows from the payment; None where none is enough."""


@dataclass(frozen=True)
class Implementer:
    """An actor that signs nothing and would not do its part in the deal of a form.

    It counts as won if it does its part with probability 0.8 or more once the deal is ratified.
    """

    form: str
    actor: str
    """``form``, ``actor``: which."""
    issues: tuple[str, ...]
    """Ids of the issues on which the deal needs it."""
    does: Estimate
    """That it does its part in the deal as it stands, once that is ratified."""
    concession: Concession | None
    """The cheapest change of its issues that wins it, leaves the principals in and gets the deal
    clearly further; None where there is none."""
    won: Estimate
    """That it does its part then, or need not; as ``does`` where there is no such change."""
    passes: Difference
    """Odds that the deal is signed and ratified, before and after."""
    through: Difference
    """Odds that it is signed, ratified and carried out, before and after."""


@dataclass(frozen=True)
class Aboard:
    """One way to a deal with more on board: a package, or payments for the one there is."""

    form: str
    """The form of agreement."""
    joined: tuple[str, ...]
    left: tuple[str, ...]
    """``joined``, ``left``: actors who consent robustly and did not, and who did and no longer do.
    """
    concession: Concession | None
    """The package; None for payments."""
    payments: Mapping[str, float]
    """Actor → payment in utility; empty for a package."""
    cost: float
    """Of a package, what the principals give up; of payments, their sum. The two are not to be
    compared."""
    outcome: OnboardOutcome
    """What follows."""


@dataclass(frozen=True)
class FormAdvice:
    """Whom to bring on board in one form."""

    form: str
    """The form."""
    start: Start
    """The deal one starts from."""
    outcome: OnboardOutcome
    """What follows from that deal as it stands."""
    holdouts: tuple[Holdout, ...]
    """Who rejects it, those the rules ask first."""
    aboard: tuple[Aboard, ...]
    """Packages that cost least for the odds of passing and lasting they bring, and payments; the
    deal as it stands is the first, at no cost."""
    implementers: tuple[Implementer, ...]
    """Who would not do its part once the deal is ratified, least likely first."""
    at_centre: Coalitions
    """Cheapest sets to pay at the expected world so that the deal passes there."""
    robust: Coalitions
    """Cheapest sets to pay so that it passes with probability 0.8 or more."""


@dataclass(frozen=True)
class Onboard:
    """Whom to bring on board."""

    forms: dict[str, FormAdvice]
    """Form → its advice."""
    years: int
    """After how many years survival is told."""
    whole: bool
    """Whether every package was looked at; else only those a search found, or of too many the
    likeliest to pass, so there may be cheaper ones."""
    asked_in: int
    """Fewest worlds any actor was asked about every package in; the likeliest candidates are asked
    about again in all worlds, and what is told is over all worlds."""

    def within(self, budget: float) -> dict[str, Aboard]:
        """Form → the best package that costs the principals no more than so much utility.

        Of those that the likeliest to pass does not beat by more than the error of the draws, the
        one with the most on board, then the cheapest. The deal as it stands costs nothing.

        Raises
        ------
        WinsetError
            If the budget is no number of 0 or more.
        """
        if not budget >= 0:
            raise WinsetError(f"budget: {budget} is less than nothing. Give utility, from 0.")
        return {
            name: _best([own for own in form.aboard if not own.payments], budget)
            for name, form in self.forms.items()
        }


def _best(ways: Sequence[Aboard], budget: float) -> Aboard:
    """Choose a package; one that is likelier to pass by no more than luck is worth no cost."""
    afforded = [own for own in ways if own.cost <= budget + TOLERANCE]
    likeliest = max(afforded, key=lambda own: own.outcome.ratified.value)
    alike = [own for own in afforded if not likeliest.outcome.is_likelier_than(own.outcome)]
    return max(alike, key=lambda own: (len(own.joined) - len(own.left), -own.cost))


def is_likelier(one: Bools, other: Bools) -> bool:
    """Whether something holds in more worlds than another thing does, by more than their error."""
    apart = paired(other, one)
    return apart.value > 0 and apart.is_clear
