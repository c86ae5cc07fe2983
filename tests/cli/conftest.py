"""The command line: in this process, or where a test needs a true one, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.conftest import ROOT
from winset import analysis
from winset.cli import main
from winset.scenario.case import Case

Winset = Callable[..., "subprocess.CompletedProcess[str]"]
_FOUND: dict[tuple[object, ...], analysis.Analysis] = {}


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
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Analyse a case with the same options once, whatever many commands then print of it.

    For what is asked of the real case, whose analysis takes seconds; not for what asks whether
    an analysis can be done again.
    """
    analyse = analysis.analyse

    def analyse_once(case: Case, **options: Any) -> analysis.Analysis:
        options.pop("progress", None)
        key = (case.sha256, case.perspective_id, case.without_claims, *sorted(options.items()))
        if key not in _FOUND:
            _FOUND[key] = analyse(case, **options)
        return _FOUND[key]

    monkeypatch.setattr(analysis, "analyse", analyse_once)


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
