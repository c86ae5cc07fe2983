"""A table of actors on its own, with the columns that a case's tables have.

Forecasts need no rules, so nobody is asked for consent here: where a table names parties without
saying who signs, the first actor of each stands as its principal, which no forecast looks at.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from winset.scenario.case import Case
from winset.scenario.columns import recognise
from winset.scenario.files import read_text
from winset.scenario.sheets import Sheet, read_csv
from winset.scenario.source_places import UnreadableError
from winset.scenario.tables import MAX_BYTES, draft_of_tables, read_folder
from winset.scenario.validate import build_scenario

_PLAIN = {"name", "actor", "capability", "influence", "position", "salience", "issue", "note",
          "source"}  # fmt: skip
_NEEDLESS = {"inferred-parties", "no-leader", "one-party", "no-no-deal"}
"""Rules about what is ratified, and against what: nothing a forecast cannot do without."""


def read_actor_file(path: Path) -> Case | None:
    """Read a CSV table of actors that has a case's columns, or numbers with ranges.

    Parameters
    ----------
    path
        The file. If it is called ``actors.csv``, the other tables of its folder are read with it.

    Returns
    -------
    Case or None
        None for any other file: the field's plain table of four columns, and other tools' files.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the tables.
    """
    try:
        if not _is_of_a_case(path):
            return None
        is_part = path.name.lower() == "actors.csv"
        sheets = read_folder(path.parent) if is_part else {}
        sheets["actors"] = read_csv(path, MAX_BYTES)
        draft = draft_of_tables(sheets, path.parent if is_part else path, path.parent)
    except UnreadableError as error:
        raise error.at(str(path)) from None
    if "parties" not in sheets and isinstance(draft.raw, Mapping):
        raw = {**draft.raw, **_with_parties(draft.raw["actors"])}
        draft = replace(draft, raw=raw)
    return build_scenario(draft, Case, needless=_NEEDLESS)


def _is_of_a_case(path: Path) -> bool:
    first = next((line for line in read_text(path, MAX_BYTES).splitlines() if line.strip()), "")
    if first.startswith("#"):  # the Decide exchange model's
        return False
    delimiter = max(",;\t", key=first.count)
    header = [
        name.strip() for name in next(csv.reader(io.StringIO(first), delimiter=delimiter), [])
    ]
    known = [name for name in header if recognise("actors", 0, name, "issue")]
    if any(name.lower() not in _PLAIN for name in known):
        return True
    if not {"position", "stance"} & {name.lower() for name in header}:
        return False
    try:
        return _has_ranges(read_csv(path, MAX_BYTES))
    except UnreadableError:
        return False  # what reads plain tables says so


def _has_ranges(sheet: Sheet) -> bool:
    marks = ("..", "±", "+-", "=")
    numbers = [n for n, name in enumerate(sheet.header) if name.lower() not in ("note", "source")]
    return any(
        mark in str(row.cells[n] or "") for row in sheet.rows for n in numbers for mark in marks
    )


def _with_parties(actors: Mapping[str, Any]) -> dict[str, Any]:
    """Give each party a principal; where no actor is of any, the first one stands for itself."""
    named = {id_: {**actor} for id_, actor in actors.items()}
    if not any("party" in actor for actor in named.values()):
        next(iter(named.values()), {})["party"] = next(iter(named), "")
    first: dict[str, str] = {}
    for id_, actor in named.items():
        if "party" in actor:
            first.setdefault(actor["party"], id_)
    parties = {
        party: {"principal": id_, "ratification": {"understanding": id_}}
        for party, id_ in first.items()
    }
    return {"actors": named, "parties": parties}
