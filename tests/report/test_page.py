"""The page read as a machine reads it: numbers, headings, escaping, nothing from outside."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

from winset.analysis import Analysis
from winset.report.page import render_report, write_report
from winset.report.scripts import page_scripts, page_style
from winset.uncertainty import Estimate
from winset.words.brief import QUESTIONS
from winset.words.quantities import figure

from .conftest import BREAKOUT, HOSTILE, LONG, analysed, real_case


class Reader(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.numbers: dict[str, tuple[float, str]] = {}
        self.words = ""
        self._open: str | None = None
        self._skip = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag in ("script", "style"):
            self._skip += 1
        key = found.get("data-of")
        if tag == "data" and key:
            self._open = key
            self.numbers[key] = (float(found["value"] or "nan"), "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._skip -= 1
        if tag == "data":
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._skip:
            return
        self.words += data
        if self._open:
            value, text = self.numbers[self._open]
            self.numbers[self._open] = (value, text + data)


@pytest.fixture
def page(analysis: Analysis) -> str:
    return render_report(analysis, generated="")


def specs_in(page: str) -> dict[str, Any]:
    block = re.search(
        r'<script type="application/json" id="chart-specs">(.*?)</script>', page, re.S
    )
    assert block is not None
    found: dict[str, Any] = json.loads(block.group(1))
    return found


def test_every_number_is_the_result(analysis: Analysis, page: str) -> None:
    told, result = Reader(page).numbers, analysis.to_dict()
    worlds = analysis.worlds.count
    for form, own in result["forms"].items():
        win_sets = {f"parties/{party}": won for party, won in own["parties"].items()}
        for key, found in [("zone", own["zone"]), *win_sets.items()]:
            value, text = told.pop(f"{form}/{key}")
            assert value == pytest.approx(found["probability"], abs=1e-9)
            assert text == figure(Estimate(found["probability"], found["se"], worlds))
            assert told.pop(f"{form}/{key}/size")[0] == found["size"]
        for rank, package in enumerate(own["packages"]):
            if f"{form}/packages/{rank}" not in told:
                continue
            at = f"{form}/packages/{rank}"
            assert told.pop(at)[0] == pytest.approx(package["probability"], abs=1e-9)
            for party, odds in package["by_party"].items():
                assert told.pop(f"{at}/by_party/{party}")[0] == pytest.approx(odds, abs=1e-9)
        for concept, deal in own["settlement"].items():
            at = f"{form}/settlement/{concept}"
            if deal["package"] is None:
                assert at not in told
                continue
            assert told.pop(at)[0] == pytest.approx(deal["share"], abs=1e-9)
            for kind in ("utilities", "disagreement"):
                for actor, value in deal[kind].items():
                    number, text = told.pop(f"{at}/{kind}/{actor}")
                    assert number == pytest.approx(value, abs=1e-9)
                    assert float(text) == pytest.approx(value, abs=0.0051)
    assert not told


def test_the_page_opens_with_the_brief(analysis: Analysis, page: str) -> None:
    read = Reader(page).words.replace("\u00a0", " ")
    brief, rest = read.split("Contents", 1) if "Contents" in read else (read, read)
    for part in analysis.brief.parts:
        assert part.question in brief
        for block in part.blocks:
            texts = [block] if isinstance(block, str) else [c for row in block.rows for c in row]
            for text in texts:
                assert " ".join(text.split()) in brief
    for question in QUESTIONS:
        assert question in rest


def test_headings_in_order(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Reader(page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_links_lead_somewhere(page: str) -> None:
    tags = Reader(page).tags
    ids = [found["id"] for _, found in tags if "id" in found]
    assert len(ids) == len(set(ids))
    links = {found["href"] for tag, found in tags if tag == "a"}
    assert all(link is not None and link.startswith("#") and link[1:] in ids for link in links)


def test_tables_have_captions_and_scopes(page: str) -> None:
    tags = Reader(page).tags
    tables = sum(tag == "table" for tag, _ in tags)
    assert tables == sum(tag == "caption" for tag, _ in tags)
    assert all(
        found.get("scope") in ("row", "col", "rowgroup") for tag, found in tags if tag == "th"
    )


def test_every_chart_has_a_spec_a_description_and_a_table(page: str) -> None:
    tags = Reader(page).tags
    charts = [found for _, found in tags if "data-spec" in found]
    assert charts
    specs = specs_in(page)
    assert {found["data-spec"] for found in charts} == set(specs)
    assert all(found["role"] == "img" and found["aria-label"] for found in charts)
    assert sum(found.get("class") == "numbers" for _, found in tags) == len(charts)


def test_nothing_from_outside(page: str) -> None:
    for tag, found in Reader(page).tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form")
        assert "src" not in found
        assert not any(name.startswith("on") for name in found)
        assert "style" not in found
    policy = next(
        found["content"]
        for tag, found in Reader(page).tags
        if found.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_style_sheet_asks_for_nothing() -> None:
    assert "url(" not in page_style()
    assert "@import" not in page_style()


def test_hostile_names_stay_text() -> None:
    found = analysed("crowd")
    page = render_report(found, generated=BREAKOUT)
    reader = Reader(page)
    assert HOSTILE in reader.words
    assert BREAKOUT in reader.words
    assert LONG in reader.words
    assert "{{ 7*7 }}" in reader.words
    assert not [found for tag, found in reader.tags if tag == "img"]
    assert page.count("<script") == page.count("</script>") == 2 + len(page_scripts())
    assert BREAKOUT in json.dumps(specs_in(page))


def test_notebook_summary_is_escaped_and_without_script(analysis: Analysis) -> None:
    summary = analysis._repr_html_()
    assert "<script" not in summary
    assert "<img" not in summary
    for texts in analysis.texts.values():
        if texts.gates is not None:
            assert f">{figure(texts.gates.passes)}<" in summary


def test_same_arguments_same_page(analysis: Analysis, page: str) -> None:
    assert render_report(analysis, generated="") == page


def test_real_case_is_small_enough(tmp_path: Any) -> None:
    path = write_report(tmp_path / "report.html", real_case())
    assert path.stat().st_size < 1_750_000
    read = Reader(path.read_text("utf-8")).words
    assert "according to Alexander Shatilov" in read
    assert "undisclosed" in read


def test_vendored_scripts_name_their_versions() -> None:
    vendor = files("winset.report") / "vendor"
    licences = (vendor / "LICENSES.md").read_text("utf-8")
    assert 'version="6.4.0"' in (vendor / "vega.min.js").read_text("utf-8")
    assert '"6.4.3"' in (vendor / "vega-lite.min.js").read_text("utf-8")
    for version in ("6.4.0", "6.4.3", "2.3.2"):
        assert version in licences
