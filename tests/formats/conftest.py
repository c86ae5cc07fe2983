"""A small domain of every kind of issue, and folders of files in the foreign formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from winset.formats.domain import ImportedActor, ImportedDomain, ImportedIssue

Folder = Callable[[dict[str, str]], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write texts as files of one folder."""

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def wages() -> ImportedDomain:
    """Two issues, two actors, names that need quoting in every format."""
    return ImportedDomain(
        name="wages & hours",
        issues=(
            ImportedIssue("wage, gross", ("+1 %", '"+3 %"', "No")),
            ImportedIssue("hours <weekly>", ("38", "40"), (38.0, 40.0)),
        ),
        actors=(
            ImportedActor("Ministry", (0.6, 0.4), ((0.25, 0.5, 1.0), (0.0, 1.0)), 0.55, 0.9),
            ImportedActor("Союз", (0.7, 0.3), ((0.5, 1.0, 0.0), (1.0, 0.0)), 0.35),
        ),
        origin="a test",
    )
