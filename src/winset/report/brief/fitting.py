"""How wide the columns of a brief's tables are, and how high it is, for pages that cannot tell."""

from __future__ import annotations

import math
import re

from winset.words.brief import Brief
from winset.words.table import Table

PADDING = 8.0
"""Points between two columns."""
CELL = 0.9
"""Type of a table's cells, in that of prose."""
_SLACK = 1.03
_WIDE, _NARROW = set("mwMWOQGD%@—→"), set("ijlftrI.,:;'’‘|!()[]/- \u00a0")
_FIGURE = re.compile(r"(|–|[<>+−]?\d.*)")


def numeric(table: Table) -> list[bool]:
    """Return which columns hold nothing but figures; they are set to the right."""
    columns = _columns(table)
    return [
        n > 0 and any(column) and all(_FIGURE.fullmatch(cell) for cell in column)
        for n, column in enumerate(columns)
    ]


def widths(table: Table, size: float, room: float) -> list[float]:
    """Share out the points of a line among the columns of a table, in type of a size.

    Room to spare goes to the words of the last column, or of the first where that holds figures.
    Where room is short, the widest columns give way, but none below its longest word.
    """
    heads = [[head, *column] for head, column in zip(table.columns, _columns(table), strict=True)]
    wanted = [max(_points(cell, size) for cell in column) + PADDING for column in heads]
    words = [[word for cell in column for word in cell.split(" ")] for column in heads]
    least = [max(_points(word, size) for word in column) + PADDING for column in words]
    spare = room - sum(wanted)
    if spare >= 0:
        wanted[0 if numeric(table)[-1] else -1] += spare
        return wanted
    low, high = 0.0, max(wanted)
    for _ in range(30):
        cap = (low + high) / 2
        fits = sum(max(min(cap, w), m) for w, m in zip(wanted, least, strict=True)) <= room
        low, high = (cap, high) if fits else (low, cap)
    shared = [max(min(low, w), m) for w, m in zip(wanted, least, strict=True)]
    return [width * min(1, room / sum(shared)) for width in shared]


def height(brief: Brief, size: float, room: float) -> float:
    """Estimate how many points of paper a brief takes in type of a size, in lines of ``room``."""
    line = 1.16 * size
    points = 1.9 * size * _lines(brief.title, 1.6 * size, room) + 1.5 * line
    for part in brief.parts:
        points += 2.4 * size
        for block in part.blocks:
            if isinstance(block, str):
                points += line * _lines(block, size, room) + 0.25 * size
            else:
                points += 1.7 * size * bool(block.title) + _table_height(block, CELL * size, room)
    return points


def _table_height(table: Table, size: float, room: float) -> float:
    columns = [width - PADDING for width in widths(table, size, room)]
    lines = [
        max(_lines(cell, size, width) for cell, width in zip(row, columns, strict=True))
        if len(row) == len(columns)
        else 1
        for row in (table.columns, *table.rows)
    ]
    return sum(1.16 * size * count + 0.25 * size for count in lines) + 0.4 * size


def _columns(table: Table) -> list[list[str]]:
    rows = [row for row in table.rows if len(row) == len(table.columns)]
    return [[row[n] for row in rows] for n in range(len(table.columns))]


def _points(text: str, size: float) -> float:
    return _SLACK * size * sum(map(_em, text))


def _em(sign: str) -> float:
    """Estimate the width of a character in a face like Arial; of a strange one, as wide."""
    if sign in _WIDE:
        return 0.9
    if sign in _NARROW:
        return 0.31
    return 0.56 if sign.isdigit() or sign.islower() else 0.7


def _lines(text: str, size: float, room: float) -> int:
    return max(1, math.ceil(_points(text, size) / max(room, size)))
