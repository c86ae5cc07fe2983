"""A case folder to start from."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from winset.errors import WinsetError
from winset.scenario.cells import id_of
from winset.scenario.folder import write_whole
from winset.scenario.schema import json_schema

TITLE = "Talks on the river valley"
SCHEMA_FILE = "scenario.schema.json"


def write_template(directory: str | Path, title: str = TITLE) -> Path:
    """Write a small, complete case that runs as it is and explains each part; return its file.

    The id is made of the name of the folder, which is created or empty.

    Raises
    ------
    WinsetError
        If the folder holds anything already or cannot be written. Then nothing is left behind.
    """
    target = Path(directory)
    if not title.strip():
        raise WinsetError("The title is empty. Write a few words that name the talks.")
    write_whole(target, lambda case: _fill(case, target.resolve().name, title))
    return target / "scenario.yaml"


def _fill(case: Path, name: str, title: str) -> None:
    _copy(files("winset.scenario") / "starter", case, _replacements(name, title))
    schema = json.dumps(json_schema(), indent=1, ensure_ascii=False)
    (case / SCHEMA_FILE).write_text(schema + "\n", encoding="utf-8")


def _replacements(name: str, title: str) -> dict[str, str]:
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", title).strip()
    return {
        f"\ntitle: {TITLE}\n": f"\ntitle: {json.dumps(plain, ensure_ascii=False)}\n",
        "\nid: river-valley\n": f"\nid: {id_of(name, '-') or 'case'}\n",
        f"# {TITLE}\n": f"# {plain}\n",
    }


def _copy(source: Traversable, target: Path, replacements: dict[str, str]) -> None:
    if source.is_dir():
        target.mkdir(exist_ok=True)
        for part in source.iterdir():
            _copy(part, target / part.name, replacements)
        return
    text = source.read_text(encoding="utf-8")
    for old, new in replacements.items():
        text = text.replace(old, new)
    target.write_text(text, encoding="utf-8")
