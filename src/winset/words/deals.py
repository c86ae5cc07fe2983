"""Which deal a form most often ends in, what its solutions share, and how forms differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winset.concepts import Settlement
from winset.concepts.front_runners import leading_options, leading_packages
from winset.engine import FormResult, Result
from winset.uncertainty import Estimate

_STANDS_OUT = 1 / 3


@dataclass(frozen=True)
class Lead:
    """The most frequent option of an issue among solutions."""

    options: tuple[str, ...]
    """It, and all it cannot be told apart from."""
    share: float
    """Share of the solutions that have it, 0–1."""

    @property
    def option(self) -> str | None:
        """The option, where no other is about as frequent."""
        return self.options[0] if len(self.options) == 1 else None


@dataclass(frozen=True)
class Shape:
    """What the solutions of one concept share, issue by issue."""

    leading: Mapping[str, Lead]
    """Issue id → what leads on it."""

    @property
    def options(self) -> dict[str, frozenset[str]]:
        """Issue id → the options that lead on it."""
        return {issue: frozenset(lead.options) for issue, lead in self.leading.items()}


@dataclass(frozen=True)
class DealStanding:
    """How far the package picked most often stands out."""

    equals: int
    """Packages picked exactly as often, it included."""
    others: int
    """Further packages that cannot be told apart from it."""
    share: Estimate
    """How often it is picked."""

    @property
    def is_clear(self) -> bool:
        """Whether no other is about as frequent."""
        return self.equals + self.others == 1

    @property
    def stands_out(self) -> bool:
        """Whether it may be named as the deal: clearly first, and in a third at least."""
        return self.is_clear and self.share.value >= _STANDS_OUT


def likeliest_form(result: Result) -> str | None:
    """Form most likely to have a zone, the earlier of equals; None where none ever has one."""
    with_zone = [
        (form.ratification.zone.probability.value, name)
        for name, form in result.forms.items()
        if form.ratification.zone.probability.value > 0
    ]
    return max(with_zone, key=lambda pair: pair[0])[1] if with_zone else None


def likely_deal(result: Result) -> tuple[str, Settlement] | None:
    """Nash settlement in the form most likely to have a zone; None where there is none."""
    form = likeliest_form(result)
    if form is None:
        return None
    deal = result.forms[form].settlements["nash"]
    return None if deal.package is None else (form, deal)


def standing_told(standing: DealStanding) -> str:
    """Say of a package that does not stand out why: ``no one stands out: 3 tie``; else nothing."""
    if standing.stands_out:
        return ""
    rivals = [
        f"{standing.equals:,} tie" if standing.equals > 1 else "",
        f"{standing.others:,} about as often" if standing.others else "",
    ]
    why = ", ".join(rival for rival in rivals if rival)
    return f"no one stands out: {why}" if why else "no one stands out"


def standing_of(form: FormResult, deal: Settlement) -> DealStanding:
    """How far a settlement's package stands out from the others that are picked."""
    leading = leading_packages(deal, form.ratification)
    return DealStanding(len(deal.ties), len(leading) - len(deal.ties), deal.share)


def lead_on(form: FormResult, deal: Settlement, issue: str) -> Lead:
    """What leads on an issue among the solutions of a settlement that has any."""
    space, shares = form.ratification.space, deal.option_shares[issue]
    names = space.options[space.issues.index(issue)]
    leading = leading_options(deal, form.ratification, issue)
    return Lead(tuple(names[option] for option in leading), float(shares[leading[0]]))


def shape_of(form: FormResult, deal: Settlement) -> Shape:
    """What the solutions of a settlement share."""
    return Shape({issue: lead_on(form, deal, issue) for issue in form.ratification.space.issues})


def moves(before: Shape, after: Shape) -> dict[str, str]:
    """Issue id → the option that leads after, where another led before; ties move nothing."""
    return {
        issue: lead.option
        for issue, lead in after.leading.items()
        if issue in before.leading and lead.option is not None
        if before.leading[issue].option not in (None, lead.option)
    }
