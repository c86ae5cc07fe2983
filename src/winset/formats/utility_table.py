r"""A plain utility table, CSV or XLSX: a row an option, a column an actor.

====== ============ ======== ========
issue  option       Ministry Union
====== ============ ======== ========
wage   +1 %         1        0
wage   +3 %         0.2      1
wage                0.6      0.7
hours  38           1        0.4
hours  40           0        1
hours               0.4      0.3
\      reservation  0.5      0.45
\      discount     1        0.9
====== ============ ======== ========

A row without option gives the weights of an issue; give them for every issue, and they must sum
to one, or for none, and the cells are then what the options add to utility. Rows without issue
give ``reservation``, ``discount`` and ``constant``, an empty cell meaning none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from winset.formats.domain import ImportedActor, ImportedDomain, ImportedIssue
from winset.formats.foreign_file import ForeignFile, first_twice
from winset.formats.format import DomainFormat
from winset.formats.rows import Row, header_of, read_rows, rows_below, write_rows

_SPECIAL = ("reservation", "discount", "constant")


@dataclass
class _Table:
    """Cells by issue and option, each a list over actors with its line."""

    actors: list[str]
    cells: dict[str, dict[str, Row]] = field(default_factory=dict)
    weights: dict[str, Row] = field(default_factory=dict)
    special: dict[str, Row] = field(default_factory=dict)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)


def read_utility_table(path: Path | str) -> ImportedDomain:
    """Read a utility table from a ``.csv`` or ``.xlsx`` file."""
    file = ForeignFile(Path(path))
    rows = read_rows(file)
    table = _sort_rows(file, rows)
    issues = tuple(ImportedIssue(name, tuple(cells)) for name, cells in table.cells.items())
    for issue in issues:
        file.check_option_count(len(issue.options), place=issue.name)
    if table.weights:
        for name in sorted(table.cells.keys() ^ table.weights.keys()):
            file.report(
                "missing-weight",
                "has weights but no option, or options but no weights",
                "Give weights for every issue or for none.",
                place=name,
            )
    file.settle()
    actors = tuple(_read_actor(file, table, column) for column in range(len(table.actors)))
    file.settle()
    notes = tuple(
        f"{a.name} has no reservation value: any deal suits it."
        for a in actors
        if a.reservation is None
    )
    return ImportedDomain(file.path.stem, issues, actors, "a utility table", notes)


def _sort_rows(file: ForeignFile, rows: Sequence[Row]) -> _Table:
    """Tell options, weights and special rows apart, and note what is misplaced."""
    header = header_of(rows)
    if [h.lower() for h in header[:2]] != ["issue", "option"] or len(header) < 3:
        file.refuse(
            "table-header",
            "the header is not issue, option, and a column an actor",
            "Write: issue,option,First actor,Second actor",
            line=1,
            value=",".join(header),
        )
    table = _Table(header[2:])
    if (twice := first_twice(table.actors)) is not None:
        file.report(
            "actor-twice",
            f"two columns are headed “{twice}”, or one is not",
            "Give every actor its own name.",
            line=1,
        )
    for line, cells in rows_below(file, rows, len(header)):
        _sort_row(file, table, cells, line)
    if not table.cells:
        file.report("no-issues", "the table has no option", "Add a row an option.")
    return table


def _sort_row(file: ForeignFile, table: _Table, cells: Row, line: int) -> None:
    issue, option, worths = cells[0], cells[1], cells[2:]
    if not issue and option.lower() not in _SPECIAL:
        file.report(
            "table-row",
            "a row without issue must be one of reservation, discount, constant",
            "Name the row's issue.",
            line=line,
            value=option,
        )
        return
    if not issue:
        place, key = table.special, option.lower()
    elif not option:
        place, key = table.weights, issue
    else:
        place, key = table.cells.setdefault(issue, {}), option
    if key in place:
        file.report("row-twice", f"“{key}” stands twice", "Keep one row.", line=line, place=issue)
    place[key] = worths
    table.lines[issue, option if issue else key] = line


def _read_actor(file: ForeignFile, table: _Table, column: int) -> ImportedActor:
    name = table.actors[column]

    def number(row: Row, issue: str, option: str) -> float:
        line = table.lines[issue, option]
        place = ".".join(part for part in (issue, option, name) if part)
        return file.number(row[column] or None, line=line, place=place)

    values = tuple(
        tuple(number(row, issue, option) for option, row in cells.items())
        for issue, cells in table.cells.items()
    )
    weights = [1.0] * len(table.cells)
    if table.weights:
        weights = [number(table.weights[issue], issue, "") for issue in table.cells]
        file.check_weights(weights)
    special = {key: number(row, "", key) for key, row in table.special.items() if row[column] != ""}
    return ImportedActor(
        name=name,
        weights=tuple(weights),
        values=values,
        reservation=special.get("reservation"),
        discount=special.get("discount"),
        constant=special.get("constant", 0.0),
    )


def write_utility_table(domain: ImportedDomain, path: Path | str) -> tuple[str, ...]:
    """Write a domain as a utility table; weights are multiplied into the cells."""
    path = Path(path)
    rows: list[list[str | float]] = [["issue", "option", *(a.name for a in domain.actors)]]
    for issue, worths in zip(domain.issues, domain.contributions(), strict=True):
        for option, row in zip(issue.options, worths.tolist(), strict=True):
            rows.append([issue.name, option, *row])
    for key in _SPECIAL:
        cells = [getattr(actor, key) for actor in domain.actors]
        if any(cell is not None for cell in cells):
            rows.append(["", key, *("" if cell is None else cell for cell in cells)])
    write_rows(rows, path, sheet="utilities")
    return ()


FORMAT = DomainFormat(
    name="table",
    title="a utility table",
    suffixes=(".csv", ".xlsx"),
    files=".csv or .xlsx",
    read=read_utility_table,
    write=write_utility_table,
)
