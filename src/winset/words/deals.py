"""Which deal a form most often ends in, what its solutions share, and how forms differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from winset.concepts import Settlement
from winset.engine import Result

STANDS_OUT = 1 / 3
"""Share of worlds from which one package is named as the deal picked most often."""

_MOST = 0.5


@dataclass(frozen=True)
class Shape:
    """What the solutions of one concept share, issue by issue.

    Attributes
    ----------
    leading
        Issue id → the option most solutions have, with the share that have it.
    """

    leading: Mapping[str, tuple[str, float]]

    @property
    def shared(self) -> dict[str, str]:
        """Issue id → option, only where more than half of the solutions agree."""
        return {issue: option for issue, (option, part) in self.leading.items() if part > _MOST}


def likeliest_form(result: Result) -> str | None:
    """Form most likely to have a zone, the earlier of equals; None where none ever has one."""
    with_zone = [
        (form.ratification.zone.probability.value, name)
        for name, form in result.forms.items()
        if form.ratification.zone.probability.value > 0
    ]
    return max(with_zone, key=lambda pair: pair[0])[1] if with_zone else None


def hardest_form(result: Result) -> str:
    """Form least likely to have a zone, the later of equals."""
    return min(
        reversed(list(result.forms)),
        key=lambda name: result.forms[name].ratification.zone.probability.value,
    )


def likely_deal(result: Result) -> tuple[str, Settlement] | None:
    """Nash settlement in the form most likely to have a zone; None where there is none."""
    form = likeliest_form(result)
    if form is None:
        return None
    deal = result.forms[form].settlements["nash"]
    return None if deal.package is None else (form, deal)


def shape_of(result: Result, deal: Settlement) -> Shape:
    """What the solutions of a settlement share."""
    space = result.space
    leading = {}
    for issue, options in zip(space.issues, space.options, strict=True):
        shares = deal.option_shares[issue]
        top = int(np.argmax(shares))
        leading[issue] = (options[top], float(shares[top]))
    return Shape(leading)


def moves(before: Shape, after: Shape) -> dict[str, tuple[str, str]]:
    """Issue id → the leading option of two shapes, where they differ."""
    return {
        issue: (option, after.leading[issue][0])
        for issue, (option, _) in before.leading.items()
        if after.leading[issue][0] != option
    }
