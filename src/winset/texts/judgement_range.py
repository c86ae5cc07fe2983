"""How far the odds of one text move when the judgements behind them are off (model, section 3).

Standard errors say how well the draws were counted. This says what an adviser means by doubt: the
lowest and highest odds over all combinations of the three inputs that move them most, each held at
its 10 % and its 90 % quantile, all else drawn as before. One text a world, so exact and cheap.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats
from winset.engine import Result
from winset.packages import worlds_at_once
from winset.texts.answers import TextAnswers, asked_again
from winset.texts.carrying_out import asked_afresh, carrying_out, duties_of, implementers_of
from winset.worlds import Input, Worlds, quantile

HELD = 3
"""Inputs held at both ends together."""

_ENDS = np.array([0.1, 0.9])
_SCREENED = 12


@dataclass(frozen=True)
class Swing:
    """What one judgement alone does to the odds of a text."""

    path: str
    """Dotted path of the input in the scenario file."""
    ends: tuple[float, float]
    """Its 10 % and 90 % quantile, in its own unit."""
    odds: tuple[float, float]
    """Odds of the text with the input held at each, 0–1."""

    @property
    def width(self) -> float:
        """How far the odds move, 0–1."""
        return abs(self.odds[1] - self.odds[0])


@dataclass(frozen=True)
class JudgementRange:
    """Odds of one text were the judgements that move them most off together."""

    low: float
    high: float
    """``low``, ``high``: lowest and highest odds, 0–1, those as drawn among them; alike where
    nothing moves them."""
    held: tuple[Swing, ...]
    """The judgements held, the one that moves the odds most first; three at most."""
    swings: tuple[Swing, ...]
    """All that were held one by one, most first: of the twelve that look to move the odds most."""


def judgement_range(result: Result, answers: TextAnswers, package: int) -> JudgementRange:
    """Find how far the odds that a text passes every rule move with the judgements behind them.

    Of a text that others must carry out, the odds that they do so as well.

    Parameters
    ----------
    answers
        Of everyone the form asks about the text.
    package
        Number of the text.
    """
    asked = _Odds(result, answers, package)
    actors = frozenset(answers.actors) | asked.implementers
    inputs = [each for each in result.worlds.inputs if _is_judgement(result.worlds, each, actors)]
    screened = _screened(inputs, result.worlds, answers)
    swings = sorted((asked.swing(each) for each in screened), key=lambda swing: -swing.width)
    moving = tuple(swing for swing in swings if swing.width > 0)
    held = moving[:HELD]
    corners = [
        asked.held(dict(zip([swing.path for swing in held], ends, strict=True)))
        for ends in itertools.product(*(swing.ends for swing in held))
    ]
    # a text that passes in the middle of a range alone passes less at both its ends than as drawn
    odds = [float(answers.comes_about.mean()), *corners]
    return JudgementRange(min(odds), max(odds), held, moving)


def _is_judgement(worlds: Worlds, each: Input, asked: frozenset[str]) -> bool:
    """Whether an input may move who accepts; an actor's error of judgement is none of ours."""
    reached = [path.split(".", 2) for path in worlds.reached_from(each.path)]
    return any(
        room == "issues" or (room == "actors" and name in asked and field != "noise")
        for room, name, field in reached
    )


def _screened(inputs: list[Input], worlds: Worlds, answers: TextAnswers) -> list[Input]:
    """Keep the inputs that go most with whether the text passes, by the draws' rank correlation.

    Where others must carry it out, with whether they do counts as much: both together hold in too
    few draws to tell what either hangs on.

    Holding all of them, one by one, would cost far more. Shares between bins would see a text
    that passes in the middle of a range alone, but are mostly noise beside one slope an input.
    """
    whole = answers.comes_about
    if whole.all() or not whole.any():
        return []
    outcomes = [each for each in (answers.in_zone, answers.done) if not each.all()]
    passing = [(each - each.mean(), float(each.std())) for each in outcomes]
    goes_with = {}
    for each in inputs:
        ranks = _ranks(worlds.columns[each.path])
        goes_with[each.path] = max(abs(float(ranks @ way)) / spread for way, spread in passing)
    return sorted(inputs, key=lambda each: -goes_with[each.path])[:_SCREENED]


def _ranks(column: Floats) -> Floats:
    """(worlds,) ranks around 0, each draw's place among the sorted ones."""
    ranks = np.empty(len(column))
    ranks[np.argsort(column, kind="stable")] = np.arange(len(column))
    return np.asarray(ranks - ranks.mean())


class _Odds:
    """Odds of one text with some inputs held; only actors they concern are asked again."""

    def __init__(self, result: Result, answers: TextAnswers, package: int) -> None:
        self.scenario, self.worlds, self.base = result.scenario, result.worlds, answers
        self.choices = result.space.choices([package])[0]
        self.duties = duties_of(self.scenario, result.space.package(package))
        named = implementers_of(self.scenario, answers.form, self.duties)
        self.implementers = frozenset(named)
        self.is_given = result.given is not None

    def swing(self, each: Input) -> Swing:
        low, high = self._ends(each)
        return Swing(
            each.path, (low, high), (self.held({each.path: low}), self.held({each.path: high}))
        )

    def _ends(self, each: Input) -> tuple[float, float]:
        """Return the 10 % and 90 % quantile of an input, in its own unit.

        After what has happened they are those of the draws that remain: held at an end of the range
        that was put down, whoever refused might have accepted.
        """
        if self.is_given:
            low, high = np.quantile(self.worlds.columns[each.path], _ENDS).tolist()
        else:
            low, high = quantile(each.number, _ENDS, each.low, each.high).tolist()
        return low, high

    def held(self, values: dict[str, float]) -> float:
        if not values:
            return float(self.base.comes_about.mean())
        base, worlds = self.base, self.worlds
        concerned = worlds.heard_by(values, {*base.actors, *self.implementers})
        if not base.form.has_negation:
            # without a “not” a text fails wherever it would with the actors concerned willing, so
            # only the other worlds are asked: of a treaty one in twenty
            open_to = base.zone_if(willing=concerned)
            if not concerned & self.implementers:
                open_to = open_to & base.done
            worlds, base = worlds.only(open_to), base.rows(open_to)
        if not worlds.count:
            return 0.0
        held, asked = worlds.held(values), [*concerned, *self.implementers]
        passes = [
            self._come_about(base.span(here), chunk, concerned).sum()
            for here, chunk in held.chunks(worlds_at_once(self.scenario, asked))
        ]
        return float(sum(passes)) / self.worlds.count

    def _come_about(self, base: TextAnswers, worlds: Worlds, concerned: set[str]) -> Bools:
        """(worlds,): where the text passes every rule and is carried out."""
        again = asked_again(base, self.scenario, worlds, self.choices, concerned)
        if not concerned & self.implementers:
            return again.comes_about
        votes = asked_afresh(self.scenario, worlds, base.form.name, self.duties, self.choices)
        carrying = carrying_out(self.scenario, worlds, base.form, self.duties, votes, ())
        return again.in_zone & carrying.done
