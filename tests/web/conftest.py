"""An app over a workspace of its own, and a client that is in the same browser."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import pytest

from tests.conftest import analysed_once
from winset.analysis import Analysis
from winset.cases import case_path
from winset.web.app import create_app
from winset.web.app_state import AppState
from winset.web.security import Access
from winset.web.workspace import Workspace

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it prefers a successor of httpx that is still new
    from starlette.testclient import TestClient

HOME = "http://127.0.0.1:8765"


def real() -> Analysis:
    """The real case in few draws, as pages ask for it: under ``once``, the very analysis."""
    return analysed_once("us-russia-2025", worlds=64, perspectives=False, advice=True)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    root = tmp_path / "workspace"
    for case in ("us-russia-2025", "treaty-senate"):
        shutil.copytree(case_path(case), root / case)
    return Workspace(root)


@pytest.fixture
def state(workspace: Workspace) -> AppState:
    return AppState(workspace, Access())


@pytest.fixture
def client(state: AppState) -> TestClient:
    """Reads and writes as a page of the app does."""
    return TestClient(
        create_app(state),
        base_url=HOME,
        headers={
            "x-winset-token": state.access.token,
            "origin": HOME,
            "accept": "application/json",
        },
    )


@pytest.fixture
def visitor(state: AppState) -> TestClient:
    """Reads as an address bar does, and has no token."""
    return TestClient(create_app(state), base_url=HOME, follow_redirects=False)
