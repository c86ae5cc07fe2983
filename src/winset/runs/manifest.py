"""What a run was made from and with."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from winset.analysis import Analysis

MANIFEST = "manifest.json"
_FORMAT = 1


def manifest_of(analysis: Analysis, folder: Path, seconds: Mapping[str, float]) -> dict[str, Any]:
    """Describe a run: version, seed, hashes of what went in and came out, seconds by stage.

    The folder holds every file but the manifest. Timings, times and machine stand here and nowhere
    else, so two runs of the same scenario differ in their manifest only.
    """
    import numpy as np

    scenario = analysis.scenario
    return {
        "winset_run": _FORMAT,
        "version": analysis.version,
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "scenario": {
            "id": scenario.id,
            "sha256": scenario.sha256,
            "perspective": scenario.perspective_id,
            **({"without": [*scenario.without_claims]} if scenario.without_claims else {}),
            "files": dict(scenario.origin.files),
        },
        "worlds": analysis.worlds_to_ask,
        "seed": analysis.worlds.seed,
        "packages": analysis.space.texts,
        "seconds": {stage: round(time, 3) for stage, time in seconds.items()},
        "files": {
            str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
        "python": platform.python_version(),
        "numpy": np.__version__,
        "platform": platform.platform(terse=True),
    }


def is_run(manifest: Path) -> bool:
    """Whether a file is the manifest of a run."""
    try:
        stated = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(stated, dict) and "winset_run" in stated
