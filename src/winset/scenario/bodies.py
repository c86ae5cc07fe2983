"""The members of bodies, read from the CSV files a scenario names."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from winset.phrases import did_you_mean
from winset.scenario.cells import plain_number
from winset.scenario.files import inside
from winset.scenario.model import Issue, MemberTable, Scenario
from winset.scenario.sheets import Cell, Sheet, read_csv
from winset.scenario.source_places import Finding, UnreadableError

MAX_BYTES = 20_000_000
MAX_MEMBERS = 100_000


def read_bodies(scenario: Scenario, base_dir: Path | None) -> Iterator[Finding]:
    """Read every member file of a scenario and fill in the tables of its bodies, in place.

    Without a case folder, as of a scenario built from a mapping, a file is a problem. Each problem
    is yielded with its line and column.
    """
    for actor, entry in scenario.actors.items():
        body = entry.body
        if body is None or body.file is None:
            continue
        path = ("actors", actor, "body", "file")
        if base_dir is None:
            fix = "Pass base_dir, the folder the file is in, along with the mapping."
            yield Finding("no-folder", path, "no folder to look for the file in", fix, body.file)
            continue
        try:
            sheet = read_csv(inside(base_dir, body.file), MAX_BYTES)
            body._table = read_members(sheet, scenario)
        except UnreadableError as error:
            for found in error.findings:
                about = {**vars(found), "path": path}
                if found.place is not None and found.place.line is None:
                    # of the file as a whole: shown where the scenario names it
                    about |= {"message": f"the member file: {found.message}", "place": None}
                    about["value"] = body.file[:60]
                yield Finding(**about)


def read_members(sheet: Sheet, scenario: Scenario) -> MemberTable:
    """Turn a member table into members.

    Its columns are ``member``, optionally ``weight`` (default 1) and ``bloc``, one per issue id of
    the scenario (position on the issue's scale) and optionally ``<issue>.salience`` (0–100).

    Raises
    ------
    UnreadableError
        With every cell that is wrong.
    """
    reading = _Reading(sheet, scenario)
    reading.check_columns()
    if not sheet.rows or len(sheet.rows) > MAX_MEMBERS:
        message = "no members" if not sheet.rows else f"more than {MAX_MEMBERS:,} members"
        place = sheet.place(1)
        fix = f"Write one row a member, 1 to {MAX_MEMBERS:,}."
        raise UnreadableError(Finding("empty-table", (), message, fix, place=place))
    table = MemberTable(
        names=reading.names(),
        weights=reading.weights(),
        blocs=tuple(str(cell or "") for cell in reading.column("bloc")),
        positions={i: reading.numbers(i, *issue.scale) for i, issue in reading.issues("")},
        saliences={
            i: reading.numbers(f"{i}.salience", 0, 100) for i, _ in reading.issues(".salience")
        },
    )
    if reading.findings:
        raise UnreadableError(*reading.findings)
    return table


@dataclass
class _Reading:
    sheet: Sheet
    scenario: Scenario
    findings: list[Finding] = field(default_factory=list)

    def note(
        self,
        code: str,
        message: str,
        fix: str,
        line: int,
        *,
        column: str | None = None,
        value: Cell = "",
    ) -> None:
        place = self.sheet.place(line, self.sheet.column(column) if column else None)
        shown = "" if value is None else str(value)[:60]
        self.findings.append(Finding(code, (), message, fix, shown, place=place))

    def check_columns(self) -> None:
        ids = self.scenario.issues
        known = ["member", "weight", "bloc", *ids, *(f"{i}.salience" for i in ids)]
        if "member" not in self.sheet.header:
            fix = f"Head the column of names “member”. The columns are {known}."
            self.note("missing-column", "there is no column “member”", fix, 1)
        for name in self.sheet.header:
            if name not in known:
                message, fix = f"there is no column “{name}”", did_you_mean(name, known)
                self.note("unknown-column", message, fix, 1, column=name)
            elif name in ids and ids[name].nominal:
                message = f"“{name}” has no scale to take positions on"
                fix = "Remove the column; members value its options as the body's stance does."
                self.note("position-on-nominal", message, fix, 1, column=name)
        if self.findings:
            raise UnreadableError(*self.findings)

    def column(self, name: str) -> list[Cell]:
        number = self.sheet.column(name)
        return [None if number is None else row.cells[number] for row in self.sheet.rows]

    def issues(self, suffix: str) -> list[tuple[str, Issue]]:
        return [(i, e) for i, e in self.scenario.issues.items() if i + suffix in self.sheet.header]

    def names(self) -> tuple[str, ...]:
        first: dict[str, int] = {}
        for row, cell in zip(self.sheet.rows, self.column("member"), strict=True):
            name = str(cell or "")
            if not name:
                fix = "Name the member, or remove the row."
                self.note("bad-cell", "the member has no name", fix, row.line, column="member")
            elif name in first:
                message = f"“{name}” already stands in line {first[name]}"
                fix = "Give each member its own name."
                self.note("duplicate-member", message, fix, row.line, column="member", value=name)
            first.setdefault(name, row.line)
        return tuple(first)

    def weights(self) -> tuple[float, ...]:
        if "weight" not in self.sheet.header:
            return (1.0,) * len(self.sheet.rows)
        before = len(self.findings)
        weights = self.numbers("weight", 0, math.inf)
        if len(self.findings) == before and not math.fsum(weights) > 0:
            fix = "Give at least one member a weight above 0."
            line = self.sheet.rows[0].line
            self.note("no-weight", "all weights are 0", fix, line, column="weight")
        return weights

    def numbers(self, column: str, low: float, high: float) -> tuple[float, ...]:
        values = []
        for row, cell in zip(self.sheet.rows, self.column(column), strict=True):
            value = plain_number(cell)
            if value is None:
                message = "the cell is empty" if cell is None else "not a finite number"
                fix = "Write a number with a point for decimals."
                self.note("bad-cell", message, fix, row.line, column=column, value=cell)
            elif not low <= value <= high:
                span = f"below {low:g}" if high == math.inf else f"outside {low:g}–{high:g}"
                fix = (
                    f"Stay at or above {low:g}."
                    if high == math.inf
                    else (f"Stay within {low:g}–{high:g}.")
                )
                self.note("out-of-range", span, fix, row.line, column=column, value=cell)
            values.append(value if value is not None else math.nan)
        return tuple(values)
