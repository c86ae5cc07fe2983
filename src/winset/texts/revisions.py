"""Revisions of a deal in force: other texts that a bloc and those across the table like better.

The reversion is the deal itself, so nobody's noise, cost of no deal or expectation takes part: a
text is better for an actor where its utility is higher and no red line of the actor is crossed; for
a body, where that is so of more than half by weight, each member deciding alone. To ask a large
body about every text takes long, so it is done in at most 96 of the draws in which the bloc would
not keep the deal, and in 32 of those in which it would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.engine import Result
from winset.packages import Utilities, mean_utilities, utilities_at, utilities_of
from winset.packages.programme import Limits
from winset.ratification.consents_at import consents_at, support_at
from winset.ratification.programme import Required, WorldTable, feasible
from winset.ratification.quorum import majority
from winset.ratification.support import support_for, support_where
from winset.ratification.utility_grid import STEPS
from winset.scenario.rules import Consent
from winset.texts.discipline import without_discipline
from winset.texts.exits import against_leaving
from winset.uncertainty import ROUNDING
from winset.worlds import Worlds

MOST_ASKED = (96, 32)
"""Draws asked about revisions: of those in which a bloc does not keep a deal, and of the others."""

_STRICTLY = 4 / STEPS
"""How much more a text must bring to be better, in utility: a tie by rounding is none."""

_MOST_ANSWERS = 2**29
_CHUNK = 2**22
_MOST_SEARCHED = 8
_SECONDS = 10.0
_MOST_TIES = 256
_CALM = np.zeros(1)


@dataclass(frozen=True)
class Revisions:
    """Where a deal in force could be revised."""

    asked: Bools
    """(worlds,): the draws that were asked."""
    exist: Bools
    """(worlds,): of those, whether some text is better for the bloc and across the table."""
    package: int | None
    """Number of the text that is so in most draws; None where none is in any."""
    better: Bools
    """(worlds,): of those asked, whether that text is."""


def revisions_of(
    result: Result,
    form: str,
    bloc: str,
    across: Sequence[str],
    package: int,
    keeps: Bools,
    in_force: Bools,
) -> Revisions:
    """Find the texts that are better than a deal for a bloc and for those across the table.

    Parameters
    ----------
    form
        Form in which it was signed.
    across
        Ids of those who sign for the other parties.
    package
        Number of the deal in force.
    keeps, in_force : (worlds,)
        Whether the bloc keeps it, and whether there is a deal to be kept.
    """
    search = _Search(result, form, bloc, across, package)
    weights = np.zeros(len(in_force))
    for stratum, most in zip((in_force & ~keeps, in_force & keeps), search.most, strict=True):
        first = np.flatnonzero(stratum)[:most]
        weights[first] = stratum.sum() / max(1, len(first))
    asked = weights > 0
    worlds = result.worlds.only(asked)
    exist, better = np.zeros_like(asked), np.zeros_like(asked)
    exist[asked], score, texts = search.ask(worlds, weights[asked])
    chosen = search.foremost(worlds, score, texts)
    if chosen is not None:
        better[asked] = search.better(worlds, result.space.choices([chosen]))[:, 0]
    return Revisions(asked, exist, chosen, better)


class _Search:
    """Other texts against one deal in force: every one, or those a solver finds."""

    def __init__(
        self, result: Result, form: str, bloc: str, across: Sequence[str], package: int
    ) -> None:
        # what a body would rather have is what its members like, each alone: there is no whip yet
        self.scenario = (without_discipline(result) or result).scenario
        self.form, self.space = form, result.space
        self.bloc, self.everyone = bloc, (*across, bloc)
        self.choices: Integers = result.space.choices([package])[0]
        self.is_listed = result.method != "programme"

    @property
    def most(self) -> tuple[int, ...]:
        """Draws asked: of those that do not keep the deal, and of the others."""
        if not self.is_listed:
            return (_MOST_SEARCHED, _MOST_SEARCHED)
        bodies = (self.scenario.actors[actor].body for actor in self.everyone)
        members = sum(1 if body is None else body.size for body in bodies)
        can = _MOST_ANSWERS // (members * self.space.size)
        return tuple(max(_MOST_SEARCHED, min(most, can)) for most in MOST_ASKED)

    def ask(self, worlds: Worlds, weights: Floats) -> tuple[Bools, Floats, Integers | None]:
        """Ask about texts in some draws, each of so much weight.

        Returns
        -------
        exist : (worlds,)
            Whether some text is better for everyone.
        score : (texts,)
            Weight of the draws in which each is.
        texts : (texts, issues) or None
            Option indices of each; None of all texts in their order.
        """
        texts = None if self.is_listed else self._found(worlds)
        size = self.space.size if texts is None else len(texts)
        exist, score = np.zeros(worlds.count, dtype=bool), np.zeros(size)
        for here, chunk in worlds.chunks(max(1, _CHUNK // max(1, size))):
            better = self.better(chunk, texts)
            exist[here] = better.any(axis=1)
            score += weights[here] @ better
        return exist, score, texts

    def better(self, worlds: Worlds, texts: Integers | None) -> Bools:
        """(worlds, texts): whether each of some texts, or of all, is better for everyone."""
        size = self.space.size if texts is None else len(texts)
        better = np.ones((worlds.count, size), dtype=bool)
        if texts is None and self.space.allowed is not None:
            better &= self.space.allowed
        for actor in self.everyone:
            left: Bools = np.asarray(better.any(axis=1))
            asked = worlds.only(left)
            if not asked.count:
                break
            own = self._over_the_deal(asked, actor)
            enough = majority(float(own.weights.sum()))
            if texts is not None:
                better[left] &= enough.met_by(support_at(own, _CALM, asked.count, texts))
            elif better.all():
                better[left] &= enough.met_by(support_for(own, _CALM, asked.count))
            else:
                better[left] &= enough.met_by(support_where(own, _CALM, better[left]))
        return better

    def foremost(self, worlds: Worlds, score: Floats, texts: Integers | None) -> int | None:
        """Name the text with the greatest score; of equals, that with the greatest gains."""
        if not (len(score) and score.max() > 0):
            return None
        ties = np.flatnonzero(score >= score.max() * (1 - ROUNDING))[:_MOST_TIES]
        choices = self.space.choices(ties) if texts is None else texts[ties]
        best = 0
        if len(ties) > 1:
            better = self.better(worlds, choices)
            best = int(np.argmax((self._gains(worlds, choices) * better).sum(axis=0)))
        return self.space.number_of(choices[best])

    def _gains(self, worlds: Worlds, texts: Integers) -> Floats:
        """(worlds, texts): product of what everyone gains over the deal, 0 where someone loses."""
        product = np.ones((worlds.count, len(texts)))
        for actor in self.everyone:
            worth, _ = mean_utilities(
                self.scenario, worlds, actor, None if actor == self.bloc else self.form
            )
            gains = utilities_at(worth, texts) - utilities_at(worth, self.choices[None])
            product *= np.maximum(gains, 0.0)
        return product

    def _over_the_deal(self, worlds: Worlds, actor: str) -> Utilities:
        """Value options as an actor who would have the deal unless another text is better."""
        if actor == self.bloc:
            own = against_leaving(self.scenario, worlds, actor, self.choices)
        else:
            own = utilities_of(self.scenario, worlds, actor, self.form)
        deal = utilities_at(own.worth, self.choices[None])[..., 0]
        return replace(own, reservation=deal + _STRICTLY)

    def _found(self, worlds: Worlds) -> Integers:
        """(texts, issues): a text a draw that is better for everyone, where there is one."""
        choices = dict.fromkeys(
            found
            for world in range(worlds.count)
            if (found := self._searched(worlds.rows(world, world + 1))) is not None
        )
        return np.array(list(choices), dtype=np.int64).reshape(-1, len(self.space.shape))

    def _searched(self, row: Worlds) -> tuple[int, ...] | None:
        """Ask a solver for a text that is better for everyone in one draw."""
        calm = row.held({f"actors.{actor}.noise": 0.0 for actor in self.everyone})
        utilities = {actor: self._over_the_deal(calm, actor) for actor in self.everyone}
        first = np.zeros((1, len(self.space.shape)), dtype=np.int64)
        consents = consents_at(self.scenario, calm, self.everyone, first, utilities)
        table = WorldTable(self.scenario, calm, self.space, utilities, consents)
        demands = [Required("", Consent(actor)) for actor in self.everyone]
        return feasible(table, demands, limits=Limits(seconds=_SECONDS)).choices
