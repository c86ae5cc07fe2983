"""What was computed so far, so that no revision of a case is analysed twice."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from winset.errors import WinsetError

if TYPE_CHECKING:
    from winset.analysis import Analysis, Progress
    from winset.web.workspace import CaseFile

KEPT = 6
"""Analyses kept in memory; the least recently used goes first."""

_MOST_ASKERS = 1_000

Key = tuple[str, str, int | None, int | None, bool]


class SupersededError(WinsetError):
    """Nobody waits for this answer any more."""


class Results:
    """Analyses by case, revision, number of worlds and seed."""

    def __init__(self) -> None:
        self._found: OrderedDict[Key, Analysis] = OrderedDict()
        self._busy: dict[Key, threading.Lock] = {}
        self._far: dict[str, tuple[str, int, int]] = {}
        self._turns: dict[str, int] = {}
        self._turn = 0
        self._lock = threading.Lock()

    def analysis_for(
        self,
        case: CaseFile,
        worlds: int | None = None,
        seed: int | None = None,
        *,
        perspectives: bool = False,
        progress: Progress | None = None,
    ) -> Analysis:
        """Analyse a case, or return what was found for this revision before.

        Parameters
        ----------
        case
            The case at a revision.
        worlds
            Number of worlds; default the case's own setting.
        seed
            Seed; default the case's own setting.
        perspectives
            Whether to analyse its perspectives beside it.
        progress
            Told how far the analysis is, unless it was found before; may raise to end it.

        Raises
        ------
        ScenarioError
            If the case has errors.
        """
        from winset.analysis import analyse

        key = (case.name, case.revision, worlds, seed, perspectives)
        with self._lock:
            busy = self._busy.setdefault(key, threading.Lock())
        with busy:
            found = self._known(key)
            if found is None:
                found = analyse(
                    case.scenario,
                    worlds=worlds,
                    seed=seed,
                    perspectives=perspectives,
                    advice=True,  # worked out when a page first asks for it
                    progress=progress,
                )
                self._keep(key, found)
        return found

    @contextmanager
    def watched(self, name: str) -> Iterator[Progress]:
        """Let others see how far an analysis is, under a name, while it is worked out."""

        def note(what: str, done: int, total: int) -> None:
            self._far[name] = (what, done, total)

        try:
            yield note
        finally:
            self._far.pop(name, None)

    def how_far(self, name: str) -> tuple[str, int, int] | None:
        """What is being done, how much of it is done and how much there is; None if nothing is."""
        return self._far.get(name)

    def live(self, case: CaseFile, worlds: int | None = None, *, asker: str = "") -> Analysis:
        """Analyse a case while somebody changes it: ended where the same asker asks anew.

        Parameters
        ----------
        case, worlds
            As for :meth:`analysis_for`.
        asker
            Which open page asks; pages do not end each other's runs.

        Raises
        ------
        SupersededError
            If the asker has asked again meanwhile.
        """
        turn = self._next_turn(asker)

        def wanted(*_: object) -> None:
            if self._turns.get(asker) != turn:
                raise SupersededError("A newer change is being worked out.")

        return self.analysis_for(case, worlds, progress=wanted)

    def _next_turn(self, asker: str) -> int:
        with self._lock:
            while len(self._turns) >= _MOST_ASKERS:
                del self._turns[next(iter(self._turns))]
            self._turn += 1
            self._turns[asker] = self._turn
            return self._turn

    def known(
        self,
        case: CaseFile,
        worlds: int | None = None,
        seed: int | None = None,
        *,
        perspectives: bool = False,
    ) -> Analysis | None:
        """Return what was found for this revision, None where nothing was."""
        return self._known((case.name, case.revision, worlds, seed, perspectives))

    def _known(self, key: Key) -> Analysis | None:
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
            return found

    def _keep(self, key: Key, found: Analysis) -> None:
        with self._lock:
            self._found[key] = found
            while len(self._found) > KEPT:
                gone, _ = self._found.popitem(last=False)
                self._busy.pop(gone, None)

    def preview(
        self, case: CaseFile, changes: Mapping[str, object], worlds: int, *, asker: str = ""
    ) -> Analysis:
        """Analyse a case as if it said otherwise; nothing is written or kept.

        Parameters
        ----------
        case
            The case.
        changes
            Dotted path → value, as :meth:`winset.scenario.Case.with_changes` takes them.
        worlds
            Number of worlds.
        asker
            Which open page asks; what it asked before is ended.
        """
        from winset.analysis import analyse

        self._next_turn(asker)
        changed = case.scenario.with_changes(changes)
        return analyse(changed, worlds=worlds, perspectives=False)
