"""The command line: in this process, or where a test needs a true one, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import ROOT
from winset.cli import main

Winset = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def winset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Winset:
    """Run ``winset`` with the given arguments in an empty folder, without a process of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        words = [str(word) for word in arguments]
        runner = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "80", **environment})
        done = runner.invoke(main, words, prog_name="winset")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Winset:
    """Run ``winset`` as a process of its own: for what only a true one shows."""

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
