"""What may be compared: a case, a perspective on one, or the folder of a run."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from winset.cases import load
from winset.errors import WinsetError
from winset.runs.manifest import MANIFEST, is_run
from winset.scenario.case import Case


@dataclass(frozen=True)
class Side:
    """One of two things to be compared."""

    name: str
    """As it was asked for."""
    scenario: Case
    """What it is."""
    worlds: int | None = None
    seed: int | None = None
    """``worlds``, ``seed``: of the run, where it is the folder of one; else None."""


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
    side = _read(case, Path(case))
    return replace(side, name=text, scenario=side.scenario.seen_as(perspective))


def _read(text: str, path: Path) -> Side:
    manifest = path / MANIFEST
    if not (path.is_dir() and is_run(manifest)):
        return Side(text, load(text))
    stated = json.loads(manifest.read_text(encoding="utf-8"))
    worlds, seed = stated.get("worlds"), stated.get("seed")
    if not isinstance(worlds, int) or not isinstance(seed, int):
        raise WinsetError(f"{manifest}: names no worlds and no seed. Run the case again.")
    scenario = load(text)
    run = stated.get("scenario") or {}
    observer = run.get("perspective")
    # a run keeps its scenario as the file was, so whose view it took, and which claims were off,
    # is in the manifest alone
    if observer is not None and observer in scenario.perspectives:
        scenario = scenario.seen_as(observer)
    off = [claim for claim in run.get("without", ()) if claim in scenario.claims]
    return Side(text, scenario.without(*off), worlds, seed)
