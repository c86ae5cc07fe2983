r"""Tables of the Decide exchange model: who wants what on which issue, and how much it can do.

A file has a row a statement, its first cell saying of what kind:

======  =========================================================
``#O``  title of the table
``#A``  actor: id, full name
``#P``  issue: id, full name
``#M``  a position on an issue's scale: issue, position, meaning
``#D``  a stance: actor, issue, position, salience 0–1, power 0–1
``#/``  remark
======  =========================================================

An issue's scale runs from its lowest to its highest ``#M``, or from 0 to 100 without any. An actor
without a row for an issue takes no part in it. Cells are parted by tabs, semicolons or commas, as
in the first row, and may be quoted; cells beyond those named are a comment on the row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from winset.errors import Problem, ScenarioError
from winset.formats.actor_table import ActorTable, plain_table
from winset.formats.foreign_file import label

WHOLE_SCALE = (0.0, 100.0)

FIRST_CELL = re.compile(r"""\s*(["']?)#.\1([\t;,]|$)""")
"""How a row begins: its quotation mark, if any, and what parts its cells."""


@dataclass(frozen=True)
class DecideActor:
    """An actor by its id and its full name."""

    id: str
    name: str = ""


@dataclass(frozen=True)
class DecideIssue:
    """An issue, and what positions on its scale mean, as (position, meaning)."""

    id: str
    name: str = ""
    meanings: tuple[tuple[float, str], ...] = ()

    @property
    def scale(self) -> tuple[float, float]:
        """Lower and upper end."""
        if not self.meanings:
            return WHOLE_SCALE
        places = [place for place, _ in self.meanings]
        return min(places), max(places)


@dataclass(frozen=True)
class DecideStance:
    """What an actor wants on an issue; salience and power are 0–1."""

    actor: str
    issue: str
    position: float
    salience: float
    power: float
    comment: str = ""


@dataclass(frozen=True)
class DecideTable:
    """A table of the Decide exchange model."""

    actors: tuple[DecideActor, ...]
    issues: tuple[DecideIssue, ...]
    stances: tuple[DecideStance, ...]
    """``actors``, ``issues``, ``stances``: in the order of the file."""
    title: str = ""
    """What it is about."""
    notes: tuple[str, ...] = field(default=(), compare=False)
    """What the reader had to assume, as sentences."""
    origin: str = field(default="", compare=False)
    """The file it was read from, for what is said about it."""

    def actor_table(self) -> ActorTable:
        """Give the table to the forecast models: saliences × 100, power as capability.

        Raises
        ------
        ScenarioError
            If an actor has a different power on different issues, which a table of actors cannot
            hold.
        """
        who = {actor.id: at for at, actor in enumerate(self.actors)}
        what = {issue.id: at for at, issue in enumerate(self.issues)}
        positions = np.full((len(who), len(what)), np.nan)
        salience = np.full((len(who), len(what)), np.nan)
        powers: dict[str, list[float]] = {actor.id: [] for actor in self.actors}
        for stance in self.stances:
            cell = who[stance.actor], what[stance.issue]
            positions[cell], salience[cell] = stance.position, 100 * stance.salience
            powers[stance.actor].append(stance.power)
        problems = [
            Problem(
                "power-by-issue",
                f"its power differs from issue to issue, {min(own):g} to {max(own):g}",
                "Give it one power in all its rows #D, or split the file by issues.",
                self.origin,
                None,
                f"{actor}.power",
                f"{own[0]:g}",
            )
            for actor, own in powers.items()
            if own and min(own) != max(own)
        ]
        if problems:
            raise ScenarioError(problems)
        return plain_table(
            tuple(who),
            tuple(what),
            positions,
            salience,
            np.array([own[0] if own else 0.0 for own in powers.values()]),
            scales=np.array([issue.scale for issue in self.issues]),
            notes=self.notes,
        )


def from_actor_table(table: ActorTable, world: int = 0, title: str = "") -> DecideTable:
    """Put one world of a table of actors as one of Decide: saliences 0–1, powers at most 1."""
    largest = table.capability[world].max()
    power = table.capability[world] / largest if largest > 1 else table.capability[world]
    stances = tuple(
        DecideStance(
            actor,
            issue,
            float(table.positions[world, i, k]),
            float(table.salience[world, i, k] / 100),
            float(power[i]),
        )
        for k, issue in enumerate(table.issues)
        for i, actor in enumerate(table.actors)
        if not np.isnan(table.positions[world, i, k])
    )
    issues = tuple(
        DecideIssue(issue, issue, ((float(low), ""), (float(high), "")))
        for issue, (low, high) in zip(table.issues, table.scales, strict=True)
    )
    actors = tuple(DecideActor(name, name) for name in table.actors)
    return DecideTable(actors, issues, stances, title)


def is_decide(path: Path | str) -> bool:
    """Whether a file looks like a table of the Decide exchange model: by its first row."""
    try:
        with Path(path).open("rb") as stream:
            start = stream.read(4096)
    except OSError:
        return False
    lines = start.decode("latin-1").removeprefix("\xef\xbb\xbf").splitlines()
    first = next((line for line in lines if line.strip()), "")
    return FIRST_CELL.match(first) is not None


def write_decide(table: DecideTable, path: Path | str) -> tuple[str, ...]:
    """Write a table of the Decide exchange model, cells parted by semicolons, as UTF-8.

    Return what changed on the way, one sentence each: a row is one line, and spaces part words.
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
