"""The brief in the app: where a case opens, and the five questions every page stands under."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from winset.web.pages import PAGES
from winset.words.brief import QUESTIONS

from .conftest import real
from .test_results import words

CASE = "/cases/us-russia-2025"
FEW = "?worlds=64"


def test_a_case_opens_at_its_brief(visitor: Any) -> None:
    answer = visitor.get(CASE)
    assert answer.headers["location"] == f"{CASE}/brief"
    assert f'href="{CASE}/brief"' in visitor.get("/").text


@pytest.mark.usefixtures("once")
def test_the_brief_is_that_of_report_and_terminal(client: Any) -> None:
    page = words(client.get(f"{CASE}/brief/answer{FEW}").text)
    brief = real().brief
    for part in brief.parts:
        assert f"{part.number} {part.question}" in page
        for block in part.blocks:
            texts = [block] if isinstance(block, str) else [c for row in block.rows for c in row]
            assert all(" ".join(text.split()) in page for text in texts)


def test_opening_the_brief_computes_no_advice(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the brief asked for advice")

    for name in ("advice_of", "information_of", "case_forecast_of"):
        monkeypatch.setattr(f"winset.analysis.{name}", refuse)
    answer = client.get("/cases/treaty-senate/brief/answer")
    assert answer.status_code == 200
    assert 'data-take="roll-call-' in answer.text


def test_every_page_stands_under_its_question(client: Any) -> None:
    page = client.get(f"{CASE}/brief").text
    navigation = page[page.index("<nav") : page.index("</nav>")]
    heads = re.split(r'<span class="asked">', navigation)
    assert re.findall(r">([^<]+)</a>", heads[0]) == ["Cases", "Brief"]
    assert [words(head[: head.index("<ul>")]).strip() for head in heads[1:]] == [
        f"{number} {question}" for number, question in enumerate(QUESTIONS, start=1)
    ]
    for number, head in enumerate(heads[1:], start=1):
        shown = re.findall(rf'href="{CASE}/([^"]+)"', head)
        assert shown == [one.id for one in PAGES if one.question == number]
        assert shown


@pytest.mark.usefixtures("once")
def test_each_part_leads_to_the_pages_of_its_question_with_the_same_numbers(client: Any) -> None:
    page = client.get(f"{CASE}/brief/answer?worlds=64&seed=7").text
    links = [html.unescape(link) for link in re.findall(r'href="([^"#]+)"', page)]
    asked = [one for one in PAGES if one.question]
    for one in asked:
        assert any(
            link.startswith(f"{CASE}/{one.id}?") and "worlds=64&seed=7" in link for link in links
        )


@pytest.mark.parametrize("kind", [".html", ".md"])
def test_the_brief_is_saved_as_a_document(client: Any, kind: str) -> None:
    page = client.get("/cases/treaty-senate/brief/answer").text
    (link,) = re.findall(rf'href="([^"]+/brief\{kind}\?[^"]*)"', page)
    answer = client.get(html.unescape(link))
    assert answer.headers["content-disposition"].endswith(f'-brief{kind}"')
    assert QUESTIONS[0] in answer.text


def test_a_kind_of_document_there_is_none_of_is_refused(client: Any) -> None:
    answer = client.get("/cases/treaty-senate/brief.xyz")
    assert answer.status_code == 422
    assert "a brief is written as" in answer.text
