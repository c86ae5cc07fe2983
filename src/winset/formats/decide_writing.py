"""Writing tables of the Decide exchange model."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from winset.formats.decide import DecideTable
from winset.formats.foreign_file import label


def write_decide(table: DecideTable, path: Path | str) -> tuple[str, ...]:
    """Write a table of the Decide exchange model, cells parted by semicolons, as UTF-8.

    Parameters
    ----------
    table
        What to write.
    path
        The file.

    Returns
    -------
    tuple of str
        What changed on the way, one sentence each: a row is one line, and spaces part words.
    """
    rows: list[Sequence[str]] = [["#O", table.title]] if table.title else []
    rows += [["#A", actor.id, actor.name] for actor in table.actors]
    for issue in table.issues:
        rows.append(["#P", issue.id, issue.name])
        rows += [["#M", issue.id, label(place), means] for place, means in issue.meanings]
    for stance in table.stances:
        numbers = (stance.position, stance.salience, stance.power)
        rows.append(["#D", stance.actor, stance.issue, *map(label, numbers), stance.comment])
    tidy = [[" ".join(cell.split()) for cell in row] for row in rows]
    with Path(path).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";", lineterminator="\n").writerows(tidy)
    if all(list(row) == neat for row, neat in zip(rows, tidy, strict=True)):
        return ()
    return ("Line breaks and repeated spaces in names became single spaces.",)
