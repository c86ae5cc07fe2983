"""The picture of a frontier: what it shows, and that a browser draws it quietly."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.conftest import BREAKOUT, HOSTILE
from winset.concepts.frontier import SettledFrontier
from winset.engine.bargaining import bargaining_problem, frontier
from winset.errors import WinsetError
from winset.formats.domain import ImportedActor, ImportedDomain, ImportedIssue
from winset.report.charts.frontier_lines import MOST_LINES
from winset.report.charts.frontier_marks import chosen_points, spread_labels
from winset.report.frontier_page import frontier_figure, write_plot
from winset.words.frontier import amount, deals_of, headline, utility_table


def domain(actors: int, issues: int = 6, reservation: float = 0.3) -> ImportedDomain:
    random = np.random.default_rng(actors)
    weights = random.dirichlet(np.ones(issues), actors)
    return ImportedDomain(
        f"talks {HOSTILE}",
        tuple(ImportedIssue(f"issue {k} {BREAKOUT}", ("x", "y", "z")) for k in range(issues)),
        tuple(
            ImportedActor(
                f"actor {a} {HOSTILE}",
                tuple(weights[a].tolist()),
                tuple(tuple(random.random(3).tolist()) for _ in range(issues)),
                reservation,
            )
            for a in range(actors)
        ),
        "test",
    )


def found(actors: int, **options: Any) -> tuple[Any, SettledFrontier]:
    problem = bargaining_problem(domain(actors, **options))
    return problem, frontier(problem)


@pytest.mark.parametrize("actors", [1, 2, 3, 6])
def test_deals_are_marked_where_they_are(actors: int) -> None:
    problem, settled = found(actors)
    text = json.dumps(frontier_figure(problem, settled).spec)
    for deal in deals_of(settled):
        for u in deal.utilities:
            assert str(round(u, 6)) in text
    assert deals_of(settled)


@pytest.mark.parametrize("actors", [2, 3])
def test_a_frontier_without_a_deal_is_drawn_and_said(actors: int) -> None:
    problem, settled = found(actors, reservation=2.0)
    assert deals_of(settled) == ()
    assert "So bargaining theory picks none." in headline(problem, settled)
    assert "marked" not in frontier_figure(problem, settled).sentence
    assert utility_table(problem, settled).columns == ("Utility of", "No deal", "Its best")


def test_long_frontiers_are_thinned_and_say_so() -> None:
    problem, settled = found(6, issues=9)
    assert len(settled.frontier) > MOST_LINES
    chosen = chosen_points(settled, MOST_LINES)
    assert len(chosen) == MOST_LINES
    np.testing.assert_allclose(chosen[0], settled.frontier.points[0], atol=1e-6)
    np.testing.assert_allclose(chosen[-1], settled.frontier.points[-1], atol=1e-6)
    assert f"{MOST_LINES:,} of its {len(settled.frontier):,}" in (
        frontier_figure(problem, settled).method
    )


@given(
    st.lists(st.tuples(st.floats(0, 400), st.integers(1, 4)), min_size=1, max_size=4),
    st.booleans(),
)
def test_labels_stay_apart_and_move_one_way(labels: list[tuple[float, int]], upwards: bool) -> None:
    wanted, lines = zip(*labels, strict=True)
    placed = spread_labels(wanted, lines, upwards=upwards)
    for at, want in zip(placed, wanted, strict=True):
        assert at <= want + 1e-9 if upwards else at >= want - 1e-9
    spans = sorted((at - n * 6.5, at + n * 6.5) for at, n in zip(placed, lines, strict=True))
    for (_, bottom), (top, _) in itertools.pairwise(spans):
        assert top >= bottom


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (1, "1"),
        (1_234_567, "1,234,567"),
        (10**20, "10²⁰"),
        (25 * 10**20, "2.5 × 10²¹"),
        (4**30, "about 1.15 × 10¹⁸"),
        (10**12 + 1, "1,000,000,000,001"),
    ],
)
def test_whole_numbers_in_words(count: int, written: str) -> None:
    assert amount(count) == written


def test_names_are_escaped_and_cannot_break_out(tmp_path: Path) -> None:
    problem, settled = found(2)
    page = write_plot(tmp_path / "plot.html", problem, settled).read_text("utf-8")
    assert HOSTILE not in page
    assert BREAKOUT not in page
    body = page.split("<body>")[1].split('<script type="application/json"')[0]
    for anchor in re.findall(r'href="#([^"]+)"', body):
        assert f'id="{anchor}"' in body


def test_unknown_kinds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WinsetError, match=r"\.html, \.png or \.svg"):
        write_plot(tmp_path / "plot.pdf", *found(2))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.browser
@pytest.mark.parametrize("actors", [1, 2, 6])
@pytest.mark.parametrize("width", [360, 1000])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawn_quietly_within_its_width(
    browser: Any, tmp_path: Path, actors: int, width: int, scheme: str
) -> None:
    path = write_plot(tmp_path / "plot.html", *found(actors))
    asked: list[str] = []
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_selector("[data-spec] svg")
    assert asked == [path.as_uri()]
    assert complaints == []
    scroll, client, chart, box = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth,"
        " document.querySelector('[data-spec] svg').getBoundingClientRect().width,"
        " document.querySelector('[data-spec]').clientWidth]"
    )
    assert scroll <= client
    assert chart <= box + 1
    context.close()
