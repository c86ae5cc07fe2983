"""A scenario as a table of actors over its worlds: what forecasts of a negotiation start from.

Capability is influence, as the scenario gives it. That is weight at home; read across parties it
says that one side's 70 weighs what the other's does, which is the analyst's judgement and no fact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

import numpy as np

from winset.arrays import Bools, Floats
from winset.errors import WinsetError
from winset.forecast.median import weighted_median
from winset.formats.actor_table import ActorTable, TableFact
from winset.scenario.model import Scenario
from winset.scenario.numbers import Number
from winset.worlds import Worlds

Capability = Literal["influence", "party", "equal"]
"""``influence`` as stated; ``party``: within each party as stated, all parties alike in sum;
``equal``: everybody alike."""


WhyNot = Literal["no-scale", "nobody-takes-part"]


class NothingToForecastError(WinsetError):
    """A scenario has no position to forecast; ``reason`` says why."""

    SAID: ClassVar[Mapping[WhyNot, str]] = {
        "no-scale": "No issue has a scale, so there is nothing to forecast a position on.",
        "nobody-takes-part": "Nobody takes part in any issue: forecasts need an actor with a "
        "position, a salience and an influence above 0.",
    }

    def __init__(self, reason: WhyNot) -> None:
        super().__init__(self.SAID[reason])
        self.reason = reason


def table_of(
    scenario: Scenario, worlds: Worlds, capability: Capability = "influence"
) -> ActorTable:
    """Lay a scenario out as a table of actors.

    Issues without a scale are left out, and so are actors without influence unless nobody has any,
    in which case all weigh alike. A body stands, as one actor, where its members' weighted median
    does; an actor who values options one by one, at the option it values most. The table's
    ``facts`` say so.

    Parameters
    ----------
    capability
        What an actor can bring to bear.

    Returns
    -------
    ActorTable
        By ids of actors and issues.

    Raises
    ------
    NothingToForecastError
        If no issue has a scale, or nobody takes part in any.
    WinsetError
        If ``capability`` is unknown.
    """
    if capability not in get_args(Capability):
        raise WinsetError(
            f"“{capability}” is no capability. Choose from: {', '.join(get_args(Capability))}."
        )
    reading = _Reading(scenario, worlds, [])
    scaled = [issue for issue, about in scenario.issues.items() if not about.nominal]
    if not scaled:
        raise NothingToForecastError("no-scale")
    reading.leave_out("no-scale", [issue for issue in scenario.issues if issue not in scaled])
    weight = reading.capability(capability)
    positions, salience = reading.stances(scaled)
    contested = _contested(positions, salience, weight)
    issues = tuple(issue for issue, taken in zip(scaled, contested, strict=True) if taken)
    reading.leave_out("nobody-takes-part", [issue for issue in scaled if issue not in issues])
    if not issues:
        raise NothingToForecastError("nobody-takes-part")
    return ActorTable(
        tuple(scenario.actors),
        issues,
        np.array([scenario.issues[issue].scale for issue in issues]),
        positions[..., contested],
        salience[..., contested],
        weight,
        np.stack([reading.reference(issue) for issue in issues], axis=-1),
        {issue: reading.options(issue) for issue in issues},
        facts=tuple(dict.fromkeys(reading.facts)),
    )


def _contested(positions: Floats, salience: Floats, weight: Floats) -> Bools:
    """(issues,) whether somebody with a position, a salience and a weight takes part everywhere."""
    cares = np.where(np.isnan(positions), 0.0, np.nan_to_num(salience))
    contested: Bools = ((cares * weight[..., None]).sum(axis=1) > 0).all(axis=0)
    return contested


@dataclass(frozen=True)
class _Reading:
    """A scenario being read, with what is found on the way."""

    scenario: Scenario
    worlds: Worlds
    facts: list[TableFact]

    def leave_out(
        self, kind: Literal["no-scale", "nobody-takes-part"], issues: Sequence[str]
    ) -> None:
        """Note issues that are left out, if there are any."""
        if issues:
            titles = tuple(self.scenario.issues[issue].title for issue in issues)
            self.facts.append(TableFact(kind, titles))

    def wide(self, values: Floats) -> Floats:
        """(worlds,) of (worlds or 1,)."""
        return np.broadcast_to(values, (self.worlds.count,)).astype(np.float64)

    def drawn(self, path: str, number: Number) -> Floats:
        """(worlds,) draws of a number of the scenario."""
        return self.wide(self.worlds.values(path, number))

    def capability(self, kind: Capability) -> Floats:
        """(worlds, actors)."""
        actors = self.scenario.actors
        without = [id_ for id_, actor in actors.items() if actor.influence is None]
        if kind == "equal" or len(without) == len(actors):
            if kind != "equal":
                self.facts.append(TableFact("all-alike"))
            return np.ones((self.worlds.count, len(actors)))
        if without:
            names = tuple(self.scenario.actor_name(id_) for id_ in without)
            self.facts.append(TableFact("no-influence", names))
        columns = [
            np.zeros(self.worlds.count)
            if actor.influence is None
            else self.drawn(f"actors.{id_}.influence", actor.influence)
            for id_, actor in actors.items()
        ]
        weight: Floats = np.stack(columns, axis=-1)
        return self._by_party(weight) if kind == "party" else weight

    def _by_party(self, weight: Floats) -> Floats:
        """Scale the weights of each party to a sum of 100; each outsider is a party of its own."""
        sides = [actor.party or f" {id_}" for id_, actor in self.scenario.actors.items()]
        same = np.array([[a == b for b in sides] for a in sides], dtype=np.float64)
        total = weight @ same
        return 100 * np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)

    def stances(self, issues: Sequence[str]) -> tuple[Floats, Floats]:
        """(worlds, actors, issues) positions and saliences; NaN where there is no position."""
        found = [[self._stance(actor, issue) for issue in issues] for actor in self.scenario.actors]
        # (actors, issues, 2, worlds) → positions and saliences of each world
        positions, salience = np.moveaxis(np.array(found), (2, 3), (0, 1))
        return positions.copy(), salience.copy()

    def _stance(self, actor: str, issue: str) -> tuple[Floats, Floats]:
        stance = self.scenario.stance(actor, issue)
        at = f"actors.{actor}.stances.{issue}"
        body = self.scenario.actors[actor].body
        table = body.table if body is not None else None
        cares = self.drawn(f"{at}.salience", stance.salience)
        if table is not None and issue in table.saliences:
            cares = self.wide(np.array([np.average(table.saliences[issue], weights=table.weights)]))
        if table is not None and issue in table.positions:
            shares = np.asarray(table.weights, dtype=np.float64)[None]
            middle = weighted_median(
                np.asarray(table.positions[issue], dtype=np.float64)[None], shares / shares.sum()
            )
            self.facts.append(TableFact("median-member", (self.scenario.actor_name(actor),)))
            return self.wide(middle), cares
        if stance.position is not None:
            return self.drawn(f"{at}.position", stance.position), cares
        if stance.values is not None:
            names = (self.scenario.actor_name(actor), self.scenario.issues[issue].title)
            self.facts.append(TableFact("best-valued", names))
            return self._best_valued(at, stance.values, issue), cares
        return np.full(self.worlds.count, np.nan), np.full(self.worlds.count, np.nan)

    def _best_valued(self, at: str, values: Mapping[str, Number], issue: str) -> Floats:
        places = self.options(issue)
        worth = np.stack(
            [self.drawn(f"{at}.values.{option}", values[option]) for option in places], axis=-1
        )
        best = worth >= worth.max(-1, keepdims=True) - 1e-12
        stands = np.stack(list(places.values()), axis=-1)
        found: Floats = (best * stands).sum(-1) / best.sum(-1)
        return found

    def reference(self, issue: str) -> Floats:
        """(worlds,) where it stays without a deal; NaN where the scenario does not say."""
        no_deal = self.scenario.issues[issue].no_deal
        if no_deal is None:
            self.facts.append(TableFact("no-reference", (self.scenario.issues[issue].title,)))
            return np.full(self.worlds.count, np.nan)
        if isinstance(no_deal, str):
            return self.options(issue)[no_deal]
        return self.drawn(f"issues.{issue}.no_deal", no_deal)

    def options(self, issue: str) -> dict[str, Floats]:
        """Option → (worlds,) position."""
        return {
            option: self.drawn(f"issues.{issue}.options.{option}", position)
            for option, position in self.scenario.issues[issue].options.items()
            if position is not None
        }
