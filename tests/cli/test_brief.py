"""``winset brief``: printed, or written as a document."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .conftest import Winset

PIE = ("unit-pie", "--worlds", "16")


def test_it_prints_what_a_run_prints(winset: Winset) -> None:
    ran, printed = winset("run", *PIE, "-o", "out"), winset("brief", *PIE)
    assert printed.returncode == 0
    assert "Will it pass?" in printed.stdout
    brief, _, report = ran.stdout.partition("Report: ")
    assert report
    assert printed.stdout == brief


def test_it_is_written_and_said_where(winset: Winset, tmp_path: Path) -> None:
    done = winset("brief", *PIE, "--seed", "7", "-o", "brief.md")
    assert (done.returncode, done.stdout) == (0, "Brief: brief.md\n")
    text = (tmp_path / "brief.md").read_text("utf-8")
    assert text.startswith("# A pie, two sides and two floors\n")
    assert "16 draws, seed 7" in text


def test_another_kind_of_file_is_refused_before_the_work(winset: Winset) -> None:
    done = winset("brief", "no-such-case", "-o", "brief.odt")
    assert done.returncode == 2
    assert "brief.odt: a brief is written as .docx, .pdf, .html or .md." in done.stderr


def test_a_missing_extra_is_said_with_its_command(
    winset: Winset, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = winset("brief", *PIE, "-o", "brief.pdf")
    assert done.returncode == 2
    assert "pip install 'winset[export]'" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_perspective_says_whose_view_it_is(winset: Winset) -> None:
    done = winset("brief", "us-russia-2025", "--worlds", "16", "--perspective", "kyiv-brussels")
    assert done.returncode == 0
    assert "As Kyiv and Brussels put it" in done.stdout
