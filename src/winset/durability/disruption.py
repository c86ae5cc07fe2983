"""Outsiders who end deals that they reject: at the analyst's own rate, and only where they do.

Of one text in one form an outsider accepts in some draws and rejects in the others. A deal it
rejects ends at its rate; so over all draws the odds that nobody has disrupted it are a mixture,

    M(t) = Σ over who rejects it: P(they do) · exp(−t · the sum of their rates),

apart from what else may end it. Those that are left are more and more the deals nobody rejects, so
the hazard −M′/M falls. Who signs a form is bound by it and disrupts nothing there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats, Integers
from winset.packages import worlds_at_once
from winset.ratification.consents_at import consents_at
from winset.scenario.model import Scenario
from winset.worlds import Worlds
from winset.worlds.distributions import quantile

MOST_A_YEAR = 12.0
"""Greatest rate, in ends a year."""


@dataclass(frozen=True)
class Rejections:
    """Who of the disrupters rejects a text together, and how often."""

    actors: tuple[str, ...]
    """Ids of those who may disrupt it."""
    patterns: tuple[tuple[bool, ...], ...]
    """Who of them rejects it, each combination that occurs."""
    odds: tuple[float, ...]
    """How often each occurs; together 1."""

    def of(self, actor: str) -> float:
        """Return the odds that one of them rejects it."""
        at = self.actors.index(actor)
        return math.fsum(o for p, o in zip(self.patterns, self.odds, strict=True) if p[at])

    @classmethod
    def independent(cls, odds: Mapping[str, float]) -> Rejections:
        """Put together the odds that each rejects, as if they had nothing to do with each other."""
        patterns: list[tuple[bool, ...]] = [()]
        shares = [1.0]
        for each in odds.values():
            kinds = [(True, each), (False, 1.0 - each)]
            patterns = [(*p, rejects) for p in patterns for rejects, _ in kinds]
            shares = [share * part for share in shares for _, part in kinds]
        return cls(tuple(odds), tuple(patterns), tuple(shares))


NOBODY = Rejections((), ((),), (1.0,))
"""Of a text that nobody may disrupt."""


class Disruptors:
    """Those who disrupt what they reject, with their rates on every parameter draw."""

    def __init__(self, scenario: Scenario, worlds: Worlds, draws: int) -> None:
        self.scenario, self.worlds = scenario, worlds
        self.rates: dict[str, Floats] = {}
        seeds = np.random.SeedSequence([worlds.seed, 3]).spawn(len(scenario.actors))
        for (id_, actor), child in zip(scenario.actors.items(), seeds, strict=True):
            if actor.disrupts is not None:
                u = np.random.default_rng(child).uniform(1e-9, 1 - 1e-9, draws)
                self.rates[id_] = quantile(actor.disrupts.rate, u, 0.0, MOST_A_YEAR)

    def of(self, form: str) -> tuple[str, ...]:
        """Ids of those who may disrupt a form: all but those whom it binds."""
        bound = self.scenario.bound_by(form)
        return tuple(actor for actor in self.rates if actor not in bound)

    def rejections(self, form: str, choices: Integers) -> Rejections:
        """Ask them about one text, (issues,) option indices, in every world."""
        actors = self.of(form)
        if not actors:
            return NOBODY
        rejects = np.concatenate(
            [
                ~np.column_stack([asked.accept(actor)[:, 0] for actor in actors])
                for _, chunk in self.worlds.chunks(worlds_at_once(self.scenario, actors))
                for asked in [consents_at(self.scenario, chunk, actors, choices[None], form=form)]
            ]
        )
        patterns, counts = np.unique(rejects, axis=0, return_counts=True)
        return Rejections(
            actors,
            tuple(tuple(bool(each) for each in pattern) for pattern in patterns),
            tuple(float(count) / len(rejects) for count in counts),
        )

    def undisturbed(self, rejections: Rejections, months: int) -> Floats:
        """(draws, months + 1) odds that nobody has disrupted a text by then."""
        by_pattern = self._by_pattern(rejections)
        ages = np.arange(months + 1) / 12
        left = np.exp(-by_pattern[:, :, None] * ages).transpose(0, 2, 1) @ rejections.odds
        # odds that have fallen to nothing end nothing any more, and are divided by
        return np.asarray(np.maximum(left, np.finfo(float).tiny))

    def parted(self, rejections: Rejections, actor: str, years: float) -> tuple[Floats, Floats]:
        """(draws,) each: that nobody else has disrupted it and it is accepted, or rejected, by one.

        With z what is left of a text that the one rejects, the odds that nobody disrupts it are
        the first plus z times the second.
        """
        if actor not in rejections.actors:
            return self.undisturbed(rejections, round(years * 12))[:, -1], np.zeros(1)
        at = rejections.actors.index(actor)
        rejects = np.array([pattern[at] for pattern in rejections.patterns])
        others = self._by_pattern(rejections) - np.outer(self.rates[actor], rejects)
        left = np.exp(-years * others) * np.asarray(rejections.odds)
        return left @ ~rejects, left @ rejects

    def _by_pattern(self, rejections: Rejections) -> Floats:
        """(draws, patterns) ends a year by all who reject."""
        draws = len(next(iter(self.rates.values()))) if self.rates else 1
        rates = np.array([self.rates[actor] for actor in rejections.actors]).reshape(-1, draws)
        rejects = np.array(rejections.patterns, dtype=float).reshape(len(rejections.odds), -1)
        by_pattern: Floats = rates.T @ rejects.T
        return by_pattern


def monthly_hazard(undisturbed: Floats) -> Floats:
    """(draws, months) hazard a month, from (draws, months + 1) odds of not having ended."""
    return np.asarray(np.log(undisturbed[:, :-1] / undisturbed[:, 1:]))
