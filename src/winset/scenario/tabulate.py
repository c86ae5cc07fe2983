"""A scenario as tables, every column there, so that reading them gives the same scenario."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from winset.errors import WinsetError
from winset.scenario import cells
from winset.scenario.cell_texts import cell_of
from winset.scenario.columns import CASE, COLUMNS, IDS, Reader
from winset.scenario.model.issue import without_reverts
from winset.scenario.sheets import Cell
from winset.scenario.source_places import Path, dotted

Table = list[tuple[Cell, ...]]
"""Rows of cells; the first names the columns."""

NO_TABLE = ("winset", "claims", "perspectives")
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
    issues = left.get("issues", {})
    needs = [
        ((i, o), {"rule": r}) for i, own in issues.items() for o, r in _part(own, "needs").items()
    ]
    pledges = [((a,), e) for a, own in actors.items() for e in own.pop("pledges", None) or ()]
    groups = [
        ((a, g), e)
        for a, own in actors.items()
        for g, e in _part(own.get("body") or {}, "groups").items()
    ]
    for own in issues.values():
        _part_what_stays(own)
    for section in ("sources", "issues", "actors"):
        tables[section] = _entries(section, left)
    tables["stances"] = _table("stances", ("actor", "issue"), stances, COLUMNS["stances"])
    tables["parties"] = _entries("parties", left)
    tables["elections"] = _table("elections", ("party",), votes, COLUMNS["elections"])
    tables["forms"] = _entries("forms", left)
    by_issue = dict.fromkeys(raw["issues"], cells.text)
    tables["texts"] = _entries("texts", left, by_issue)
    tables["needs"] = _table("needs", ("issue", "option"), needs, COLUMNS["needs"])
    tables["pledges"] = _table("pledges", ("actor",), pledges, COLUMNS["pledges"])
    tables["groups"] = _table("groups", ("actor", "group"), groups, COLUMNS["groups"])
    pairs = [((), pair) for pair in left.pop("excludes", ())]
    tables["excludes"] = _table("excludes", (), pairs, by_issue)
    events = [((), event) for event in left.pop("given", ())]
    tables["given"] = _table("given", (), events, COLUMNS["given"])
    tables["shocks"] = _table("shocks", ("shock",), _loads(left), COLUMNS["shocks"])
    rounds = [((), held) for held in left.pop("talks", ())]
    tables["talks"] = _table("talks", (), rounds, COLUMNS["talks"])
    _check_all_written(left, ())
    return tables


def _part_what_stays(issue: dict[str, Any]) -> None:
    """Write options as plain positions, and those that stay when a party leaves beside them."""
    options = issue.get("options")
    if not isinstance(options, dict):
        return
    plain, stays = without_reverts(options)
    if isinstance(plain, Mapping) and all(position is None for position in plain.values()):
        plain = [*plain]
    issue["options"] = plain
    if stays:
        issue["stays"] = [str(name) for name in options if str(name) in stays]


def _loads(left: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Each load of each shock as an entry of its own; the first holds what is said of the shock."""
    for id_, shock in _part(left, "shocks").items():
        about = shock
        loads = _part(shock, "loads")
        if not loads:
            yield (id_,), about
        for path, load in loads.items():
            yield (id_,), {**about, "path": path, "load": load}
            about = {}


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
