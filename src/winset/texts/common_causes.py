"""What common causes do to the odds: numbers that move together, and each by itself.

Beside the odds as given stand those of the same scenario with every loaded number given a cause of
its own: all numbers are distributed as before and none goes with another, so that what differs is
what moving together does. And each cause is held a standard deviation down, then up, all else drawn
as before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from winset.arrays import Bools
from winset.lazy import lazy
from winset.scenario.loads import each_by_itself
from winset.texts.few_worlds import zones_of
from winset.texts.no_zone import WORLDS
from winset.texts.poll import Poll
from winset.uncertainty import Difference, paired
from winset.worlds import same_draws


@dataclass(frozen=True)
class CauseEffect:
    """What common causes do to the odds that one text is signed, ratified and carried out."""

    form: str
    """Name of the form."""
    text: str | None
    """Id of the text where the scenario names it; None of the text likeliest to pass."""
    together: Difference
    """Odds were each number to move by itself, and as given."""
    swings: Mapping[str, Difference]
    """Common cause → odds with it a standard deviation down, and up."""


@dataclass(frozen=True)
class FormCauses:
    """What common causes do in one form of agreement."""

    texts: tuple[CauseEffect, ...]
    """The text likeliest to pass, each replicate of the draws asked about the text that is so
    without it; then the texts that the scenario names."""
    zone: Difference | None
    """Odds that some text passes were each number to move by itself, and as given; None by
    programme, which cannot list packages."""

    def of(self, text: str | None = None) -> CauseEffect | None:
        """Return what they do to a named text, or to the likeliest; None where there is none."""
        return next((each for each in self.texts if each.text == text), None)


class CauseDesk:
    """Texts put to everyone in draws whose common causes are held, or parted."""

    def __init__(self, poll: Poll) -> None:
        self.poll = poll
        self.shocks = tuple(poll.result.scenario.shocks)

    def ask(self, held: Sequence[int], parted: Sequence[int]) -> None:
        """Put texts to everyone at once, in draws with causes held and parted."""
        asked = [
            (self._apart, parted),
            *((poll, held) for pair in self._held.values() for poll in pair),
        ]
        for poll, packages in asked:
            for form in poll.forms:
                poll.ask(form, packages)

    def effect(
        self, form: str, package: int, text: str | None = None, by_replicate: Sequence[int] = ()
    ) -> CauseEffect:
        """Ask what common causes do to one text.

        Parameters
        ----------
        text
            What the scenario calls it.
        by_replicate
            The texts to ask about instead, in draws that did not pick them, of what moving together
            does.
        """

        def through(poll: Poll, packages: Sequence[int]) -> Bools:
            return poll.answers(form, packages).through

        texts = by_replicate or [package]
        swings = {
            shock: paired(through(down, [package]), through(up, [package]))
            for shock, (down, up) in self._held.items()
        }
        together = paired(through(self._apart, texts), through(self.poll, texts))
        return CauseEffect(form, text, together, swings)

    @lazy
    def zones(self) -> dict[str, Difference]:
        """Form → odds that some text passes, each number by itself and as given."""
        result = self.poll.result
        zones = zones_of(result, {"apart": each_by_itself(result.scenario)}, WORLDS)
        return {form: paired(has_zone["apart"], has_zone[""]) for form, has_zone in zones.items()}

    @lazy
    def _apart(self) -> Poll:
        result = self.poll.result
        scenario, worlds = each_by_itself(result.scenario), result.worlds
        drawn = same_draws(scenario, worlds)
        moved = worlds.heard_by(worlds.pulls, result.scenario.actors)
        return self.poll.elsewhere(scenario, drawn, moved)

    @lazy
    def _held(self) -> dict[str, tuple[Poll, Poll]]:
        """Common cause → polls with it a standard deviation down, and up."""
        scenario, worlds = self.poll.result.scenario, self.poll.result.worlds
        found = {}
        for shock in self.shocks:
            path = f"shocks.{shock}"
            moved = worlds.heard_by([path], scenario.actors)
            down, up = (
                self.poll.elsewhere(scenario, worlds.held({path: at}), moved) for at in (-1.0, 1.0)
            )
            found[shock] = (down, up)
        return found
