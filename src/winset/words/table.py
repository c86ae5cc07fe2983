"""A table of text: what stands behind a chart, on a page and in the terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows of text."""

    columns: tuple[str, ...]
    """Headings; the first names the row."""
    rows: tuple[tuple[str, ...], ...]
    """One cell a column; a row of a single cell is a heading over those that follow."""
    title: str = ""
    """What it shows; may be empty."""

    def without_empty_columns(self) -> Table:
        """Leave out columns in which nothing stands; the first, which names the rows, stays."""
        full = [row for row in self.rows if len(row) == len(self.columns)]
        kept = [n for n in range(len(self.columns)) if not n or any(row[n].strip() for row in full)]
        rows = (row if len(row) == 1 else tuple(row[n] for n in kept) for row in self.rows)
        return Table(tuple(self.columns[n] for n in kept), tuple(rows), self.title)
