"""What was changed in this start, to be taken back and done again."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

MOST = 200
"""Steps kept a case."""


@dataclass(frozen=True)
class EditStep:
    """One change of a case's file."""

    label: str
    """What was done, as a person reads it."""
    before: str
    after: str
    """``before``, ``after``: the whole text."""
    before_revision: str
    after_revision: str
    """``before_revision``, ``after_revision``: the case's revisions."""


@dataclass
class _Steps:
    """Steps of one case, the last done and the last taken back at the end."""

    done: list[EditStep] = field(default_factory=list)
    undone: list[EditStep] = field(default_factory=list)


class History:
    """The changes of all cases.

    A step is offered only where the file has the very revision it led to (or, to do it again,
    started from). So whatever else wrote the file meanwhile, no step is ever laid over it: it
    rests until an edit leads back to its revision, or forever.
    """

    def __init__(self) -> None:
        self._cases: dict[str, _Steps] = {}
        self._lock = threading.Lock()

    def add(self, case: str, step: EditStep) -> None:
        """Take note of a change; what was taken back before can no longer be done again."""
        with self._lock:
            done = self._cases.get(case, _Steps()).done
            self._cases[case] = _Steps([*done, step][-MOST:])

    def next_step(self, case: str, revision: str, *, forward: bool) -> EditStep | None:
        """The step to take back, or to do again, at a revision; None where there is none."""
        with self._lock:
            steps = self._cases.get(case, _Steps())
            last = (steps.undone if forward else steps.done)[-1:]
        led_to = [step.before_revision if forward else step.after_revision for step in last]
        return last[0] if led_to == [revision] else None

    def move(self, case: str, *, forward: bool) -> None:
        """The next step was taken back, or done again."""
        with self._lock:
            steps = self._cases[case]
            if forward:
                steps.done.append(steps.undone.pop())
            else:
                steps.undone.append(steps.done.pop())

    def text_at(self, case: str, revision: str) -> str | None:
        """The text a case had at a revision, None where this start does not know it."""
        with self._lock:
            steps = self._cases.get(case, _Steps())
            all_steps = [*steps.done, *steps.undone]
        texts: dict[str, str] = {}
        for step in all_steps:
            texts |= {step.before_revision: step.before, step.after_revision: step.after}
        return texts.get(revision)

    def forget(self, case: str) -> None:
        """A case is gone."""
        with self._lock:
            self._cases.pop(case, None)
