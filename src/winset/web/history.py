"""What was changed in this start, to be taken back and done again."""

from __future__ import annotations

import threading
from dataclasses import dataclass

MOST = 200
"""Steps kept a case."""


@dataclass(frozen=True)
class Step:
    """One change of a case's file.

    Attributes
    ----------
    label
        What was done, as a person reads it.
    before, after
        The whole text.
    before_revision, after_revision
        The case's revisions.
    """

    label: str
    before: str
    after: str
    before_revision: str
    after_revision: str


class History:
    """The changes of all cases; steps that the file on disk no longer follows are of no use."""

    def __init__(self) -> None:
        self._done: dict[str, list[Step]] = {}
        self._undone: dict[str, list[Step]] = {}
        self._lock = threading.Lock()

    def add(self, case: str, step: Step) -> None:
        """Take note of a change; what was taken back before can no longer be done again."""
        with self._lock:
            done = self._done.setdefault(case, [])
            done.append(step)
            del done[:-MOST]
            self._undone[case] = []

    def to_undo(self, case: str, revision: str) -> Step | None:
        """The step that led to this revision, None if no known one did."""
        with self._lock:
            done = self._done.get(case, [])
            return done[-1] if done and done[-1].after_revision == revision else None

    def to_redo(self, case: str, revision: str) -> Step | None:
        """The step that was taken back to reach this revision, None if none was."""
        with self._lock:
            undone = self._undone.get(case, [])
            return undone[-1] if undone and undone[-1].before_revision == revision else None

    def undo(self, case: str) -> None:
        """The last step was taken back."""
        with self._lock:
            self._undone.setdefault(case, []).append(self._done[case].pop())

    def redo(self, case: str) -> None:
        """The step last taken back was done again."""
        with self._lock:
            self._done.setdefault(case, []).append(self._undone[case].pop())

    def text_at(self, case: str, revision: str) -> str | None:
        """The text a case had at a revision, None where this start does not know it."""
        with self._lock:
            steps = [*self._done.get(case, []), *self._undone.get(case, [])]
        for step in reversed(steps):
            if step.after_revision == revision:
                return step.after
            if step.before_revision == revision:
                return step.before
        return None

    def forget(self, case: str) -> None:
        """A case is gone."""
        with self._lock:
            self._done.pop(case, None)
            self._undone.pop(case, None)
