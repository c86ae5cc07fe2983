"""Every page within its width from 360 px to 4K, in light and dark, without serious findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .browsing import Running, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CASE = "/cases/us-russia-2025"
PATHS = ["/", "/glossary", "/nowhere", f"{CASE}/table", f"{CASE}/map", "/cases/treaty-senate/map"]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    app = Running(tmp_path_factory.mktemp("workspace"), "us-russia-2025", "treaty-senate")
    yield app
    app.stop()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_finding(browser: Any, running: Running, path: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    visit = Visit(browser, running, path, color_scheme=scheme)
    page = visit.page
    page.wait_for_timeout(500)
    if path.endswith("table"):
        page.locator("td.pos").first.click()
        page.locator("article summary").nth(2).click()
        page.get_by_text("Add an actor or an issue").click()
    found = axe.run(page).response["violations"]
    serious = {
        one["id"]: [node["html"][:160] for node in one["nodes"]][:3]
        for one in found
        if one["impact"] in {"serious", "critical"}
    }
    assert serious == {}
    visit.close()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [360, 768, 1440, 3840])
def test_within_its_width(browser: Any, running: Running, path: str, width: int) -> None:
    visit = Visit(browser, running, path, viewport={"width": width, "height": 900})
    visit.page.wait_for_timeout(300)
    assert visit.across() <= 0
    expected = ["404"] if path == "/nowhere" else []
    assert [told for told in visit.complaints if not any(e in told for e in expected)] == []
    visit.close()


def test_the_skip_link_comes_first(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/table")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skip"
    visit.close()
