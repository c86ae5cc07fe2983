"""A table of actors with a row for each actor and issue, taken apart into actors and stances."""

from __future__ import annotations

from winset.phrases import as_written
from winset.scenario import cells
from winset.scenario.columns import STANCES, stem
from winset.scenario.sheets import Cell, Sheet, SheetRow
from winset.scenario.source_places import Finding, UnreadableError

NO_DEAL_ROW = "no_deal"
"""Id of the row that says where issues stay without a deal."""


def taken_apart(sheet: Sheet) -> dict[str, Sheet]:
    """Take a long CSV table of actors apart; any without a column ``issue`` is left as it is.

    Returns
    -------
    dict
        ``actors``: a row an actor; ``stances``: a row an actor and issue.

    Raises
    ------
    UnreadableError
        With every row that says something else of an actor than a row above it, or names none.
    """
    heads = [name.lower() for name in sheet.header]
    if "issue" not in heads or sheet.name:  # cells of a workbook are named by their old places
        return {"actors": sheet}
    about = [n for n, name in enumerate(heads) if name != "issue" and stem(name) not in STANCES]
    stances = [n for n, name in enumerate(heads) if stem(name) in STANCES]
    seen: dict[str, SheetRow] = {}
    rows: list[SheetRow] = []
    findings: list[Finding] = []
    for row in sheet.rows:
        actor = _actor(heads, row)
        if not actor:
            fix = "Name the actor in the column “id” or “name”."
            place = sheet.place(row.line)
            findings.append(Finding("missing-key", ("actors",), "no actor", fix, place=place))
            continue
        findings += _differences(sheet, about, seen.setdefault(actor, row), row)
        issue = row.cells[heads.index("issue")]
        rows.append(SheetRow(row.line, (actor, issue, *(row.cells[n] for n in stances))))
    if findings:
        raise UnreadableError(*findings)
    kept = [n for n in about if heads[n] != "id"]
    names = ("actor", "issue", *(sheet.header[n] for n in stances))
    taken = tuple(row for row in rows if row.cells[0] != NO_DEAL_ROW)
    return {
        "actors": _actors(sheet, kept, seen, [row for row in rows if row not in taken]),
        "stances": Sheet(sheet.file, sheet.name, names, taken),
    }


def _actors(
    sheet: Sheet, kept: list[int], seen: dict[str, SheetRow], without: list[SheetRow]
) -> Sheet:
    """A row an actor; where issues stay without a deal is a row of its own, a column an issue."""
    rows = [
        SheetRow(row.line, (actor, *(row.cells[n] for n in kept), *(None for _ in without)))
        for actor, row in seen.items()
        if actor != NO_DEAL_ROW
    ]
    places = [name for name in sheet.header if stem(name.lower()) in STANCES]
    at = 2 + next((n for n, name in enumerate(places) if name.lower() == "position"), 0)
    if without:
        blank = (None,) * len(kept)
        stays = tuple(row.cells[at] for row in without)
        rows.append(SheetRow(without[0].line, (NO_DEAL_ROW, *blank, *stays)))
    names = ("id", *(sheet.header[n] for n in kept), *(f"{r.cells[1]}.position" for r in without))
    return Sheet(sheet.file, sheet.name, names, tuple(rows))


def _actor(heads: list[str], row: SheetRow) -> str:
    """Id of the actor of a row, made of its name where none is given."""
    given: dict[str, Cell] = dict(zip(heads, row.cells, strict=True))
    if given.get("id") is not None:
        return cells.text(given["id"])
    name = given.get("name") or given.get("actor")
    return "" if name is None else cells.id_of(cells.text(name))


def _differences(sheet: Sheet, about: list[int], first: SheetRow, row: SheetRow) -> list[Finding]:
    """What a row says of its actor that the actor's first row says otherwise."""
    found = []
    for n in about:
        cell, before = row.cells[n], first.cells[n]
        if cell is not None and cell != before:
            message = f"line {first.line} says {as_written(before) if before else 'nothing'}"
            found.append(
                Finding(
                    "actor-differs",
                    ("actors",),
                    message,
                    "Say the same of an actor in all its rows, or leave the cell empty.",
                    as_written(cell),
                    place=sheet.place(row.line, n),
                )
            )
    return found
