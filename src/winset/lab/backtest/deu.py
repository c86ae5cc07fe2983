"""Decision-making in the European Union (DEU I–III): actors' positions and what was decided.

One row an issue: ``prnr`` and ``isnr`` (proposal and issue), ``proc`` (COD or CNS), ``counvte``
(QMV or Unan), a position ``p…`` and a salience ``s…`` for the Commission (``com``), the Parliament
(``ep``) and every member state, the reference point ``rp`` and the outcome ``out``, all 0–100. A
row without proposal and issue carries a weight an actor in the ``p…`` columns (national GDP).

The data are published by Arregui & Perarnaud (2022), "A new dataset on legislative decision-making
in the European Union: the DEU III dataset", Journal of European Public Policy 29(1); earlier waves
by Thomson, Stokman, Achen & König (eds., 2006), The European Union Decides, and Thomson (2011),
Resolving Controversy in the European Union. winset ships none of it.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from winset.arrays import Floats
from winset.formats.foreign_file import ForeignFile
from winset.lab.backtest.decisions import HIGHEST, LOWEST, Decisions, Procedure, Rule

WHERE = "https://doi.org/10.34810/data53"
"""Where the publisher has the data."""

INSTITUTIONS = ("com", "ep")
_NEEDED = ("prnr", "isnr", "proc", "counvte", "rp", "out")
_STATE = re.compile(r"p([a-z]{2})")
_NOT_STATES = frozenset({"pr"})
_NUMBER = re.compile(r"[a-z]+(\d\d)\d*", re.IGNORECASE)
_PROCEDURES: dict[str, Procedure] = {"COD": "codecision", "CNS": "consultation"}
_RULES: dict[str, Rule] = {"QMV": "majority", "UNAN": "unanimity"}
_OLDEST = 58  # the first proposals of the Communities; numbers below are of this century
_FEWEST_ACTORS = 2


@dataclass(frozen=True)
class _Row:
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column].strip()


def read_deu(path: Path | str) -> Decisions:
    """Read a DEU file, tab-, comma- or semicolon-separated.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the file: missing columns, cells that are no numbers or
        off the scale, issues that occur twice, unknown procedures, no rows at all.
    """
    file = ForeignFile(Path(path))
    header, rows = _rows(file)
    actors = _actors(file, header)
    weights = [row for row in rows if not row["prnr"] and not row["isnr"]]
    issues = [row for row in rows if row["prnr"] or row["isnr"]]
    if not issues:
        file.refuse("deu-no-rows", "has a header and no issue", f"Get the file anew from {WHERE}.")
    _check_ids(file, issues)
    positions = np.array([[_cell(file, r, f"p{a}") for a in actors] for r in issues])
    salience = np.array([[_cell(file, r, f"s{a}") for a in actors] for r in issues])
    reference = np.array([_cell(file, row, "rp") for row in issues])
    outcome = np.array([_cell(file, row, "out") for row in issues])
    procedures = tuple(_procedure(file, row) for row in issues)
    rules = tuple(_rule(file, row) for row in issues)
    years = np.array([_year(file, row) for row in issues], dtype=np.int64)
    for row, places in zip(issues, np.isfinite(positions).sum(axis=1), strict=True):
        if places < _FEWEST_ACTORS:
            file.report(
                "deu-no-positions",
                "fewer than two actors take a position, so nothing was contested",
                "Give the positions, or drop the issue.",
                line=row.line,
                place=row["isnr"],
            )
    gdp = _weights(file, weights, actors)
    file.settle()
    names = tuple(dict.fromkeys(row["prnr"] for row in issues))
    number = {name: index for index, name in enumerate(names)}
    return Decisions(
        actors=actors,
        issues=tuple(row["isnr"] for row in issues),
        proposals=np.array([number[row["prnr"]] for row in issues], dtype=np.int64),
        proposal_names=names,
        positions=positions,
        salience=salience,
        reference=reference,
        outcome=outcome,
        procedures=procedures,
        rules=rules,
        years=years,
        gdp=gdp,
        notes=_notes(positions, salience, reference, outcome, gdp),
    )


def _rows(file: ForeignFile) -> tuple[list[str], list[_Row]]:
    """Split the text into named cells; the first line decides what separates them."""
    text = file.text()
    first = text.partition("\n")[0]
    separator = max("\t,;", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        file.refuse("csv-malformed", f"not a usable table: {error}", "Save it tab-separated.")
    header = [name.strip().lower() for name in lines[0]] if lines else []
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        file.refuse(
            "deu-missing-column",
            f"lacks the columns {', '.join(missing)}",
            f"Give the file as it is published, header and all; it is to be had at {WHERE}.",
            line=1,
        )
    twice = sorted(name for name, count in Counter(header).items() if name and count > 1)
    if twice:
        file.refuse(
            "deu-column-twice",
            f"the columns {', '.join(twice)} stand there twice",
            "Keep one of each.",
            line=1,
        )
    rows = []
    for line, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            file.report(
                "deu-ragged",
                f"has {len(cells)} cells where the header has {len(header)}",
                "Give every row a cell a column.",
                line=line,
            )
            continue
        rows.append(_Row(line, dict(zip(header, cells, strict=True))))
    return header, rows


def _actors(file: ForeignFile, header: list[str]) -> tuple[str, ...]:
    """Find the actors: both institutions and the states that have positions and saliences."""
    states = [
        m[1]
        for name in header
        if (m := _STATE.fullmatch(name)) and m[1] not in INSTITUTIONS and name not in _NOT_STATES
    ]
    actors = (*INSTITUTIONS, *states)
    missing = [f"{kind}{a}" for a in actors for kind in "ps" if f"{kind}{a}" not in header]
    if missing or not states:
        what = ", ".join(missing) or "pat, sat and those of the other member states"
        file.refuse(
            "deu-missing-column",
            f"lacks the columns {what}",
            "Give a position p… and a salience s… for each actor.",
            line=1,
        )
    return actors


def _check_ids(file: ForeignFile, issues: list[_Row]) -> None:
    first: dict[str, int] = {}
    for row in issues:
        for column in ("prnr", "isnr"):
            if not row[column]:
                file.report("deu-no-id", "has no id", "Write one.", line=row.line, place=column)
        issue = row["isnr"]
        if issue and issue in first:
            file.report(
                "deu-issue-twice",
                f"stands in line {first[issue]} already",
                "Keep one of the two.",
                line=row.line,
                place="isnr",
                value=issue,
            )
        first.setdefault(issue, row.line)


def _cell(file: ForeignFile, row: _Row, column: str) -> float:
    """Read a number on the scale; NaN where the cell is empty."""
    text = row[column]
    if text in {"", "."}:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        file.report(
            "not-a-number",
            "not a finite number",
            "Write a number from 0 to 100, or leave the cell empty.",
            line=row.line,
            place=column,
            value=text,
        )
        return math.nan
    if not LOWEST <= value <= HIGHEST:
        file.report(
            "deu-off-scale",
            "lies off the scale of 0 to 100",
            "Write a number from 0 to 100, or leave the cell empty.",
            line=row.line,
            place=column,
            value=text,
        )
    return value


def _procedure(file: ForeignFile, row: _Row) -> Procedure:
    found = _PROCEDURES.get(row["proc"].upper())
    if found is None:
        file.report(
            "deu-procedure",
            "is no procedure known here",
            "Write COD (codecision) or CNS (consultation).",
            line=row.line,
            place="proc",
            value=row["proc"],
        )
    return found or "codecision"


def _rule(file: ForeignFile, row: _Row) -> Rule:
    """Read the Council's rule; a remark in brackets, as in ``QMV(10)``, is passed over."""
    found = _RULES.get(row["counvte"].partition("(")[0].strip().upper())
    if found is None:
        file.report(
            "deu-rule",
            "is no voting rule known here",
            "Write QMV (qualified majority) or Unan (unanimity).",
            line=row.line,
            place="counvte",
            value=row["counvte"],
        )
    return found or "majority"


def _year(file: ForeignFile, row: _Row) -> int:
    """Take the year from the proposal's number, as in ``d04209`` of 2004: dates are damaged."""
    found = _NUMBER.match(row["prnr"])
    if found is None:
        file.report(
            "deu-year",
            "does not tell the year of the proposal",
            "Write letters, two digits of the year and a number, as in d04209.",
            line=row.line,
            place="prnr",
            value=row["prnr"],
        )
        return 0
    short = int(found[1])
    return 1900 + short if short >= _OLDEST else 2000 + short


def _weights(file: ForeignFile, rows: list[_Row], actors: tuple[str, ...]) -> Floats | None:
    """Read the row of weights, if the file has one."""
    if not rows:
        return None
    for row in rows[1:]:
        file.report(
            "deu-weights-twice",
            "is a second row of weights",
            "Give issues a proposal and an id; keep one row of weights.",
            line=row.line,
        )
    row = rows[0]
    found = []
    for actor in actors:
        value = file.number(row[f"p{actor}"] or None, line=row.line, place=f"p{actor}")
        if value < 0:
            file.report(
                "negative-weight",
                "is negative",
                "Write weights of 0 or more.",
                line=row.line,
                place=f"p{actor}",
                value=value,
            )
        found.append(value)
    return np.array(found)


def _notes(
    positions: Floats,
    salience: Floats,
    reference: Floats,
    outcome: Floats,
    gdp: Floats | None,
) -> tuple[str, ...]:
    """Say in sentences what is missing."""
    taken = np.isfinite(positions)
    missing = int((taken & ~np.isfinite(salience)).sum())
    idle = int((taken & (salience == 0)).sum())
    told = [
        (missing, f"{missing} of {int(taken.sum())} positions have no salience."),
        (idle, f"{idle} positions have a salience of 0, and are kept so."),
        (
            int((~np.isfinite(outcome)).sum()),
            f"{int((~np.isfinite(outcome)).sum())} issues have no outcome: they are forecast, "
            "not scored.",
        ),
        (
            int((~np.isfinite(reference)).sum()),
            f"{int((~np.isfinite(reference)).sum())} issues have no reference point.",
        ),
        (int(gdp is None), "The file has no row of national GDP."),
    ]
    return tuple(text for count, text in told if count)
