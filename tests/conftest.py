"""What all tests share: the slow ones on request, a browser, cases analysed, reference data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import tests.profiles  # noqa: F401  (loads the profile before any test is read)
from winset.analysis import Analysis, analyse
from winset.cases import load
from winset.durability import deals, projection, prospects
from winset.scenario import Case

ROOT = Path(__file__).resolve().parent.parent
_FOUND: dict[tuple[object, ...], Analysis] = {}

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


def analysed_once(case: str | Case, **options: Any) -> Analysis:
    """Analyse a bundled case, or one that was read, once a process with the same options.

    What follows from an analysis is worked out once too, whichever tests ask for it. Not for what
    asks whether an analysis can be done again, or how far it is: no progress is told.
    """
    read = load(case) if isinstance(case, str) else case
    options.pop("progress", None)
    given = sorted((name, value) for name, value in options.items() if value is not None)
    files = sorted(read.origin.files.items())
    key = (read.sha256, *files, read.perspective_id, read.without_claims, *given)
    if key not in _FOUND:
        _FOUND[key] = analyse(read, **options)
    return _FOUND[key]


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands and pages of the app analyse by :func:`analysed_once`."""
    monkeypatch.setattr("winset.analysis.analyse", analysed_once)


@pytest.fixture
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run deals forward on a tenth of the parameter draws: for what asks little of how they last.

    Not beside :func:`analysed_once`, which would keep what follows from so few.
    """
    few = prospects.DEFAULT_DRAWS // 10
    monkeypatch.setattr(projection, "DEFAULT_DRAWS", few)
    monkeypatch.setattr(deals, "DEFAULT_DRAWS", few)
    monkeypatch.setattr(projection, "prospect", partial(prospects.prospect, draws=few))


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
