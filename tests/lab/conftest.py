"""winset as it is installed, entry points and all, with its lab and without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Installed = Callable[..., "subprocess.CompletedProcess[str]"]


def _install(folder: Path, *, lab: bool) -> Installed:
    """Copy the package to a folder, beside the metadata an installer would write."""
    shutil.copytree(
        ROOT / "src" / "winset", folder / "winset", ignore=shutil.ignore_patterns("__pycache__")
    )
    if not lab:
        shutil.rmtree(folder / "winset" / "lab")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = folder / "winset-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: winset\nVersion: 0\n")
    lines = [
        line
        for group, entries in project["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in entries.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "winset", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    return run


@pytest.fixture(scope="session")
def with_lab(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """``winset`` of a whole installation."""
    return _install(tmp_path_factory.mktemp("whole"), lab=True)


@pytest.fixture(scope="session")
def without_lab(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """``winset`` of an installation from which the lab was left out."""
    return _install(tmp_path_factory.mktemp("bare"), lab=False)
