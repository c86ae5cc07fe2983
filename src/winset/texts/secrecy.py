"""What secrecy buys a text, and what becomes of it once it is known (the leak test).

A form may keep issues undisclosed. The same text is then put to the same people with everything
disclosed: who is outside the room learns what it did not know, and pledges come to cost what they
cost in public. Beside it stands a test that needs no input: of the draws in which a text is signed
in one form, the share in which it passes the rules of the next form it could be turned into.

References
----------
Leventoğlu & Tarar (2005), American Political Science Review 99:419: public commitments to more than
the pie holds close a zone that private talks leave open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from winset.engine import Result
from winset.packages import view_of
from winset.ratification import Form
from winset.scenario.case import Case
from winset.scenario.model import Scenario
from winset.texts.answers import asked_by
from winset.texts.few_worlds import zones_of
from winset.texts.poll import Poll
from winset.uncertainty import Difference, Estimate, paired, share_of

WORLDS = 256
"""Draws that are asked whether some text would pass, of those of the run."""

TextKind = Literal["best", "settlement", "named"]


@dataclass(frozen=True)
class Leak:
    """What becomes of one text of a form once it is known, and in the next form."""

    signed: Estimate
    """That every principal who signs accepts it, as the form keeps it."""
    passes: Difference | None
    """Odds that it is signed and ratified: ``before`` were all disclosed, ``after`` as the form
    keeps it; None where the form keeps nothing undisclosed."""
    holds: Estimate | None
    """Of the draws in which it passes undisclosed, the share in which every rule still holds once
    all is known; None with ``passes``."""
    next_form: Estimate | None
    """Of the draws in which it is signed, the share in which it passes every rule of the next form;
    None where there is none."""


@dataclass(frozen=True)
class AskedText:
    """A text of a form to be tested."""

    kind: TextKind
    """Why it is asked about."""
    text: str | None
    """Its id where the scenario names it."""
    package: int
    """Its number."""
    numbers: tuple[int, ...]
    """That number alone, or the number of the text picked without each replicate of the worlds."""


@dataclass(frozen=True)
class LeakedText:
    """The leak test of a text that is asked about in any case."""

    kind: TextKind
    """``best``: the likeliest to pass, in draws that did not pick it; ``settlement``: the most
    frequent Nash deal; ``named``: one the scenario names."""
    text: str | None
    """Its id where the scenario names it."""
    package: int
    """Its number."""
    leak: Leak
    """What becomes of it."""


@dataclass(frozen=True)
class Secrecy:
    """What one form keeps undisclosed, and what that does for its texts."""

    form: str
    """Name of the form."""
    undisclosed: tuple[str, ...]
    """Ids of the issues it keeps undisclosed."""
    next_form: str | None
    """The next form, in the order they are tried, that the same parties can sign; None for the
    last."""
    outside: tuple[str, ...]
    """Actors it asks who do not know all of it."""
    pledged: tuple[str, ...]
    """Actors it asks whose pledges cost nothing while it stays undisclosed."""
    texts: tuple[LeakedText, ...]
    """Its likeliest text, its settlement, and those the scenario names."""
    zone: Difference | None
    """Odds that some text would pass: ``before`` were all disclosed, ``after`` as it is; None where
    nothing is undisclosed, or packages are too many to list."""

    @property
    def best(self) -> LeakedText | None:
        """Its likeliest text; None where none passes."""
        return next((each for each in self.texts if each.kind == "best"), None)

    @property
    def matters(self) -> bool:
        """Whether what it keeps undisclosed makes a difference that can be told."""
        best = self.best
        of_text = None if best is None else best.leak.passes
        return any(each is not None and each.is_clear for each in (of_text, self.zone))


def uses_secrecy(scenario: Scenario) -> bool:
    """Whether some form keeps an issue undisclosed."""
    return any(scenario.undisclosed(form) for form in scenario.forms)


class LeakTest:
    """Texts asked about as they are kept, and as if all were disclosed.

    Parameters
    ----------
    result
        What was computed.
    poll
        Where its texts were put to everyone.
    """

    def __init__(self, result: Result, poll: Poll) -> None:
        self.result, self.poll = result, poll
        self.disclosed = all_disclosed(result.scenario)
        self.known = poll.elsewhere(self.disclosed, result.worlds, ())

    def of_text(self, form: str, packages: Sequence[int]) -> Leak:
        """Test one text of a form, or one for each replicate of the worlds."""
        scenario, kept = self.result.scenario, self.poll.answers(form, packages)
        following = next_form(scenario, form)
        moved = None
        if following is not None:
            moved = share_of(self.poll.answers(following, packages).in_zone, kept.signed)
        if not scenario.undisclosed(form):
            return Leak(share_of(kept.signed), None, None, moved)
        known = self.known.answers(form, packages)
        return Leak(
            share_of(kept.signed),
            paired(known.passes, kept.passes),
            share_of(known.in_zone, kept.passes),
            moved,
        )

    def of_forms(self, texts: Mapping[str, Sequence[AskedText]]) -> dict[str, Secrecy]:
        """Test the texts of every form."""
        zones = self._zones()
        return {
            form: self._of_form(self.poll.forms[form], own, zones.get(form))
            for form, own in texts.items()
        }

    def _of_form(self, form: Form, texts: Sequence[AskedText], zone: Difference | None) -> Secrecy:
        scenario = self.result.scenario
        views = {actor: view_of(scenario, actor, form.name) for actor in asked_by(form)}
        undisclosed = scenario.undisclosed(form.name)
        return Secrecy(
            form.name,
            tuple(issue for issue in scenario.issues if issue in undisclosed),
            next_form(scenario, form.name),
            tuple(actor for actor, view in views.items() if view.hidden),
            tuple(actor for actor, view in views.items() if view.unpledged),
            tuple(
                LeakedText(
                    each.kind, each.text, each.package, self.of_text(form.name, each.numbers)
                )
                for each in texts
            ),
            zone,
        )

    def _zones(self) -> dict[str, Difference]:
        """Form that keeps something undisclosed → the odds of a zone, disclosed and as it is."""
        scenario = self.result.scenario
        zones = zones_of(self.result, {"disclosed": self.disclosed}, WORLDS)
        return {
            form: paired(has_zone["disclosed"], has_zone[""])
            for form, has_zone in zones.items()
            if scenario.undisclosed(form)
        }


def next_form(scenario: Scenario, form: str) -> str | None:
    """Name the next form that the parties of one form, or more, can sign; None for the last."""
    later = scenario.forms[scenario.forms.index(form) + 1 :]
    signing = set(scenario.signatories(form))
    return next((other for other in later if signing <= set(scenario.signatories(other))), None)


def all_disclosed(scenario: Case) -> Case:
    """Return the scenario with nothing kept undisclosed in any form."""
    terms = {
        form: own.model_copy(update={"undisclosed": ()})
        for form, own in scenario.form_terms.items()
    }
    return scenario.model_copy(update={"form_terms": terms})
