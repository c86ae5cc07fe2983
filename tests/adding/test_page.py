"""A page added as docs/howto/adding.md says: its module, its template, its line of the list."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path
from typing import Any

import pytest
from jinja2 import ChoiceLoader, DictLoader

from tests.web.conftest import HOME, TestClient
from winset.cases import case_path, load
from winset.web.app import create_app
from winset.web.app_state import AppState
from winset.web.pages import PAGES
from winset.web.rendering import environment
from winset.web.security import Access
from winset.web.workspace import Workspace

RECIPE = Path(__file__).parents[2] / "docs" / "howto" / "adding.md"
CASE = "us-russia-2025"


def block(kind: str) -> str:
    """The text of the recipe's one code block of a kind."""
    section = RECIPE.read_text("utf-8").split("\n## A page\n")[1].split("\n## ")[0]
    (found,) = re.findall(rf"^( *)```{kind}\n(.*?)^\1```$", section, re.MULTILINE | re.DOTALL)
    return textwrap.dedent(found[1])


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    shutil.copytree(case_path(CASE), tmp_path / CASE)
    module: dict[str, Any] = {}
    exec(compile(block("python"), "sources.py", "exec"), module)
    template = DictLoader({"sources.html": block("html")})
    loader = environment().loader
    assert loader is not None
    monkeypatch.setattr(environment(), "loader", ChoiceLoader([template, loader]))
    app = create_app(AppState(Workspace(tmp_path), Access()), (*PAGES, module["SOURCES"]))
    return TestClient(app, base_url=HOME)


def test_the_page_shows_the_case(client: TestClient) -> None:
    answer = client.get(f"/cases/{CASE}/sources")
    assert answer.status_code == 200
    sources = [source.title for source in load(CASE).sources.values()]
    assert answer.text.count("<li>") >= len(sources) > 0
    assert client.get("/cases/nobody/sources").status_code == 404


def test_other_pages_lead_to_it(client: TestClient) -> None:
    link = f'<a href="/cases/{CASE}/sources"'
    assert link in client.get(f"/cases/{CASE}/map").text
    assert f'{link} aria-current="page">Sources</a>' in client.get(f"/cases/{CASE}/sources").text


def test_it_stands_behind_the_guard(client: TestClient) -> None:
    answer = client.get(f"/cases/{CASE}/sources", headers={"host": "elsewhere.example"})
    assert answer.status_code == 421
    policy = client.get(f"/cases/{CASE}/sources").headers["content-security-policy"]
    assert "script-src 'self'" in policy
