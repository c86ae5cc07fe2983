"""The published schema of result.json describes every key, and every result holds to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

import winset
from tests.conftest import analysed_once
from winset.cases import case_ids
from winset.cli import main
from winset.serialise.advice import plain_advice
from winset.serialise.schema import RESULT_VERSION, result_schema

SCHEMA = result_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
ADVICE = jsonschema.Draft202012Validator({**SCHEMA["$defs"]["advice"], "$defs": SCHEMA["$defs"]})


def failures(found: object, validator: Any = VALIDATOR) -> list[str]:
    plain = json.loads(json.dumps(found, allow_nan=False))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(plain)]


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema lists, with what it says of it."""
    if isinstance(schema, dict):
        for name, own in schema.get("properties", {}).items():
            yield f"{path}.{name}", own
        for key, part in schema.items():
            yield from properties(part, f"{path}.{key}")
    elif isinstance(schema, list):
        for part in schema:
            yield from properties(part, path)


def test_it_is_a_schema_and_names_its_version() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == f"urn:winset:result:{RESULT_VERSION}"
    assert SCHEMA["properties"]["result"]["const"] == RESULT_VERSION


def test_every_key_is_described() -> None:
    listed = dict(properties(SCHEMA))
    assert len(listed) > 200
    assert [path for path, own in listed.items() if not own.get("description")] == []


def test_every_mapping_is_closed_or_says_what_its_values_are() -> None:
    def mappings(schema: Any) -> Iterator[dict[str, Any]]:
        if isinstance(schema, dict):
            if schema.get("type") == "object":
                yield schema
            for part in schema.values():
                yield from mappings(part)
        elif isinstance(schema, list):
            for part in schema:
                yield from mappings(part)

    assert all("additionalProperties" in own for own in mappings(SCHEMA))


@pytest.mark.parametrize("case", case_ids())
def test_bundled_cases_hold_to_it(case: str) -> None:
    found = analysed_once(case, worlds=64).to_dict()
    assert found["result"] == RESULT_VERSION
    assert failures(found) == []


def test_a_search_holds_to_it() -> None:
    analysis = winset.analyse(winset.load("treaty-senate"), worlds=16, method="programme")
    assert analysis.effort is not None
    assert failures(analysis.to_dict()) == []


def test_all_advice_holds_to_it() -> None:
    analysis = winset.analyse(winset.load("treaty-senate"), worlds=64, advice=True)
    assert failures(analysis.to_dict()) == []
    assert failures(plain_advice(analysis.advice, analysis, budget=0.2), ADVICE) == []


def test_a_key_that_is_not_listed_fails() -> None:
    found = winset.analyse(winset.load("unit-pie"), worlds=16).to_dict()
    form = next(iter(found["forms"].values()))
    form["surprise"] = 1
    assert any("surprise" in failure for failure in failures(found))


def test_the_command_prints_it() -> None:
    done = CliRunner().invoke(main, ["schema", "--result"], catch_exceptions=False)
    assert json.loads(done.stdout) == SCHEMA
