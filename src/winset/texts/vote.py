"""A text put to everyone a form asks: its gates, its roll call, its range, what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from winset.engine import Result
from winset.errors import WinsetError
from winset.lazy import lazy
from winset.texts.after_no import AfterNo, after_no, all_after_no
from winset.texts.answers import TextAnswers
from winset.texts.before_vote import Writers, written_before_vote
from winset.texts.best import BestText, best_text
from winset.texts.best_carried_out import BestCarriedOut, best_carried_out
from winset.texts.bringing_in import Reluctant, reluctant_in
from winset.texts.candidates import cross_fitted
from winset.texts.changes import GivingWay, TextChange, gives_way, text_changes
from winset.texts.common_causes import CauseDesk, CauseEffect, FormCauses
from winset.texts.gates import Gates
from winset.texts.judgement_range import JudgementRange, judgement_range
from winset.texts.kept import Kept
from winset.texts.poll import Poll
from winset.texts.roll_call import Ballot, roll_call
from winset.texts.secrecy import AskedText, Leak, LeakTest, Secrecy, uses_secrecy
from winset.uncertainty import Estimate, share_of


@dataclass(frozen=True)
class Vote:
    """What becomes of one text in one form."""

    form: str
    """Name of the form."""
    package: int
    """Number of the text."""
    text: str | None
    """Id of the text where the scenario or a file names it."""
    gates: Gates
    """How far it comes; of the best text in draws that picked it too, so a little too far."""
    parties: Mapping[str, Estimate]
    """Party id → that its rule holds, signed or not."""
    ballots: tuple[Ballot, ...]
    """The roll call, party by party."""
    answers: TextAnswers = field(repr=False)
    """Everyone's answers, draw by draw."""
    poll: Poll = field(repr=False)
    """Who asks about other texts."""
    is_best: bool = False
    """Whether no single change can be likelier to pass, so that none is tried."""

    @lazy
    def range(self) -> JudgementRange:
        """How far the odds that every rule holds move with the judgements behind them."""
        return judgement_range(self.poll.result, self.answers, self.package)

    @property
    def kept(self) -> Kept:
        """What those who may come to power would do with it, in draws in which it is in force."""
        return self.poll.kept(self.form, self.package)

    @lazy
    def causes(self) -> CauseEffect | None:
        """What common causes do to its odds; None without any."""
        if not self.poll.result.scenario.shocks:
            return None
        return CauseDesk(self.poll).effect(self.form, self.package, self.text)

    @lazy
    def changes(self) -> tuple[TextChange, ...]:
        """Single changes of the text that clearly help, greatest first."""
        if self.is_best:
            return ()
        return text_changes(self.poll.result, self.poll, self.answers, self.package)

    @lazy
    def after_no(self) -> AfterNo | None:
        """The nearest text that passes, where an event rejects this one in this form."""
        return after_no(self.poll.result, self.poll, self.form, self.package)

    @lazy
    def giving_way(self) -> tuple[GivingWay, ...]:
        """What clearly helps if those who stop it give way, greatest first."""
        result = self.poll.result
        return gives_way(result, self.answers, self.package, self.gates, self.ballots)

    @lazy
    def leak(self) -> Leak:
        """What becomes of the text once it is known, and in the next form."""
        return LeakTest(self.poll.result, self.poll).of_text(self.form, [self.package])

    @lazy
    def reluctant(self) -> tuple[Reluctant, ...]:
        """Who withholds its part once the text is ratified, why, and what would bring it in."""
        return reluctant_in(self.poll.result, self.poll, self.answers, self.package, self.gates)


@dataclass(frozen=True)
class FormTexts:
    """The texts of one form that are asked about in any case."""

    best: BestText | None
    """The text likeliest to pass; None where none passes in any draw."""
    gates: Gates | None
    """How far the best text comes, cross-fitted; None with ``best``."""
    vote: Vote | None
    """The vote on the best text; None with ``best``."""
    writers: Writers
    """The texts written before the vote, by all who sign and by each who may write alone."""
    before_vote: Gates | None
    """How far the text written by all comes, cross-fitted; None where there is none."""
    pens: Mapping[str, Estimate]
    """Who may write → that the text it would write alone is signed and passes, cross-fitted."""
    settlement: Gates | None
    """How far the most frequent Nash solution comes; None where there is none."""
    carried_out: BestCarriedOut | None
    """The text likeliest to be signed, ratified and carried out; None where the best text needs
    nobody else, or none ever is."""
    furthest: Vote | None
    """The vote on that text, where it clearly gets further than the best; else None."""
    named: Mapping[str, Gates]
    """Id of a text the scenario names → how far it comes in this form."""

    def kept(self, package: int) -> Kept:
        """What those who may come to power would do with a text of this form, by its number."""
        return {} if self.vote is None else self.vote.poll.kept(self.vote.form, package)


class TextDesk:
    """Texts asked about in the draws of one result; whatever is asked twice is answered once."""

    def __init__(self, result: Result) -> None:
        self.result, self.poll = result, Poll(result)
        self._votes: dict[tuple[str, int], Vote] = {}

    @lazy
    def forms(self) -> dict[str, FormTexts]:
        """Form → the texts that are asked about in any case."""
        best: dict[str, BestText | None] = {}
        writers: dict[str, Writers] = {}
        for name, form in self.poll.forms.items():
            writers[name] = written_before_vote(self.result, form)
            together = writers[name].together
            prefer = None if together is None else together.package
            best[name] = best_text(self.result, name, prefer)
        for name in self.poll.forms:
            picked = [text for text in (best[name], writers[name].together) if text is not None]
            numbers = [number for text in picked for number in (text.package, *text.by_replicate)]
            numbers += [*self.named.values(), *self._settled(name)]
            self.poll.ask(name, numbers)
        return {form: self._form(form, best[form], writers[form]) for form in self.poll.forms}

    @lazy
    def named(self) -> dict[str, int]:
        """Id of a text the scenario names → its number."""
        texts = self.result.scenario.texts
        return {name: self.result.space.number(text) for name, text in texts.items()}

    @lazy
    def causes(self) -> dict[str, FormCauses]:
        """Form → what common causes do in it; empty of a scenario without any."""
        if not self.result.scenario.shocks:
            return {}
        desk, named = CauseDesk(self.poll), [*self.named.values()]
        best = [texts.best for texts in self.forms.values() if texts.best is not None]
        desk.ask(
            [*(text.package for text in best), *named],
            [*(number for text in best for number in text.by_replicate), *named],
        )
        return {form: self._causes(desk, form, texts) for form, texts in self.forms.items()}

    def _causes(self, desk: CauseDesk, form: str, texts: FormTexts) -> FormCauses:
        found = [desk.effect(form, number, name) for name, number in self.named.items()]
        if (best := texts.best) is not None:
            found.insert(0, desk.effect(form, best.package, by_replicate=best.by_replicate))
        return FormCauses(tuple(found), desk.zones.get(form))

    @lazy
    def after_no(self) -> tuple[AfterNo, ...]:
        """For every whole text that an event rejects: the nearest that passes, form by form."""
        return tuple(all_after_no(self.result, self.poll))

    @lazy
    def secrecy(self) -> dict[str, Secrecy]:
        """Form → what it keeps undisclosed, what that buys, and what a leak does to its texts.

        Empty where no form keeps anything undisclosed.
        """
        if not uses_secrecy(self.result.scenario):
            return {}
        asked: dict[str, list[AskedText]] = {}
        for form, texts in self.forms.items():
            best = texts.best
            asked[form] = (
                [] if best is None else [AskedText("best", None, best.package, best.by_replicate)]
            )
            asked[form] += [AskedText("settlement", None, n, (n,)) for n in self._settled(form)]
            asked[form] += [AskedText("named", name, n, (n,)) for name, n in self.named.items()]
        return LeakTest(self.result, self.poll).of_forms(asked)

    def vote(self, form: str, package: int, text: str | None = None) -> Vote:
        """Put a text to everyone a form asks.

        Parameters
        ----------
        form
            Name of a form at least two parties have a rule for.
        package
            Number of the text.
        text
            What it is called.

        Raises
        ------
        WinsetError
            If there is no such form.
        """
        if form not in self.poll.forms:
            raise WinsetError(
                f"there is no form {form!r} that two parties have a rule for. "
                f"Choose one of: {', '.join(self.poll.forms) or 'none'}."
            )
        if (form, package) not in self._votes:
            self._votes[form, package] = self._vote(form, package, text, is_best=False)
        kept = self._votes[form, package]
        return kept if text is None or kept.text == text else replace(kept, text=text)

    def gates(self, form: str, packages: Sequence[int]) -> Gates:
        """Count how far one text comes, or one for each replicate of the worlds."""
        return self.poll.gates(form, packages)

    def _best_vote(self, form: str, package: int) -> Vote:
        """Put the best text to the vote: where signing adds no hurdle, no change can help it."""
        vote = self._vote(form, package, None, is_best=False)
        answers = vote.answers
        vote = replace(vote, is_best=bool((answers.passes == answers.in_zone).all()))
        self._votes[form, package] = vote
        return vote

    def _vote(self, form: str, package: int, text: str | None, *, is_best: bool) -> Vote:
        answers = self.poll.answers(form, [package])
        return Vote(
            form,
            package,
            text,
            self.poll.gates(form, [package]),
            {party: share_of(answers.holds(party)) for party in answers.form.rules},
            roll_call(self.result, answers, package),
            answers,
            self.poll,
            is_best,
        )

    def _form(self, form: str, best: BestText | None, writers: Writers) -> FormTexts:
        together = writers.together
        settled = self._settled(form)
        carried = None if best is None else self._carried_out(form, best)
        return FormTexts(
            best,
            None if best is None else self.gates(form, best.by_replicate),
            None if best is None else self._best_vote(form, best.package),
            writers,
            None if together is None else self.gates(form, together.by_replicate),
            {
                actor: self._passes(form, text.by_replicate)
                for actor, text in writers.pens.items()
                if text is not None
            },
            self.gates(form, settled) if settled else None,
            carried,
            self.vote(form, carried.text.package) if carried and carried.is_better else None,
            {name: self.gates(form, [number]) for name, number in self.named.items()},
        )

    def _carried_out(self, form: str, best: BestText) -> BestCarriedOut | None:
        answers = self.poll.answers(form, best.by_replicate)
        if answers.carrying is None:
            return None  # it gets through as often as it passes, and none passes more often
        entry = self.poll.forms[form]
        return best_carried_out(self.result, self.poll, entry, answers, best.package)

    def _passes(self, form: str, by_replicate: Sequence[int]) -> Estimate:
        if self.poll.forms[form].unbound:
            return self.gates(form, by_replicate).passes
        return share_of(cross_fitted(self.result.in_zone(form, by_replicate)))

    def _settled(self, form: str) -> list[int]:
        package = self.result.forms[form].settlements["nash"].package
        return [] if package is None else [package]
