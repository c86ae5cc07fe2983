"""KTAB's XML: a ``Scenario`` of dimensions and actors, with choices of the model if it likes.

Read through the hardened parser: no entities, nothing fetched. ``IdealAdjustment`` gives, pair by
pair, how far an actor's ideal follows another's position each turn; who is left out of it follows
its own position in full, as in KTAB.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

from winset.arrays import Floats
from winset.formats.foreign_file import ForeignFile
from winset.formats.format import ActorFormat
from winset.formats.ktab import KtabEntry, KtabScenario, assemble, read_choice, written_choices
from winset.formats.xml_tree import Node, read_xml

_LARGEST_SEED = 2**64 - 1


def read_ktab_xml(path: Path | str) -> KtabScenario:
    """Read a scenario from KTAB's XML."""
    file = ForeignFile(Path(path))
    top = read_xml(file)
    if top.tag != "Scenario":
        file.refuse(
            "ktab-scenario",
            "the outermost element is no Scenario",
            "Give a scenario of KTAB's spatial model.",
            line=top.line,
            value=top.tag,
        )
    dimensions = [n for d in top.named("Dimensions") for n in d.named("dName")]
    issues = tuple(node.text for node in dimensions)
    for node in dimensions:
        if not node.text:
            file.report("dimension-name", "a dimension has no name", "Name it.", line=node.line)
    nodes = [actor for all_ in top.named("Actors") for actor in all_.named("Actor")]
    entries = [_entry(file, node, issues) for node in nodes]
    numbers = assemble(file, issues, entries)
    choices: dict[str, str] = {}
    for node in (p for block in top.named("ModelParameters") for p in block.children):
        if (made := read_choice(file, node.tag, node.text, node.line)) is not None:
            choices[made[0]] = made[1]
    names = tuple(e.name for e in entries)
    seed = _seed(file, top)
    accommodation = _accommodation(file, top, names)
    file.settle()
    return KtabScenario(
        _text(top, "name"),
        _text(top, "desc"),
        issues,
        names,
        tuple(e.description for e in entries),
        *numbers,
        choices,
        seed,
        accommodation,
    )


def _text(node: Node, tag: str) -> str:
    found = node.named(tag)
    return found[0].text if found else ""


def _entry(file: ForeignFile, node: Node, issues: Sequence[str]) -> KtabEntry:
    name = _text(node, "name")
    lines: dict[str, int] = {}
    found: dict[str, list[str | None]] = {}
    for block, tag, word in (("Position", "dCoord", "position"), ("Salience", "dSal", "salience")):
        numbers = [n for b in node.named(block) for n in b.named(tag)]
        if len(numbers) != len(issues):
            file.report(
                "ktab-count",
                f"{len(numbers)} numbers for {len(issues)} dimensions",
                f"Give one {tag} a dimension.",
                line=node.line,
                place=f"{name}.{word}",
                value=len(numbers),
            )
        lines |= {f"{k}.{word}": n.line for k, n in zip(issues, numbers, strict=False)}
        texts: list[str | None] = [n.text for n in numbers[: len(issues)]]
        found[word] = texts + ["0"] * (len(issues) - len(texts))  # the count has been reported
    for child in node.named("capability"):
        lines["capability"] = child.line
    capability = _text(node, "capability")
    description = _text(node, "description")
    return KtabEntry(
        name, description, node.line, capability, found["position"], found["salience"], lines
    )


def _seed(file: ForeignFile, top: Node) -> int | None:
    for node in top.named("prngSeed"):
        if node.text.isdecimal() and len(node.text) <= 40 and int(node.text) <= _LARGEST_SEED:
            return int(node.text) or None
        file.report(
            "ktab-seed",
            "not a whole number of 64 bits",
            "Write digits only, or leave the element out.",
            line=node.line,
            place="prngSeed",
            value=node.text,
        )
    return None


def _accommodation(file: ForeignFile, top: Node, actors: Sequence[str]) -> Floats | None:
    pairs = [pair for block in top.named("IdealAdjustment") for pair in block.named("iaPair")]
    if not pairs:
        return None
    follows = np.eye(len(actors))
    begun: set[str] = set()
    for pair in pairs:
        who, whom = _text(pair, "adjustingIdeal"), _text(pair, "referencePos")
        unknown = [name for name in (who, whom) if name not in actors]
        for name in unknown:
            file.report(
                "unknown-actor",
                "no actor of that name",
                f"Use {', '.join(actors[:20])}.",
                line=pair.line,
                place="IdealAdjustment",
                value=name,
            )
        place = f"IdealAdjustment.{who}.{whom}"
        share = file.number(_text(pair, "adjust") or None, line=pair.line, place=place)
        if unknown:
            continue
        row = list(actors).index(who)
        if who not in begun:
            follows[row] = 0
            begun.add(who)
        follows[row, list(actors).index(whom)] = share
        if not 0 <= share <= 1 or follows[row].sum() > 1 + 1e-9:
            file.report(
                "ideal-adjustment",
                "an ideal follows positions by 0–1, and by at most 1 in all",
                "Correct the shares of this actor.",
                line=pair.line,
                place=place,
                value=share,
            )
    return follows


def write_ktab_xml(scenario: KtabScenario, path: Path | str) -> tuple[str, ...]:
    """Write a scenario as KTAB's XML; return what it has no place for: nothing."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<Scenario>"]
    lines += [_element("name", scenario.name), _element("desc", scenario.description)]
    lines.append(_element("prngSeed", "0" if scenario.seed is None else str(scenario.seed)))
    if scenario.choices:
        parameters = written_choices(scenario.choices).items()
        lines += _block("ModelParameters", [_element(tag, value) for tag, value in parameters])
    lines += _block("Dimensions", [_element("dName", name) for name in scenario.issues])
    actors: list[str] = []
    for a, name in enumerate(scenario.actors):
        actors += _block(
            "Actor",
            [
                _element("name", name),
                _element("description", scenario.descriptions[a]),
                _element("capability", repr(float(scenario.capability[a]))),
                *_block("Position", _numbers("dCoord", scenario.positions[a])),
                *_block("Salience", _numbers("dSal", scenario.salience[a])),
            ],
        )
    lines += _block("Actors", actors)
    if scenario.accommodation is not None:
        lines += _block("IdealAdjustment", _pairs(scenario.actors, scenario.accommodation))
    Path(path).write_text("\n".join([*lines, "</Scenario>"]) + "\n", encoding="utf-8")
    return ()


def _pairs(actors: Sequence[str], follows: Floats) -> list[str]:
    """Every share above 0, and a 0 for an actor that follows nobody, so that it is not left out."""
    lines: list[str] = []
    for row, who in enumerate(actors):
        told = np.flatnonzero(follows[row]).tolist() or [row]
        for column in told:
            lines += _block(
                "iaPair",
                [
                    _element("adjustingIdeal", who),
                    _element("referencePos", actors[column]),
                    _element("adjust", repr(float(follows[row, column]))),
                ],
            )
    return lines


def _numbers(tag: str, values: Floats) -> list[str]:
    return [_element(tag, repr(float(value))) for value in values]


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"


def _block(tag: str, lines: Sequence[str]) -> list[str]:
    return [f"<{tag}>", *(f"  {line}" for line in lines), f"</{tag}>"]


FORMAT = ActorFormat(
    name="ktab-xml",
    title="KTAB (XML)",
    suffixes=(".xml",),
    matches=lambda path: path.suffix.lower() == ".xml",
    read=lambda path, _: read_ktab_xml(path).table,
)
