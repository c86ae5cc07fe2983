"""Scenarios from tables: a folder of CSV files, or the sheets of a workbook.

Every cell becomes a key of the same plain mapping a YAML file gives, and remembers where it stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from winset.phrases import as_written, did_you_mean
from winset.scenario import cells
from winset.scenario.columns import CASE, COLUMNS, IDS, Column, recognise, suggestion
from winset.scenario.long_table import NO_DEAL_ROW, taken_apart
from winset.scenario.model.issue import spell_out_options
from winset.scenario.origin import Draft
from winset.scenario.sheets import Sheet, SheetRow, read_csv
from winset.scenario.source_places import Finding, Path, Place, Places, UnreadableError

MAX_BYTES = 5_000_000
INFERRED_LEVELS = 11


def read_folder(folder: FilePath) -> dict[str, Sheet]:
    """Read the CSV tables of a folder: ``actors.csv``, and one for each other table that is there.

    Raises
    ------
    UnreadableError
        With the problems of every table that cannot be read.
    """
    sheets: dict[str, Sheet] = {}
    findings: list[Finding] = []
    for name in COLUMNS:
        path = folder / f"{name}.csv"
        if path.exists():
            try:
                sheets[name] = read_csv(path, MAX_BYTES)
            except UnreadableError as error:
                findings += error.findings
    if findings:
        raise UnreadableError(*findings)
    return sheets


def draft_of_tables(sheets: Mapping[str, Sheet], path: FilePath, base_dir: FilePath) -> Draft:
    """Put tables, by their names (``actors``, ``issues`` …), together into one plain scenario.

    The folder or workbook at ``path`` gives id and title where no table does; files named in the
    tables are relative to ``base_dir``.
    """
    if "actors" in sheets and "stances" not in sheets:
        sheets = {**sheets, **taken_apart(sheets["actors"])}
    tables = _Tables(sheets, Places(Place(str(path))))
    tables.read()
    stem = path.resolve().stem
    raw = {"winset": 1, "id": cells.id_of(stem, "-") or "case", "title": stem, **tables.raw}
    return Draft(raw, tables.places, tuple(tables.findings), path, base_dir)


@dataclass
class _Tables:
    """The plain scenario while it is put together, table by table."""

    sheets: Mapping[str, Sheet]
    places: Places
    raw: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    party_names: dict[str, str] = field(default_factory=dict)

    def read(self) -> None:
        take = {
            "case": self.case,
            "sources": self.entries,
            "issues": self.entries,
            "actors": self.actors,
            "stances": self.stances,
            "parties": self.entries,
            "forms": self.entries,
            "texts": self.entries,
            "talks": self.listed,
            "given": self.listed,
            "excludes": self.listed,
            "shocks": self.shocks,
        }
        for section, read in take.items():
            if section in self.sheets:
                read(section, self.sheets[section])
        if "issues" not in self.sheets:
            self.findings += _infer_issues(self.raw)
        if "parties" not in self.sheets:
            self.findings += _infer_parties(self.raw, self.party_names)
        self.spell_out_what_stays()
        for section, (owner, owners) in _BELOW.items():
            if section in self.sheets:
                self.below(section, self.sheets[section], owner, owners)

    def case(self, _: str, sheet: Sheet) -> None:
        key, value = sheet.column("key"), sheet.column("value")
        if key is None or value is None:
            fix = "Head them “key” and “value”, and write rows such as title, Talks on the border."
            self.note("missing-column", (), "no columns “key” and “value”", fix, sheet.place(1))
            return
        for row in sheet.rows:
            name = cells.text(row.cells[key] or "").lower()
            if name not in CASE:
                message, fix = f"there is no key “{name[:40]}” here", did_you_mean(name, CASE)
                self.note("unknown-key", (), message, fix, sheet.place(row.line, key))
            elif row.cells[value] is not None:
                path, read = CASE[name]
                self.put(path, sheet, row, Column(value, (), read))

    def entries(self, section: str, sheet: Sheet) -> None:
        self.raw[section] = {}
        columns = self.columns(section, sheet)
        for row in sheet.rows:
            id_ = self.id_of_row(section, sheet, row)
            if id_:
                self.row((section, id_), sheet, row, columns)

    def actors(self, section: str, sheet: Sheet) -> None:
        entries = self.raw[section] = {}
        columns = self.columns(section, sheet)
        for row in sheet.rows:
            id_ = self.id_of_row(section, sheet, row)
            if id_ == NO_DEAL_ROW:
                del entries[id_]
                self.no_deal(sheet, row, columns)
            elif id_:
                self.row((section, id_), sheet, row, columns)
                party = entries[id_].get("party")
                if party is not None:
                    plain = party.replace("_", "").replace("-", "")
                    as_id = party if plain.isascii() and plain.isalnum() else cells.id_of(party)
                    entries[id_]["party"] = as_id or party
                    self.party_names[as_id or party] = party

    def no_deal(self, sheet: Sheet, row: SheetRow, columns: list[Column]) -> None:
        """Read the row that says where each issue stays without a deal."""
        for column in columns:
            place = sheet.place(row.line, column.number)
            if row.cells[column.number] is None or column.key == ("name",):
                continue
            if column.key[0] != "stances" or column.key[2] != "position":
                fix = "Leave the cell empty; this row says where issues stay without a deal."
                self.note("bad-cell", (), "the row no_deal only has positions", fix, place)
            elif "issues" in self.sheets and column.key[1] not in self.raw["issues"]:
                fix = did_you_mean(column.key[1], self.raw["issues"])
                self.note("unknown-issue", (), f"“{column.key[1]}” is no issue", fix, place)
            else:
                self.put(("issues", column.key[1], "no_deal", *column.key[3:]), sheet, row, column)

    def stances(self, section: str, sheet: Sheet) -> None:
        about = {("actor",), ("issue",)}
        columns = [c for c in self.columns(section, sheet) if c.key not in about]
        actors = self.raw["actors"]
        for row in sheet.rows:
            actor, issue = _cell(sheet, row, "actor"), _cell(sheet, row, "issue")
            path = ("actors", actor, "stances", issue)
            place = sheet.place(row.line)
            if not (actor and issue):
                fix = "Write the ids of an actor and of an issue in every row."
                self.note("bad-cell", (), "no actor or no issue", fix, place)
            elif actor not in actors:
                fix = did_you_mean(actor, actors)
                self.note("unknown-actor", path, f"“{actor}” is no actor", fix, place)
            elif issue in actors[actor].get("stances", {}):
                message = f"“{actor}” already has a stance on “{issue}”"
                self.note("duplicate-key", path, message, "Keep one of them.", place)
            else:
                self.row(path, sheet, row, columns)

    def listed(self, section: str, sheet: Sheet) -> None:
        columns = self.columns(section, sheet)
        self.raw[section] = [{} for _ in sheet.rows]
        for i, row in enumerate(sheet.rows):
            self.row((section, i), sheet, row, columns)

    def below(self, section: str, sheet: Sheet, owner: str, owners: str) -> None:
        """Read rows that belong to an entry of another table, whose id stands in a column."""
        key = _KEYS.get(section)
        columns = [c for c in self.columns(section, sheet) if c.key not in {(owner,), (key,)}]
        entries = self.raw.get(owners, {})
        for row in sheet.rows:
            id_, place = _cell(sheet, row, owner), sheet.place(row.line)
            name = "" if key is None else _cell(sheet, row, key)
            if id_ not in entries:
                message, fix = f"“{id_}” is no {owner}", did_you_mean(id_, entries)
                self.note(f"unknown-{owner}", (section,), message, fix, place)
            elif key is not None and not name:
                fix = f"Write it in the column “{key}” of every row."
                self.note("missing-key", (section,), f"the row names no {key}", fix, place)
            else:
                path = self.path_below(section, (owners, id_), name)
                rules = [Column(column.number, (name,), column.read) for column in columns]
                self.row(path, sheet, row, rules if section == "needs" else columns)

    def path_below(self, section: str, entry: Path, name: str) -> Path:
        """Where a row of a table goes in the entry it belongs to."""
        if section == "groups":
            return (*entry, "body", section, name)
        if section == "needs":
            return (*entry, section)
        rows = self.at(entry)
        assert isinstance(rows, dict)
        several = rows.setdefault(section, [])
        several.append({})
        return (*entry, section, len(several) - 1)

    def shocks(self, section: str, sheet: Sheet) -> None:
        """Read one load a row; what else is said of a shock stands in one of its rows."""
        shocks = self.raw[section] = {}
        apart = {"shock", "path", "load"}
        columns = self.columns(section, sheet)
        about = [column for column in columns if column.key[0] not in apart]
        loads = [column for column in columns if column.key == ("load",)]
        for row in sheet.rows:
            id_, path = _cell(sheet, row, "shock"), _cell(sheet, row, "path")
            if not id_:
                fix = "Write a short name in Latin letters in the column “shock” of every row."
                self.note(
                    "missing-key", (section,), "the row has no id", fix, sheet.place(row.line)
                )
                continue
            shocks.setdefault(id_, {})
            self.row((section, id_), sheet, row, about)
            if path:
                for column in loads:
                    of_path = Column(column.number, ("loads", path), column.read)
                    self.row((section, id_), sheet, row, [of_path])

    def spell_out_what_stays(self) -> None:
        """Put the options that stay where the file format has them, beside their positions."""
        for id_, issue in self.raw.get("issues", {}).items():
            stays, path = issue.pop("stays", ()), ("issues", id_, "stays")
            if not stays:
                continue
            options = spell_out_options(issue.get("options"), issue.get("scale", (0.0, 100.0)))
            names = options if isinstance(options, dict) else {}
            for name in stays:
                if name in names:
                    names[name] = {"at": names[name], "reverts": "no"}
                else:
                    message, fix = f"“{name}” is no option of “{id_}”", did_you_mean(name, names)
                    self.note("unknown-option", path, message, fix, self.places.find(path))
            issue["options"] = options

    def id_of_row(self, section: str, sheet: Sheet, row: SheetRow) -> str:
        """Open the entry of a row; "" if it has no id of its own."""
        entries = self.raw[section]
        name = _cell(sheet, row, "name") or _cell(sheet, row, "actor")
        own = IDS.get(section, "id")
        id_ = _cell(sheet, row, own) or cells.id_of(name)
        place = sheet.place(row.line)
        if id_.lower() == NO_DEAL_ROW:
            id_ = NO_DEAL_ROW
        if not id_:
            fix = f"Add a column “{own}” with a short name in Latin letters for every row."
            self.note("missing-key", (section,), "the row has no id", fix, place)
        elif id_ in entries:
            fix = "Remove one of the rows, or give each its own id."
            self.note("duplicate-key", (section, id_), f"“{id_}” already stands above", fix, place)
            return ""
        else:
            entries[id_] = {}
        return id_

    def columns(self, section: str, sheet: Sheet) -> list[Column]:
        issues = list(self.raw.get("issues", {})) if "issues" in self.sheets else ["issue"]
        only_issue = issues[0] if len(issues) == 1 else None
        found = []
        for number, name in enumerate(sheet.header):
            column = recognise(section, number, name, only_issue)
            if column is None:
                message = f"there is no column “{name}” in {section}"
                place = sheet.place(1, number)
                self.note("unknown-column", (), message, suggestion(section, name), place)
            elif column.key != (IDS.get(section, "id"),):
                found.append(column)
        return found

    def row(self, path: Path, sheet: Sheet, row: SheetRow, columns: list[Column]) -> None:
        self.places.put(path, sheet.place(row.line, 0))
        self.at(path)
        for column in columns:
            if row.cells[column.number] is not None:
                self.put((*path, *column.key), sheet, row, column)

    def put(self, path: Path, sheet: Sheet, row: SheetRow, column: Column) -> None:
        cell, place = row.cells[column.number], sheet.place(row.line, column.number)
        try:
            value = column.read(cell)
        except cells.CellError as error:
            self.note("bad-cell", path, error.message, error.fix, place, value=as_written(cell))
            return
        entry = self.at(path[:-1])
        if isinstance(entry, dict) and path[-1] not in entry:
            entry[path[-1]] = value
            self.places.put(path, place)
        else:
            fix = "Write it once: in one cell, or spread over columns low, mode and high."
            self.note("duplicate-key", path, f"“{path[-1]}” is written twice", fix, place)

    def at(self, path: Path) -> object:
        part: Any = self.raw
        for step in path:
            if isinstance(part, list):
                part = part[int(step)]
            elif isinstance(part, dict):
                part = part.setdefault(step, {})
        return part

    def note(
        self, code: str, path: Path, message: str, fix: str, place: Place, *, value: str = ""
    ) -> None:
        self.findings.append(Finding(code, path, message, fix, value, place=place))


_BELOW = {
    "elections": ("party", "parties"),
    "needs": ("issue", "issues"),
    "pledges": ("actor", "actors"),
    "groups": ("actor", "actors"),
}
"""Table whose rows belong to entries of another → the column that names the entry, that table."""

_KEYS = {"needs": "option", "groups": "group"}
"""Table of those → the column that names the row itself; others are lists."""


def _cell(sheet: Sheet, row: SheetRow, name: str) -> str:
    lowered = [column.lower() for column in sheet.header]
    cell = row.cells[lowered.index(name)] if name in lowered else None
    return "" if cell is None else cells.text(cell)


def _infer_issues(raw: dict[str, Any]) -> Iterator[Finding]:
    """Give every issue that actors take a stance on a title and even levels, and warn of it."""
    named: dict[str, None] = {}
    for actor in raw["actors"].values():
        named.update(dict.fromkeys(actor.get("stances", {})))
    issues = raw.setdefault("issues", {})
    for id_ in named:
        title = id_.replace("_", " ").capitalize()
        issues[id_] = {"title": title, "options": INFERRED_LEVELS, **issues.get(id_, {})}
    message = f"no table of issues, so each takes {INFERRED_LEVELS} even levels on 0–100"
    fix = "Add a table “issues” with id, title, options and no_deal."
    yield Finding("inferred-issues", ("issues",), message, fix, severity="warning")


def _infer_parties(raw: dict[str, Any], names: Mapping[str, str]) -> Iterator[Finding]:
    """Make the one leader of every party its principal, who alone decides, and warn of it."""
    leaders: dict[str, list[str]] = {}
    for id_, actor in raw["actors"].items():
        if "party" in actor:
            leaders.setdefault(actor["party"], []).extend(
                [id_] if actor.get("role") == "leader" else []
            )
    parties = raw["parties"] = {}
    for party, found in leaders.items():
        if len(found) == 1:
            rule = {"understanding": found[0]}
            name = names.get(party, party)
            parties[party] = {"name": name, "principal": found[0], "ratification": rule}
        else:
            message = f"“{party}” has {len(found)} actors of role leader, so who signs is not clear"
            fix = "Give one actor the role leader, or add a table “parties” that names principals."
            yield Finding("no-leader", ("actors",), message, fix)
    message = "no table of parties, so each party's leader alone decides"
    fix = "Add a table “parties” with id, principal and a column such as ratification.treaty."
    yield Finding("inferred-parties", ("parties",), message, fix, severity="warning")
