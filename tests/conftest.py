"""What all tests share: the slow ones on request, where a browser is, and reference data."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import tests.profiles  # noqa: F401  (loads the profile before any test is read)

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    browser = any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    for item in items:
        if "slow" in item.keywords and not config.getoption("--slow"):
            item.add_marker(pytest.mark.skip(reason="slow; run with --slow"))
        if "browser" in item.keywords and not browser:
            item.add_marker(pytest.mark.skip(reason="no Chromium; see scripts/install-chromium"))


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
