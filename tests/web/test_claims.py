"""Claims in the app: what each matters, and a switch that every page of results heeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_claims import CLAIMS, MORE, NO_SENATE
from winset.web.workspace import Workspace

from .browsing import Running, Visit, until
from .test_results import words

CASE = "/cases/treaty-senate"
FEW = "?worlds=32"
OFF = f"{FEW}&without=senate"
SAID = "Without: The Senate stands in the way."


@pytest.fixture(autouse=True)
def claimed(request: pytest.FixtureRequest) -> None:
    if "client" in request.fixturenames:
        workspace: Workspace = request.getfixturevalue("workspace")
        make_claims(workspace.root)


def make_claims(root: Path) -> None:
    path = root / "treaty-senate" / "scenario.yaml"
    path.write_text(path.read_text("utf-8") + CLAIMS, "utf-8")


def test_every_page_of_results_lists_the_switches(client: Any) -> None:
    for page in ("brief", "results", "roll-call", "packages", "durability"):
        shown = client.get(f"{CASE}/{page}{FEW}").text
        assert SAID not in words(shown)
        (link,) = re.findall(r'href="([^"]*without=senate[^"]*)"', shown)
        assert link.startswith(f"{CASE}/{page}?")
        assert "nothing carries it" in words(shown)  # the weather has no switch
        off = client.get(link.replace("&amp;", "&")).text
        assert SAID in words(off)


def test_answers_are_those_without_the_claim(client: Any) -> None:
    for page in ("brief/answer", "roll-call/answer"):
        on, off = (words(client.get(f"{CASE}/{page}{asked}").text) for asked in (FEW, OFF))
        assert on != off
    assert SAID.rstrip(".") in words(client.get(f"{CASE}/brief/answer{OFF}").text)
    assert "--without senate" in words(client.get(f"{CASE}/brief/answer{OFF}").text)
    told = words(client.get(f"{CASE}/brief/claims{FEW}").text)
    assert "The Senate stands in the way (¶2). " in told
    assert "It rained. Nothing in the case carries this" in told


def test_the_table_shows_what_else_the_file_holds_and_an_edit_keeps_it(
    client: Any, workspace: Workspace
) -> None:
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    more = (
        "excludes: [{ceiling: 90}]\nforms: {treaty: {exit_cost: 0.25}}\n"
        "given: [{actor: foreign_leader, rejects: {ceiling: 95}, note: ¶4}]\n"
    )
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    page = words(client.get(f"{CASE}/table").text)
    for told in (
        "Options that exclude each other",
        "What has happened",
        "ceiling=95",
        "What a form keeps undisclosed, and what leaving it costs",
        "0.25",
        "It rained: Nobody asks the weather.",
    ):
        assert told in page
    revision = workspace.case("treaty-senate").revision
    change = {"path": ["actors", "president", "stances", "ceiling", "position"], "text": "20"}
    edit = {"revision": revision, "label": "the president", "changes": [change]}
    answer = client.post(f"{CASE}/edit", json=edit)
    assert answer.status_code == 200, answer.text
    assert path.read_text("utf-8").endswith(more)


def test_an_unknown_claim_has_no_page(client: Any) -> None:
    for page in ("brief", "map", "table"):
        assert client.get(f"{CASE}/{page}{FEW}&without=moon").status_code == 404
        assert client.get(f"{CASE}/{page}{FEW}&without=senate").status_code == 200


def add(workspace: Workspace, text: str) -> None:
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_the_order_of_the_switches_changes_nothing_and_a_clash_is_said(
    client: Any, workspace: Workspace
) -> None:
    add(workspace, MORE)
    one, other = (
        client.get(f"{CASE}/brief{FEW}&without={first}&without={second}").text
        for first, second in (("senate", "quorum"), ("quorum", "senate"))
    )
    assert one == other
    assert "Without: The Senate stands in the way; A bare majority of it would do." in words(one)
    assert "each changes “parties.home.ratification.treaty”, and what “quorum” says" in words(one)
    assert "Warning:" not in words(client.get(f"{CASE}/brief{FEW}&without=quorum").text)


def test_a_page_says_why_nothing_can_be_computed(
    client: Any, visitor: Any, workspace: Workspace
) -> None:
    add(workspace, NO_SENATE + MORE)
    asked = f"{CASE}/brief{FEW}&without=chamber&without=quorum"
    shown = visitor.get(asked)
    assert shown.status_code == 422
    assert "Nothing can be computed without these claims" in words(shown.text)
    assert "The case itself has no errors." in words(shown.text)
    assert f'href="{CASE}/brief"' in shown.text
    assert client.get(asked).json()["error"] == "The case has errors without these claims."
    add(workspace, "given: [{actor: foreign_leader, rejects: {ceiling: 5}}]\n")
    few = visitor.get(f"{CASE}/brief/answer{FEW}")
    assert few.status_code == 422
    assert "Too few draws agree with what has happened" in words(few.text)
    add(workspace, "parties: {}\n")
    assert "This case cannot be read yet" in words(visitor.get(f"{CASE}/brief{FEW}").text)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = tmp_path_factory.mktemp("workspace")
    app = Running(root, "treaty-senate")
    make_claims(root)
    yield app
    app.stop()


@pytest.mark.browser
@pytest.mark.slow
def test_a_claim_is_switched_off_and_on_in_a_browser(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/brief{FEW}")
    page = visit.page
    loaded = "!document.querySelector('[aria-busy], .waiting')"
    until(page, loaded)
    before = page.inner_text("main")
    page.click("details.claims summary")
    page.click("details.claims a")
    until(page, loaded)
    assert SAID in page.inner_text("main")
    assert page.inner_text("main") != before
    page.click("text=Switch all claims on")
    until(page, loaded)
    assert SAID not in page.inner_text("main")
    assert visit.complaints == []
