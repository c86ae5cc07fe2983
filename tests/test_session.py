"""A result as data, and the session above it: pickled, shared by threads, one a perspective."""

from __future__ import annotations

import copy
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import get_type_hints

import pytest

import winset
from tests.test_analysis import fingerprint, pie
from winset.analysis import Analysis
from winset.engine import Result, compute
from winset.lazy import lazy
from winset.scenario import scenario_from
from winset.scenario.case import Case
from winset.scenario.model import Scenario

THREADS = 4


@pytest.fixture(scope="module")
def senate() -> Analysis:
    return winset.analyse(winset.load("treaty-senate"), worlds=16)


def two_views() -> Scenario:
    """A pie that one side alone would refuse, as the other sees it."""
    doves = {"title": "Doves", "actors": {"left": {"reservation": 0.75}}}
    return scenario_from(pie(perspectives={"doves": doves}))


@pytest.mark.parametrize("method", ["enumeration", "programme"])
def test_a_result_goes_through_a_pickle(method: str) -> None:
    result = compute(two_views(), worlds=4, method=method)  # type: ignore[arg-type]
    again = pickle.loads(pickle.dumps(result))
    assert type(again) is Result
    assert fingerprint(again) == fingerprint(result)
    assert fingerprint(again.perspectives["doves"]) == fingerprint(result.perspectives["doves"])
    assert again.effort == result.effort


def test_a_result_gives_the_same_json_after_a_pickle(senate: Analysis) -> None:
    result = compute(senate.scenario, worlds=16)
    again = pickle.loads(pickle.dumps(result))
    assert Analysis.of(again).to_dict() == senate.to_dict()


def test_a_session_goes_through_a_pickle_with_nothing_it_can_work_out_again(
    senate: Analysis,
) -> None:
    before = len(pickle.dumps(Analysis.of(senate)))
    plain = senate.to_dict()
    kept = pickle.dumps(senate)
    assert len(kept) == before
    again = pickle.loads(kept)
    assert type(again) is Analysis
    assert again.to_dict() == plain
    assert copy.copy(senate).to_dict() == plain


def test_threads_that_ask_at_the_same_time_have_a_part_worked_out_once() -> None:
    asked = threading.Barrier(THREADS)
    entered: list[str] = []

    class Session:
        @lazy
        def slow(self) -> object:
            """A part that others wait for."""
            entered.append("slow")
            # were a second thread let in, both would append before either returned
            threading.Event().wait(0.05)
            return object()

        @lazy
        def quick(self) -> str:
            entered.append("quick")
            return "quick"

        @lazy
        def both(self) -> tuple[object, str]:
            return self.slow, self.quick

    session = Session()

    def ask(_: int) -> tuple[object, str]:
        asked.wait()
        return session.both

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(ask, range(THREADS)))
    assert entered == ["slow", "quick"]
    assert all(one is found[0] for one in found)
    assert Session.slow.__doc__ == "A part that others wait for."


def test_a_quick_part_does_not_wait_for_a_slow_one() -> None:
    begun, ended = threading.Event(), threading.Event()

    class Session:
        @lazy
        def slow(self) -> bool:
            begun.set()
            return ended.wait(10)

        @lazy
        def quick(self) -> str:
            return "quick"

    session = Session()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(lambda: session.slow)
        assert begun.wait(10)
        assert session.quick == "quick"
        ended.set()
        assert waiting.result()


def test_a_part_that_fails_is_asked_for_again() -> None:
    tries: list[int] = []

    class Session:
        @lazy
        def part(self) -> int:
            tries.append(1)
            if len(tries) == 1:
                raise OSError("no room")
            return 7

    session = Session()
    with pytest.raises(OSError, match="no room"):
        _ = session.part
    assert session.part == 7


@pytest.mark.parametrize("part", ["durability", "foreseen", "acceptance"])
def test_every_part_of_an_analysis_is_worked_out_once(
    part: str, senate: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Analysis.of(senate)
    worked: list[object] = []
    own = getattr(Analysis, part)
    work = own.work

    def counted(instance: Analysis) -> object:
        worked.append(instance)
        return work(instance)

    monkeypatch.setattr(own, "work", counted)
    ready = threading.Barrier(2)

    def ask(_: int) -> object:
        ready.wait()
        return getattr(session, part)

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(ask, range(2))
    assert one is other
    assert len(worked) == 1


def test_perspectives_share_no_part() -> None:
    analysis = winset.analyse(two_views())
    doves = analysis.perspectives["doves"]
    assert isinstance(doves, Analysis)
    packages = range(analysis.space.size)
    asked, seen = analysis.consent_odds(packages), doves.consent_odds(packages)
    assert asked["left"].probability.tolist() == [0, 1, 1, 1, 1]
    assert seen["left"].probability.tolist() == [0, 0, 0, 1, 1]
    assert asked["right"].probability.tolist() == seen["right"].probability.tolist()
    assert analysis.durability is not doves.durability
    alone = winset.analyse(two_views().seen_as("doves"), perspectives=False)
    assert fingerprint(doves) == fingerprint(alone)


def test_a_type_checker_knows_that_the_scenario_of_a_result_can_be_changed() -> None:
    assert get_type_hints(Result)["scenario"] is Case
    assert get_type_hints(Analysis)["scenario"] is Case
