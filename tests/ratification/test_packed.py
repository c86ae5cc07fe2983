"""Packages as bits against packages as bytes: the same counts, bit for bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import Case, cases
from tests.test_analysis import fingerprint, pie
from winset.analysis import analyse
from winset.packages import space_of
from winset.ratification import packed_census
from winset.ratification.bits import Bits, Layout, all_or_none
from winset.ratification.counter import BitCounter
from winset.ratification.prefix import prefix_rows
from winset.scenario.model import Scenario

layouts = st.builds(Layout, st.integers(1, 5), st.integers(1, 200))
sides = st.lists(st.integers(-5, 5), min_size=1, max_size=150)


def sets(layout: Layout, count: int, seed: int) -> list[np.ndarray[Any, np.dtype[np.bool_]]]:
    rng = np.random.default_rng(seed)
    return [rng.random(layout.first * layout.rest) < 0.5 for _ in range(count)]


@given(layouts, st.integers(0, 2**32))
def test_set_operations(layout: Layout, seed: int) -> None:
    one, other = sets(layout, 2, seed)
    a, b = (Bits(layout, layout.pack(members)) for members in (one, other))
    assert (a & b).unpack().tolist() == (one & other).tolist()
    assert (a | b).unpack().tolist() == (one | other).tolist()
    assert (~a).unpack().tolist() == (~one).tolist()
    assert a.any() == one.any()
    assert not (~(a | ~a)).any()
    assert all_or_none(layout, True).unpack().all()
    assert not all_or_none(layout, False).any()


@settings(deadline=None)
@given(layouts, st.lists(st.integers(0, 9), max_size=40), st.integers(0, 2**32))
def test_counting(layout: Layout, times: list[int], seed: int) -> None:
    members = sets(layout, len(times), seed)
    counter = BitCounter(layout)
    expected = np.zeros(layout.first * layout.rest, dtype=int)
    for n, own in zip(times, members, strict=True):
        counter.add(layout.pack(own), n)
        expected += n * own
        assert counter.counts().tolist() == expected.tolist()
    for least in (-1, 0, 1, 2, 7, sum(times), sum(times) + 1, 10**6):
        assert counter.at_least(least).unpack().tolist() == (expected >= least).tolist()
    both = BitCounter(layout)
    both.add_counter(counter, 3)
    both.add_counter(counter)
    assert both.counts().tolist() == (4 * expected).tolist()


@settings(deadline=None)
@given(sides, sides)
def test_prefixes_are_comparisons(brought: list[int], needed: list[int]) -> None:
    left, right = (np.array(side, dtype=np.int32) for side in (brought, needed))
    order = np.argsort(right, kind="stable")
    rows = prefix_rows(left, right[order], order)
    layout = Layout(len(left), len(right))
    assert layout.unpack(rows).reshape(len(left), -1).tolist() == (
        (left[:, None] >= right[None, :]).tolist()
    )


@given(cases(worlds=(1, 5, 16)))
def test_a_whole_analysis_is_the_same_in_bits(case: Case) -> None:
    scenario = case.scenario()
    in_bytes = fingerprint(analyse(scenario, perspectives=False))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed_census, "PACKED_FROM", 0)
        for most in (64, 2):
            patch.setattr(packed_census, "_MOST_WORLDS", most)
            assert fingerprint(analyse(scenario, perspectives=False)) == in_bytes


def test_large_spaces_go_by_bits() -> None:
    issues = {f"i{k}": {"title": "T", "options": 8, "no_deal": 40} for k in range(5)}
    stance = {"position": {"low": 10, "mode": 60, "high": 90}, "salience": {"low": 10, "high": 90}}
    actors = {f"a{k}": {"stances": dict.fromkeys(issues, stance)} for k in range(4)}
    actors["a2"]["body"] = {"members": 30, "dispersion": 20}
    actors["a3"]["body"] = {"members": 7, "dispersion": 10}
    joint = {"at_least": "3/5", "of": ["a0", "a2", "a3"], "by": "votes"}
    raw = pie(issues=issues, actors=actors)
    raw["parties"] = {
        "p0": {"principal": "a0", "ratification": {"t": {"all": ["a0", joint]}}},
        "p1": {"principal": "a1", "ratification": {"t": {"any": [{"majority": "a3"}, "a1"]}}},
    }
    raw["settings"] = {"worlds": 32}
    scenario = Scenario.model_validate(raw)
    assert packed_census.packed_layout(space_of(scenario)) == Layout(64, 512)
    in_bits = analyse(scenario, perspectives=False, workers=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed_census, "PACKED_FROM", 2**40)
        in_bytes = analyse(scenario, perspectives=False)
    assert fingerprint(in_bits) == fingerprint(in_bytes)
