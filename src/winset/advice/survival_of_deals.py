"""How long a deal lasts, for any package and any payment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from winset.durability.projection import Projection
from winset.durability.signatories import terms_of
from winset.durability.survival import difference
from winset.uncertainty import Band

if TYPE_CHECKING:
    from winset.engine import Result

YEARS = 5
"""Years after which survival is told, unless the scenario looks less far ahead."""


class Lasting:
    """Deals of a result run forward on the same parameter draws."""

    def __init__(self, result: Result) -> None:
        self.scenario = result.scenario
        self.years = min(YEARS, result.scenario.durability.years)
        self.forward = Projection(result.scenario, result.worlds, self.years)

    def tells(self, form: str) -> bool:
        """Whether anything can be said of a form."""
        return terms_of(self.scenario, form) is not None

    def of(self, form: str, accepts: Mapping[str, float]) -> Band | None:
        """Survival after ``years`` of a deal these actors accept; None where nothing is told."""
        if not self.tells(form):
            return None
        return self.forward.outlook(form, accepts).survival_at(self.years)

    def gained(
        self, form: str, accepts: Mapping[str, float], start: Mapping[str, float]
    ) -> Band | None:
        """How much likelier one deal is to be in force than another, draw by draw."""
        if not self.tells(form):
            return None
        deals = [self.forward.outlook(form, own) for own in (accepts, start)]
        return difference(deals[0], deals[1], self.years)
