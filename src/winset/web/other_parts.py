"""What else a scenario holds, to be read beside the table that is edited; it stays in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from winset.errors import WinsetError
from winset.scenario.case import Case
from winset.scenario.tabulate import tables_of
from winset.words.table import Table

_TITLES: Mapping[str, str] = {
    "needs": "Who must do their part for an option",
    "pledges": "Public pledges",
    "groups": "Groups of a body",
    "excludes": "Options that exclude each other",
    "given": "What has happened",
    "shocks": "Common causes",
}
_COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "issues": ("Options that stay, and how parts are decided on", ("stays", "binding")),
    "actors": ("Outsiders who disrupt", ("disrupts.rate",)),
    "parties": ("Who signs, and who counts as an elite", ("signs", "elites")),
    "forms": ("What a form keeps undisclosed, and what leaving it costs",
              ("undisclosed", "exit_cost")),
}  # fmt: skip


def other_parts(scenario: Case) -> tuple[Table, ...]:
    """Tabulate what the table of actors and issues does not show; empty where there is nothing.

    A case that no table holds is shown without them: its claims and perspectives are elsewhere.
    """
    try:
        tables = tables_of(scenario.origin.raw)
    except WinsetError:
        return ()
    return tuple(_shown(tables))


def _shown(tables: Mapping[str, Sequence[tuple[object, ...]]]) -> Iterator[Table]:
    for name, title in _TITLES.items():
        head, *rows = tables[name]
        if rows:
            yield _table(head, rows, title)
    for name, (title, columns) in _COLUMNS.items():
        head, *rows = tables[name]
        kept = [0, *(head.index(column) for column in columns)]
        full = [row for row in rows if any(row[at] is not None for at in kept[1:])]
        if full:
            picked = [tuple(row[at] for at in kept) for row in full]
            yield _table(tuple(head[at] for at in kept), picked, title)


def _table(head: tuple[object, ...], rows: list[tuple[object, ...]], title: str) -> Table:
    texts = (tuple("" if cell is None else str(cell) for cell in row) for row in rows)
    return Table(tuple(str(name) for name in head), tuple(texts), title).without_empty_columns()
