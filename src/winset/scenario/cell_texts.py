"""Values of the file format as they stand in one cell of a table: the way back from `cells`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from winset.errors import WinsetError
from winset.phrases import as_written
from winset.scenario import cells
from winset.scenario.columns import Reader
from winset.scenario.sheets import Cell

Writer = Callable[[Any], Cell]


def cell_of(value: object, read: Reader, where: str) -> Cell:
    """Write a value so that a column reads it again.

    Raises
    ------
    WinsetError
        If one cell cannot hold it, naming ``where`` it stands.
    """
    plain = _as_read(value, read)
    try:
        cell = _WRITERS[read](plain)
        if read(cell) == plain:
            return cell
    except (cells.CellError, TypeError, KeyError, ValueError, AttributeError):
        pass
    raise WinsetError(f"{where}: one cell of a table cannot hold {as_written(value)}.")


def _as_read(value: Any, read: Reader) -> object:  # noqa: ANN401
    """Spell out what YAML allows and a table gives in one way only."""
    if read is cells.names:
        return [value] if isinstance(value, str) else [cells.text(item) for item in value]
    if read is cells.words and isinstance(value, Mapping):
        return {name: cells.text(word) for name, word in value.items()}
    return cells.text(value) if read is cells.text else value


def _number(value: Any) -> Cell:  # noqa: ANN401
    if isinstance(value, int | float):
        return value
    if "mean" in value:
        return f"{value['mean']!r}±{value['sd']!r}"
    if "weights" in value:
        pairs = zip(value["values"], value["weights"], strict=True)
        return "; ".join(f"{number!r}={weight!r}" for number, weight in pairs)
    return "..".join(repr(value[key]) for key in ("low", "mode", "high") if key in value)


def _place(value: Any) -> Cell:  # noqa: ANN401
    return value if isinstance(value, str) else _number(value)


def _pairs(value: Mapping[str, Any]) -> Cell:
    return "; ".join(f"{name}={_place(worth)}" for name, worth in value.items())


def _options(value: Any) -> Cell:  # noqa: ANN401
    if isinstance(value, int):
        return value
    return _pairs(value) if isinstance(value, Mapping) else " | ".join(value)


def _rule(value: object) -> Cell:
    short = as_written(value, 10_000)
    # 1 is a count and 1.0 a share, which the short way does not tell apart
    return short if repr(cells.rule(short)) == repr(value) else json.dumps(value)


_WRITERS: Mapping[Reader, Writer] = {
    cells.text: lambda text: text,
    cells.number: _number,
    cells.place: _place,
    cells.whole: _number,
    cells.decimal: _number,
    cells.scale: lambda ends: "..".join(repr(end) for end in ends),
    cells.names: "; ".join,
    cells.nobody_or_names: lambda ids: "; ".join(ids) or "none",
    cells.pairs: _pairs,
    cells.words: _pairs,
    cells.options: _options,
    cells.flag: lambda value: "yes" if value else "no",
    cells.rule: _rule,
}
