"""Pages that show results: the report's own pictures and sentences, in the app."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from winset.analysis import Analysis
from winset.report.sections.durability import DURABILITY
from winset.report.sections.forecast import FORECAST
from winset.web.app_state import AppState
from winset.web.workspace import Workspace

from .conftest import real

pytestmark = pytest.mark.usefixtures("once")

CASE = "/cases/us-russia-2025"
FEW = "?worlds=64"


def words(page: str) -> str:
    """The text of a page, without its marks and with single spaces."""
    text = re.sub(r"<(script|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


@pytest.fixture
def found() -> Analysis:
    return real()


def test_every_figure_can_be_taken_away(client: Any) -> None:
    page = client.get(f"{CASE}/results/answer{FEW}").text
    figures = re.findall(r'<figure class="figure" id="([^"]+)">', page)
    assert len(figures) > 10
    assert len(set(figures)) == len(figures)
    for figure in figures:
        assert f'data-take="{figure}"' in page
        assert f'data-spec-of="{figure}"' in page
        assert re.search(rf'data-link="[^"]*worlds=64[^"]*#{figure}"', page)


def test_command_gives_the_same_numbers(client: Any) -> None:
    page = words(client.get(f"{CASE}/results/answer?worlds=64&seed=7").text)
    assert "winset run scenario.yaml --worlds 64 --seed 7" in page


def test_durability_is_the_reports(client: Any, found: Analysis) -> None:
    page = words(client.get(f"{CASE}/durability/answer{FEW}").text)
    content = DURABILITY.content(found)
    assert content is not None
    for told in content["told"]:
        assert told in page
    for figure in (one for pair in content["pairs"] for one in pair):
        assert figure.sentence in page


def test_advice_answers_every_question(client: Any) -> None:
    page = words(client.get(f"{CASE}/advice/answer{FEW}").text)
    for question in ("Who decides?", "The text as it stands", "what would open one?"):
        assert question in page
    assert "Whose unknown position matters most?" in page
    assert "winset run --advice" not in page


def test_forecast_is_the_reports(client: Any, found: Analysis) -> None:
    page = words(client.get(f"{CASE}/forecast/answer{FEW}").text)
    content = FORECAST.content(found)
    assert content is not None
    for told in content["told"]:
        assert told in page


def test_perspectives_follow(client: Any) -> None:
    page = words(client.get(f"{CASE}/results/perspectives{FEW}").text)
    assert "Kyiv" in page


@pytest.mark.parametrize(
    "page", ["brief", "roll-call", "results", "durability", "advice", "forecast"]
)
def test_frame_says_which_numbers(client: Any, page: str) -> None:
    shown = client.get(f"{CASE}/{page}?worlds=64&seed=7").text
    assert 'value="64"' in shown
    assert 'value="7"' in shown
    assert "has changed since" not in shown


def test_a_link_to_an_earlier_revision_says_so(client: Any) -> None:
    shown = client.get(f"{CASE}/results?revision=0123456789abcdef").text
    assert "has changed since this link was made" in words(shown)


@pytest.mark.parametrize("query", ["worlds=0", "worlds=abc", "worlds=99999999", "seed=-1"])
def test_odd_numbers_are_refused_with_a_reason(client: Any, query: str) -> None:
    answer = client.get(f"{CASE}/results?{query}")
    assert answer.status_code == 422
    assert "whole number from" in answer.text


def test_no_such_case(client: Any) -> None:
    assert client.get("/cases/nobody/results").status_code == 404


def test_an_error_of_the_case_stands_in_the_page(client: Any, workspace: Workspace) -> None:
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    path.write_text(path.read_text("utf-8").replace("salience: 1", "salience: lots"), "utf-8")
    headers = {"accept": "text/html"}
    for part in ("brief/answer", "roll-call/answer", "results/answer", "advice/answer"):
        answer = client.get(f"/cases/treaty-senate/{part}", headers=headers)
        assert answer.status_code == 422
        assert "lots" in words(answer.text)
        assert "line" in words(answer.text)


def test_the_frontier_has_the_deals_marked(client: Any) -> None:
    page = client.get(f"{CASE}/results/frontier{FEW}").text
    assert 'data-take="frontier"' in page
    assert "points of the frontier. The deals are marked." in words(page)
    two = client.get("/cases/treaty-senate/results/frontier").text
    assert "Dashed lines show what each has without a deal." in words(two)


def test_how_far_a_page_is_can_be_asked(client: Any, state: AppState) -> None:
    from winset.web.result_query import ResultQuery

    case = state.workspace.case("us-russia-2025")
    query = ResultQuery(case, 64, None)
    assert client.get(f"{CASE}/progress{FEW}").json() == {}
    with state.analyses.reporting(query.progress_key) as note:
        note("3,125 texts × 64 draws", 3, 64)
        told = client.get(query.address("progress")).json()
    assert told == {"what": "3,125 texts × 64 draws", "done": 3, "total": 64}
    assert client.get(f"{CASE}/progress{FEW}").json() == {}


def test_no_zone_leads_to_what_would_open_one(client: Any, workspace: Workspace) -> None:
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    text = path.read_text("utf-8").replace("no_deal: 90", "no_deal: 92")
    path.write_text(text.replace("position: 5,", "position: 100,"), "utf-8")
    for part in ("brief", "results", "durability", "forecast"):
        page = client.get(f"/cases/treaty-senate/{part}/answer").text
        assert "smallest changes that would open it" in words(page)
        assert 'href="/cases/treaty-senate/advice?' in page
    assert "smallest changes that" not in client.get(f"{CASE}/results/answer{FEW}").text
    found = words(client.get("/cases/treaty-senate/packages/found").text)
    assert "all 21 texts" in found
    page = words(client.get("/cases/treaty-senate/advice/answer").text)
    assert "Is there a zone, and what would open one?" in page
