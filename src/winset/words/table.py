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
