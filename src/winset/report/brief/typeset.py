"""A brief made ready for paper: nothing in its text steers, and no number leaves its sign."""

from __future__ import annotations

from dataclasses import replace

from winset.phrases import bind_percents, in_one_line
from winset.words.brief import Brief
from winset.words.table import Table


def typeset(brief: Brief, *, bound: bool = True) -> Brief:
    """Return a brief whose text can stand in a document.

    Parameters
    ----------
    brief
        What is to be written.
    bound
        Whether a number and its ``%`` are kept on one line, by a space that does not break.
    """

    def text(given: str) -> str:
        plain = in_one_line(given)
        return bind_percents(plain) if bound else plain

    def table(given: Table) -> Table:
        rows = tuple(tuple(map(text, row)) for row in given.rows)
        return Table(tuple(map(text, given.columns)), rows, text(given.title))

    parts = (
        replace(
            part,
            question=text(part.question),
            blocks=tuple(text(b) if isinstance(b, str) else table(b) for b in part.blocks),
        )
        for part in brief.parts
    )
    facts = (text(brief.title), text(brief.as_of), text(brief.view))
    return Brief(*facts, tuple(parts), text(brief.source))
