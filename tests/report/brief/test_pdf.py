"""The brief as a PDF, read back by a reader of PDFs."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pypdf
import pytest

from winset.errors import WinsetError
from winset.report.brief.pdf import pdf_of
from winset.report.brief.typeset import typeset
from winset.words.brief import Brief, Part

from ..conftest import analysed
from .sample import bundled, plain, sample, tables_of, texts_of


def _read(brief: Brief) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf_of(typeset(brief))))


def _text(reader: pypdf.PdfReader) -> str:
    return "".join(plain(page.extract_text()) for page in reader.pages).replace(" ", "")


def _tags(reader: pypdf.PdfReader) -> Counter[str]:
    counted: Counter[str] = Counter()

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            counted[str(node.get("/S", ""))] += 1
            walk(node.get("/K"))

    walk(reader.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    return counted


def test_every_text_can_be_extracted_again() -> None:
    text = _text(_read(sample()))
    for told in texts_of(sample()):
        assert plain(told).replace(" ", "") in text, told


def test_it_is_tagged_titled_and_has_an_outline() -> None:
    brief, reader = sample(), _read(sample())
    assert reader.metadata is not None
    assert reader.metadata.title == brief.title
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]
    assert [plain(str(entry["/Title"])) for entry in reader.outline] == [  # type: ignore[call-overload]
        f"{part.number} {part.question}" for part in brief.parts
    ]
    tags, tables = _tags(reader), tables_of(brief)
    assert tags["/H1"] == len(brief.parts)
    assert tags["/Table"] == len(tables)
    assert tags["/TH"] == sum(len(table.columns) for table in tables)
    assert tags["/TR"] == sum(1 + len(table.rows) for table in tables)


def test_it_is_the_same_for_the_same_brief() -> None:
    assert pdf_of(typeset(sample())) == pdf_of(typeset(sample()))


def test_a_long_brief_runs_over_and_loses_nothing() -> None:
    texts = tuple(f"Sentence {number} of a brief that no page holds." for number in range(200))
    reader = _read(Brief("Long", "", "", (Part(1, "Will it pass?", texts),), "s"))
    assert len(reader.pages) > 1
    assert all(text.replace(" ", "") in _text(reader) for text in texts)


def test_a_character_no_font_has_is_named() -> None:
    with pytest.raises(WinsetError, match="10fffd"):
        _read(Brief("Title \U0010fffd", "", "", (), "s"))


def test_a_brief_is_one_page_of_a4() -> None:
    (page,) = _read(analysed("harbour").brief).pages
    assert [round(side * 25.4 / 72) for side in page.mediabox[2:]] == [210, 297]


@pytest.mark.slow
@pytest.mark.parametrize("case", ["us-russia-2025", "brexit-2019", "armenia-azerbaijan-2025"])
def test_bundled_briefs_fit_one_page(case: str) -> None:
    reader = _read(bundled(case).brief)
    assert len(reader.pages) == 1
    assert "How far to trust it".replace(" ", "") in _text(reader)
