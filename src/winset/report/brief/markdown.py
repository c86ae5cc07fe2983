"""The brief as Markdown: headings and pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from winset.words.brief import Brief
from winset.words.table import Table

_SPECIAL = re.compile(r"[\\`*_\[\]|~#$]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<=\w):(?=//)|(?<=\w)@(?=\w)")
_AT_START = re.compile(r"^(\d+(?=[.)]\s)|(?=[-+>=]))")
_INDENT = "&emsp;"


def markdown_of(brief: Brief) -> str:
    """Return a brief as Markdown in which nothing is markup but its own headings and tables."""
    return "\n".join(_lines(brief))


def _lines(brief: Brief) -> Iterator[str]:
    yield from (f"# {escaped(brief.title)}", "")
    if facts := ". ".join(fact for fact in (brief.as_of, brief.view) if fact):
        yield from (escaped(facts), "")
    for part in brief.parts:
        yield from (f"## {part.number} {escaped(part.question)}", "")
        for block in part.blocks:
            yield from (_paragraph(block) if isinstance(block, str) else _table(block))
    yield from (escaped(brief.source), "")


def _paragraph(text: str) -> Iterator[str]:
    yield from (_AT_START.sub(lambda found: f"{found[0]}\\", escaped(text)), "")


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield from (f"**{escaped(table.title)}**", "")
    count = len(table.columns)
    yield _row([escaped(head) for head in table.columns])
    yield _row(["---"] * count)
    for row in table.rows:
        if len(row) == 1 < count:
            yield _row([f"**{escaped(row[0])}**", *[""] * (count - 1)])
        else:
            yield _row([_cell(cell) for cell in row])
    yield ""


def _cell(text: str) -> str:
    words = text.lstrip(" ")
    return escaped(words) if words == text else _INDENT + escaped(words)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """Write text so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\g<0>", text.strip())
