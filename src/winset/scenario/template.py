"""A case folder to start from."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from winset.errors import WinsetError
from winset.scenario.cells import id_of
from winset.scenario.schema import json_schema

TITLE = "Talks on the river valley"
SCHEMA_FILE = "scenario.schema.json"


def write_template(directory: str | Path, title: str = TITLE) -> Path:
    """Write a small, complete case that runs as it is and explains each part.

    Parameters
    ----------
    directory
        The case folder; created, or empty.
    title
        Title of the case. Its id is made of the name of the folder.

    Returns
    -------
    Path
        The scenario file.

    Raises
    ------
    WinsetError
        If the folder holds anything already or cannot be written. Then nothing is left behind.
    """
    target = Path(directory)
    if not title.strip():
        raise WinsetError("The title is empty. Write a few words that name the talks.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = f"{target} exists and is not an empty folder."
        raise WinsetError(f"{message} Name a new folder; nothing is ever overwritten.")
    try:
        _write_whole(target, title)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WinsetError(f"{target} cannot be written: {reason}. Name another folder.") from error
    return target / "scenario.yaml"


def _write_whole(target: Path, title: str) -> None:
    """Write beside the target first and move it there last, so that it is whole or not there."""
    target = target.resolve()
    existed = target.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    # an empty folder that is there stays the same folder: it may be the one the user stands in
    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=target if existed else target.parent))
    try:
        case = draft / "case"
        _copy(files("winset.scenario") / "starter", case, _replacements(target.name, title))
        schema = json.dumps(json_schema(), indent=1, ensure_ascii=False)
        (case / SCHEMA_FILE).write_text(schema + "\n", encoding="utf-8")
        if existed:
            _move_parts(case, target)
        else:
            case.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _move_parts(case: Path, target: Path) -> None:
    moved: list[Path] = []
    try:
        # the scenario comes last: a folder without one is no case
        for part in sorted(case.iterdir(), key=lambda p: (p.name == "scenario.yaml", p.name)):
            moved.append(target / part.name)
            part.rename(moved[-1])
    except OSError:
        for part in moved:
            shutil.rmtree(part) if part.is_dir() else part.unlink(missing_ok=True)
        raise


def _replacements(name: str, title: str) -> dict[str, str]:
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", title).strip()
    return {
        f"\ntitle: {TITLE}\n": f"\ntitle: {json.dumps(plain, ensure_ascii=False)}\n",
        "\nid: river-valley\n": f"\nid: {id_of(name, '-') or 'case'}\n",
        f"# {TITLE}\n": f"# {plain}\n",
    }


def _copy(source: Traversable, target: Path, replacements: dict[str, str]) -> None:
    if source.is_dir():
        target.mkdir()
        for part in source.iterdir():
            _copy(part, target / part.name, replacements)
        return
    text = source.read_text(encoding="utf-8")
    for old, new in replacements.items():
        text = text.replace(old, new)
    target.write_text(text, encoding="utf-8")
