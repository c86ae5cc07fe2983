"""Everyone asked about chosen texts, each about each text once for all forms it sees alike."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np

from winset.arrays import Bools, Floats
from winset.engine import Result
from winset.lazy import lazy, side_by_side
from winset.packages import View, view_of
from winset.ratification import Form, forms_of
from winset.ratification.consents import consents_from
from winset.ratification.consents_at import votes_at
from winset.scenario.case import Case
from winset.scenario.model.issue import Binding
from winset.texts.answers import TextAnswers, asked_by
from winset.texts.carrying_out import (
    READINGS,
    CarryingOut,
    Duty,
    OwnParts,
    carrying_out,
    duties_of,
    implementers_of,
    merged,
)
from winset.texts.discipline import without_discipline
from winset.texts.gates import Gates, gates_of
from winset.texts.kept import Kept, kept_by
from winset.worlds import Worlds


class Poll:
    """Votes in favour of texts, kept for whoever asks next; threads may share it."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.forms = {form.name: form for form in forms_of(result.scenario)}
        self._votes: dict[tuple[str, View, int], Floats] = {}
        self._totals: dict[str, float] = {}
        self._lock = threading.Lock()
        self._parts = OwnParts(result.scenario, result.worlds)
        self._kept: dict[tuple[str, int], Kept] = {}
        self._asking_heirs = threading.Lock()

    @lazy
    def undisciplined(self) -> Poll | None:
        """The same with every member of a body deciding alone; None where each does already."""
        alone = without_discipline(self.result)
        return None if alone is None else Poll(alone)

    def gates(self, form: str, packages: Sequence[int]) -> Gates:
        """Count how far a text comes, one or one for each replicate of the worlds."""
        alone = self.undisciplined
        return gates_of(
            self.answers(form, packages), None if alone is None else alone.answers(form, packages)
        )

    def ask(self, form: str, packages: Iterable[int], actors: Iterable[str] | None = None) -> None:
        """Put texts to all a form asks, or some of them, at once: one by one it takes longer.

        Parameters
        ----------
        packages
            Numbers of the texts.
        actors
            Whom to ask; by default everyone.
        """
        numbers = tuple(dict.fromkeys(packages))
        views = self._views(self.forms[form])
        if actors is not None:
            views = {actor: views[actor] for actor in actors}
        with self._lock:
            missing = {
                actor: new
                for actor, view in views.items()
                if (new := [n for n in numbers if (actor, view, n) not in self._votes])
            }
            answered = side_by_side(lambda actor: self._put(form, actor, missing[actor]), missing)
            for actor, (votes, total) in answered.items():
                self._totals[actor] = total
                self._votes |= {
                    (actor, views[actor], n): votes[:, at] for at, n in enumerate(missing[actor])
                }

    def _views(self, form: Form) -> dict[str, View]:
        """Everyone a form asks, and whose part it may need → how it sees it."""
        scenario = self.result.scenario
        actors = dict.fromkeys([*asked_by(form), *implementers_of(scenario, form)])
        return {actor: view_of(scenario, actor, form.name) for actor in actors}

    def take_over(self, other: Poll, actors: Iterable[str]) -> None:
        """Take over what actors answered elsewhere, who answer alike where they see as much."""
        alike = frozenset(actors)
        with other._lock:
            kept = {key: votes for key, votes in other._votes.items() if key[0] in alike}
            totals = {actor: total for actor, total in other._totals.items() if actor in alike}
        with self._lock:
            self._votes |= kept
            self._totals |= totals

    def answers(self, form: str, packages: Sequence[int]) -> TextAnswers:
        """Return the answers of everyone a form asks.

        Parameters
        ----------
        packages
            Number of one text, or of one for each replicate of the worlds.
        """
        result, asked = self.result, self.forms[form]
        self.ask(form, packages)
        texts = tuple(dict.fromkeys(packages))
        column = np.zeros(result.worlds.count, dtype=np.intp)
        if len(texts) > 1:
            # a text a replicate of the worlds that picked them; these may be more, or fewer
            of_replicate = np.array([texts.index(number) for number in packages])
            column = of_replicate[np.arange(result.worlds.count) % len(packages)]
        rows, votes, views = np.arange(len(column)), {}, self._views(asked)
        for actor in asked_by(asked):
            every = np.stack([self._votes[actor, views[actor], n] for n in texts], axis=1)
            votes[actor] = (every[rows, column][:, None], self._totals[actor])
        return TextAnswers(
            asked,
            consents_from(result.scenario, result.worlds, votes),
            merged([self.carrying(asked, number) for number in texts], column),
        )

    def duties(self, package: int) -> tuple[Duty, ...]:
        """Name the options of a text that need somebody's part."""
        return duties_of(self.result.scenario, self.result.space.package(package))

    def carrying(
        self, form: Form, package: int, *, with_readings: bool = True
    ) -> CarryingOut | None:
        """Say where everyone does its part in a text; None where it needs nobody.

        Parameters
        ----------
        with_readings
            Whether to ask for both readings, besides each issue's own.
        """
        duties = self.duties(package)
        if not duties:
            return None
        readings = READINGS if with_readings else ()
        return self._carrying(form, package, duties, readings)

    def own_parts(self, form: Form, package: int) -> Bools:
        """(worlds,): whether all do their part in a text who decide on that alone."""
        duties = [duty for duty in self.duties(package) if duty.binding == "own_part"]
        if not duties:
            return np.ones(self.result.worlds.count, dtype=bool)
        return self._carrying(form, package, duties, ()).done

    def accepted(self, form: Form, actors: Sequence[str], packages: Sequence[int]) -> Bools:
        """(worlds, texts): whether some actors all accept each of some texts."""
        whom = form.heard(actors)
        self.ask(form.name, packages, whom)
        views, votes = self._views(form), {}
        for actor in whom:
            every = [self._votes[actor, views[actor], number] for number in packages]
            votes[actor] = (np.stack(every, axis=1), self._totals[actor])
        consents = consents_from(self.result.scenario, self.result.worlds, votes)
        nobody_asked = np.ones((self.result.worlds.count, len(packages)), dtype=bool)
        accepted = [consents.accept(actor) for actor in actors]
        return np.asarray(np.logical_and.reduce([nobody_asked, *accepted]))

    def _carrying(
        self, form: Form, package: int, duties: Sequence[Duty], readings: Collection[Binding]
    ) -> CarryingOut:
        scenario, worlds = self.result.scenario, self.result.worlds
        views, choices = self._views(form), self.result.space.choices([package])[0]

        def votes(actor: str, reading: Binding) -> Floats:
            if reading == "whole":
                self.ask(form.name, [package], [actor])
                return self._votes[actor, views[actor], package]
            return self._parts.votes(actor, form.name, duties, choices)

        return carrying_out(scenario, worlds, form, duties, votes, readings)

    def kept(self, form: str, package: int) -> Kept:
        """Ask all who may come to power whether they keep a text, by its number, in a form."""
        with self._asking_heirs:
            if (form, package) not in self._kept:
                answers = self.answers(form, [package])
                self._kept[form, package] = kept_by(self.result, answers, package)
            return self._kept[form, package]

    def elsewhere(self, scenario: Case, worlds: Worlds, moved: Collection[str]) -> Poll:
        """Ask in as many other worlds, in which only some actors may answer otherwise."""
        other = Poll(replace(self.result, scenario=scenario, worlds=worlds))
        other.take_over(self, frozenset(scenario.actors).difference(moved))
        return other

    def _put(self, form: str, actor: str, packages: Sequence[int]) -> tuple[Floats, float]:
        """(worlds, texts) votes in favour, and the votes there are."""
        scenario, worlds = self.result.scenario, self.result.worlds
        return votes_at(scenario, worlds, actor, self.result.space.choices(packages), form)
