"""What a scenario is read from: the draft that is checked, and the origin it keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from winset.scenario.files import sha256
from winset.scenario.source_places import Finding, Places
from winset.scenario.source_places import Path as ScenarioPath


@dataclass(frozen=True)
class Draft:
    """A scenario that has been read but not yet checked, whatever kind of file it comes from."""

    raw: object
    """Lists, mappings with text keys, text, numbers, booleans and None."""
    places: Places
    """File and line of every part."""
    findings: tuple[Finding, ...] = ()
    """Problems met while reading."""
    path: Path | None = None
    base_dir: Path | None = None
    text: str | None = None
    """``path``, ``base_dir``, ``text``: as in :class:`Origin`."""
    sha256: str | None = None
    """Of what it was made from, where it is the same file seen otherwise."""
    under: Origin | None = None
    laid: tuple[ScenarioPath, ...] = ()
    """``under``, ``laid``: as in :class:`Origin`."""


@dataclass(frozen=True)
class Origin:
    """Where a scenario comes from."""

    path: Path | None
    """The file or folder that was read; None for a scenario built from a mapping."""
    raw: Mapping[str, Any]
    """The plain mapping, as written and before defaults are filled in. Not to be changed."""
    text: str | None
    """The YAML text; None where the scenario was not read from YAML or has been changed since."""
    sha256: str
    """Of the text, or of the mapping as canonical JSON where there is no text."""
    places: Places
    """File and line of every part."""
    base_dir: Path | None = None
    """The case folder, which the files a scenario names are relative to."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Other files that were read, by name, with their sha256."""
    under: Origin | None = None
    """What a perspective and claims that are off were laid over; None where none was."""
    laid: tuple[ScenarioPath, ...] = ()
    """Where in the file each of those stands, in the order they were laid."""

    def yaml(self) -> str:
        """Return the YAML text, or write the mapping as YAML where there is none."""
        if self.text is not None:
            return self.text
        return write_yaml(self.raw)


def canonical_sha256(raw: Mapping[str, Any]) -> str:
    """Hash a plain mapping: sha256 of JSON with sorted keys and no spaces."""
    return sha256(json.dumps(raw, sort_keys=True, separators=(",", ":"), default=str))


def write_yaml(raw: Mapping[str, Any]) -> str:
    """Write a plain mapping as block-style YAML 1.2, keys in their given order."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.width = 100
    yaml.representer.ignore_aliases = lambda _: True
    stream = StringIO()
    yaml.dump(dict(raw), stream)
    return stream.getvalue()
