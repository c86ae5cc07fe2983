"""Whatever stands in a file, reading gives a scenario or a ScenarioError, never anything else."""

from __future__ import annotations

import copy
import functools
import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from winset.errors import ScenarioError
from winset.scenario import read_scenario, rules, scenario_from
from winset.scenario.numbers import Discrete, Fixed, Normal, Pert, Uniform, parse_number
from winset.scenario.source_places import UnreadableError
from winset.scenario.template import files
from winset.scenario.yamltree import read_yaml

TEXT = (files("winset.scenario") / "starter" / "scenario.yaml").read_text(encoding="utf-8")
RAW: Any = read_yaml(TEXT, "f").content
BITS = ["{", "}", "[", "]", ":", ",", "#", "&a ", "*a", "!!x ", "<<: ", '"', "'", "|", "-", "\t"]
BITS += ["\n", "  ", "---\n", "null", "1e999", ".nan", "treaty", "north", "\ufeff", "%", "? ", "é"]

_shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def _caught(call: Callable[[], object], kind: type[Exception]) -> Any:
    """Return the exception of this kind that a call ends in, None if it ends well."""
    try:
        call()
    except kind as error:
        return error
    return None


def _read(path: Path) -> None:
    error = _caught(lambda: read_scenario(path), ScenarioError)
    if error is not None:
        assert error.problems
        assert all(p.code and p.message and p.fix and p.file for p in error.problems)
        assert str(error)


@_shared
@given(seed=st.integers(0, 2**32), cuts=st.integers(1, 6))
def test_mutated_yaml(tmp_path: Path, seed: int, cuts: int) -> None:
    draw = random.Random(seed)
    text = TEXT
    for _ in range(cuts):
        at = draw.randrange(len(text))
        text = text[:at] + draw.choice(BITS) + text[at + draw.randrange(3) :]
    path = tmp_path / "scenario.yaml"
    path.write_text(text, encoding="utf-8")
    _read(path)


@_shared
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode()))
def test_arbitrary_bytes(tmp_path: Path, content: bytes) -> None:
    for name in ("scenario.yaml", "book.xlsx"):
        (tmp_path / name).write_bytes(content)
        _read(tmp_path / name)
    (tmp_path / "scenario.yaml").unlink()
    (tmp_path / "actors.csv").write_bytes(content)
    _read(tmp_path)


_plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-200, 10**20)
    | st.floats()
    | st.sampled_from(["", "treaty", "valley", "kept", "president", "2025-01-01", "2/3", "north"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["low", "mode", "high", "all", "of", "at_least", "values", "mean", "x"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def _mutated(draw: random.Random, raw: Mapping[str, Any], value: object) -> Any:
    """Set one part, wherever it is, to the value."""
    mutated = copy.deepcopy(raw)
    part: Any = mutated
    while True:
        key = draw.choice(list(part) if isinstance(part, dict) else range(len(part)))
        if not isinstance(part[key], dict | list) or not part[key] or draw.random() < 0.2:
            part[key] = value
            return mutated
        part = part[key]


@_shared
@given(seed=st.integers(0, 2**32), value=_plain)
def test_mutated_values(seed: int, value: object) -> None:
    mutated = _mutated(random.Random(seed), RAW, value)
    error = _caught(lambda: scenario_from(mutated), ScenarioError)
    if error is not None:
        assert error.problems
        assert not any("pydantic" in str(p) or "https" in str(p) for p in error.problems)
        return
    scenario = scenario_from(mutated)
    for perspective in scenario.perspectives:
        assert scenario.seen_as(perspective).perspective_id == perspective


@_shared
@given(text=st.text(alphabet="ab01{}[]:,-&*!#|>'\"%@ \n\t?~.", max_size=60))
def test_yaml_like_text(text: str) -> None:
    error = _caught(lambda: read_yaml(text, "f"), UnreadableError)
    assert error is None or error.findings


# -- round trips -----------------------------------------------------------------------------

_ids = st.sampled_from(["president", "senate", "army", "x-1", "y_2"])
_thresholds = (
    st.integers(1, 500).map(lambda n: n)
    | st.floats(0.001, 1.0).map(float)
    | st.tuples(st.integers(1, 9), st.integers(1, 9))
    .filter(lambda t: t[0] <= t[1])
    .map(lambda t: f"{t[0]}/{t[1]}")
)
_written = st.recursive(
    _ids
    | st.fixed_dictionaries({"majority": _ids})
    | st.fixed_dictionaries({"at_least": _thresholds, "of": _ids})
    | st.fixed_dictionaries(
        {
            "at_least": _thresholds,
            "of": st.lists(_ids, min_size=1, max_size=4, unique=True),
            "by": st.sampled_from(["count", "votes", "influence"]),
        }
    ),
    lambda inner: (
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"not": inner})
    ),
    max_leaves=8,
)


@given(_written)
def test_rules_are_read_back_as_written(written: object) -> None:
    rule = rules.parse_rule(written)
    assert rule.written() == written
    assert rules.parse_rule(rule.written()) == rule
    assert rules.parse_rule(rule) is rule
    assert set(rules.actors_of(rule)) <= {"president", "senate", "army", "x-1", "y_2"}
    assert next(rules.walk(rule)) is rule


@given(_plain)
def test_rules_and_numbers_take_or_refuse(raw: object) -> None:
    for parse in (rules.parse_rule, parse_number, rules.parse_threshold):
        error = _caught(functools.partial(parse, raw), PydanticCustomError)
        assert error is None or (error.context or {}).get("fix")


def test_thresholds() -> None:
    assert rules.parse_threshold("2/3").amount == Fraction(2, 3)
    assert rules.parse_threshold("0.6").amount == Fraction(3, 5)
    assert rules.parse_threshold(67).is_count
    assert not rules.parse_threshold(1.0).is_count


_values = st.floats(-1e6, 1e6)


@given(st.lists(_values, min_size=3, max_size=3).map(sorted), st.floats(0, 1e6))
def test_numbers(ends: list[float], sd: float) -> None:
    low, mode, high = ends
    assert parse_number(mode) == Fixed(mode)
    assert parse_number({"low": low, "high": high}) == Uniform(low, high)
    assert parse_number({"high": high, "mode": mode, "low": low}) == Pert(low, mode, high)
    assert parse_number({"mean": mode, "sd": sd}) == Normal(mode, sd)
    several = parse_number({"values": ends, "weights": [1, 0, 2]})
    assert several == Discrete((low, mode, high), (1, 0, 2))
    for number in (Fixed(mode), Uniform(low, high), Pert(low, mode, high), several):
        assert number.low <= number.centre + 1e-6
        assert number.centre <= number.high + 1e-6
