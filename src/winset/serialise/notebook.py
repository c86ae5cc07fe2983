"""A brief as notebooks show it."""

from __future__ import annotations

from html import escape

from winset.words.brief import Brief
from winset.words.table import Table

_CELL = "text-align: left; vertical-align: top; white-space: normal"


def brief_html(brief: Brief) -> str:
    """Write a brief as a fragment of HTML, without scripts; every name in it is escaped."""
    parts = [f"<p><strong>{escape(brief.title)}</strong> {escape(brief.as_of)}</p>"]
    for part in brief.parts:
        parts.append(f"<h4>{part.number} {escape(part.question)}</h4>")
        parts += [
            f"<p>{escape(block)}</p>" if isinstance(block, str) else _table(block)
            for block in part.blocks
        ]
    return f'<div style="max-width: 60rem">{"".join(parts)}</div>'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(c)}</th>' for c in table.columns)
    rows = "".join(f"<tr>{_row(row, len(table.columns))}</tr>" for row in table.rows)
    caption = f"<caption>{escape(table.title)}</caption>" if table.title else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(row: tuple[str, ...], columns: int) -> str:
    span = f' colspan="{columns}"' if len(row) == 1 < columns else ""
    first = f'<th scope="row"{span} style="{_CELL}">{escape(row[0])}</th>'
    return first + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in row[1:])
