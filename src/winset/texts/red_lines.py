"""What red lines alone say of one text, and how far that hangs on where its options stand.

A red line with a range and an option at a point make odds by themselves: the share of the range
that lies on the right side of the point. Where that share is all there is to the odds of a text,
they are a statement about two numbers the analyst put down, and move with either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats
from winset.engine import Result
from winset.packages import barred_by_red_line, member_weights, worlds_at_once
from winset.ratification.consents import consents_from
from winset.scenario.model import Scenario
from winset.texts.alarm_levels import CERTAIN, CLEARLY
from winset.texts.answers import TextAnswers
from winset.texts.changes import SCALE_STEP
from winset.worlds import Worlds

EXPLAINED = 0.05
"""Red lines explain odds that differ from theirs by less than this."""

SELDOM = 0.01
"""Red lines that close a text in a smaller share of the draws do not explain its odds."""

SENSITIVE = 0.1
"""Least change of these odds, by an option a tenth of its scale away, that is worth an alarm."""


@dataclass(frozen=True)
class RedLinesAlone:
    """The odds of a text are those of a few red lines, and hang on where its option stands."""

    form: str
    """Name of the form."""
    package: int
    """Number of its best text."""
    passes: float
    """Odds that the text is signed and ratified, 0–1."""
    alone: float
    """The same, did everyone accept whatever keeps its red lines."""
    issue: str
    option: str
    """``issue``, ``option``: the issue whose red lines close the text most often, and what the text
    takes on it."""
    at: float
    """Where that option stands, in units of the scale; the most likely place of an uncertain one.
    """
    moved: Mapping[float, float]
    """Other places a tenth of the scale away → what ``alone`` would be with the option there."""

    @property
    def furthest(self) -> float:
        """The other place at which the odds differ most."""
        return max(self.moved, key=lambda at: abs(self.moved[at] - self.alone))

    @property
    def moves(self) -> float:
        """How far the odds would move, 0–1."""
        return abs(self.moved[self.furthest] - self.alone)


@dataclass(frozen=True)
class RuledOut:
    """A text that a red line rules out in every draw, or nearly."""

    form: str
    """Name of the form."""
    text: str
    """Id of the text, which the scenario names."""
    actor: str
    issue: str
    option: str
    """``actor``, ``issue``, ``option``: whose red line, on what, and what the text takes there."""
    at: float | None
    """Where that option stands; None on a nominal issue."""
    share: float
    """Share of the draws in which it does, 0–1."""
    moves: float
    """How far its odds would rise did the actor accept it, 0–1."""


class RedLinesAtText:
    """Red lines of everyone a form asks, put to one text."""

    def __init__(self, result: Result, answers: TextAnswers, package: int) -> None:
        self.scenario, self.worlds, self.answers = result.scenario, result.worlds, answers
        self.choices: dict[str, int] = dict(
            zip(self.scenario.issues, result.space.choices([package])[0].tolist(), strict=True)
        )
        self.drawn = {
            actor: tuple(
                issue
                for issue in self.choices
                if self.scenario.stance(actor, issue).red_line is not None
            )
            for actor in answers.actors
        }

    @property
    def issues(self) -> tuple[str, ...]:
        """Issues on which somebody has a red line."""
        return tuple(dict.fromkeys(issue for each in self.drawn.values() for issue in each))

    def option(self, issue: str) -> str:
        """Return what the text takes on an issue."""
        options = tuple(self.scenario.issues[issue].options)
        return options[self.choices[issue]]

    def odds(self, without: str | None = None) -> float:
        """Odds of the text did everyone accept what keeps its red lines, but those on an issue."""
        return self._odds(self.scenario, self.worlds, without)

    def moved(self, issue: str) -> dict[float, float]:
        """Place of the text's option a tenth of the scale up and down → the odds with it there."""
        scenario, option = self.scenario, self.option(issue)
        number, scale = scenario.issues[issue].options[option], scenario.issues[issue].scale
        assert number is not None
        found = {}
        for sign in (-1, 1):
            step = sign * SCALE_STEP * scenario.issues[issue].width
            at = float(np.clip(number.centre + step, *scale))
            if at == number.centre:
                continue
            path = f"issues.{issue}.options.{option}"
            there, worlds = self.worlds.shifted(path, number, step, scale)
            options = {**scenario.issues[issue].options, option: there}
            other = scenario.issues[issue].model_copy(update={"options": options})
            issues = {**scenario.issues, issue: other}
            elsewhere = scenario.model_copy(update={"issues": issues})
            found[at] = self._odds(elsewhere, worlds)
        return found

    def rules_out(self, actor: str, issue: str) -> Bools:
        """(worlds,) whether an actor's red line on an issue alone makes it refuse the text."""
        answer = self._kept(self.scenario, self.worlds, actor, [issue])
        consents = consents_from(self.scenario, self.worlds, {actor: answer})
        return ~consents.accept(actor)[:, 0]

    def keeps(self, actor: str) -> Bools:
        """(worlds,) whether the text keeps all red lines of an actor."""
        answer = self._kept(self.scenario, self.worlds, actor, self.drawn[actor])
        consents = consents_from(self.scenario, self.worlds, {actor: answer})
        return np.asarray(consents.accept(actor)[:, 0])

    def _odds(self, scenario: Scenario, worlds: Worlds, without: str | None = None) -> float:
        votes = {
            actor: self._kept(scenario, worlds, actor, [i for i in issues if i != without])
            for actor, issues in self.drawn.items()
        }
        consents = consents_from(scenario, worlds, votes)
        return float(TextAnswers(self.answers.form, consents).passes.mean())

    def _kept(
        self, scenario: Scenario, worlds: Worlds, actor: str, issues: Iterable[str]
    ) -> tuple[Floats, float]:
        """(worlds, 1) votes of the members whose red lines on some issues are kept; all votes."""
        weights = member_weights(scenario.actors[actor].body)
        parts, among = [], tuple(issues)
        if not among:
            return np.full((worlds.count, 1), weights.sum()), float(weights.sum())
        for _, chunk in worlds.chunks(worlds_at_once(scenario, [actor])):
            kept = np.ones((chunk.count, len(weights)), dtype=bool)
            for issue in among:
                barred = barred_by_red_line(scenario, chunk, actor, issue, self.answers.form.name)
                kept &= ~barred[:, :, self.choices[issue]]
            parts.append(kept @ weights)
        return np.concatenate(parts)[:, None], float(weights.sum())


def red_lines_alone(result: Result, answers: TextAnswers, package: int) -> RedLinesAlone | None:
    """Return what red lines alone say of a text, where that is all there is to its odds."""
    lines, passes = RedLinesAtText(result, answers, package), float(answers.passes.mean())
    alone = lines.odds() if lines.issues else 1.0
    # where they rule next to nothing out, the odds are not theirs
    if alone > 1 - SELDOM or abs(alone - passes) >= EXPLAINED:
        return None
    issue = max(lines.issues, key=lines.odds)
    if result.scenario.issues[issue].nominal:
        return None
    option = lines.option(issue)
    position = result.scenario.issues[issue].options[option]
    assert position is not None
    found = RedLinesAlone(
        answers.form.name,
        package,
        passes,
        alone,
        issue,
        option,
        position.centre,
        lines.moved(issue),
    )
    return found if found.moves > SENSITIVE else None


def ruled_out(result: Result, answers: TextAnswers, package: int, text: str) -> Iterator[RuledOut]:
    """Name the red lines that rule a text out in nearly every draw, and alone keep it from passing.

    Parameters
    ----------
    answers, package, text
        Of everyone the form asks, to one text; its number and its id.
    """
    passes = float(answers.passes.mean())
    if passes >= CERTAIN:
        return
    lines = RedLinesAtText(result, answers, package)
    for actor, issues in lines.drawn.items():
        gain = float(answers.passes_if(willing=[actor]).mean()) - passes
        if gain < CLEARLY:
            continue
        for issue in issues:
            share = float(lines.rules_out(actor, issue).mean())
            if share > 1 - CERTAIN:
                option = lines.option(issue)
                place = result.scenario.issues[issue].options[option]
                at = None if place is None else place.centre
                yield RuledOut(answers.form.name, text, actor, issue, option, at, share, gain)
