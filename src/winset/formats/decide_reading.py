"""Reading tables of the Decide exchange model, with every fault by its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from winset.formats.decide import (
    FIRST_CELL,
    DecideActor,
    DecideIssue,
    DecideStance,
    DecideTable,
    is_decide,
)
from winset.formats.foreign_file import ForeignFile
from winset.formats.format import ActorFormat
from winset.phrases import did_you_mean

_KINDS = "#A, #P, #M, #D, #O or #/"
_NEEDED = {"#A": 2, "#P": 2, "#M": 3, "#D": 6, "#O": 1, "#/": 1}
_MOST_CELLS = 1_000_000
_MOST_GUESSES = 20


@dataclass
class _Draft:
    """What has been read so far, and in which line."""

    file: ForeignFile
    titles: list[str] = field(default_factory=list)
    actors: dict[str, DecideActor] = field(default_factory=dict)
    issues: dict[str, DecideIssue] = field(default_factory=dict)
    defined: dict[tuple[str, str], int] = field(default_factory=dict)
    stances: dict[tuple[str, str], tuple[int, DecideStance]] = field(default_factory=dict)
    guesses: dict[str, str] = field(default_factory=dict)


def read_decide(path: Path | str) -> DecideTable:
    """Read a table of the Decide exchange model."""
    file = ForeignFile(Path(path))
    text, notes = _text(file)
    rows = list(_rows(file, text))
    draft = _Draft(file)
    # what a row names may be defined below it
    for kinds in ({"#O", "#A", "#P"}, {"#M"}, {"#D"}):
        for line, cells in rows:
            if cells[0] in kinds:
                _take(draft, line, cells)
    _check_scales(draft)
    for line, stance in draft.stances.values():
        _check_stance(draft, line, stance)
    _check_whole(draft)
    file.problems.sort(key=lambda problem: problem.line or 0)
    file.settle()
    heard = {stance.actor for _, stance in draft.stances.values()}
    silent = [actor for actor in draft.actors if actor not in heard]
    if silent:
        notes.append(f"Without a position on any issue: {', '.join(silent)}.")
    return DecideTable(
        tuple(draft.actors.values()),
        tuple(draft.issues.values()),
        tuple(stance for _, stance in draft.stances.values()),
        " ".join(draft.titles),
        tuple(notes),
        str(path),
    )


def _text(file: ForeignFile) -> tuple[str, list[str]]:
    """Read as UTF-8 or else as Windows-1252, in which such tables are published too."""
    content = file.content()
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            file.refuse("not-utf8", f"not UTF-8 text: {error.reason}", "Save it as UTF-8.")
        return text, ["The file is not UTF-8; it was read as Windows-1252."]


def _rows(file: ForeignFile, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that says something with its line; cells are stripped."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next(filter(None, map(FIRST_CELL.match, lines)), None)
    if first is None:
        file.refuse(
            "decide-format",
            "no row begins with a kind of statement",
            f"Begin every row with {_KINDS}, and part its cells by tabs or semicolons.",
        )
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            (cells,) = csv.reader(
                [line], delimiter=first[2] or ";", quotechar=first[1] or '"', strict=True
            )
        except (csv.Error, ValueError) as error:
            file.report(
                "decide-cells",
                f"not usable cells: {error}",
                "Close every quotation mark, and drop control characters.",
                line=number,
                value=line,
            )
            continue
        cells = [cell.strip() for cell in cells]
        while len(cells) > 1 and not cells[-1]:
            cells.pop()
        if cells[0] not in _NEEDED:
            file.report(
                "decide-kind",
                "the row's first cell is no kind of statement",
                f"Begin the row with {_KINDS}.",
                line=number,
                value=cells[0],
            )
        elif len(cells) < _NEEDED[cells[0]]:
            file.report(
                "decide-cells",
                f"a row {cells[0]} has at least {_NEEDED[cells[0]]} cells, this one {len(cells)}",
                "Write what is missing.",
                line=number,
                value=line.strip(),
            )
        else:
            yield number, cells


def _take(draft: _Draft, line: int, cells: list[str]) -> None:
    """Sort one row into the draft."""
    match cells[0]:
        case "#O":
            draft.titles += [_words(cells[1:])] if cells[1:] else []
        case "#A":
            if _is_new(draft, "actor", cells[1], line):
                draft.actors[cells[1]] = DecideActor(cells[1], _words(cells[2:]))
        case "#P":
            if _is_new(draft, "issue", cells[1], line):
                draft.issues[cells[1]] = DecideIssue(cells[1], _words(cells[2:]))
        case "#M":
            if _is_known(draft, "issue", cells[1], line):
                _add_meaning(draft, line, cells)
        case "#D":
            _add_stance(draft, line, cells)


def _words(cells: list[str]) -> str:
    return " ".join(cell for cell in cells if cell)


def _is_new(draft: _Draft, what: str, id_: str, line: int) -> bool:
    """Note an id that is empty or stands twice."""
    first = draft.defined.setdefault((what, id_), line)
    if id_ and first == line:
        return True
    draft.file.report(
        f"{what}-twice" if id_ else f"{what}-unnamed",
        f"the {what} stands twice, first in line {first}" if id_ else f"the {what} has no id",
        "Keep one row." if id_ else "Give it an id of its own.",
        line=line,
        place=id_,
        value=id_,
    )
    return False


def _is_known(draft: _Draft, what: str, id_: str, line: int, place: str = "") -> bool:
    """Note a name that no row defines, with a guess of what was meant."""
    names: Mapping[str, object] = draft.actors if what == "actor" else draft.issues
    if id_ in names:
        return True
    kind = "#A" if what == "actor" else "#P"
    if id_ not in draft.guesses and len(draft.guesses) < _MOST_GUESSES:
        draft.guesses[id_] = did_you_mean(id_, list(names)[:1000]) + " "
    draft.file.report(
        f"unknown-{what}",
        f"no row {kind} defines this {what}",
        f"{draft.guesses.get(id_, '')}Or add a row {kind} for it.".lstrip(),
        line=line,
        place=place or id_,
        value=id_,
    )
    return False


def _add_meaning(draft: _Draft, line: int, cells: list[str]) -> None:
    issue = draft.issues[cells[1]]
    before = len(draft.file.problems)
    position = draft.file.number(cells[2], line=line, place=f"{issue.id}.scale")
    if len(draft.file.problems) > before:
        return
    if any(position == place for place, _ in issue.meanings):
        draft.file.report(
            "position-twice",
            "the position stands twice on the issue's scale",
            "Keep one row.",
            line=line,
            place=f"{issue.id}.scale",
            value=cells[2],
        )
        return
    draft.defined.setdefault(("scale", issue.id), line)
    named = (*issue.meanings, (position, _words(cells[3:])))
    draft.issues[issue.id] = replace(issue, meanings=named)


def _add_stance(draft: _Draft, line: int, cells: list[str]) -> None:
    actor, issue = cells[1:3]
    place = f"{issue}.{actor}"
    # all of them, so that a row with several faults is mended at one go
    known = [
        _is_known(draft, "actor", actor, line, place),
        _is_known(draft, "issue", issue, line, place),
    ]
    before = len(draft.file.problems)
    position, salience, power = (
        draft.file.number(cell, line=line, place=f"{place}.{what}")
        for cell, what in zip(cells[3:6], ("position", "salience", "power"), strict=True)
    )
    if not all(known) or len(draft.file.problems) > before:
        return
    if (actor, issue) in draft.stances:
        draft.file.report(
            "stance-twice",
            f"the stance stands twice, first in line {draft.stances[actor, issue][0]}",
            "Keep one row.",
            line=line,
            place=place,
        )
        return
    stance = DecideStance(actor, issue, position, salience, power, _words(cells[6:]))
    draft.stances[actor, issue] = line, stance


def _check_scales(draft: _Draft) -> None:
    """Note issues that only one row #M speaks of: no scale has one end."""
    for issue in draft.issues.values():
        if len(issue.meanings) == 1:
            draft.file.report(
                "scale-one-end",
                "the issue's scale has one position only",
                "Add a row #M for its other end, or leave out both for 0 to 100.",
                line=draft.defined["scale", issue.id],
                place=f"{issue.id}.scale",
                value=f"{issue.meanings[0][0]:g}",
            )


def _check_stance(draft: _Draft, line: int, stance: DecideStance) -> None:
    """Note numbers out of their range."""
    scale = draft.issues[stance.issue].scale
    ranges = {
        "position": (stance.position, scale, "Move it, or add a row #M where the scale ends."),
        "salience": (stance.salience, (0.0, 1.0), "Write a share, such as 0.8 for 80 of 100."),
        "power": (stance.power, (0.0, 1.0), "Write 0 or more; divide all powers by the largest."),
    }
    for what, (value, (low, high), fix) in ranges.items():
        # a scale with one end is noted already
        if not low <= value <= high and low < high:
            draft.file.report(
                f"{what}-range",
                f"the {what} lies outside {low:g} to {high:g}",
                fix,
                line=line,
                place=f"{stance.issue}.{stance.actor}.{what}",
                value=f"{value:g}",
            )


def _check_whole(draft: _Draft) -> None:
    """Note a table without actors or issues, and issues that nobody decides."""
    file = draft.file
    for what, kind, found in (("actors", "#A", draft.actors), ("issues", "#P", draft.issues)):
        if not found:
            file.report(f"no-{what}", f"the table has no {what}", f"Add a row {kind} for each.")
    cells = len(draft.actors) * len(draft.issues)
    if cells > _MOST_CELLS:
        file.refuse(
            "too-many",
            f"{len(draft.actors):,} actors on {len(draft.issues):,} issues are too many",
            f"Keep actors × issues below {_MOST_CELLS:,}.",
        )
    decided = {s.issue for _, s in draft.stances.values() if s.salience > 0 and s.power > 0}
    if file.problems:
        return  # a stance that could not be read may be the one that is missing
    for issue in draft.issues:
        if issue not in decided:
            file.report(
                "issue-undecided",
                "nobody with a salience and a power above 0 has a position on the issue",
                "Add a row #D, or drop the issue.",
                line=draft.defined["issue", issue],
                place=issue,
            )


FORMAT = ActorFormat(
    name="decide",
    title="Decide exchange model",
    suffixes=(".csv", ".tsv", ".txt", ".dat"),
    matches=lambda path: path.suffix.lower() != ".xlsx" and is_decide(path),
    read=lambda path, _: read_decide(path).actor_table(),
)
