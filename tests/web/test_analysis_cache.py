"""Two requests for one page compute once, whichever of them is first."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import winset.analysis
from winset.web.analysis_cache import KEPT, AnalysisCache
from winset.web.app import create_app
from winset.web.app_state import AppState
from winset.web.workspace import Workspace

from .conftest import HOME, TestClient


def counted(work: Callable[..., Any], calls: list[str], name: str) -> Callable[..., Any]:
    """The same work, slow enough that whoever asks meanwhile asks while it goes on."""

    def slow(*given: Any, **named: Any) -> Any:
        calls.append(name)
        time.sleep(0.3)
        return work(*given, **named)

    return slow


def test_two_requests_for_a_page_compute_once(
    state: AppState, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    for name in ("compute", "durability_of"):
        work = getattr(winset.analysis, name)
        monkeypatch.setattr(winset.analysis, name, counted(work, calls, name))
    app = create_app(state)
    together = threading.Barrier(2)

    def ask(_: int) -> str:
        client = TestClient(app, base_url=HOME)
        together.wait(10)
        answer = client.get("/cases/treaty-senate/durability/answer?worlds=16")
        assert answer.status_code == 200, answer.text
        return answer.text

    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(ask, range(2))
    assert one == other
    assert sorted(calls) == ["compute", "durability_of"]


def test_the_least_recently_used_goes_first(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(
        winset.analysis, "compute", counted(winset.analysis.compute, calls, "compute")
    )
    cache, case = AnalysisCache(), workspace.case("treaty-senate")
    first = cache.analysis_for(case, seed=0)
    for seed in range(1, KEPT):
        cache.analysis_for(case, seed=seed)
    assert cache.analysis_for(case, seed=0) is first
    cache.analysis_for(case, seed=KEPT)  # seed 1 goes, seed 0 was used since
    assert len(calls) == KEPT + 1
    assert cache.analysis_for(case, seed=0) is first
    cache.analysis_for(case, seed=1)
    assert len(calls) == KEPT + 2


def test_whoever_waited_for_one_that_was_ended_tries_anew(workspace: Workspace) -> None:
    cache, case = AnalysisCache(), workspace.case("treaty-senate")

    def ended(*_: object) -> None:
        raise RuntimeError("nobody waits any more")

    with pytest.raises(RuntimeError):
        cache.analysis_for(case, progress=ended)
    assert cache.analysis_for(case).worlds.count == 1
