"""The page opened in a real browser: drawn, quiet, within its width, printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from winset.report.page import render_report

from .conftest import analysed, real_case

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["real", "crowd", "certain", "no_zone"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    analysis = real_case() if request.param == "real" else analysed(request.param)
    path = tmp_path_factory.mktemp("report") / f"{request.param}.html"
    path.write_text(render_report(analysis, generated="2025-01-01"), "utf-8")
    return path


class Visit:
    """One visit to the page, with everything it asked for and complained of."""

    def __init__(self, browser: Any, report: Path, **options: Any) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page = browser.new_context(**options).new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.route("**/*", self._let_through)
        self.page.goto(report.as_uri())
        self.page.wait_for_timeout(200)

    def _let_through(self, route: Any) -> None:
        self.asked.append(route.request.url)
        route.continue_()


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawn_quiet_and_within_its_width(
    browser: Any, report: Path, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 900}
    visit = Visit(browser, report, viewport=size, color_scheme=scheme)
    page = visit.page
    assert visit.asked == [report.as_uri()]
    assert visit.complaints == []
    charts, drawn = page.evaluate(
        "[document.querySelectorAll('[data-spec]').length,"
        " document.querySelectorAll('[data-spec] svg').length]"
    )
    assert charts == drawn > 0
    across = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    scroll, client = page.evaluate(across)
    assert scroll <= client
    too_wide = page.evaluate(
        "[...document.querySelectorAll('.chart')].filter("
        "node => node.firstElementChild.getBoundingClientRect().width > node.clientWidth + 1)"
        ".map(node => node.dataset.spec)"
    )
    assert too_wide == []
    page.context.close()


def test_tables_within_their_width(browser: Any, report: Path) -> None:
    page = Visit(browser, report, viewport={"width": 360, "height": 900}).page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    across = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    scroll, client = page.evaluate(across)
    assert scroll <= client
    page.context.close()


def test_colours_follow_the_theme(browser: Any, report: Path) -> None:
    page = Visit(browser, report, color_scheme="light").page
    light = page.locator("[data-spec] svg").first.inner_html()
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    assert page.locator("[data-spec] svg").first.inner_html() != light
    page.context.close()


def test_prints(browser: Any, report: Path) -> None:
    page = Visit(browser, report).page
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.context.close()


def test_reads_without_scripting(browser: Any, report: Path) -> None:
    page = Visit(browser, report, java_script_enabled=False).page
    assert page.locator("#brief table").first.is_visible()
    for folded in page.locator("details.sheet > summary").all():
        folded.click()
    page.locator("details.numbers > summary:visible").first.click()
    assert page.locator("details.numbers[open] table").first.is_visible()
    page.context.close()


def test_skip_link_comes_first(browser: Any, report: Path) -> None:
    page = Visit(browser, report).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.context.close()


def test_durability_is_drawn(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_report(real_case(), generated=""), "utf-8")
    visit = Visit(browser, path, viewport={"width": 360, "height": 900})
    visit.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    section = visit.page.locator("#durability")
    forms = len(real_case().durability.kinds)  # what the data cannot tell apart is drawn once
    assert section.locator("[data-spec] svg").count() == 2 * forms
    assert section.locator("table.stack tbody tr").first.is_visible()
    for sign in ("■", "□", "△"):
        assert section.get_by_text(sign).first.is_visible()
    assert visit.complaints == []
    visit.page.context.close()
