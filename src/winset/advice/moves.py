"""Changes that might open a zone: one number of one actor moved, in the same worlds.

A move shifts a number by the same amount in every world, held within its range. Its size is a share
of the issue's scale, or utility (whose range is 0 to 1); so sizes can be compared and added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from winset.packages import Utilities, utilities_of
from winset.ratification import Form
from winset.scenario.model import Actor, RedLine, Scenario, Stance
from winset.scenario.numbers import Number
from winset.worlds import DRAWN, Worlds

Kind = Literal["no_deal_cost", "payment", "expects", "red_line", "position"]


@dataclass(frozen=True)
class Move:
    """One number of one actor, moved one way."""

    kind: Kind
    """``no_deal_cost``: no deal costs it more; ``payment``: it is paid, one for one, by another
    principal; ``expects``: it expects another place without a deal; ``red_line``: its red line
    gives way; ``position``: it wants something else.
    """
    actor: str
    """Whose number."""
    issue: str | None = None
    """On which issue; None of a cost or a payment."""
    sign: int = 1
    """1 towards the high end of the scale, −1 towards the low end; 1 of a cost or a payment."""
    payer: str | None = None
    """Who pays."""

    @property
    def actors(self) -> tuple[str, ...]:
        """Whose utilities it changes."""
        return (self.actor,) if self.payer is None else (self.actor, self.payer)


def moves_of(scenario: Scenario, form: Form, actors: Sequence[str]) -> Iterator[Move]:
    """List the moves that some actors could make towards a form of agreement.

    Issues without a scale, and bodies whose positions come from a table, have fewer.
    """
    for actor in actors:
        yield Move("no_deal_cost", actor)
        for payer in form.heads.values():
            if payer != actor:
                yield Move("payment", actor, payer=payer)
        if scenario.actors[actor].reservation is None:
            yield from _both_ways(scenario, actor, "expects")
        yield from _lines(scenario, actor)
        yield from _both_ways(scenario, actor, "position")


def _both_ways(
    scenario: Scenario, actor: str, kind: Literal["expects", "position"]
) -> Iterator[Move]:
    body = scenario.actors[actor].body
    table = None if body is None else body.table
    for id_, issue in scenario.issues.items():
        stance = scenario.stance(actor, id_)
        fixed = table is not None and id_ in table.positions
        if issue.nominal or stance.position is None or stance.salience.centre == 0 or fixed:
            continue
        expected = stance.expects if stance.expects is not None else issue.no_deal
        if kind == "expects" and not isinstance(expected, Number):
            continue
        yield Move(kind, actor, id_, -1)
        yield Move(kind, actor, id_, 1)


def _lines(scenario: Scenario, actor: str) -> Iterator[Move]:
    for id_ in scenario.issues:
        line = scenario.stance(actor, id_).red_line
        if line is None:
            continue
        if line.min is not None:
            yield Move("red_line", actor, id_, -1)
        if line.max is not None:
            yield Move("red_line", actor, id_, 1)


def moved(
    scenario: Scenario,
    worlds: Worlds,
    actor: str,
    changes: Sequence[tuple[Move, float]],
    form: str | None = None,
) -> Utilities:
    """Utilities of an actor after some moves of given sizes, in the same worlds.

    Parameters
    ----------
    changes
        Moves and their sizes, 0–1; those of other actors are passed over.
    form
        Form of agreement it is asked in; by default all is disclosed.
    """
    entry, lowered = scenario.actors[actor], 0.0
    for move, size in changes:
        if move.kind in ("no_deal_cost", "payment"):
            lowered += size if actor == move.actor else -size if actor == move.payer else 0.0
        elif actor == move.actor:
            entry, worlds = _shifted(scenario, worlds, entry, move, size)
    actors = {**scenario.actors, actor: entry}
    changed = scenario.model_copy(update={"actors": actors})
    own = utilities_of(changed, worlds, actor, form)
    return replace(own, reservation=own.reservation - lowered) if lowered else own


def _shifted(
    scenario: Scenario, worlds: Worlds, entry: Actor, move: Move, size: float
) -> tuple[Actor, Worlds]:
    """Move a number among the draws, and give the actor a stance that reads it."""
    assert move.issue is not None
    issue = scenario.issues[move.issue]
    stance = entry.stances.get(move.issue, Stance())
    at = f"actors.{move.actor}.stances.{move.issue}"

    def shift(path: str, number: Number, to: str = "") -> Worlds:
        values = worlds.values(path, number) + move.sign * size * issue.width
        return worlds.settled({to or path: np.clip(values, *issue.scale)})

    if move.kind == "red_line":
        line = stance.red_line
        assert line is not None
        end: Literal["min", "max"] = "min" if move.sign < 0 else "max"
        number = line.min if end == "min" else line.max
        assert number is not None
        worlds = shift(f"{at}.red_line.{end}", number)
        new: RedLine = line.model_copy(update={end: DRAWN})
        changed = stance.model_copy(update={"red_line": new})
    elif move.kind == "expects" and stance.expects is None:
        assert isinstance(issue.no_deal, Number)
        worlds = shift(f"issues.{move.issue}.no_deal", issue.no_deal, f"{at}.expects")
        changed = stance.model_copy(update={"expects": DRAWN})
    else:
        moves = stance.expects if move.kind == "expects" else stance.position
        assert isinstance(moves, Number)
        worlds = shift(f"{at}.{move.kind}", moves)
        changed = stance.model_copy(update={move.kind: DRAWN})
    return entry.model_copy(update={"stances": {**entry.stances, move.issue: changed}}), worlds
