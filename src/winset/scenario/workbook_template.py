"""A scenario as an Excel workbook: a sheet a table, drop-downs, and a sheet that explains them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from winset.scenario import cells
from winset.scenario.columns import BY_ISSUE, CASE, COLUMNS, IDS
from winset.scenario.model import Era, Regime, Role
from winset.scenario.model.fields import Basis
from winset.scenario.model.issue import Binding
from winset.scenario.schema import field_descriptions
from winset.scenario.sheets import column_letters
from winset.scenario.tabulate import Table, tables_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_GUIDE = "Read me"
_LAST_ROW = 1000
_WIDEST = 60
_YES_OR_NO = ("yes", "no")

_TABLES: Mapping[str, tuple[str, str]] = {
    "case": ("", "One key a row: what concerns the case as a whole."),
    "sources": ("Source", "Documents that numbers are traced to."),
    "issues": ("Issue", "What is to be settled, and the options."),
    "actors": ("Actor", "Who takes part. The only sheet winset cannot do without."),
    "stances": ("Stance", "What an actor wants on an issue, one stance a row."),
    "parties": ("Party", "The sides that sign, and whom each must ask at home."),
    "elections": ("Election", "Dated votes, for how long a deal lasts. May stay empty."),
    "forms": ("FormTerms", "What a form of agreement is beside its rules. May stay empty."),
    "texts": ("", "Named drafts, each with one option of every issue. May stay empty."),
    "talks": ("Round", "The rounds so far. May stay empty."),
    "needs": ("", "Who must do their part for an option to be carried out. May stay empty."),
    "pledges": ("Pledge", "Public commitments, one a row. May stay empty."),
    "groups": ("Group", "Parties or factions of a body, one a row. May stay empty."),
    "excludes": ("", "Options that cannot stand in one text, a combination a row. May stay empty."),
    "given": ("Event", "What has happened, one event a row. May stay empty."),
    "shocks": ("Shock", "Common causes, a row for each number one moves. May stay empty."),
}
"""Sheet → the part of the file format its rows are, "" for none, and what stands in it."""

_CELLS = (
    ("50", "a plain number; a point stands before decimals"),
    ("50..80", "every value from 50 to 80 alike"),
    ("50..65..80", "low, most likely and high"),
    ("60±10", "mean and standard deviation"),
    ("0=1; 50=3", "0 or 50, the second three times as likely"),
    ("kept=0; shared=40", "options at positions; a whole number asks for even levels"),
    ("Lakeside | Hilltop", "options without positions"),
    ("Lakeside=1; Hilltop=0.5", "what each option is worth, from 0 to 1"),
    ("marshal; generals", "several ids"),
    ("valley=narrowed; venue=open", "the status of issues after a round"),
    ("{all: [president, {majority: northern_senate}]}", "a rule: who must consent"),
)

_WORDS: Mapping[str, tuple[str, ...]] = {
    "actors.role": get_args(Role),
    "parties.regime": get_args(Regime),
    "issues.binding": get_args(Binding),
    "case.durability.era": get_args(Era),
    "case.durability.basis": get_args(Basis),
    **{
        f"{sheet}.{column}": _YES_OR_NO
        for sheet, columns in COLUMNS.items()
        for column, read in columns.items()
        if read is cells.flag
    },
    **{f"case.{key}": _YES_OR_NO for key, (_, read) in CASE.items() if read is cells.flag},
}
"""Cells with few legal values: sheet and column, or the key of a case, → the values."""

_IDS_FROM: Mapping[str, str] = {
    "actors.party": "parties",
    "needs.issue": "issues",
    "pledges.actor": "actors",
    "pledges.issue": "issues",
    "groups.actor": "actors",
    "groups.follows": "actors",
    "given.actor": "actors",
    "given.party": "parties",
    "given.issue": "issues",
    "parties.signs": "actors",
    "stances.actor": "actors",
    "stances.issue": "issues",
    "parties.principal": "actors",
    "elections.party": "parties",
}
"""Columns that name an entry of another sheet."""

_MEANINGS: Mapping[str, str] = {
    "issues.no_deal": "Where the issue stays without an agreement: a position or an option. "
    "Empty is allowed where options have no positions.",
    "parties.ratification.<form>": "The rule that must hold at home for this form of agreement. "
    "Forms are tried in the order of their columns.",
    "talks.status": "Where each issue stands after the round: open, narrowed, agreed, rejected or "
    "undisclosed.",
    "texts.<issue>": "The option the text takes on this issue.",
    "issues.stays": "Options that stay when a party leaves; all others go back.",
    "parties.signs": "Id of the envoy who writes and signs the text. Default: the principal.",
    "parties.elites": "Actors at home who count as its elites; “none” for nobody. Default: those "
    "whose role is elite.",
    "actors.disrupts.rate": "Ends a year that this outsider brings about, in the draws in which it "
    "rejects the text.",
    "needs.option": "An option of that issue.",
    "needs.rule": "Who must do their part for it to be carried out.",
    "groups.group": "Its id: letters, digits, hyphens and underscores.",
    "groups.follows": "Id of the actor whose answer is its line. Default: more than half of its "
    "own members.",
    "excludes.<issue>": "An option of this issue; empty where the combination leaves it open.",
    "shocks.shock": "Its id, in every row: letters, digits, hyphens and underscores.",
    "shocks.path": "Dotted path of a number it moves; * stands for any one key.",
    "shocks.load": "By how much a standard deviation of the shock moves it, in the number’s own "
    "unit.",
    "given.actor": "Who accepted or rejected; of a body, more than half.",
    "given.party": "The party whose rule for the form held, or failed.",
    "given.issue": "An issue that has been agreed.",
}
"""Columns whose meaning is another in a table than in a scenario file."""


def write_workbook(raw: Mapping[str, Any], path: Path) -> None:
    """Write a plain scenario as a workbook that winset reads again; ``NO_TABLE`` is left out.

    Raises
    ------
    WinsetError
        If it holds something that no cell can.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    tables = tables_of(raw)
    _add_sheet(book, _GUIDE, list(_guide(tables)))
    for name in _TABLES:
        sheet = _add_sheet(book, name, tables[name])
        sheet.freeze_panes = "B2"
        _add_choices(sheet, tables[name])
    book.save(path)


def _add_sheet(book: Workbook, name: str, rows: Table) -> Worksheet:
    from openpyxl.styles import Alignment, Font

    sheet: Worksheet = book.create_sheet(name)
    for line, row in enumerate(rows, start=1):
        for number, value in enumerate(row, start=1):
            cell = sheet.cell(line, number, value)
            if isinstance(value, str):
                cell.data_type = "s"  # what begins with = is text, not a formula
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if line == 1:
                cell.font = Font(bold=True)
    for number in range(max(len(row) for row in rows)):
        longest = max(len(str(row[number] or "")) for row in rows if number < len(row))
        sheet.column_dimensions[column_letters(number)].width = min(max(longest, 8), _WIDEST) + 2
    return sheet


def _add_choices(sheet: Worksheet, table: Table) -> None:
    """Put a drop-down on every cell that has few legal values."""
    name, header = sheet.title, table[0]
    for number, column in enumerate(header):
        letters, at = column_letters(number), f"{name}.{column}"
        words = get_args(Basis) if column == "basis" else _WORDS.get(at)
        below = f"{letters}2:{letters}{_LAST_ROW}"
        if words is not None:
            _offer(sheet, f'"{",".join(words)}"', below)
        elif at in _IDS_FROM:
            _offer(sheet, f"{_IDS_FROM[at]}!$A$2:$A${_LAST_ROW}", below)
    for line, row in enumerate(table, start=1):
        words = _WORDS.get(f"{name}.{row[0]}")
        if words is not None and name == "case":
            _offer(sheet, f'"{",".join(words)}"', f"B{line}")


def _offer(sheet: Worksheet, choices: str, where: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    offer = DataValidation("list", formula1=choices, allow_blank=True, showErrorMessage=True)
    offer.errorTitle, offer.error = "winset", "Choose one of the list, or leave the cell empty."
    sheet.add_data_validation(offer)
    offer.add(where)


def _guide(tables: Mapping[str, Table]) -> Iterator[tuple[str, ...]]:
    yield "A case for winset", "", ""
    yield "Each sheet is a table. Its first row names the columns; leave that row as it is.", "", ""
    yield "A row describes one thing. The rows that are there are an invented example.", "", ""
    yield "Columns you do not need may stay empty or go. Add columns ratification.<form>.", "", ""
    yield (
        "Perspectives, claims and member tables have no sheet: see “Scenarios as tables” "
        "in the docs.",
        "",
        "",
    )
    yield "", "", ""
    yield "sheet", "what stands in it", ""
    for name, (_, told) in _TABLES.items():
        yield name, told, ""
    yield "", "", ""
    yield "in a cell", "means", ""
    for written, told in _CELLS:
        yield written, told, ""
    yield "", "", ""
    yield "sheet", "column or key", "meaning"
    texts = field_descriptions()
    for key in ("source", "note", "basis"):
        yield "any", key, _plain(texts["Traced"][key])
    for key, (path, _) in CASE.items():
        part = {"settings": "Settings", "durability": "DurabilityTerms"}.get(str(path[0]))
        if path[-1] not in texts["Traced"]:
            yield "case", key, _plain(texts[part or "Scenario"][str(path[-1])])
    for name, (part, _) in _TABLES.items():
        columns = tables[name][0] if name != "case" else ()
        for column in dict.fromkeys(_general(name, str(column)) for column in columns):
            if column not in texts["Traced"]:
                yield name, column, _meaning(name, part, column, texts)


def _general(sheet: str, column: str) -> str:
    """Name a column for what all of its kind mean."""
    if sheet in BY_ISSUE and column != IDS.get(sheet):
        return "<issue>"
    return "ratification.<form>" if column.startswith("ratification.") else column


def _meaning(sheet: str, part: str, column: str, texts: Mapping[str, Mapping[str, str]]) -> str:
    first, _, rest = column.partition(".")
    at = f"{sheet}.{column}"
    if at in _MEANINGS:
        return _MEANINGS[at]
    if at in _IDS_FROM:
        return f"Id of one of the {_IDS_FROM[at]}."
    if column == IDS.get(sheet, "id"):
        return "Its id: letters, digits, hyphens and underscores."
    below = {"body": "Body", "red_line": "RedLine", "disrupts": "Disruption"}.get(first)
    return _plain(texts[below][rest] if below is not None else texts[part][column])


def _plain(text: str) -> str:
    return text.replace("`", "")
