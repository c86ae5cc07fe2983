"""Whole outputs as they were last read by a person: a change of any shows in the diff.

``WINSET_GOLDENS=write`` writes them anew, for whoever means to change them. Figures are compared to
nine digits, since machines differ in the last.
"""

from __future__ import annotations

import difflib
import html
import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

import winset
from tests.conftest import analysed_once
from winset.cli import main
from winset.report.page import render_report
from winset.serialise.schema import result_schema

HERE = Path(__file__).parent
WORLDS = 64
CASES = ("us-russia-2025", "treaty-senate", "unit-pie")
COMMANDS = {
    "run": ("run", "treaty-senate", "--worlds", "64", "-o", "out"),
    "vote": ("vote", "us-russia-2025", "--worlds", "64"),
    "vote-text": (
        *("vote", "brexit-2019", "--worlds", "64", "--text", "withdrawal_agreement"),
        *("--form", "withdrawal_treaty", "-v"),
    ),
    "advise": ("advise", "treaty-senate", "--worlds", "64"),
    "advise-verbose": ("advise", "us-russia-2025", "--worlds", "64", "--verbose"),
    "durability": ("durability", "us-russia-2025", "--worlds", "64"),
    "forecast": ("forecast", "us-russia-2025", "--worlds", "64"),
    "frontier": ("frontier", "us-russia-2025"),
    "compare": ("compare", "us-russia-2025", "us-russia-2025@kyiv-brussels", "--worlds", "64"),
    "whatif": (
        *("whatif", "treaty-senate", "--worlds", "64"),
        *("--set", "actors.president.stances.ceiling.position=20"),
    ),
    "check": ("check", "us-russia-2025"),
    "cases": ("cases",),
}


def analysed(case: str) -> winset.Analysis:
    return analysed_once(case, worlds=WORLDS, advice=case == "us-russia-2025")


def rounded(value: Any) -> Any:
    """Round all figures to nine significant digits; leave out what one machine took."""
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items() if key != "version"}
    return [rounded(part) for part in value] if isinstance(value, list) else value


def text_of(page: str) -> str:
    """Return the text of a page, a line each block of it, without scripts, styles and tags."""
    body = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", "", page)
    body = re.sub(r"</?(a|abbr|b|cite|code|em|i|mark|span|strong|sub|sup|time)\b[^>]*>", "", body)
    lines = html.unescape(re.sub(r"<[^>]+>", "\n", body)).split("\n")
    return "\n".join(line for raw in lines if (line := " ".join(raw.split()))) + "\n"


def hold(name: str, now: str) -> None:
    """Hold a text against the golden one."""
    path = HERE / name
    if os.environ.get("WINSET_GOLDENS") == "write":
        path.write_text(now, encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    if before != now:
        lines = difflib.unified_diff(before.splitlines(), now.splitlines(), "golden", "now", n=1)
        pytest.fail("\n".join([name, *list(lines)[:80]]), pytrace=False)


@pytest.mark.parametrize("case", CASES)
def test_result(case: str) -> None:
    found = json.loads(json.dumps(analysed(case).to_dict()))
    jsonschema.validate(found, result_schema())
    found = rounded(found)
    hold(f"{case}.result.json", json.dumps(found, indent=0, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("case", CASES)
def test_report(case: str) -> None:
    page = render_report(analysed(case), generated="")
    text = text_of(page).replace(winset.__version__, "VERSION")
    hold(f"{case}.report.txt", text)


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("command", COMMANDS)
def test_terminal(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    if command == "frontier":  # the width of its table hangs on how long it took
        monkeypatch.setattr("time.perf_counter", lambda: 0.0)
    done = CliRunner().invoke(main, COMMANDS[command], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    shown = re.sub(r"\d+(\.\d+)? (s|ms)\b", "TIME", done.stdout).replace(str(tmp_path), "HERE")
    hold(f"{command}.txt", shown)
