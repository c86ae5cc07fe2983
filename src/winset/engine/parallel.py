"""Jobs over worlds in threads, with progress; no answer depends on their number or order."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is."""

Job = Callable[[], int]
"""Some worlds to ask; returns how many it has done."""


def in_threads(
    jobs: Sequence[Job],
    what: str,
    worlds: int,
    progress: Progress,
    workers: int | None,
) -> None:
    """Run jobs, each of which returns how many worlds it has done."""
    progress(what, 0, worlds)
    done = 0
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        waiting = [pool.submit(job) for job in jobs]
        try:
            for finished in as_completed(waiting):
                done += finished.result()
                progress(what, done, worlds)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def quiet(what: str, done: int, total: int) -> None:
    """Say nothing."""
