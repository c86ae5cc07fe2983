"""A scenario whose file is changed in place: the new text and the scenario it says.

Reading a large file takes seconds, and a change touches a line or two of it. So where an entry (an
actor, a party, an issue) stands in lines of its own, only those lines are parsed again; all of the
scenario is still checked. Anything out of the ordinary is read as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from winset.errors import ScenarioError
from winset.scenario.case import Case
from winset.scenario.option_place import option_place
from winset.scenario.origin import Draft, Origin
from winset.scenario.read import scenario_of_text
from winset.scenario.rewrite import rewrite
from winset.scenario.source_places import Path, Place, Places
from winset.scenario.validate import build_scenario
from winset.scenario.yamltree import read_yaml

_SHARED = re.compile(r"(^|[\s\[{,:])[&*][^\s,\]}]", re.MULTILINE)


def amended(scenario: Case, changes: Mapping[Path, object]) -> Case:
    """Change a scenario read from a YAML file in its text, as ``rewrite`` does; nothing is written.

    Returns
    -------
    Case
        What the changed file would say; its text is ``origin.text``.

    Raises
    ------
    ScenarioError
        If it would have errors, or a value cannot be changed in place.
    """
    origin = scenario.origin
    if origin.text is None or origin.path is None:
        raise ValueError("only a scenario read from YAML can be changed in its file")
    placed = {option_place(origin.raw, path, value): value for path, value in changes.items()}
    draft = _by_entries(origin, placed)
    if draft is not None:
        return build_scenario(draft, Case)
    return scenario_of_text(rewrite(origin.text, placed), origin.path)


def _by_entries(origin: Origin, changes: Mapping[Path, object]) -> Draft | None:
    """Change one entry after the other; None where an entry does not stand for itself."""
    by_entry: dict[tuple[str, str], dict[Path, object]] = {}
    for path, value in changes.items():
        if len(path) < 3 or not all(isinstance(step, str) for step in path[:2]):
            return None
        by_entry.setdefault((str(path[0]), str(path[1])), {})[path[1:]] = value
    draft = Draft(origin.raw, origin.places, (), origin.path, origin.base_dir, origin.text)
    for (section, entry), in_entry in by_entry.items():
        changed = _in_entry(draft, section, entry, in_entry)
        if changed is None:
            return None
        draft = changed
    return draft


def _in_entry(
    draft: Draft, section: str, entry: str, changes: Mapping[Path, object]
) -> Draft | None:
    raw: Any = draft.raw
    place = draft.places.parts.get((section, entry))
    if place is None or place.line is None or not isinstance(raw.get(section), Mapping):
        return None
    lines = (draft.text or "").splitlines(keepends=True)
    start, stop = place.line - 1, _end_of(lines, place.line - 1)
    snippet = "".join(lines[start:stop])
    if not snippet.startswith(" ") or _SHARED.search(snippet):
        return None
    # Only an entry that says by itself what the whole file says of it may be read by itself: this
    # excludes flow style over several entries, odd indents and whatever else was not thought of.
    if _content(snippet) != {entry: raw[section].get(entry)}:
        return None
    try:
        after = rewrite(snippet, changes)
    except ScenarioError:
        return None  # the whole file tells better why
    tree = read_yaml(after, place.file)
    if not isinstance(tree.content, dict) or list(tree.content) != [entry]:
        return None
    moved = len(after.splitlines()) - (stop - start)
    new = {**raw, section: {**raw[section], entry: tree.content[entry]}}
    places = _moved(draft.places, (section, entry), tree.places, start, stop, moved)
    text = "".join([*lines[:start], after, *lines[stop:]])
    return replace(draft, raw=new, places=places, text=text)


def _end_of(lines: list[str], start: int) -> int:
    """Line after the last of an entry: the next that is indented no further, and no comment."""
    indent = len(lines[start]) - len(lines[start].lstrip(" "))
    for number in range(start + 1, len(lines)):
        line = lines[number]
        bare = line.strip()
        if bare and not bare.startswith("#") and len(line) - len(line.lstrip(" ")) <= indent:
            return number
    return len(lines)


def _content(snippet: str) -> object:
    from winset.scenario.source_places import UnreadableError

    try:
        return read_yaml(snippet, "").content
    except UnreadableError:
        return None


def _moved(places: Places, entry: Path, own: Places, start: int, stop: int, moved: int) -> Places:
    """Places after a change of the lines from ``start`` to ``stop`` (counted from 0)."""
    parts: dict[Path, Place] = {}
    for path, place in places.parts.items():
        if path[:2] == entry:
            continue
        below = moved and place.line is not None and place.line > stop
        parts[path] = replace(place, line=(place.line or 0) + moved) if below else place
    for path, place in own.parts.items():
        parts[(entry[0], *path)] = replace(place, line=(place.line or 1) + start)
    return Places(places.whole, parts)
