"""What the events matter: the odds as they would be had nothing happened yet, and as they are.

The odds before are shares of all draws, those after of the draws that agree with every event. Both
are compared draw by draw, so only what the events tell makes a difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from winset.arrays import Floats
from winset.engine import unsettled_results
from winset.lazy import lazy
from winset.ratification import Given, Ratification
from winset.texts.poll import Poll
from winset.texts.vote import TextDesk
from winset.uncertainty import ROUNDING, Difference, paired_shares


@dataclass(frozen=True)
class FormHindsight:
    """The texts of one form before the events, and after."""

    before: int | None
    """Number of the text that would be best had nothing happened; of a run by programme, which
    cannot list texts, the one that is best after."""
    package: int | None
    """Number of the text that is best after the events; None where none passes."""
    best: Difference | None
    """Odds that the one before, and the one after, is signed, ratified and carried out; None where
    neither is there. The one before is picked in the draws that count it: a little too good."""
    named: Mapping[str, Difference]
    """Id of a text the scenario names → the same odds of it."""


class Hindsight:
    """Texts and zones before the events, and after."""

    def __init__(self, desk: TextDesk, given: Given) -> None:
        self.desk, self.result, self.given = desk, desk.result, given
        out = np.ones(given.drawn, dtype=bool)
        out[self.result.worlds.numbers] = False
        self.left = given.prior.only(out)
        """The draws that no figure of the result rests on."""
        self._poll = Poll(replace(self.result, worlds=self.left)) if self.left.count else None

    @lazy
    def forms(self) -> dict[str, FormHindsight]:
        """Form → its best text before and after, and the named ones."""
        return {form: self._form(form) for form in self.desk.forms}

    @lazy
    def zones(self) -> dict[str, Difference]:
        """Form → odds that some text passes every rule; empty of a run by programme."""
        if self.result.method == "programme":
            return {}
        found = {}
        for name, form in self.result.forms.items():
            zone = self.result.worlds.among_draws(form.ratification.has_zone)
            if name in self._left_out:
                zone += self.left.among_draws(self._left_out[name].has_zone)
            found[name] = self._compared(zone, zone)
        return found

    def _form(self, form: str) -> FormHindsight:
        best, before = self.desk.forms[form].best, self._best_before(form)
        odds = None
        if best is not None or before is not None:
            nothing = np.zeros(self.given.drawn)
            odds = self._compared(
                nothing if before is None else self._passes(form, [before]),
                nothing if best is None else self._passes(form, best.by_replicate),
            )
        named = {}
        for name, number in self.desk.named.items():
            passes = self._passes(form, [number])
            named[name] = self._compared(passes, passes)
        return FormHindsight(before, None if best is None else best.package, odds, named)

    def _best_before(self, form: str) -> int | None:
        """Number of the text that passes in most draws, as if nothing had happened."""
        best = self.desk.forms[form].best
        after = None if best is None else best.package
        if form not in self._left_out:
            return after
        ratification = self.result.forms[form].ratification
        counts = ratification.zone.by_package * self.result.worlds.count
        counts = counts + self._left_out[form].zone.by_package * self.left.count
        most = counts.max()
        if after is not None and counts[after] >= most - ROUNDING * self.given.drawn:
            return after
        return int(counts.argmax()) if most > 0 else None

    @lazy
    def _left_out(self) -> Mapping[str, Ratification]:
        """Form → what would be ratified in the draws left out; takes as long as a run of them."""
        if self.result.method == "programme" or not self.left.count:
            return {}
        tables = {"": self.result.scenario}
        found = unsettled_results(tables, {"": self.left})[""].forms
        return {form: each.ratification for form, each in found.items()}

    def _passes(self, form: str, packages: Sequence[int]) -> Floats:
        """(draws,) whether a text, or one for each replicate, comes through: 0 or 1."""
        every = self.result.worlds.among_draws(self.desk.poll.answers(form, packages).through)
        if self._poll is not None:
            every += self.left.among_draws(self._poll.answers(form, packages).through)
        return every

    def _compared(self, before: Floats, after: Floats) -> Difference:
        """Compare a figure over all draws with one over those that agree with the events."""
        return paired_shares((before > 0, None), (after > 0, self.given.agrees))


def hindsight_of(desk: TextDesk) -> Hindsight | None:
    """Look back on the events; None where the scenario has none."""
    given = desk.result.given
    return None if given is None else Hindsight(desk, given)
