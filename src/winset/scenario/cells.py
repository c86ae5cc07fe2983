"""What an analyst may write into one cell of a table."""

from __future__ import annotations

import math
import re

from winset.scenario.sheets import Cell

_NUMBER = re.compile(r"^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$", re.ASCII)


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
