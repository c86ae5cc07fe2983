"""Where an answer rests on something an adviser would not guess: defaults, ranges, who is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import get_args

from winset.ratification import Form
from winset.texts.alarm_levels import CLEARLY
from winset.texts.consulted import (
    OnlySigners,
    Unasked,
    UnaskedSigner,
    WholeBlocs,
    blocs_beside_bodies,
    only_signers,
    unasked_by,
    unasked_signers,
)
from winset.texts.defaults import (
    ClosedByDefault,
    CostLeftOut,
    SureAnswer,
    closed_by_default,
    cost_left_out,
    sure_answers,
)
from winset.texts.red_lines import RedLinesAlone, RuledOut, red_lines_alone, ruled_out
from winset.texts.vote import FormTexts, TextDesk

UNLIKELY = 0.05
"""Share of the draws below which an event that has happened comes as a surprise."""


@dataclass(frozen=True)
class SurprisingEvent:
    """Something that has happened, and that the case takes to be all but impossible."""

    event: int
    """Its place among the events, from 0."""
    expected: float
    """Share of all draws in which it would have happened, 0–1."""

    @property
    def moves(self) -> float:
        """How far the odds of the event itself are off, 0–1."""
        return 1.0 - self.expected


Alarm = (
    SurprisingEvent
    | SureAnswer
    | ClosedByDefault
    | RedLinesAlone
    | RuledOut
    | WholeBlocs
    | UnaskedSigner
    | OnlySigners
    | CostLeftOut
    | Unasked
)
"""One kind of alarm, in the order in which those are told that move no odds."""

_KINDS: tuple[type[Alarm], ...] = get_args(Alarm)


def alarms_of(desk: TextDesk, lasting: Collection[str]) -> tuple[Alarm, ...]:
    """Find where the answers rest on what an adviser would not guess.

    Parameters
    ----------
    desk
        Where the texts of a result were put to everyone.
    lasting
        Actors whose answers decide how long a deal lasts.

    Returns
    -------
    tuple
        Those that would move some odds most first.
    """
    forms, found = desk.poll.forms.values(), list[Alarm]()
    for form in forms:
        found += _of_form(desk, form, desk.forms[form.name])
    found += cost_left_out(desk)
    found += _surprises(desk)
    found += only_signers(forms)
    found += unasked_by(desk.result.scenario, forms, lasting)
    return tuple(sorted(found, key=_order))


def _order(alarm: Alarm) -> tuple[bool, float, int]:
    clear = alarm.moves >= CLEARLY
    return not clear, -alarm.moves if clear else 0.0, _KINDS.index(type(alarm))


def _of_form(desk: TextDesk, form: Form, texts: FormTexts) -> Iterator[Alarm]:
    result, best = desk.result, texts.best
    answers = None if best is None else desk.poll.answers(form.name, [best.package])
    yield from unasked_signers(form, answers)
    yield from blocs_beside_bodies(result.scenario, form, answers)
    # in a game without a draw every answer is certain, and meant to be
    if not result.worlds.inputs:
        return
    for text, number in desk.named.items():
        yield from ruled_out(result, desk.poll.answers(form.name, [number]), number, text)
    yield from closed_by_default(result, form, texts)
    shown = next(iter(desk.named.values()), None if best is None else best.package)
    if shown is not None:
        yield from sure_answers(result, desk.poll.answers(form.name, [shown]), shown)
    if best is not None and answers is not None:
        alarm = red_lines_alone(result, answers, best.package)
        yield from () if alarm is None else (alarm,)


def _surprises(desk: TextDesk) -> Iterator[SurprisingEvent]:
    given = desk.result.given
    for at, odds in enumerate(() if given is None else given.odds):
        if odds.value < UNLIKELY:
            yield SurprisingEvent(at, odds.value)
