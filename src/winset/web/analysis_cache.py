"""What was computed so far, so that no revision of a case is analysed twice."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from winset.errors import WinsetError

if TYPE_CHECKING:
    from winset.analysis import Analysis, Progress
    from winset.web.workspace import CaseFile

KEPT = 6
"""Analyses kept in memory; the least recently used goes first."""

_MOST_ASKERS = 1_000

Key = tuple[str, str, int | None, int | None, bool, tuple[str, ...]]


class SupersededError(WinsetError):
    """Nobody waits for this answer any more."""


@dataclass
class _Entry:
    """One analysis, and the lock of whoever works it out; None until it is there."""

    analysis: Analysis | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class AnalysisCache:
    """Analyses by case, revision, number of worlds and seed; threads may share it.

    Requests for one analysis at the same time wait for one another at its entry's lock, so the
    first computes and the others find; requests for another never wait. What an analysis works out
    later (how long deals last, advice) it holds behind locks of its own.
    """

    def __init__(self) -> None:
        self._entries: OrderedDict[Key, _Entry] = OrderedDict()
        self._progress: dict[str, tuple[str, int, int]] = {}
        self._turns: dict[str, int] = {}
        self._turn = 0
        self._lock = threading.Lock()  # of the mappings above, never held while computing

    def analysis_for(
        self,
        case: CaseFile,
        worlds: int | None = None,
        seed: int | None = None,
        *,
        perspectives: bool = False,
        without: tuple[str, ...] = (),
        progress: Progress | None = None,
    ) -> Analysis:
        """Analyse a case, or return what was found for this revision before.

        Parameters
        ----------
        case
            The case at a revision.
        worlds, seed
            Number of worlds and seed; default the case's own settings.
        perspectives
            Whether to analyse its perspectives beside it.
        without
            Claims that are switched off.
        progress
            Told how far the analysis is, unless it was found before; may raise to end it.

        Raises
        ------
        ScenarioError
            If the case has errors.
        """
        from winset.analysis import analyse

        without = case.scenario.in_file_order(without)
        key = (case.name, case.revision, worlds, seed, perspectives, without)
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
        with entry.lock:
            try:
                if entry.analysis is None:
                    entry.analysis = analyse(
                        case.scenario.without(*without),
                        worlds=worlds,
                        seed=seed,
                        perspectives=perspectives,
                        advice=True,  # worked out when a page first asks for it
                        progress=progress,
                    )
                return entry.analysis
            finally:
                self._settle(key, entry)

    def _settle(self, key: Key, entry: _Entry) -> None:
        """Keep an entry as the latest used, or forget it where its analysis was ended.

        Nothing is kept where an analysis raised, so whoever waited for it tries with a progress of
        its own: one asker's superseded question does not end another's. What it finds then is
        entered anew here.
        """
        with self._lock:
            if entry.analysis is None:
                self._entries.pop(key, None)
                return
            self._entries[key] = entry
            self._entries.move_to_end(key)
            while len(self._entries) > KEPT:
                self._entries.popitem(last=False)

    @contextmanager
    def reporting(self, name: str) -> Iterator[Progress]:
        """Let others see how far an analysis is, under a name, while it is worked out."""

        def note(what: str, done: int, total: int) -> None:
            self._progress[name] = (what, done, total)

        try:
            yield note
        finally:
            self._progress.pop(name, None)

    def progress_of(self, name: str) -> tuple[str, int, int] | None:
        """What is being done, how much of it is done and how much there is; None if nothing is."""
        return self._progress.get(name)

    def live(self, case: CaseFile, worlds: int | None = None, *, asker: str = "") -> Analysis:
        """Analyse a case while somebody changes it: ended where the same asker asks anew.

        The asker is an open page; pages do not end each other's runs.

        Raises
        ------
        SupersededError
            If the asker has asked again meanwhile.
        """
        turn = self._next_turn(asker)

        def check_turn(*_: object) -> None:
            if self._turns.get(asker) != turn:
                raise SupersededError("A newer change is being worked out.")

        return self.analysis_for(case, worlds, progress=check_turn)

    def _next_turn(self, asker: str) -> int:
        """Count a question; turns rise over all askers, so one that was forgotten is never met."""
        with self._lock:
            while len(self._turns) >= _MOST_ASKERS:
                del self._turns[next(iter(self._turns))]
            self._turn += 1
            self._turns[asker] = self._turn
            return self._turn

    def preview(
        self, case: CaseFile, changes: Mapping[str, object], worlds: int, *, asker: str = ""
    ) -> Analysis:
        """Analyse a case as if it said otherwise; nothing is written or kept.

        Changes are dotted paths with their values, as :meth:`winset.scenario.Case.with_changes`
        takes them. What the asker asked before is ended.
        """
        from winset.analysis import analyse

        self._next_turn(asker)
        changed = case.scenario.with_changes(changes)
        return analyse(changed, worlds=worlds, perspectives=False)
