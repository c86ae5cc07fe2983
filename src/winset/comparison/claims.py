"""What the sources claim, switched off one claim at a time: by how much each would matter.

With and without a claim the draws are the same, and so is the text that is asked about; so what
differs is the claim. Beside them stands each table's own best text, for another may then be best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from winset.arrays import Bools
from winset.comparison.heirs import Heirs, heirs_of
from winset.engine import Result, unsettled_results
from winset.errors import Problem
from winset.packages import alike, space_of
from winset.ratification import TooFewWorldsError, forms_of, worlds_of
from winset.scenario.case import BrokenSwitchError, Case
from winset.texts import TextDesk
from winset.texts.answers import TextAnswers, asked_by
from winset.texts.best import best_passes, likeliest_text
from winset.texts.carrying_out import implementers_of
from winset.texts.few_worlds import few_worlds
from winset.texts.poll import Poll
from winset.uncertainty import Difference, paired
from winset.worlds import Counted, Worlds, compared, same_draws

GATES: Mapping[str, Callable[[TextAnswers], Counted]] = {
    "through": lambda answers: (answers.through, None),
    "carried_out": lambda answers: (answers.done, answers.passes),
    "passes": lambda answers: (answers.passes, None),
    "ratified": lambda answers: (answers.in_zone, answers.signed),
    "signed": lambda answers: (answers.signed, None),
}
"""Gate of a text → in which draws it passes that gate, among those in which it comes that far."""

KEPT = "kept"
"""The figure that a successor keeps a text in force, drawn by influence in one party."""

OF_OTHERS = ("through", "carried_out")
"""Gates that are asked only where somebody who signs nothing must do its part."""

ZONE = "zone"
"""The figure that some text passes every rule."""

BEST = "best"
"""The figure that the best text passes every rule, each table's own."""

WORLDS = 128
"""Draws in which every text is asked about, of those of the run."""

MOST_PACKAGES = 2**15
"""Largest package space of which every text is asked about, once a claim."""

_SELDOM = 0.05
"""Share of the draws that a text must reach a gate in, for its odds there to be told."""

_ROUNDS_TO_NONE = 0.005


@dataclass(frozen=True)
class ClaimEffect:
    """One figure with a claim and without it."""

    form: str
    """Name of the form."""
    text: str | None
    """Id of the text asked about; None for the best one as the case stands."""
    figure: str
    """A gate of that text, or ``best`` or ``zone``, which are about all texts."""
    odds: Difference
    """With the claim, and without."""
    party: str | None = None
    """Id of the party whose successors are asked; None of other gates."""
    is_sampled: bool = False
    """Whether it was asked in part of the run's draws alone."""

    @property
    def is_told(self) -> bool:
        """Whether the two can be told apart, and differ by half a point at least."""
        return self.odds.is_clear and abs(self.odds.value) >= _ROUNDS_TO_NONE


@dataclass(frozen=True)
class ClaimResult:
    """What one claim matters."""

    claim: str
    """Its id."""
    effects: tuple[ClaimEffect, ...]
    """Every figure that was looked at; none where no switch takes the claim out of the case."""
    is_heard: bool
    """Whether anyone whom a form asks might answer otherwise without it, or others are asked."""
    best: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]]
    """Form → the best text with the claim and without, where those are clearly two."""

    contradicts: bool = False
    """Whether what has happened could hardly have without it: too few draws then agree."""
    errors: tuple[Problem, ...] = ()
    """What is wrong with the scenario without it; then there are no effects."""

    @property
    def told(self) -> tuple[ClaimEffect, ...]:
        """Effects that can be told from none, the greatest first; those on the zone come last.

        Whether some text of thousands passes saturates, and is no odds of any one text.
        """
        clear = [effect for effect in self.effects if effect.is_told]
        return tuple(sorted(clear, key=lambda e: (e.figure == ZONE, -abs(e.odds.value))))

    @property
    def matters(self) -> ClaimEffect | None:
        """The greatest effect; None where the claim would not matter."""
        return next(iter(self.told), None)


def claims_of(desk: TextDesk) -> tuple[ClaimResult, ...]:
    """Switch off the claims of a case one at a time, and say what each changes.

    Claims that are switched off already are left out.
    """
    scenario = desk.result.scenario
    on = [claim for claim in scenario.claims if claim not in scenario.without_claims]
    tables: dict[str, _Without] = {}
    contradicted, broken = set(), dict[str, tuple[Problem, ...]]()
    for claim in on:
        if scenario.claims[claim].off:
            try:
                tables[claim] = _Without(desk.result, claim)
            except TooFewWorldsError:
                contradicted.add(claim)
            except BrokenSwitchError as error:
                broken[claim] = error.found
    every, heirs = _every_text(desk.result, tables), _heirs(desk)
    return tuple(
        _result(desk, claim, tables[claim], every, heirs)
        if claim in tables
        else ClaimResult(
            claim,
            (),
            is_heard=False,
            best={},
            contradicts=claim in contradicted,
            errors=broken.get(claim, ()),
        )
        for claim in on
    )


class _Without:
    """The table without one claim, over the same draws."""

    def __init__(self, result: Result, claim: str) -> None:
        self.scenario = scenario = result.scenario.without(claim)
        self.space = space_of(scenario)
        self.worlds, self.given = worlds_of(
            scenario,
            result.worlds_to_ask,
            result.worlds.seed,
            known=result.worlds if result.given is None else result.given.prior,
            keep=result.method == "programme",
        )
        here, there = (scenario, self.worlds), (result.scenario, result.worlds)
        self.alike = alike(here, there)
        self.alike_disclosed = alike(here, there, forms=())
        """Those who answer as with the claim wherever they know as much of a text."""
        forms, known = forms_of(scenario), result.scenario
        self.forms = [form.name for form in forms]
        asked = {actor for form in forms for actor in asked_by(form)}
        self.keeps_zones = (
            asked <= self.alike and forms == forms_of(known) and scenario.excludes == known.excludes
        )
        """Whether everyone whom a rule asks answers as with the claim, and the same are asked."""
        parts = {actor for form in forms for actor in implementers_of(scenario, form)}
        heirs = heirs_of(scenario, self.worlds)
        self.is_same = (
            self.keeps_zones
            and parts | {*heirs} <= self.alike
            and heirs == heirs_of(known, result.worlds)
            and scenario.issues == known.issues
            and scenario.form_terms == known.form_terms
        )
        """Whether those who must do their part, or may come to power, do as with the claim, too."""


def _every_text(result: Result, tables: Mapping[str, _Without]) -> dict[str, _BestTexts]:
    """Ask about every text with and without each claim; nothing where they are too many."""
    changed = {claim: table for claim, table in tables.items() if not table.keeps_zones}
    largest = max((table.space.size for table in changed.values()), default=0)
    if not changed or result.method == "programme":
        return {}
    if max(result.space.size, largest) > MOST_PACKAGES:
        return {}
    cases = {"": result.scenario, **{claim: table.scenario for claim, table in changed.items()}}
    asked = unsettled_results(cases, _worlds_of_all(result, changed))
    return {id_: _BestTexts(each) for id_, each in asked.items()}


def _worlds_of_all(result: Result, tables: Mapping[str, _Without]) -> dict[str, Worlds]:
    """Draws of every table, so many of the case's own and as far as those reach of the others."""
    if result.given is None and not any(table.given for table in tables.values()):
        known = few_worlds(result, WORLDS)
        return {"": known, **{id_: same_draws(t.scenario, known) for id_, t in tables.items()}}
    end = int(result.worlds.numbers[:WORLDS].max())
    every = {"": result.worlds, **{id_: table.worlds for id_, table in tables.items()}}
    return {id_: worlds.only(worlds.numbers <= end) for id_, worlds in every.items()}


class _BestTexts:
    """The likeliest text of each form at one table."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.picked = {form: likeliest_text(result, form) for form in result.forms}

    def passes(self, form: str) -> Bools:
        """(worlds,) whether it passes, asked in draws that did not pick it."""
        return best_passes(self.result, form, self.picked[form])

    def has_zone(self, form: str) -> Bools:
        """(worlds,) whether some text passes."""
        return self.result.forms[form].ratification.has_zone


def _result(
    desk: TextDesk,
    claim: str,
    table: _Without,
    every: Mapping[str, _BestTexts],
    known: Heirs,
) -> ClaimResult:
    effects = list(_of_texts(desk, claim, table, known))
    best = {}
    if claim in every:
        scenario, pair = desk.result.scenario, (every[""], every[claim])
        for form in _forms(scenario, claim, table.forms):
            passes, zones = ([each.passes(form) for each in pair], [e.has_zone(form) for e in pair])
            worlds = [each.result.worlds for each in pair]
            is_sampled = worlds[0].count < desk.result.worlds.count
            for figure, (before, after) in ((BEST, passes), (ZONE, zones)):
                odds = compared(worlds[0], (before, None), worlds[1], (after, None))
                effects.append(ClaimEffect(form, None, figure, odds, is_sampled=is_sampled))
            if (two := _two_texts(form, *pair)) is not None:
                best[form] = two
    return ClaimResult(claim, tuple(effects), not table.is_same, best)


def _of_texts(desk: TextDesk, claim: str, table: _Without, known: Heirs) -> Iterator[ClaimEffect]:
    """Put the texts of the case to everyone, with the claim and without."""
    result = desk.result
    if table.space != result.space:
        return  # there is no text that both tables could be asked about
    poll = Poll(Result(table.scenario, table.space, table.worlds, {}))
    poll.take_over(desk.poll, table.alike_disclosed)
    heirs = known.elsewhere(table.scenario, table.worlds, table.alike_disclosed)
    for form in _forms(result.scenario, claim, table.forms):
        texts = list(_texts(desk, form, result.scenario.claims[claim].text))
        poll.ask(form, [number for _, numbers, whole in texts for number in (*numbers, whole)])
        for text, numbers, whole in texts:
            before, after = desk.poll.answers(form, numbers), poll.answers(form, numbers)
            needed = before.carrying is not None or after.carrying is not None
            for gate, counted in GATES.items():
                odds = _difference(result.worlds, counted(before), table.worlds, counted(after))
                if odds is not None and (needed or gate not in OF_OTHERS):
                    yield ClaimEffect(form, text, gate, odds)
            before, after = (each.answers(form, [whole]) for each in (desk.poll, poll))
            if min(before.through.mean(), after.through.mean()) < _SELDOM:
                continue  # in force too seldom for anyone to keep it
            with_it, without = known.kept(before, whole), heirs.kept(after, whole)
            for party in (party for party in with_it if party in without):
                odds = _difference(result.worlds, with_it[party], table.worlds, without[party])
                if odds is not None:
                    yield ClaimEffect(form, text, KEPT, odds, party)


def _forms(scenario: Case, claim: str, known: Sequence[str]) -> list[str]:
    """Name the forms a claim looks at, of those known at both tables."""
    wanted = scenario.claims[claim].form
    return [form for form in scenario.forms if form in known and wanted in (None, form)]


def _texts(
    desk: TextDesk, form: str, text: str | None
) -> Iterator[tuple[str | None, Sequence[int], int]]:
    """Name of each text that is asked about, its number, or one for each replicate, and its own."""
    best = desk.forms[form].best
    if text is None and best is not None:
        yield None, best.by_replicate, best.package
    for name, number in desk.named.items():
        if text in (None, name):
            yield name, [number], number


def _heirs(desk: TextDesk) -> Heirs:
    """Those who may come to power, asked about every text that some claim may be about."""
    best = [texts.best.package for texts in desk.forms.values() if texts.best is not None]
    return Heirs.of(desk.result, [*best, *desk.named.values()])


def _difference(one: Worlds, before: Counted, other: Worlds, after: Counted) -> Difference | None:
    """Compare two shares; None where the text hardly ever comes that far at either table."""
    if any(among is not None and among.mean() < _SELDOM for _, among in (before, after)):
        return None
    return compared(one, before, other, after)


def _two_texts(
    form: str, with_it: _BestTexts, without: _BestTexts
) -> tuple[Mapping[str, str], Mapping[str, str]] | None:
    """Return the best text of each table, where without the claim the first is clearly worse."""
    before, after = with_it.picked[form], without.picked[form]
    if before is None or after is None or with_it.result.space != without.result.space:
        return None
    kept = without.result.in_zone(form, [before.package])[:, 0]
    if not paired(kept, without.passes(form)).is_clear:
        return None
    space = with_it.result.space
    return space.package(before.package), space.package(after.package)
