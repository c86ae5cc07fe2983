"""What a brief is written from, and which form it dwells on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from winset.durability.results import Durability
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.texts import (
    Alarm,
    Dropped,
    FormCauses,
    FormTexts,
    Gates,
    Hindsight,
    Secrecy,
    Vote,
)

LIKELY_ENOUGH = 0.1
"""Odds from which a form still has a chance."""

SELDOM = 0.2
"""Odds that some text passes below which a brief says what closes the form."""


@dataclass(frozen=True)
class BriefMatter:
    """All that a brief is written from."""

    result: Result
    texts: Mapping[str, FormTexts]
    """Form → its texts."""
    durability: Durability
    named: Mapping[str, Vote] = field(default_factory=dict)
    """Id of a text the scenario names → the vote on it in the form the brief dwells on."""
    why_no_zone: Mapping[str, Sequence[Dropped]] = field(default_factory=dict)
    """Form that seldom has a text that passes → what one class of input dropped would do."""
    alarms: tuple[Alarm, ...] = ()
    """Where the answers rest on what she would not guess, what matters most first."""
    causes: Mapping[str, FormCauses] = field(default_factory=dict)
    """Form → what common causes do to its odds; empty without any."""
    hindsight: Hindsight | None = None
    """The odds before what has happened, and after; None where nothing has."""
    secrecy: Mapping[str, Secrecy] = field(default_factory=dict)
    """Form → what its secrecy does; empty where no form keeps anything undisclosed."""

    @property
    def scenario(self) -> Scenario:
        """The scenario analysed."""
        return self.result.scenario

    @property
    def form(self) -> str | None:
        """The form the brief dwells on; None where no text passes in any."""
        return form_in_question(self.texts)

    @property
    def vote(self) -> Vote | None:
        """The roll call it shows: of the first text the scenario names, else of the best text."""
        if self.named:
            return next(iter(self.named.values()))
        return None if self.form is None else self.texts[self.form].vote

    def gates_of(self, vote: Vote) -> Gates:
        """How far the text on the roll call comes, as the table above it says."""
        best = self.texts[vote.form].gates
        return best if vote.text is None and best is not None else vote.gates


def seldom_open(result: Result) -> list[str]:
    """Name the forms in which a text would pass but seldom, had they known every mind."""
    zones = {name: form.ratification.zone.probability for name, form in result.forms.items()}
    return [form for form, zone in zones.items() if zone.value < SELDOM]


def form_in_question(texts: Mapping[str, FormTexts]) -> str | None:
    """Name the form whose best text a brief dwells on; None where no text passes in any."""
    gates = {form: each.gates for form, each in texts.items() if each.gates is not None}
    return most_demanding(gates)


def most_demanding(gates: Mapping[str, Gates]) -> str | None:
    """Name the most demanding form that still has a chance, else the likeliest; None of no form.

    Its roll call says most: a form that two leaders carry alone has none to speak of.
    """
    odds = {form: each.passes.value for form, each in gates.items()}
    likely = [form for form, value in odds.items() if value >= LIKELY_ENOUGH]
    return likely[-1] if likely else max(odds, key=lambda form: odds[form], default=None)
