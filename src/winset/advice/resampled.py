"""All packages in some worlds, asked again after an actor has moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from winset.advice.moves import Move, moved
from winset.arrays import Bools, Floats
from winset.lazy import side_by_side
from winset.packages import PackageSpace, Utilities, space_of, utilities_of
from winset.ratification import Consents, Form, win_sets
from winset.ratification.consents import asked_by_form, consents_from, judgement_of
from winset.ratification.support import support_for
from winset.scenario.model import Scenario
from winset.worlds import Worlds

MOST_CELLS = 2**20
"""Worlds × packages held at once, a byte or a number each an actor."""

FEWEST_WORLDS = 64

_MOST_PARTS = 8


def worlds_held(space: PackageSpace, worlds: int, most: int) -> int:
    """How many worlds can be held with all packages: 0 where that is too few to count odds."""
    held = min(worlds, most, MOST_CELLS // max(1, space.size))
    return held if held >= min(FEWEST_WORLDS, worlds) else 0


class Board:
    """Consents of all actors of some forms over all packages, by world.

    The worlds must be few enough to hold (`worlds_held`).
    """

    def __init__(self, scenario: Scenario, worlds: Worlds, forms: Sequence[Form]) -> None:
        self.scenario, self.worlds = scenario, worlds
        self.consents = asked_by_form(scenario, forms, self._ask)
        self._parts: dict[tuple[str, tuple[str, ...]], _Part] = {}
        self._sets = {form.name: win_sets(form, self.consents[form.name]).parties for form in forms}

    def _ask(self, form: str, actors: Iterable[str]) -> Consents:
        """Ask actors about every package as they see it in a form."""
        scenario, worlds = self.scenario, self.worlds
        answers = side_by_side(
            lambda actor: _support(worlds, utilities_of(scenario, worlds, actor, form)), actors
        )
        return consents_from(scenario, worlds, answers, allowed=space_of(scenario).allowed)

    def odds(self, form: Form, changes: Sequence[tuple[Move, float]]) -> float:
        """Share of worlds with a zone after some moves of given sizes."""
        if not changes:
            return float(
                self._zone(form, self.consents[form.name], self._sets[form.name], ()).mean()
            )
        movers = tuple(dict.fromkeys(actor for move, _ in changes for actor in move.actors))
        part = self._part(form, movers)
        if not part.worlds.count:
            return 0.0
        answers = {
            actor: _support(
                part.worlds, moved(self.scenario, part.worlds, actor, changes, form.name)
            )
            for actor in movers
            if actor in self.consents[form.name].accepts
        }
        asked = consents_from(self.scenario, part.worlds, answers, part.consents)
        return float(self._zone(form, asked, part.sets, movers).sum()) / self.worlds.count

    def has_zone(self, form: Form) -> Bools:
        """(worlds,) whether a form has a zone."""
        return self._zone(form, self.consents[form.name], self._sets[form.name], ())

    def redrawn(self, form: Form, path: str, column: Floats) -> Bools:
        """(worlds,) whether a form has a zone, with other draws, (worlds,), of the input at a path.

        The input is of an actor, of an issue and so of everyone, or a common cause of several.
        """
        worlds = replace(self.worlds, columns={**self.worlds.columns, path: column})
        before = self.consents[form.name]
        heard = worlds.heard_by([path], before.accepts)
        movers = tuple(actor for actor in before.accepts if actor in heard)
        answers = {
            actor: _support(worlds, utilities_of(self.scenario, worlds, actor, form.name))
            for actor in movers
        }
        others = [actor for actor in before.accepts if actor not in movers]
        consents = consents_from(self.scenario, worlds, answers, before.only(others))
        return self._zone(form, consents, self._sets[form.name], movers)

    def reach(self, form: Form, actors: Sequence[str]) -> float:
        """Share of worlds with a zone if some actors accepted every package."""
        return float(self._reached(form, actors).mean())

    def _reached(self, form: Form, actors: Sequence[str]) -> Bools:
        """(worlds,) where there would be a zone if some actors accepted every package."""
        willing = replace(self.consents[form.name], willing=frozenset(actors))
        return self._zone(form, willing, self._sets[form.name], actors)

    def _zone(
        self, form: Form, consents: Consents, known: Mapping[str, Bools], movers: Sequence[str]
    ) -> Bools:
        """(worlds,) whether a form has a zone; only rules that ask a mover are asked again."""
        zone: Bools | None = None
        for party, rule in form.rules.items():
            touched = any(actor in movers for actor in form.hangs_on(rule))
            wins = consents.meet(rule) if touched else known[party]
            zone = wins if zone is None else zone & wins
        assert zone is not None
        return np.asarray(zone.any(axis=1))

    def _part(self, form: Form, movers: tuple[str, ...]) -> _Part:
        """Worlds in which it matters what some actors answer.

        Where there is no zone even if they accept everything, no move of theirs opens one; unless
        a rule has a ``not``, and then all worlds are asked again.
        """
        key = (form.name, movers)
        part = self._parts.pop(key, None) or self._cut(form, movers)
        self._parts[key] = part  # the latest asked for goes last
        if len(self._parts) > _MOST_PARTS:
            del self._parts[next(iter(self._parts))]
        return part

    def _cut(self, form: Form, movers: tuple[str, ...]) -> _Part:
        """Take the worlds and answers of a part out of all."""
        rows = self._reached(form, movers)
        if form.has_negation:
            rows = np.ones_like(rows)
        before = self.consents[form.name]
        others = [actor for actor in before.accepts if actor not in movers]
        return _Part(
            self.worlds.only(rows),
            before.only(others).rows(rows),
            {party: wins[rows] for party, wins in self._sets[form.name].items()},
        )


@dataclass(frozen=True)
class _Part:
    """Some of the worlds, with the answers of those who do not move."""

    worlds: Worlds
    consents: Consents
    sets: Mapping[str, Bools]


def _support(worlds: Worlds, utilities: Utilities) -> tuple[Floats | NDArray[np.integer], float]:
    noise = judgement_of(worlds, utilities.actor)
    return support_for(utilities, noise, worlds.count), float(utilities.weights.sum())
