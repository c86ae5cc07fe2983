"""The brief as a Word document: its tables are tables, its headings headings."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from winset.phrases import in_one_line
from winset.report.brief.fitting import CELL, PADDING, height, numeric, widths
from winset.report.export import export_chart
from winset.report.figures import Figure
from winset.report.palette import LIGHT
from winset.words.brief import Brief
from winset.words.table import Table

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table as WordTable
    from docx.table import _Row as WordRow

_PAGE_WIDTH, _PAGE_HEIGHT, _SIDE, _TOP, _BOTTOM = Mm(210), Mm(297), Mm(17), Mm(13), Mm(15)
_WIDTH = Pt(0) + _PAGE_WIDTH - 2 * _SIDE
_HEIGHT = _PAGE_HEIGHT - _TOP - _BOTTOM
_PROSE, _CELLS = "Times New Roman", "Arial"
"""Faces that every machine has, or others cut to the same widths."""
_SIZES = (10.5, 10, 9.5, 9, 8.5, 8, 7.5)
_PIXELS, _LONGEST = 720, 255
"""``_PIXELS``, ``_LONGEST``: width of a chart; what Word takes of a property."""
_OVER, _HEAD, _BODY, _GAP = "Table Over", "Table Head", "Table Body", "Table End"
"""Styles of the paragraphs in a table, and of the one that parts it from what follows."""


def word_of(brief: Brief, pictures: Sequence[Figure] = ()) -> bytes:
    """Return a brief as a Word document, with pictures from its second page on.

    Its type is the largest in which it is likely to fit one page.
    """
    document = Document()
    fits = (size for size in _SIZES if height(brief, size, _points(_WIDTH)) <= _points(_HEIGHT))
    size = next(fits, _SIZES[-1])
    _set_page(document)
    _set_styles(document, size)
    _set_facts(document, brief)
    document.add_paragraph(brief.title, "Title")
    if facts := ". ".join(fact for fact in (brief.as_of, brief.view) if fact):
        document.add_paragraph(facts, "Subtitle")
    for part in brief.parts:
        document.add_heading(f"{part.number}  {part.question}", 1)
        for block in part.blocks:
            if isinstance(block, str):
                document.add_paragraph(block)
            else:
                _add_table(document, block, size)
    _add_pictures(document, pictures)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _points(length: int) -> float:
    return length / Pt(1)


def _set_page(document: WordDocument) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = _PAGE_WIDTH, _PAGE_HEIGHT
    page.left_margin = page.right_margin = _SIDE
    page.top_margin, page.bottom_margin = _TOP, _BOTTOM
    page.header_distance = page.footer_distance = Mm(7)


def _set_facts(document: WordDocument, brief: Brief) -> None:
    """Say what the file is and what made it; nothing of who and where."""
    facts = document.core_properties
    told = (fact[:_LONGEST] for fact in (brief.title, brief.as_of, brief.source))
    facts.title, facts.subject, facts.comments = told
    facts.author = facts.last_modified_by = "winset"
    facts.language = "en-GB"
    facts.created = facts.modified = dt.datetime.now(dt.UTC)
    document.sections[0].footer.paragraphs[0].text = brief.source


def _set_styles(document: WordDocument, size: float) -> None:
    """Make Word's own styles those of the report, and add those of tables."""
    language: Any = document.styles.element.find(".//" + qn("w:lang"))
    language.set(qn("w:val"), "en-GB")
    ink, muted, cell = LIGHT.ink, LIGHT.muted, CELL * size
    _style(document, "Normal", size, ink, after=0.25)
    _style(document, "Title", 1.6 * size, ink, bold=True, after=0.1, stays=True)
    _style(document, "Subtitle", size, muted, after=0.1)
    _style(document, "Heading 1", 1.2 * size, ink, bold=True, before=0.7, after=0.2, stays=True)
    _style(document, "Caption", size, ink, italic=True, before=0.15, after=0.15, stays=True)
    _style(document, "Footer", 7.5, muted)
    for name in (_OVER, _HEAD, _BODY, _GAP):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    _style(document, _OVER, cell, ink, face=_CELLS, bold=True, stays=True)
    _style(document, _HEAD, cell, muted, face=_CELLS, stays=True)
    _style(document, _BODY, cell, ink, face=_CELLS)
    _style(document, _GAP, 0.4 * size, ink)
    for rule in list(document.styles["Title"].element.iter(qn("w:pBdr"))):
        rule.getparent().remove(rule)


def _style(
    document: WordDocument,
    name: str,
    size: float,
    colour: str,
    *,
    face: str = _PROSE,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    stays: bool = False,
) -> None:
    """Set a style of paragraphs; the space before and after it is in heights of its type."""
    style: Any = document.styles[name]
    runs = style.element.get_or_add_rPr()
    runs[:] = []
    fonts = runs.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), face)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
    style.font.color.rgb = RGBColor.from_string(colour[1:])
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before * size), Pt(after * size)
    spacing.line_spacing, spacing.keep_with_next = 1.0, stays


def _add_table(document: WordDocument, shown: Table, size: float) -> None:
    """Add a table with its title; its heads are repeated on every page it runs over."""
    if shown.title:
        document.add_paragraph(shown.title, "Caption")
    table = document.add_table(rows=0, cols=len(shown.columns))
    _rule(table, shown.title)
    columns, right = widths(shown, CELL * size, _points(_WIDTH)), numeric(shown)
    for column, width in zip(table.columns, columns, strict=True):
        column.width = Pt(width)
    rows = (shown.columns, *shown.rows)
    for number, row in enumerate(rows):
        added = table.add_row()
        is_over = len(row) == 1 < len(columns)
        style = _HEAD if number == 0 else _OVER if is_over else _BODY
        _fill(added, row, style, columns, right)
        marks: Any = added._tr.get_or_add_trPr()
        for mark in ("w:cantSplit", *(("w:tblHeader",) if number == 0 else ())):
            marks.append(OxmlElement(mark))
    document.add_paragraph(style=_GAP)


def _fill(
    added: WordRow, row: Sequence[str], style: str, columns: Sequence[float], right: Sequence[bool]
) -> None:
    """Write the cells of a row; a single one, over those that follow, goes all the way across."""
    cells = added.cells
    for cell, width in zip(cells, columns, strict=True):
        cell.width = Pt(width)
    if style == _OVER:
        cells = (cells[0].merge(cells[-1]),)
    for number, (cell, text) in enumerate(zip(cells, row, strict=True)):
        paragraph, words = cell.paragraphs[0], text.lstrip(" ")
        paragraph.style = style
        paragraph.add_run(words)
        if right[number]:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if words != text:
            paragraph.paragraph_format.left_indent = Pt(0.7 * PADDING)


def _rule(table: WordTable, title: str) -> None:
    """Draw a thin line under every row, let the columns stand clear, and name the table."""
    lines, margins = _element("w:tblBorders"), _element("w:tblCellMar")
    for side in ("bottom", "insideH"):
        lines.append(_element(f"w:{side}", val="single", sz="4", space="0", color=LIGHT.rule[1:]))
    for side, twips in (("top", 15), ("left", 0), ("bottom", 15), ("right", 20 * PADDING)):
        margins.append(_element(f"w:{side}", w=f"{twips:.0f}", type="dxa"))
    width = _element("w:tblW", w=f"{20 * _points(_WIDTH):.0f}", type="dxa")
    look = _element(
        "w:tblLook", val="06A0", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"
    )
    facts: Any = table._tbl.tblPr
    facts[:] = [width, lines, _element("w:tblLayout", type="fixed"), margins, look]
    if title:
        facts.append(_element("w:tblCaption", val=title))


def _element(name: str, **attributes: str) -> Any:  # noqa: ANN401
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def _add_pictures(document: WordDocument, pictures: Sequence[Figure]) -> None:
    """Add charts on pages of their own, each with a text in its place for who cannot see it."""
    if not pictures:
        return
    document.add_heading("Pictures", 1).paragraph_format.page_break_before = True
    with tempfile.TemporaryDirectory() as scratch:
        for number, figure in enumerate(pictures):
            file = export_chart(
                figure, Path(scratch) / f"{number}.png", width=_PIXELS, scale=3, ground="white"
            )
            picture: Any = document.add_picture(str(file), width=_WIDTH)
            if picture.height > 0.8 * _HEIGHT:
                picture.width = int(picture.width * 0.8 * _HEIGHT / picture.height)
                picture.height = int(0.8 * _HEIGHT)
            document.paragraphs[-1].paragraph_format.keep_with_next = True
            for side in "TBLR":
                picture._inline.set(f"dist{side}", "0")
            title, sentence = in_one_line(figure.title), in_one_line(figure.sentence)
            for name, value in (("title", title), ("descr", f"{title}. {sentence}")):
                picture._inline.docPr.set(name, value)
            told = document.add_paragraph(sentence, "Caption")
            told.paragraph_format.space_after = Mm(8)
            told.paragraph_format.keep_with_next = False
