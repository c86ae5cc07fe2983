"""Which file a brief is written to, and what becomes of one that is there."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from winset.errors import WinsetError
from winset.report.brief import BRIEF_FORMATS, check_brief_file, formats, write_brief

from ..conftest import analysed

SUFFIXES = [kind.suffix for kind in BRIEF_FORMATS]
STARTS = {".docx": b"PK", ".pdf": b"%PDF-", ".html": b"<!DOCTYPE html>", ".md": b"# Harbour talks"}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_suffix_decides(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"brief{suffix.upper()}"
    file.write_text("earlier")
    assert write_brief(file, analysed("harbour")) == file
    assert file.read_bytes().startswith(STARTS[suffix])
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("name", ["brief.odt", "brief", "brief.docx.exe"])
def test_another_suffix_is_refused_naming_the_four(name: str) -> None:
    with pytest.raises(WinsetError, match=r"\.docx, \.pdf, \.html or \.md"):
        check_brief_file(Path(name))


@pytest.mark.parametrize(("suffix", "module"), [(".docx", "docx"), (".pdf", "typst")])
def test_a_missing_extra_is_named(
    suffix: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(WinsetError, match=r"pip install 'winset\[export\]'"):
        check_brief_file(Path(f"brief{suffix}"))


def test_a_file_is_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "brief.md"
    file.write_text("earlier")

    def fail(_: object) -> bytes:
        raise WinsetError("no")

    kinds = tuple(replace(kind, content=fail) for kind in BRIEF_FORMATS)
    monkeypatch.setattr(formats, "BRIEF_FORMATS", kinds)
    with pytest.raises(WinsetError, match="no"):
        write_brief(file, analysed("harbour"))
    assert file.read_text() == "earlier"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WinsetError, match=r"nowhere.*cannot be written"):
        write_brief(tmp_path / "nowhere" / "brief.md", analysed("harbour"))
