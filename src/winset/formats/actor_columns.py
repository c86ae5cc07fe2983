r"""The field's plain table of actors, CSV or XLSX: name, capability, position, salience.

============== ========== ======== ========
name           capability position salience
============== ========== ======== ========
Netherlands    8          4        80
France         16         10       60
United Kingdom 16         10       90
============== ========== ======== ========

Columns are found by their headings, in any order; a column ``issue`` makes it a table of several
issues, with a row for every actor and issue on which it takes a position, and ``note`` is not read.
A table without that column has one issue, named after its file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from winset.errors import WinsetError
from winset.formats.actor_table import ActorTable, plain_table
from winset.formats.foreign_file import ForeignFile
from winset.formats.format import ActorFormat
from winset.formats.rows import Row, header_of, read_rows, rows_below, write_rows

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "actor"),
    "capability": ("capability", "capabilities", "power", "influence"),
    "position": ("position", "stance"),
    "salience": ("salience",),
    "issue": ("issue", "dimension"),
    "note": ("note", "notes", "description", "source"),
}
_NEEDED = ("name", "capability", "position", "salience")
_FIX = "Write: name,capability,position,salience"


@dataclass(frozen=True)
class _Stance:
    """One row, its numbers taken."""

    line: int
    actor: str
    issue: str
    capability: float
    position: float
    salience: float


def read_actor_columns(path: Path | str, *, scale: tuple[float, float] | None = None) -> ActorTable:
    """Read a plain table of actors.

    Parameters
    ----------
    path
        A ``.csv`` or ``.xlsx`` file; of a workbook, its first sheet.
    scale
        Lower and upper end of every issue; by default the outermost positions anybody takes, which
        the table's notes then say.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the file.
    """
    file = ForeignFile(Path(path))
    rows = read_rows(file)
    at, width = _columns(file, rows)
    stances = [_stance(file, line, cells, at) for line, cells in rows_below(file, rows, width)]
    if not stances:
        file.report("no-actors", "the table has no actor", "Add a row an actor.")
    _check(file, stances, scale)
    file.settle()
    return _table(stances, scale)


def _columns(file: ForeignFile, rows: Sequence[Row]) -> tuple[dict[str, int], int]:
    """Find what is in which column, and how many columns there are."""
    header = [heading.lower() for heading in header_of(rows)]
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        file.refuse(
            "table-header",
            "the columns are not parted by commas",
            "Save it as comma-separated.",
            line=1,
            value=header[0],
        )
    at: dict[str, int] = {}
    for column, heading in enumerate(header):
        meant = [key for key, words in _HEADINGS.items() if heading in words]
        if not meant or meant[0] in at:
            file.report(
                "table-header",
                "two columns mean the same" if meant else "no column of that name",
                _FIX + ", and if need be issue and note.",
                line=1,
                value=heading,
            )
            continue
        at[meant[0]] = column
    missing = [key for key in _NEEDED if key not in at]
    if missing:
        file.refuse(
            "table-header",
            f"no column {', '.join(missing)}",
            f"{_FIX}.",
            line=1,
            value=",".join(header),
        )
    return at, len(header)


def _stance(file: ForeignFile, line: int, cells: Row, at: Mapping[str, int]) -> _Stance:
    actor = cells[at["name"]]
    issue = cells[at["issue"]] if "issue" in at else file.path.stem
    if not actor:
        file.report("actor-name", "the row names no actor", "Name it.", line=line, place="name")
    if not issue:
        file.report("issue-name", "the row names no issue", "Name it.", line=line, place="issue")

    def number(key: str, most: float, least: float = 0.0) -> float:
        place = f"{actor or f'row {line}'}.{key}"
        raw = cells[at[key]] or None
        return file.number_within(raw, least, most, line=line, place=place)

    return _Stance(
        line,
        actor,
        issue,
        number("capability", np.inf),
        number("position", np.inf, -np.inf),
        number("salience", 100),
    )


def _check(
    file: ForeignFile, stances: Sequence[_Stance], scale: tuple[float, float] | None
) -> None:
    """Note actors that stand twice, differ in capability, or leave their scale."""
    seen: dict[tuple[str, str], int] = {}
    power: dict[str, float] = {}
    for own in stances:
        key = (own.actor, own.issue)
        if own.actor and key in seen:
            file.report(
                "actor-twice",
                f"“{own.actor}” has a row already, line {seen[key]}",
                "Keep one row an actor and issue.",
                line=own.line,
                place="name",
                value=own.actor,
            )
        seen.setdefault(key, own.line)
        if power.setdefault(own.actor, own.capability) != own.capability:
            file.report(
                "capability-differs",
                f"“{own.actor}” has another capability in another row",
                "Give an actor one capability.",
                line=own.line,
                place=f"{own.actor}.capability",
                value=f"{own.capability:g}",
            )
        if scale is not None and not scale[0] <= own.position <= scale[1]:
            file.report(
                "out-of-range",
                f"not on the scale {scale[0]:g} to {scale[1]:g}",
                "Correct the position, or the scale.",
                line=own.line,
                place=f"{own.actor}.position",
                value=f"{own.position:g}",
            )
    for issue in dict.fromkeys(own.issue for own in stances):
        places = {own.position for own in stances if own.issue == issue}
        if scale is None and len(places) < 2:
            file.report(
                "no-scale",
                f"all positions on “{issue}” are the same, so its scale is not known",
                "Say what its lowest and highest position is (--scale LOW HIGH).",
                place=issue,
                value=f"{places.pop():g}",
            )
    if stances and not any(own.capability * own.salience for own in stances):
        file.report(
            "no-capability",
            "nobody has both a capability and a salience",
            "Give someone more than 0 of both.",
        )


def _table(stances: Sequence[_Stance], scale: tuple[float, float] | None) -> ActorTable:
    actors = tuple(dict.fromkeys(own.actor for own in stances))
    issues = tuple(dict.fromkeys(own.issue for own in stances))
    positions = np.full((len(actors), len(issues)), np.nan)
    salience = positions.copy()
    capability = np.zeros(len(actors))
    for own in stances:
        a, k = actors.index(own.actor), issues.index(own.issue)
        positions[a, k], salience[a, k] = own.position, own.salience
        capability[a] = own.capability
    notes = []
    if scale is None:
        ends = "; ".join(
            f"{issue} {np.nanmin(positions[:, k]):g} to {np.nanmax(positions[:, k]):g}"
            for k, issue in enumerate(issues)
        )
        notes.append(f"Scales run between the outermost positions taken: {ends}.")
    if np.nanmax(salience) <= 1:
        notes.append("No salience is above 1: they are read as shares of 100, not of 1.")
    return plain_table(
        actors,
        issues,
        positions,
        salience,
        capability,
        scales=None if scale is None else np.tile(scale, (len(issues), 1)),
        notes=tuple(notes),
    )


def write_actor_columns(table: ActorTable, path: Path | str) -> tuple[str, ...]:
    """Write a table of actors as plain columns to a ``.csv`` or ``.xlsx`` file.

    Return what the format has no place for, one sentence each.

    Raises
    ------
    WinsetError
        If the table has several worlds, which four columns cannot say.
    """
    if table.worlds != 1:
        raise WinsetError(f"A plain table holds one world, not {table.worlds:,}.")
    several = len(table.issues) > 1
    heads = ["name", "capability", "position", "salience"]
    rows: list[list[str | float]] = [["issue", *heads] if several else [*heads]]
    left_out = []
    for a, name in enumerate(table.actors):
        taken = np.flatnonzero(~np.isnan(table.positions[0, a]))
        for k in taken:
            numbers = [
                float(table.capability[0, a]),
                float(table.positions[0, a, k]),
                float(table.salience[0, a, k]),
            ]
            rows.append([*([table.issues[k]] if several else []), name, *numbers])
        if not taken.size:
            left_out.append(name)
    write_rows(rows, Path(path), sheet="actors")
    notes = ["Scales are left out: give them anew on reading."]
    if left_out:
        notes.append(f"Actors without a position are left out: {', '.join(left_out)}.")
    if np.isfinite(table.reference).any():
        notes.append("Reference points are left out.")
    if table.options:
        notes.append("Options are left out.")
    return tuple(notes)


FORMAT = ActorFormat(
    name="columns",
    title="name, capability, position, salience",
    suffixes=(".csv", ".xlsx"),
    matches=lambda _: True,
    read=lambda path, scale: read_actor_columns(path, scale=scale),
)
