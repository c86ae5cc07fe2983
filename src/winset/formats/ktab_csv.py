"""KTAB's CSV: a line on the scenario, a header, and a line an actor.

::

    Pipeline,Where it runs and when,3,2,
    Actor,Description,Power,Route,Route salience,Date,Date salience,
    NO,Northern ministry,40,20,30,75,20,

The first line holds name, description, number of actors, number of dimensions; every line may end
in a comma. Dimensions go by the headings of their positions.
"""

from __future__ import annotations

import csv
from pathlib import Path

from winset.formats.foreign_file import ForeignFile
from winset.formats.format import ActorFormat
from winset.formats.ktab import KtabEntry, KtabScenario, assemble
from winset.formats.rows import Row, csv_rows

_HEAD = ("name", "description", "number of actors", "number of dimensions")


def read_ktab_csv(path: Path | str) -> KtabScenario:
    """Read a scenario from KTAB's CSV."""
    file = ForeignFile(Path(path))
    lines = [
        (number, [cell.strip() for cell in row]) for number, row in enumerate(csv_rows(file), 1)
    ]
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if len(lines) < 2:
        file.refuse(
            "ktab-header",
            "the file has no line on the scenario and header",
            f"Write {', '.join(_HEAD)}; then Actor, Description, Power and two headings a "
            "dimension; then a line an actor.",
        )
    head = lines[0][1]
    counts = [_count(file, head, place, lines[0][0]) for place in (2, 3)]
    issues = _issues(file, *lines[1], counts[1])
    entries = [_entry(file, line, cells, len(issues)) for line, cells in lines[2:]]
    if counts[0] is not None and counts[0] != len(entries):
        file.report(
            "ktab-count",
            f"the first line announces {counts[0]} actors, the file has {len(entries)}",
            "Correct the number, or the lines.",
            line=lines[0][0],
            place=_HEAD[2],
            value=head[2],
        )
    numbers = assemble(file, issues, entries)
    file.settle()
    return KtabScenario(
        head[0],
        head[1],
        issues,
        tuple(e.name for e in entries),
        tuple(e.description for e in entries),
        *numbers,
    )


def _count(file: ForeignFile, head: Row, place: int, line: int) -> int | None:
    raw = head[place] if place < len(head) else ""
    if raw.isdecimal():
        return int(raw)
    file.report(
        "ktab-count",
        "not a whole number",
        f"Write {', '.join(_HEAD)}.",
        line=line,
        place=_HEAD[place],
        value=raw,
    )
    return None


def _issues(file: ForeignFile, line: int, header: Row, announced: int | None) -> tuple[str, ...]:
    while header and not header[-1]:
        header.pop()
    pairs = header[3:]
    if len(pairs) % 2 or not pairs or not all(pairs):
        file.refuse(
            "ktab-header",
            "the header is not Actor, Description, Power and two headings a dimension",
            "Write: Actor,Description,Power,First,First salience,Second,Second salience",
            line=line,
            value=",".join(header),
        )
    if announced is not None and announced != len(pairs) // 2:
        file.report(
            "ktab-count",
            f"the first line announces {announced} dimensions, the header has {len(pairs) // 2}",
            "Correct the number, or the header.",
            line=line,
            place=_HEAD[3],
            value=announced,
        )
    return tuple(pairs[::2])


def _entry(file: ForeignFile, line: int, cells: Row, issues: int) -> KtabEntry:
    width = 3 + 2 * issues
    if any(cells[width:]):
        file.report(
            "ktab-width",
            "the line is longer than the header",
            "Quote texts that hold commas.",
            line=line,
            value=",".join(cells[width:]),
        )
    own: list[str | None] = [*cells[:width], *[None] * (width - len(cells))]
    return KtabEntry(own[0] or "", own[1] or "", line, own[2], own[3::2], own[4::2])


def write_ktab_csv(scenario: KtabScenario, path: Path | str) -> tuple[str, ...]:
    """Write a scenario as KTAB's CSV; return what it has no place for, one sentence each."""
    actors, issues = scenario.positions.shape
    with Path(path).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([scenario.name, scenario.description, actors, issues])
        heads = [head for name in scenario.issues for head in (name, f"{name} salience")]
        writer.writerow(["Actor", "Description", "Power", *heads])
        for a, name in enumerate(scenario.actors):
            pairs = zip(scenario.positions[a], scenario.salience[a], strict=True)
            numbers = [scenario.capability[a], *(n for pair in pairs for n in pair)]
            writer.writerow([name, scenario.descriptions[a], *map(float, numbers)])
    notes = []
    if scenario.choices:
        notes.append("Choices of the model are left out: KTAB's CSV has none.")
    if scenario.seed is not None:
        notes.append("The seed is left out.")
    if scenario.accommodation is not None:
        notes.append("How ideals follow positions is left out: there they follow at once.")
    return tuple(notes)


def is_ktab_csv(path: Path) -> bool:
    """Whether a file's first line gives a number of actors and of dimensions."""
    if path.suffix.lower() == ".xlsx":
        return False
    first = next((row for row in csv_rows(ForeignFile(path)) if any(row)), [])
    return len(first) > 3 and all(cell.strip().isdecimal() for cell in first[2:4])


FORMAT = ActorFormat(
    name="ktab",
    title="KTAB (CSV)",
    suffixes=(".csv",),
    matches=is_ktab_csv,
    read=lambda path, _: read_ktab_csv(path).table,
)
