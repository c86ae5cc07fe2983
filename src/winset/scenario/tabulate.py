"""A scenario as tables, every column there, so that reading them gives the same scenario."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from winset.errors import WinsetError
from winset.scenario import cells
from winset.scenario.cell_texts import cell_of
from winset.scenario.columns import CASE, COLUMNS, IDS, Reader
from winset.scenario.sheets import Cell
from winset.scenario.source_places import Path, dotted

Table = list[tuple[Cell, ...]]
"""Rows of cells; the first names the columns."""

NO_TABLE = ("winset", "perspectives")
"""Keys of the scenario as a whole that no table holds."""


def tables_of(raw: Mapping[str, Any]) -> dict[str, Table]:
    """Write a plain scenario, ``NO_TABLE`` left out, as tables by their names.

    Raises
    ------
    WinsetError
        If it holds anything else that no cell can, naming the first such part.
    """
    left = {key: part for key, part in copy.deepcopy(dict(raw)).items() if key not in NO_TABLE}
    about = [(key, _take(left, path, read, key)) for key, (path, read) in CASE.items()]
    tables: dict[str, Table] = {"case": [("key", "value"), *about]}
    actors, parties = left.get("actors", {}), left.get("parties", {})
    stances = [((a, i), s) for a, own in actors.items() for i, s in _part(own, "stances").items()]
    votes = [((p,), e) for p, own in parties.items() for e in own.pop("elections", None) or ()]
    for section in ("sources", "issues", "actors"):
        tables[section] = _entries(section, left)
    tables["stances"] = _table("stances", ("actor", "issue"), stances, COLUMNS["stances"])
    tables["parties"] = _entries("parties", left)
    tables["elections"] = _table("elections", ("party",), votes, COLUMNS["elections"])
    tables["forms"] = _entries("forms", left)
    tables["texts"] = _entries("texts", left, dict.fromkeys(raw["issues"], cells.text))
    rounds = [((), held) for held in left.pop("talks", ())]
    tables["talks"] = _table("talks", (), rounds, COLUMNS["talks"])
    _check_all_written(left, ())
    return tables


def _part(entry: dict[str, Any], key: str) -> Mapping[str, Any]:
    part: Mapping[str, Any] = entry.pop(key, None) or {}
    return part


def _entries(section: str, left: dict[str, Any], more: Mapping[str, Reader] | None = None) -> Table:
    entries = _part(left, section)
    columns = {**COLUMNS[section], **(more or {})}
    if section == "parties":
        forms = [form for party in entries.values() for form in party["ratification"]]
        columns |= {f"ratification.{form}": cells.rule for form in dict.fromkeys(forms)}
    id_ = IDS.get(section, "id")
    return _table(section, (id_,), [((name,), own) for name, own in entries.items()], columns)


def _table(
    section: str,
    ids: tuple[str, ...],
    entries: Iterable[tuple[tuple[str, ...], dict[str, Any]]],
    columns: Mapping[str, Reader],
) -> Table:
    rest = {name: read for name, read in columns.items() if name not in ids}
    table: Table = [(*ids, *rest)]
    for own, entry in entries:
        where = dotted((section, *own))
        row = tuple(
            _take(entry, tuple(c.split(".", 1)), read, f"{where}.{c}") for c, read in rest.items()
        )
        table.append((*own, *row))
        _check_all_written(entry, (section, *own))
    return table


def _take(entry: dict[Any, Any], path: Path, read: Reader, where: str) -> Cell:
    """Take a value out of its entry, as a cell; None if it is not there."""
    for step in path[:-1]:
        entry = entry.get(step) or {}
    value = entry.pop(path[-1], None)
    return None if value is None else cell_of(value, read, where)


def _check_all_written(part: Mapping[str, Any], path: Path) -> None:
    for where in _leaves(part, path):
        raise WinsetError(f"{dotted(where)}: no table has a column for this. Write it in YAML.")


def _leaves(part: object, path: Path) -> Iterator[Path]:
    if isinstance(part, Mapping):
        for key, inner in part.items():
            yield from _leaves(inner, (*path, key))
    elif part is not None:
        yield path
