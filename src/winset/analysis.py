"""The session above a result: what follows from it is worked out when first asked for, once."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from winset.advice import Advice, Information, advice_of, information_of
from winset.comparison.claims import ClaimResult, claims_of
from winset.durability.deals import durability_of
from winset.durability.results import Durability
from winset.engine import FormResult, Method, Progress, Result, compute, method_for
from winset.errors import WinsetError
from winset.forecast.case_forecast import CaseForecast, case_forecast_of
from winset.lazy import lazy
from winset.packages import View, view_of
from winset.ratification import Acceptance, ConsentOdds
from winset.scenario.case import Case
from winset.serialise.result import result_of
from winset.serialise.texts import TextResults
from winset.texts import (
    AfterNo,
    Alarm,
    Dropped,
    FormCauses,
    FormTexts,
    Hindsight,
    Secrecy,
    TextDesk,
    Vote,
    alarms_of,
    hindsight_of,
    why_no_zone,
)
from winset.words.brief import Brief, BriefMatter, brief_of, form_in_question, seldom_open

__all__ = ["Analysis", "FormResult", "Progress", "analyse", "method_for"]


@dataclass(frozen=True)
class Analysis(Result):
    """A result with all that follows from it; threads may share it."""

    perspectives: Mapping[str, Analysis] = field(default_factory=dict)
    """Perspective id → a session on the table as that observer sees it."""
    advised: bool = False
    """Whether the report and the plain result give all advice, or only what to find out next."""

    @classmethod
    def of(cls, result: Result, *, advised: bool = False) -> Analysis:
        """Open a session on a result; one on each of its perspectives too."""
        parts = {part.name: getattr(result, part.name) for part in fields(Result)}
        parts["perspectives"] = {id_: cls.of(seen) for id_, seen in result.perspectives.items()}
        return cls(**parts, advised=advised)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what can be worked out again, and its locks."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    def consent_odds(
        self, packages: Sequence[int], form: str | None = None
    ) -> dict[str, ConsentOdds]:
        """Ask as a result does; nobody is asked twice about a package that it sees alike."""
        return self._answers.odds(packages, form)

    @lazy
    def _answers(self) -> _Answers:
        return _Answers(self)

    @lazy
    def acceptance(self) -> Acceptance:
        """Everyone's answer to every package."""
        return super().acceptance

    @lazy
    def desk(self) -> TextDesk:
        """Where texts are put to everyone; it keeps their answers."""
        return TextDesk(self)

    @property
    def texts(self) -> Mapping[str, FormTexts]:
        """Form → its best text, the one written before the vote, and what becomes of them."""
        return self.desk.forms

    @property
    def common_causes(self) -> Mapping[str, FormCauses]:
        """Form → what the scenario's common causes do to its odds; empty without any."""
        return self.desk.causes

    @property
    def secrecy(self) -> Mapping[str, Secrecy]:
        """Form → what its secrecy buys, and what a leak does; empty where none keeps any."""
        return self.desk.secrecy

    @lazy
    def hindsight(self) -> Hindsight | None:
        """The odds before what has happened, and after; None where nothing has."""
        return hindsight_of(self.desk)

    @property
    def after_no(self) -> tuple[AfterNo, ...]:
        """For every whole text that an event rejects: the nearest that passes, form by form."""
        return self.desk.after_no

    @lazy
    def why_no_zone(self) -> Mapping[str, tuple[Dropped, ...]]:
        """Form → the odds that some text passes without one class of input; takes seconds."""
        return why_no_zone(self)

    def vote(self, form: str, text: str | Mapping[str, str] | None = None) -> Vote:
        """Put one text to everyone a form asks.

        Parameters
        ----------
        form
            A form of agreement.
        text
            Id of a text the scenario names, or issue → option; by default the form's best text.

        Raises
        ------
        WinsetError
            If there is no such form or text, an option is unknown, or no text passes at all.
        """
        if isinstance(text, str):
            if text not in self.desk.named:
                named = ", ".join(self.desk.named) or "none"
                raise WinsetError(f"the scenario names no text {text!r}. It names: {named}.")
            return self.desk.vote(form, self.desk.named[text], text)
        if text is not None:
            return self.desk.vote(form, self.space.number(text))
        best = self.texts[form].best if form in self.texts else None
        if form in self.texts and best is None:
            raise WinsetError(
                f"no text passes as {form!r} in any draw. Name the text to ask about."
            )
        return self.desk.vote(form, -1 if best is None else best.package)

    @lazy
    def brief(self) -> Brief:
        """One page: will it pass, which text, what would change it, is it kept, how sure."""
        return brief_of(self.brief_matter)

    @lazy
    def brief_matter(self) -> BriefMatter:
        """What the brief is written from."""
        form, desk = form_in_question(self.texts), self.desk
        named = (
            {}
            if form is None
            else {name: desk.vote(form, number, name) for name, number in desk.named.items()}
        )
        closed = seldom_open(self)
        why = {form: self.why_no_zone[form] for form in closed} if closed else {}
        return BriefMatter(
            self,
            self.texts,
            self.durability,
            named,
            why,
            self.alarms,
            self.common_causes,
            self.hindsight,
            self.secrecy,
        )

    @lazy
    def alarms(self) -> tuple[Alarm, ...]:
        """Where the answers rest on what an adviser would not guess."""
        return alarms_of(self.desk, self.durability.who_counts)

    @lazy
    def claims(self) -> tuple[ClaimResult, ...]:
        """By how much each claim of the sources would matter; takes seconds."""
        return claims_of(self.desk)

    @lazy
    def durability(self) -> Durability:
        """How long the deals last."""
        return durability_of(self)

    @lazy
    def foreseen(self) -> CaseForecast:
        """What forecasting models expect, and whether it would be ratified."""
        return case_forecast_of(self)

    @lazy
    def information(self) -> Information:
        """What to find out next."""
        return information_of(self, survival=self.advised)

    @lazy
    def advice(self) -> Advice:
        """What to do about it; takes some seconds."""
        return advice_of(self, self.durability, self.information)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain lists and mappings, with the keys of ``result.json``."""
        return result_of(
            self,
            texts=TextResults(
                self.texts,
                {id_: seen.texts for id_, seen in self.perspectives.items()},
                self.why_no_zone,
                causes=self.common_causes,
                secrecy=self.secrecy,
            ),
            hindsight=self.hindsight,
            after_no=self.after_no,
            forecast=self.foreseen,
            durability=self.durability,
            information=self.information,
            advice=self.advice if self.advised else None,
            alarms=self.alarms,
            claims=self.claims,
        )

    def _repr_html_(self) -> str:
        from winset.serialise.notebook import brief_html

        return brief_html(self.brief)


class _Answers:
    """Answers to packages already asked about, shared by whoever asks next."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.known: dict[tuple[View, ...], dict[int, Mapping[str, ConsentOdds]]] = {}
        self.lock = threading.Lock()

    def odds(self, packages: Sequence[int], form: str | None) -> dict[str, ConsentOdds]:
        scenario = self.result.scenario
        views = tuple(view_of(scenario, actor, form) for actor in scenario.actors)
        with self.lock:
            known = self.known.setdefault(views, {})
            new = tuple(dict.fromkeys(number for number in packages if number not in known))
            if new:
                by_actor = Result.consent_odds(self.result, new, form)
                for at, number in enumerate(new):
                    known[number] = {actor: odds.only(at) for actor, odds in by_actor.items()}
        return {
            actor: ConsentOdds.joined([known[number][actor] for number in packages])
            for actor in (scenario.actors if packages else ())
        }


def analyse(
    scenario: Case,
    *,
    worlds: int | None = None,
    seed: int | None = None,
    perspectives: bool = True,
    progress: Progress | None = None,
    workers: int | None = None,
    method: Method | None = None,
    advice: bool = False,
) -> Analysis:
    """Compute the result of a scenario and open a session on it.

    Parameters
    ----------
    scenario, worlds, seed, perspectives, progress, workers, method
        As for ``winset.engine.compute``, which also says what is raised.
    advice
        Whether the report and ``to_dict`` shall give all advice, which takes some seconds more;
        ``Analysis.advice`` gives it in any case.
    """
    result = compute(
        scenario,
        worlds=worlds,
        seed=seed,
        perspectives=perspectives,
        progress=progress,
        workers=workers,
        method=method,
    )
    return Analysis.of(result, advised=advice)
