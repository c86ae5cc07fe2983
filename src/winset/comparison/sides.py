"""What may be compared: a case, a perspective on one, or the folder of a run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from winset.cases import load
from winset.errors import WinsetError
from winset.runs.manifest import is_run
from winset.scenario.model import Scenario

_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Side:
    """One of two things to be compared.

    Attributes
    ----------
    name
        As it was asked for.
    scenario
        What it is.
    worlds, seed
        Of the run, where it is the folder of one; else None.
    """

    name: str
    scenario: Scenario
    worlds: int | None = None
    seed: int | None = None


def read_side(text: str) -> Side:
    """Read one side of a comparison.

    Parameters
    ----------
    text
        The id of a bundled case, a path to a scenario or a run folder; ``…@ID`` for a perspective
        on it.

    Raises
    ------
    WinsetError, ScenarioError
        If there is no such case or perspective, or it has errors.
    """
    path = Path(text)
    if path.exists() or "@" not in text:
        return _read(text, path)
    case, _, perspective = text.rpartition("@")
    own = _read(case, Path(case))
    return Side(text, own.scenario.seen_as(perspective), own.worlds, own.seed)


def _read(text: str, path: Path) -> Side:
    manifest = path / _MANIFEST
    if not (path.is_dir() and is_run(manifest)):
        return Side(text, load(text))
    found = json.loads(manifest.read_text(encoding="utf-8"))
    worlds, seed = found.get("worlds"), found.get("seed")
    if not isinstance(worlds, int) or not isinstance(seed, int):
        raise WinsetError(f"{manifest}: names no worlds and no seed. Run the case again.")
    scenario = load(text)
    seen = (found.get("scenario") or {}).get("perspective")
    # the scenario of a run seen from a perspective is kept as its file was
    if seen is not None and seen in scenario.perspectives:
        scenario = scenario.seen_as(seen)
    return Side(text, scenario, worlds, seed)
