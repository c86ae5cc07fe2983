"""The brief as a Word document, read back by a reader of Word documents."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from winset.report.brief import write_brief
from winset.report.brief.pictures import brief_pictures
from winset.report.brief.typeset import typeset
from winset.report.brief.word import word_of
from winset.words.brief import Brief

from ..conftest import analysed
from .sample import bundled, plain, sample, tables_of


def _read(brief: Brief, **more: Any) -> Any:
    return Document(io.BytesIO(word_of(brief, **more)))


def test_questions_are_headings_and_texts_paragraphs() -> None:
    brief = sample()
    document = _read(brief)
    styled = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert styled[0] == ("Title", brief.title)
    assert [text for style, text in styled if style == "Heading 1"] == [
        f"{part.number}  {part.question}" for part in brief.parts
    ]
    texts = [block for part in brief.parts for block in part.blocks if isinstance(block, str)]
    assert [text for style, text in styled if style == "Normal"] == texts
    assert document.sections[0].footer.paragraphs[0].text == brief.source


def test_tables_are_tables_with_the_cells_of_the_brief() -> None:
    document = _read(sample())
    assert len(document.tables) == len(tables_of(sample()))
    for made, table in zip(document.tables, tables_of(sample()), strict=True):
        head, *rows = made.rows
        assert [cell.text for cell in head.cells] == list(table.columns)
        assert head._tr.trPr.find(qn("w:tblHeader")) is not None
        for row, told in zip(rows, table.rows, strict=True):
            wanted = [cell.strip() for cell in told]
            across = wanted * len(table.columns) if len(wanted) == 1 else wanted
            assert [cell.text for cell in row.cells] == across
            indent = row.cells[0].paragraphs[0].paragraph_format.left_indent
            assert (indent is not None) == told[0].startswith(" ")


def test_the_page_is_a4_and_says_what_it_is() -> None:
    document = _read(sample())
    page, facts = document.sections[0], document.core_properties
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (210, 297)
    assert (facts.title, facts.language) == (sample().title, "en-GB")
    assert {facts.author, facts.last_modified_by} == {"winset"}
    assert facts.comments == sample().source


def test_pictures_have_a_text_in_their_place() -> None:
    pytest.importorskip("vl_convert")
    pictures = list(brief_pictures(analysed("harbour")).values())
    assert [picture.id.split("-")[0] for picture in pictures] == ["odds", "roll"]
    document = _read(analysed("harbour").brief, pictures=pictures)
    for shape, picture in zip(document.inline_shapes, pictures, strict=True):
        assert picture.sentence in shape._inline.docPr.get("descr")
        assert shape.width <= Mm(176)
    assert "Pictures" in [p.text for p in document.paragraphs if p.style.name == "Heading 1"]


def test_where_no_text_passes_there_is_no_picture() -> None:
    assert brief_pictures(analysed("hopeless")) == {}
    document = _read(analysed("hopeless").brief)
    assert "Pictures" not in [paragraph.text for paragraph in document.paragraphs]


def test_control_characters_do_not_reach_the_file() -> None:
    brief = Brief("a\x00b\x1b[2J\u202e\ufffe" + 300 * "x", "", "", (), "s\ud800\n")
    shown = _read(typeset(brief)).paragraphs[0].text
    assert shown == "a\ufffdb\ufffd[2J\ufffd\ufffd" + 300 * "x"


@pytest.mark.slow
@pytest.mark.parametrize("case", ["us-russia-2025", "brexit-2019", "armenia-azerbaijan-2025"])
def test_bundled_briefs_fit_one_page(case: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine")
    file = write_brief(tmp_path / "brief.docx", bundled(case))
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run([*command, f"-env:UserInstallation=file://{tmp_path}/office"], check=True)
    first, second, *_ = pypdf.PdfReader(tmp_path / "brief.pdf").pages
    assert "How far to trust it" in plain(first.extract_text())
    assert plain(second.extract_text()).startswith("Pictures")
