"""The columns of each table, and the key of the file format each one stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from winset.phrases import did_you_mean
from winset.scenario import cells
from winset.scenario.sheets import Cell
from winset.scenario.source_places import Path

Reader = Callable[[Cell], object]
"""Cell → what the file format has in its place; raises a ``CellError`` that says what is wrong."""

_TRACED: dict[str, Reader] = {"source": cells.names, "note": cells.text, "basis": cells.text}
STANCES: dict[str, Reader] = {
    "position": cells.number,
    "values": cells.pairs,
    "salience": cells.number,
    "expects": cells.place,
    "red_line.min": cells.number,
    "red_line.max": cells.number,
    "red_line.exclude": cells.names,
    **_TRACED,
}
COLUMNS: dict[str, dict[str, Reader]] = {
    "case": {"key": cells.text, "value": cells.text},
    "sources": {
        **dict.fromkeys(
            ("id", "title", "publisher", "date", "author", "speaker", "url", "file"), cells.text
        ),
        "second_hand": cells.flag,
    },
    "issues": {
        **dict.fromkeys(("id", "title", "short", "low", "high"), cells.text),
        "scale": cells.scale,
        "options": cells.options,
        "stays": cells.names,
        "no_deal": cells.place,
        "binding": cells.text,
        **_TRACED,
    },
    "actors": {
        **dict.fromkeys(("id", "name", "short", "role", "party"), cells.text),
        "with_article": cells.flag,
        **dict.fromkeys(("influence", "votes", "no_deal_cost", "reservation"), cells.number),
        "body.members": cells.whole,
        "body.dispersion": cells.number,
        "body.file": cells.text,
        "disrupts.rate": cells.number,
        **{f"disrupts.{key}": read for key, read in _TRACED.items()},
        **_TRACED,
    },
    "stances": {"actor": cells.text, "issue": cells.text, **STANCES},
    "parties": {
        **dict.fromkeys(("id", "name", "regime", "principal"), cells.text),
        "with_article": cells.flag,
        "envoys": cells.names,
        "signs": cells.text,
        "elites": cells.nobody_or_names,
        **dict.fromkeys(("bargaining_weight", "turnover", "approval"), cells.number),
        **_TRACED,
    },
    "elections": {
        **dict.fromkeys(("party", "date", "takes_office"), cells.text),
        "change": cells.number,
        **_TRACED,
    },
    "forms": {
        **dict.fromkeys(("form", "title"), cells.text),
        **dict.fromkeys(("with_article", "ratified"), cells.flag),
        "undisclosed": cells.names,
        "exit_cost": cells.number,
    },
    "needs": {"issue": cells.text, "option": cells.text, "rule": cells.rule},
    "pledges": {
        **dict.fromkeys(("actor", "issue"), cells.text),
        **dict.fromkeys(("min", "max", "cost"), cells.number),
        **_TRACED,
    },
    "groups": {
        **dict.fromkeys(("actor", "group"), cells.text),
        "members": cells.whole,
        **dict.fromkeys(("offset", "discipline"), cells.number),
        "follows": cells.text,
    },
    "excludes": {},
    "given": {
        **dict.fromkeys(("actor", "party", "form"), cells.text),
        **dict.fromkeys(("accepts", "rejects"), cells.words),
        **dict.fromkeys(("issue", "agreed", "date"), cells.text),
        **_TRACED,
    },
    "shocks": {
        **dict.fromkeys(("shock", "title", "path"), cells.text),
        "load": cells.decimal,
        **_TRACED,
    },
    "texts": {"text": cells.text},
    "talks": {
        **dict.fromkeys(("date", "place"), cells.text),
        "hours": cells.decimal,
        "present": cells.names,
        "status": cells.words,
        **_TRACED,
    },
}
CASE: dict[str, tuple[Path, Reader]] = {
    **{key: ((key,), cells.text) for key in ("id", "title", "as_of", "summary")},
    **{key: (("settings", key), cells.whole) for key in ("worlds", "seed")},
    **{key: (("settings", key), cells.decimal) for key in ("noise", "loss")},
    **{
        f"durability.{key}": (("durability", key), read)
        for key, read in {
            **dict.fromkeys(("signed", "era"), cells.text),
            "years": cells.whole,
            **dict.fromkeys(("signed_in_war", "institutions", "use_approval"), cells.flag),
            "disruption": cells.number,
            "rho": cells.decimal,
            **_TRACED,
        }.items()
    },
}
BY_ISSUE = ("texts", "excludes")
"""Tables with a column for each issue: the option that is taken on it."""
IDS: Mapping[str, str] = {"forms": "form", "texts": "text"}
"""Table → the column that names its entries, where that is not ``id``."""
_SYNONYMS = {"actor": "name", "capability": "influence"}  # in the field's classic actor tables
_SPREAD = ("low", "mode", "high")


@dataclass(frozen=True)
class Column:
    """A column that was recognised."""

    number: int
    """Counted from 0."""
    key: tuple[str, ...]
    """Where its cells go, below the entry their row describes."""
    read: Reader
    """Turns a cell into the value of that key."""


def recognise(section: str, number: int, name: str, only_issue: str | None) -> Column | None:
    """Find out what the column of a number and heading stands for in a table; None if nothing.

    In the table of actors, a column that names no issue means ``only_issue``.
    """
    lowered = name.lower()
    if section == "actors":
        lowered = _SYNONYMS.get(lowered, lowered)
        if only_issue is not None and stem(lowered) in STANCES and lowered not in COLUMNS[section]:
            name, lowered = f"{only_issue}.{name}", f"{only_issue}.{lowered}"
    known = _known(COLUMNS[section], lowered)
    if known is not None:
        return Column(number, *known)
    first, _, rest = name.partition(".")
    if section in BY_ISSUE:
        return Column(number, (name,), cells.text)  # an issue; whether there is one is checked
    if section == "parties" and first.lower() == "ratification" and rest:
        return Column(number, ("ratification", rest), cells.rule)
    below = _known(STANCES, rest.lower()) if section == "actors" else None
    return None if below is None else Column(number, ("stances", first, *below[0]), below[1])


def suggestion(section: str, name: str) -> str:
    """Say which column may have been meant."""
    known = [*COLUMNS[section], *(STANCES if section == "actors" else ())]
    return did_you_mean(name.rpartition(".")[2] or name, known)


def stem(name: str) -> str:
    """Take a heading's ``.low``, ``.mode`` or ``.high`` away."""
    return name.rpartition(".")[0] if name.rpartition(".")[2] in _SPREAD else name


def _known(columns: Mapping[str, Reader], name: str) -> tuple[tuple[str, ...], Reader] | None:
    if name in columns:
        return tuple(name.split(".")), columns[name]
    if columns.get(stem(name)) in (cells.number, cells.place):
        return tuple(name.split(".")), cells.decimal
    return None
