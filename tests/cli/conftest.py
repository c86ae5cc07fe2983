"""The command line as a subprocess."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Winset = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def winset(tmp_path: Path) -> Winset:
    """Run ``winset`` with the given arguments in an empty folder."""

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        source = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "winset", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": source, "NO_COLOR": "1", **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    return run
