"""What an analyst may write into one cell of a table, and what it says in the file format.

Those that read one kind of cell raise a `CellError` for any other.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any

from winset.scenario.sheets import Cell
from winset.scenario.source_places import UnreadableError
from winset.scenario.yamltree import read_yaml

_NUMBER = re.compile(r"^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$", re.ASCII)
_DIGITS = re.compile(r"^\d{1,6}$", re.ASCII)
NUMBER_FORMS = "Write 50, a range 50..80, low..mode..high as 50..65..80, or mean±sd as 60±10."


class CellError(Exception):
    """A cell that does not say what its column asks for: ``message``, and in ``fix`` what would."""

    def __init__(self, message: str, fix: str) -> None:
        self.message, self.fix = message, fix
        super().__init__(message)


def plain_number(cell: Cell) -> float | None:
    """Read a finite number; None if the cell is empty or anything else.

    Stricter than ``float``, which also takes ``nan``, ``1_000`` and digits of other scripts.
    """
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, str):
        if not _NUMBER.match(cell.strip()):
            return None
        cell = float(cell)
    value = float(cell)
    return value if math.isfinite(value) else None


def text(cell: Cell) -> str:
    """Read text; a whole number from a spreadsheet loses its decimals."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def number(cell: Cell) -> object:
    """Read a plain or uncertain number: ``50..80``, ``50..65..80``, ``60±10``, ``0=1; 50=3``."""
    value = plain_number(cell)
    if value is not None:
        return int(value) if value == int(value) else value
    if not isinstance(cell, str):
        raise CellError("not a number", NUMBER_FORMS)
    if "=" in cell:
        pairs = [(name, _finite(worth)) for name, worth in _pairs(cell)]
        return {"values": [_finite(v) for v, _ in pairs], "weights": [w for _, w in pairs]}
    if ".." in cell:
        keys = {2: ("low", "high"), 3: ("low", "mode", "high")}.get(cell.count("..") + 1)
        if keys is not None:
            return dict(zip(keys, map(_finite, cell.split("..")), strict=True))
    for sign in ("±", "+-", "+/-"):
        if cell.count(sign) == 1:
            mean, sd = cell.split(sign)
            return {"mean": _finite(mean), "sd": _finite(sd)}
    _finite(cell)
    raise CellError("not a number", NUMBER_FORMS)


def _finite(part: str) -> float:
    value = plain_number(part.strip())
    if value is None:
        if re.match(r"^\s*[-+]?\d+,\d+\s*$", part):
            raise CellError("not a number", "Write the decimals after a point, such as 0.5.")
        raise CellError("not a number", NUMBER_FORMS)
    return value


def whole(cell: Cell) -> object:
    """Read a whole number."""
    value = plain_number(cell)
    if value is None or value != int(value):
        raise CellError("not a whole number", "Write a whole number.")
    return int(value)


def decimal(cell: Cell) -> object:
    """Read a plain number, an uncertain one not being allowed."""
    value = plain_number(cell)
    if value is None:
        raise CellError("not a number", "Write a number with a point for decimals.")
    return value


def place(cell: Cell) -> object:
    """Read a position, plain or uncertain, or else the name of an option."""
    try:
        return number(cell)
    except CellError:
        return text(cell)


def scale(cell: Cell) -> object:
    """Read the two ends of a scale: ``0..100``."""
    ends = str(cell).split("..")
    if len(ends) != 2:
        raise CellError("a scale has two ends", "Write them as 0..100.")
    return [_finite(end) for end in ends]


def names(cell: Cell) -> object:
    """Read a list of ids or names: ``witkoff; kushner``."""
    return [part.strip() for part in re.split(r"[;|]", text(cell)) if part.strip()]


def nobody_or_names(cell: Cell) -> object:
    """Read a list of ids that may name nobody: ``none``."""
    return [] if text(cell).strip().lower() == "none" else names(cell)


def pairs(cell: Cell) -> object:
    """Read names with a number each: ``Istanbul=1; Budapest=0.4..0.6``."""
    return {name: number(worth) for name, worth in _pairs(text(cell))}


def words(cell: Cell) -> object:
    """Read names with a word each: ``territory=narrowed; sanctions=open``."""
    return dict(_pairs(text(cell)))


def _pairs(cell: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for part in cell.split(";"):
        name, sign, worth = (piece.strip() for piece in part.rpartition("="))
        if not part.strip():
            continue
        if not (sign and name and worth):
            raise CellError(f"“{part.strip()[:40]}” is not name=value", "Write a=1; b=0.4.")
        if name in dict(found):
            raise CellError(f"“{name}” stands twice", "Give each its own name.")
        found.append((name, worth))
    return found


def options(cell: Cell) -> object:
    """Read options: ``kept=0; shared=50``, a number of even levels, or ``Istanbul | Budapest``."""
    written = text(cell)
    if _DIGITS.match(written):
        return int(written)
    if "=" in written:
        return pairs(written)
    if "|" in written:
        return names(written)
    fix = "Write kept=0; shared=50, a number of even levels, or Istanbul | Budapest."
    raise CellError("not a list of options", fix)


def flag(cell: Cell) -> object:
    """Read true or false, also as yes and no."""
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text(cell).lower() not in known:
        raise CellError("neither yes nor no", "Write yes or no.")
    return known[text(cell).lower()]


def rule(cell: Cell) -> Any:  # noqa: ANN401  (a rule in the grammar: text or a mapping)
    """Read a ratification rule: an id, or ``{all: [president, {majority: parliament}]}``."""
    try:
        tree = read_yaml(text(cell), "")
    except UnreadableError as error:
        found = error.findings[-1]
        fix = "Check brackets and commas, as in {all: [president, {majority: parliament}]}."
        raise CellError(found.message.replace("valid YAML", "a rule"), fix) from None
    if tree.findings:
        raise CellError(tree.findings[0].message, tree.findings[0].fix)
    return tree.content


def id_of(name: str, joint: str = "_") -> str:
    """Make an id of a name: ``Donald Trump`` → ``donald_trump``; "" if nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", joint, plain.lower()).strip(joint)
