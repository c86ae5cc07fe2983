"""Each consistency rule speaks up when it is broken, holds back when not, and is documented."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.scenario.breaches import BREACHES
from tests.scenario.codes import codes
from tests.scenario.conftest import changed, problems_of
from winset.errors import Problem
from winset.scenario import read_scenario
from winset.scenario.checks import CHECKS

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "checks.md"
SENATE = "member,weight,bloc,valley\nAdams,1,left,20\nBaker,1,right,45\nClark,1,right,60\n"


@pytest.fixture
def folder(tmp_path: Path, starter: Path) -> Path:
    (tmp_path / "senate.csv").write_text(SENATE, encoding="utf-8")
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    shutil.copytree(starter / "sources", tmp_path / "sources")
    return tmp_path


def test_the_starter_case_breaks_no_rule(starter: Path) -> None:
    assert read_scenario(starter).warnings == ()


def test_every_rule_has_a_breach() -> None:
    assert set(BREACHES) == set(CHECKS)


@pytest.mark.parametrize("code", sorted(BREACHES))
def test_breach(code: str, problems: Callable[..., list[Problem]], folder: Path) -> None:
    found = [p for p in problems(BREACHES[code][0], folder) if p.code == code]
    assert found, f"{code} was not raised"
    assert found[0].severity == CHECKS[code].severity
    assert found[0].field
    assert found[0].fix.endswith((".", "?"))
    assert re.search("“.+”|worlds|talks|round", found[0].message), "no culprit is named"


@pytest.mark.parametrize("code", sorted(BREACHES))
def test_near_miss(code: str, problems: Callable[..., list[Problem]], folder: Path) -> None:
    assert code not in {p.code for p in problems(BREACHES[code][1], folder)}


def test_an_issue_is_agreed_on_one_option(problems: Callable[..., list[Problem]]) -> None:
    agreed = [{"issue": "valley", "agreed": option} for option in ("leased", "shared")]
    (problem,) = problems({"given": agreed})
    assert (problem.code, problem.field) == ("events-contradict", "given.1")
    assert problem.message == "“valley” is agreed both as “leased” and as “shared”"
    (problem,) = problems({"given": [agreed[0], agreed[0]]})
    assert problem.code == "repeated-event"


@pytest.mark.parametrize("rule", [{"not": "lakeland"}, {"all": ["lakeland", {"not": "lakeland"}]}])
def test_nobody_does_its_part_by_leaving_it_undone(
    problems: Callable[..., list[Problem]], rule: object
) -> None:
    found = problems({"issues.sanctions.needs": {"50": rule}})
    (problem,) = [problem for problem in found if problem.code == "negated-need"]
    assert problem.value == "{not: lakeland}"
    assert problem.field.endswith(".not")


def test_an_offset_beyond_all_measure_is_told(problems: Callable[..., list[Problem]]) -> None:
    group = {"members": 100, "offset": 1e308}
    found = problems({"actors.northern_senate.body.groups": {"left": group}})
    assert "wide-offset" in {problem.code for problem in found}


def _sections() -> dict[str, str]:
    parts = re.split(r"^### `?([a-z0-9-]+)`?$", DOCS.read_text(encoding="utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_docs_list_every_code_and_no_other() -> None:
    assert set(_sections()) == codes()


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_the_docs_quote_the_message(code: str, raw: Mapping[str, Any], folder: Path) -> None:
    said = problems_of(changed(raw, BREACHES[code][0]), folder)
    message = next(p.message for p in said if p.code == code)
    section = _sections()[code]
    assert f"> {message}\n" in section
    assert f"*{CHECKS[code].severity}*" in section


@pytest.mark.parametrize("code", sorted(codes()))
def test_the_docs_say_why_and_what_to_do(code: str) -> None:
    section = _sections()[code]
    assert "**Why.** " in section
    assert "**Remedy.** " in section
