"""Rules about perspectives: what they change must be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from winset.phrases import did_you_mean
from winset.scenario.checks.registry import Checked, Flag, error, warning

ADDS = {"issues": "title", "actors": "name", "parties": "principal"}
"""Section → the key that shows that an overlay means to add an entry and has not mistyped an id."""


@error("unknown-in-perspective")
def check_overlays(checked: Checked) -> Iterator[Flag]:
    """Flag a perspective that changes an entry which is not there."""
    if checked.seen:
        return
    for id_, perspective in checked.scenario.perspectives.items():
        for section, key in ADDS.items():
            known: Mapping[str, object] = getattr(checked.scenario, section)
            for entry, change in getattr(perspective, section).items():
                new = isinstance(change, Mapping) and key in change
                if entry not in known and not new:
                    message = f"the perspective “{id_}” changes “{entry}”, which is not there"
                    fix = f"{did_you_mean(entry, known)} To add a new one, give it a {key}."
                    yield Flag(("perspectives", id_, section, entry), message, fix)


@warning("idle-perspective")
def check_changes(checked: Checked) -> Iterator[Flag]:
    """Warn of a perspective that changes nothing."""
    for id_, perspective in checked.scenario.perspectives.items():
        changes = (perspective.issues, perspective.actors, perspective.parties)
        if not (any(changes) or perspective.given is not None or checked.seen):
            message = f"the perspective “{id_}” changes nothing"
            fix = "Write what differs under issues, actors, parties or given."
            yield Flag(("perspectives", id_), message, fix)
