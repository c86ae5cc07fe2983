"""A scenario that has been read but not yet judged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from winset.scenario.places import Finding, Places


@dataclass(frozen=True)
class Draft:
    """Plain content and where it stands, whatever kind of file it comes from.

    Attributes
    ----------
    raw
        Lists, mappings with text keys, text, numbers, booleans and None.
    places
        File and line of every part.
    findings
        Problems met while reading.
    path, base_dir, text
        As in :class:`winset.scenario.origin.Origin`.
    """

    raw: object
    places: Places
    findings: tuple[Finding, ...] = ()
    path: Path | None = None
    base_dir: Path | None = None
    text: str | None = None
