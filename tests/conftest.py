"""What all tests share: the slow ones on request, where a browser is, and reference data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tests.profiles  # noqa: F401  (loads the profile before any test is read)

ROOT = Path(__file__).resolve().parent.parent


CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
)


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    browser = _chromium()
    for item in items:
        if "slow" in item.keywords and not config.getoption("--slow"):
            item.add_marker(pytest.mark.skip(reason="slow; run with --slow"))
        if "browser" in item.keywords and not browser:
            item.add_marker(pytest.mark.skip(reason="no Chromium; see scripts/install-chromium"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real Chromium, driven by Playwright."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = _chromium()
    if path is None:
        pytest.skip("no Chromium on this machine")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_OPTIONS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def negotiation() -> Path:
    """Folder of competition domains, from WINSET_DATA or ../shared/data beside the repository."""
    root = Path(os.environ.get("WINSET_DATA", ROOT.parent / "shared" / "data"))
    folder = root / "negotiation"
    if not folder.is_dir():
        pytest.skip(f"competition domains are not at {folder}; set WINSET_DATA to their folder")
    return folder


@pytest.fixture(scope="session")
def ktab() -> Path:
    """Folder of KTAB's example files, found in the same way."""
    root = Path(os.environ.get("WINSET_DATA", ROOT.parent / "shared" / "data"))
    if not (root / "ktab").is_dir():
        pytest.skip("KTAB's examples are not there; set WINSET_DATA to the folder above `ktab`")
    return root / "ktab"
