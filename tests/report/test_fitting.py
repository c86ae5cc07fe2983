"""Every chart's text can be read: none is cut, ends outside the picture or lies on other text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from winset.report.charts.registry import figures_of
from winset.report.export import titled
from winset.report.theme import CHART_THEMES

from .conftest import LONG, analysed
from .fitting import faults_of, lines_of

WIDTHS = [330, 900]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["harbour", "no_zone", "certain", "hopeless", "crowd"])
def test_every_text_can_be_read(name: str, width: int) -> None:
    converter = pytest.importorskip("vl_convert")
    found = []
    for chart, figure in figures_of(replace(analysed(name), advised=True)):
        svg = converter.vegalite_to_svg(titled(figure, width), config=CHART_THEMES["light"])
        # one word that is wider than the picture cannot be shown whole
        faults = [fault for fault in faults_of(svg) if LONG[:20] not in fault]
        found += [f"{chart}, {figure.id}: {fault}" for fault in faults]
    assert not found


@pytest.mark.parametrize("name", ["harbour", "crowd"])
def test_odds_are_whole_percents_in_pictures_and_tables(name: str) -> None:
    converter = pytest.importorskip("vl_convert")
    for chart, figure in figures_of(analysed(name)):
        svg = converter.vegalite_to_svg(titled(figure, 900), config=CHART_THEMES["light"])
        cells = [cell for row in figure.table.rows for cell in row]
        for text in [*(line.text for line in lines_of(svg)), *cells]:
            assert "±" not in text, (chart, text)
            assert not re.search(r"\d\.\d+ ?%|probability|\bof worlds\b", text), (chart, text)


def test_what_stands_in_the_way_is_found() -> None:
    text = '<text transform="translate({},{})" font-size="10px">{}</text>'
    drawn = [(5, 20, "Lee West"), (20, 22, "Em East"), (90, 60, "Senate"), (5, 80, "Pilots’ un…")]
    inner = "".join(text.format(*one) for one in drawn)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">{inner}</svg>'
    assert faults_of(svg) == [
        "cut: Pilots’ un…",
        "outside: Senate",
        "overlaid: Lee West | Em East",
    ]
