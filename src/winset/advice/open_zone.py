"""What would open a zone: the smallest change that does, and what clashes while nothing changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from winset.advice.moves import moves_of
from winset.advice.resampled import Board, worlds_held
from winset.advice.smallest import TARGET, Change, SmallestChange, smallest_changes
from winset.arrays import Indices
from winset.ratification import Form, forms_of
from winset.ratification.clash import clash_of
from winset.ratification.programme import Demand, Required, table_of
from winset.uncertainty import Estimate, at_most
from winset.worlds import expected_world

if TYPE_CHECKING:
    from winset.engine import Result

MOST_WORLDS = 256
"""Worlds in which changes are tried."""

CLASHES = 24
"""Worlds without a zone whose clash is looked into."""

_STANDS_IN_THE_WAY = 0.02


@dataclass(frozen=True)
class Clash:
    """Demands that cannot hold together."""

    demands: tuple[Demand, ...]
    """The demands, rules first; none of them can be spared."""
    share: Estimate
    """Of the worlds without a zone that were looked into, those in which exactly these clash."""


@dataclass(frozen=True)
class Opening:
    """One form of agreement: is it closed, and what would open it."""

    form: str
    """Its name."""
    now: Estimate
    """Share of all worlds with a zone."""
    changes: SmallestChange | None
    """What was found, on the worlds tried; None where the form is open in half of the worlds
    already, or the packages are too many to be asked again."""
    worlds: int
    """Worlds in which changes were tried."""
    expected: tuple[Demand, ...]
    """The clash in the expected world; empty where it has a zone."""
    clashes: tuple[Clash, ...]
    """The clashes over worlds without a zone, the most frequent first."""
    is_certain: bool = False
    """Whether no number is uncertain, so that all worlds are one."""
    why_not: str = ""
    """Why nothing could be tried; empty where it could."""

    @property
    def is_open(self) -> bool:
        """Whether half of the worlds have a zone already."""
        return self.now.value >= TARGET

    @property
    def taking_part(self) -> tuple[tuple[str, Estimate], ...]:
        """(actor, share of the worlds looked into in which its demands clash), most often first."""
        counts: Counter[str] = Counter()
        for clash in self.clashes:
            actors = {own.actor for own in clash.demands if not isinstance(own, Required)}
            for actor in actors:
                counts[actor] += round(clash.share.value * clash.share.worlds)
        looked = self.clashes[0].share.worlds if self.clashes else 0
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple((actor, at_most(count / looked, looked)) for actor, count in ordered)

    @property
    def best(self) -> Change | None:
        """The smallest change found, however many moves it takes."""
        if self.changes is None or not self.changes.by_number:
            return None
        return min((own[0] for own in self.changes.by_number.values()), key=lambda own: own.cost)


def open_zone_of(result: Result) -> Mapping[str, Opening]:
    """Form, in the order the scenario tries them → what closes it and what would open it."""
    forms = forms_of(result.scenario)
    closed = [f for f in forms if result.forms[f.name].ratification.zone.probability.value < TARGET]
    held = worlds_held(result.space, result.worlds.count, MOST_WORLDS)
    board = None
    if closed and held and result.method == "enumeration":
        board = Board(result.scenario, result.worlds.rows(0, held), closed)
    return {form.name: _opening(result, form, board, held) for form in forms}


def _opening(result: Result, form: Form, board: Board | None, held: int) -> Opening:
    now = result.forms[form.name].ratification.zone.probability
    changes, why_not = None, ""
    if now.value < TARGET:
        if board is None:
            why_not = "the packages are too many to be asked again after every change"
        else:
            changes = _changes(result, form, board)
    expected, clashes = _clashes(result, form)
    certain = not result.worlds.inputs
    return Opening(form.name, now, changes, held, expected, clashes, certain, why_not)


def _changes(result: Result, form: Form, board: Board) -> SmallestChange:
    """Try the moves of those who alone stand in the way in more than a few worlds."""
    scenario = result.scenario
    now = board.odds(form, ())
    reach = {actor: board.reach(form, [actor]) for actor in form.actors}
    able = [a for a in form.actors if reach[a] - now >= _least_reach(result, a, now)]
    able.sort(key=lambda actor: -reach[actor])
    moves = list(moves_of(scenario, form, able))
    return smallest_changes(moves, lambda sizes: board.odds(form, sizes))


def _least_reach(result: Result, actor: str, now: float) -> float:
    """What an actor's consent must bring to be tried; bodies take long, so it must be enough."""
    is_body = result.scenario.actors[actor].body is not None
    return max(TARGET - now, _STANDS_IN_THE_WAY) if is_body else _STANDS_IN_THE_WAY


def _clashes(result: Result, form: Form) -> tuple[tuple[Demand, ...], tuple[Clash, ...]]:
    """Look into the expected world and some of those without a zone."""
    if result.method != "enumeration" or form.has_negation:
        return (), ()
    scenario = result.scenario
    at_centre = table_of(scenario, expected_world(scenario), 0, form.actors, form.name)
    without = np.flatnonzero(~result.forms[form.name].ratification.has_zone)[:CLASHES]
    counts = Counter(_clash(result, form, without))
    clashes = [
        Clash(demands, at_most(count / len(without), len(without)))
        for demands, count in counts.most_common()
    ]
    return clash_of(form, at_centre), tuple(clashes)


def _clash(result: Result, form: Form, worlds: Indices) -> Sequence[tuple[Demand, ...]]:
    return [
        clash_of(form, table_of(result.scenario, result.worlds, int(world), form.actors, form.name))
        for world in worlds
    ]
