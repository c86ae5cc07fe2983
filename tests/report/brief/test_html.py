"""The brief as one page for a browser."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import Any

import pypdf
import pytest

from winset.report.brief.html import html_of
from winset.report.brief.typeset import typeset
from winset.report.page import render_report

from .sample import bundled, plain, sample, texts_of


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def test_nothing_is_lost_and_no_name_is_markup() -> None:
    reader = _read(html_of(typeset(sample())))
    shown = plain(reader.text)
    assert all(plain(text) in shown for text in texts_of(sample()))
    assert not {"img", "script", "b"} & set(reader.tags)
    assert all(address.startswith("#") for address in reader.addresses)
    assert reader.tags.count("table") == 3


CASES = ["us-russia-2025", "brexit-2019", "armenia-azerbaijan-2025"]


def _printed(page: Any) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("case", CASES)
def test_it_prints_on_one_page_and_fits_a_phone(browser: Any, case: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.set_content(html_of(typeset(bundled(case).brief)))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert len(_printed(page).pages) == 1
    page.close()


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("case", CASES)
def test_a_report_prints_its_brief_on_its_first_page(browser: Any, case: str) -> None:
    page = browser.new_page()
    page.set_content(render_report(bundled(case), generated=""))
    first = plain(_printed(page).pages[0].extract_text())
    page.close()
    *_, last = bundled(case).brief.parts[-1].blocks
    assert plain(str(last)) in first
