"""A progress bar for long work, with what is being done and the time that remains."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from winset.analysis import Progress

_LONG = 1.0


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Show progress on a terminal's standard error once the work has lasted a second."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.percentage:3.0f} %"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    started = time.perf_counter()
    task = bar.add_task("")

    def report(what: str, done: int, total: int) -> None:
        if not sys.stderr.isatty() or time.perf_counter() - started < _LONG:
            return
        bar.start()
        bar.update(task, description=what, completed=done, total=total)

    try:
        yield report
    finally:
        bar.stop()
