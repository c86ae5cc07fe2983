"""Tables of actors in any of the formats known, told apart by what they look like."""

from __future__ import annotations

from pathlib import Path

from winset.formats.actor_table import ActorTable
from winset.formats.decide import is_decide
from winset.formats.foreign_file import ForeignFile


def read_actors(path: Path | str, *, scale: tuple[float, float] | None = None) -> ActorTable:
    """Read who wants what from a file.

    ``.xml`` is KTAB's; so is a ``.csv`` whose first line gives a number of actors and of
    dimensions; a table whose rows begin with ``#A``, ``#P``, ``#D`` is the Decide exchange model's;
    any other has the columns name, capability, position and salience.

    Parameters
    ----------
    path
        The file.
    scale
        Lower and upper end of every issue, where the format does not say: only of plain columns.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the file.
    """
    path = Path(path)
    if path.suffix.lower() == ".xml":
        from winset.formats.ktab_xml import read_ktab_xml

        return read_ktab_xml(path).table
    if path.suffix.lower() != ".xlsx" and is_decide(path):
        from winset.formats.decide_reading import read_decide

        return read_decide(path).actor_table()
    if path.suffix.lower() != ".xlsx" and _is_ktab(path):
        from winset.formats.ktab_csv import read_ktab_csv

        return read_ktab_csv(path).table
    from winset.formats.actor_columns import read_actor_columns

    return read_actor_columns(path, scale=scale)


def _is_ktab(path: Path) -> bool:
    from winset.formats.rows import csv_rows

    first = next((row for row in csv_rows(ForeignFile(path)) if any(row)), [])
    return len(first) > 3 and all(cell.strip().isdecimal() for cell in first[2:4])
