"""A scenario as a table of actors over its worlds: what forecasts of a negotiation start from.

Capability is influence, as the scenario gives it. That is weight at home; read across parties it
says that one side's 70 weighs what the other's does, which is the analyst's judgement and no fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from winset.errors import WinsetError
from winset.forecast.median import weighted_median
from winset.formats.actor_table import ActorTable
from winset.scenario.model import Scenario
from winset.scenario.numbers import Number
from winset.worlds import Worlds

Floats = NDArray[np.float64]

Capability = Literal["influence", "party", "equal"]
"""``influence`` as stated; ``party``: within each party as stated, all parties alike in sum;
``equal``: everybody alike."""


def table_of(
    scenario: Scenario, worlds: Worlds, capability: Capability = "influence"
) -> ActorTable:
    """Lay a scenario out as a table of actors.

    Issues without a scale are left out, and so are actors without influence unless nobody has any,
    in which case all weigh alike. A body stands, as one actor, where its members' weighted median
    does; an actor who values options one by one, at the option it values most. The notes say so.

    Parameters
    ----------
    scenario
        The scenario.
    worlds
        Its draws.
    capability
        What an actor can bring to bear.

    Returns
    -------
    ActorTable
        By ids of actors and issues.

    Raises
    ------
    WinsetError
        If no issue has a scale, or ``capability`` is unknown.
    """
    if capability not in get_args(Capability):
        raise WinsetError(
            f"“{capability}” is no capability. Choose from: {', '.join(get_args(Capability))}."
        )
    reading = _Reading(scenario, worlds, [])
    issues = tuple(id_ for id_, issue in scenario.issues.items() if not issue.nominal)
    if not issues:
        raise WinsetError("No issue has a scale, so there is nothing to forecast a position on.")
    nominal = [issue.title for issue in scenario.issues.values() if issue.nominal]
    if nominal:
        reading.notes.append(f"Left out, having no scale: {', '.join(nominal)}.")
    weight = reading.capability(capability)
    stances = [[reading.stance(actor, issue) for issue in issues] for actor in scenario.actors]
    taken = [
        issue
        for at, issue in enumerate(issues)
        if _is_contested([row[at] for row in stances], weight)
    ]
    empty = [scenario.issues[issue].title for issue in issues if issue not in taken]
    if empty:
        reading.notes.append(f"Left out, nobody taking part in it: {', '.join(empty)}.")
    if not taken:
        raise WinsetError(
            "Nobody takes part in any issue: forecasts need an actor with a position, a salience "
            "and an influence above 0."
        )
    kept = [issues.index(issue) for issue in taken]
    stances = [[row[at] for at in kept] for row in stances]
    issues = tuple(taken)
    return ActorTable(
        tuple(scenario.actors),
        issues,
        np.array([scenario.issues[issue].scale for issue in issues]),
        np.stack([np.stack([at for at, _ in row], axis=-1) for row in stances], axis=1),
        np.stack([np.stack([cares for _, cares in row], axis=-1) for row in stances], axis=1),
        weight,
        np.stack([reading.reference(issue) for issue in issues], axis=-1),
        {issue: reading.options(issue) for issue in issues},
        tuple(reading.notes),
    )


def _is_contested(stances: list[tuple[Floats, Floats]], weight: Floats) -> bool:
    """Whether in every world somebody with a position, a salience and a weight takes part."""
    pull = [
        np.where(np.isnan(at), 0.0, np.nan_to_num(cares)) * weight[:, actor]
        for actor, (at, cares) in enumerate(stances)
    ]
    return bool((np.sum(pull, axis=0) > 0).all())


@dataclass(frozen=True)
class _Reading:
    """A scenario being read, with what is noted on the way."""

    scenario: Scenario
    worlds: Worlds
    notes: list[str]

    def wide(self, values: Floats) -> Floats:
        """(worlds,) of (worlds or 1,)."""
        return np.broadcast_to(values, (self.worlds.count,)).astype(np.float64)

    def capability(self, kind: Capability) -> Floats:
        """(worlds, actors)."""
        actors = self.scenario.actors
        without = [id_ for id_, actor in actors.items() if actor.influence is None]
        if kind == "equal" or len(without) == len(actors):
            if kind != "equal":
                self.notes.append("Nobody's influence is given, so all actors weigh alike.")
            return np.ones((self.worlds.count, len(actors)))
        if without:
            names = ", ".join(self.scenario.actor_name(id_) for id_ in without)
            self.notes.append(f"Left out, for want of influence: {names}.")
        columns = [
            self.wide(np.zeros(1))
            if actor.influence is None
            else self.wide(self.worlds.values(f"actors.{id_}.influence", actor.influence))
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

    def stance(self, actor: str, issue: str) -> tuple[Floats, Floats]:
        """(worlds,) position and (worlds,) salience; NaN where it takes no position."""
        stance = self.scenario.stance(actor, issue)
        at = f"actors.{actor}.stances.{issue}"
        body = self.scenario.actors[actor].body
        table = body.table if body is not None else None
        cares = self.wide(self.worlds.values(f"{at}.salience", stance.salience))
        if table is not None and issue in table.saliences:
            cares = self.wide(np.array([np.average(table.saliences[issue], weights=table.weights)]))
        if table is not None and issue in table.positions:
            shares = np.asarray(table.weights, dtype=np.float64)[None]
            middle = weighted_median(
                np.asarray(table.positions[issue], dtype=np.float64)[None], shares / shares.sum()
            )
            self._note(f"{self.scenario.actor_name(actor)} stands at its members' median.")
            return self.wide(middle), cares
        if stance.position is not None:
            return self.wide(self.worlds.values(f"{at}.position", stance.position)), cares
        if stance.values is not None:
            self._note(
                f"{self.scenario.actor_name(actor)} stands at the option it values most, on "
                f"{self.scenario.issues[issue].title}."
            )
            return self._best_valued(at, stance.values, issue), cares
        return np.full(self.worlds.count, np.nan), np.full(self.worlds.count, np.nan)

    def _best_valued(self, at: str, values: Mapping[str, Number], issue: str) -> Floats:
        places = self.options(issue)
        worth = np.stack(
            [
                self.wide(self.worlds.values(f"{at}.values.{option}", values[option]))
                for option in places
            ],
            axis=-1,
        )
        best = worth >= worth.max(-1, keepdims=True) - 1e-12
        stands = np.stack(list(places.values()), axis=-1)
        found: Floats = (best * stands).sum(-1) / best.sum(-1)
        return found

    def reference(self, issue: str) -> Floats:
        """(worlds,) where it stays without a deal; NaN where the scenario does not say."""
        no_deal = self.scenario.issues[issue].no_deal
        if no_deal is None:
            self._note(
                f"{self.scenario.issues[issue].title} has no position without a deal, so models "
                "that start from one say nothing of it."
            )
            return np.full(self.worlds.count, np.nan)
        if isinstance(no_deal, str):
            return self.options(issue)[no_deal]
        return self.wide(self.worlds.values(f"issues.{issue}.no_deal", no_deal))

    def options(self, issue: str) -> dict[str, Floats]:
        """Option → (worlds,) position."""
        return {
            option: self.wide(self.worlds.values(f"issues.{issue}.options.{option}", position))
            for option, position in self.scenario.issues[issue].options.items()
            if position is not None
        }

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)
