"""The brief as Markdown, read back by a parser of Markdown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from winset.report.brief.markdown import markdown_of
from winset.words.brief import Brief, Part
from winset.words.table import Table

from .sample import plain, sample, tables_of, texts_of

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_OWN = {"text", "text_special", "strong_open", "strong_close", "softbreak", "entity"}


def _inline(markdown: str) -> list[Token]:
    return [token for token in _READER.parse(markdown) if token.type == "inline"]


def _shown(token: Token) -> str:
    return plain("".join(child.content for child in token.children or ()).replace("\u2003", ""))


def test_nothing_is_lost_and_nothing_is_markup() -> None:
    markdown = markdown_of(sample())
    tokens = _inline(markdown)
    shown = [_shown(token) for token in tokens]
    for text in texts_of(sample()):
        assert any(plain(text) == told or plain(text) in told for told in shown), text
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= _OWN
    blocks = {token.type for token in _READER.parse(markdown)}
    assert not blocks & {"html_block", "code_block", "fence", "bullet_list_open", "hr"}
    assert "ordered_list_open" not in blocks


def test_tables_have_the_cells_of_the_brief() -> None:
    cells: list[list[list[str]]] = []
    for token in _READER.parse(markdown_of(sample())):
        if token.type == "table_open":
            cells.append([])
        elif token.type == "tr_open":
            cells[-1].append([])
        elif token.type == "inline" and token.level == 4:
            cells[-1][-1].append(_shown(token))
    for table, (head, *rows) in zip(tables_of(sample()), cells, strict=True):
        assert head == list(table.columns)
        for row, told in zip(rows, table.rows, strict=True):
            wanted = [plain(cell) for cell in told]
            assert row == wanted + [""] * (len(table.columns) - len(wanted))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    table = Table(("", "x"), ((text or "–", "1"),))
    brief = Brief("T", "", "", (Part(1, "Q", (text or "–", table)),), "s")
    shown = [_shown(token) for token in _inline(markdown_of(brief))]
    if plain(text):
        assert shown.count(plain(text.replace("\u2003", ""))) >= 2
