"""A case folder to start from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from winset.errors import WinsetError
from winset.phrases import sentence
from winset.scenario.cells import id_of
from winset.scenario.folder import write_whole
from winset.scenario.schema import json_schema
from winset.scenario.yamltree import read_yaml

TITLE = "Talks on the river valley"
SCENARIO_FILE = "scenario.yaml"
SCHEMA_FILE = "scenario.schema.json"
WORKBOOK_FILE = "scenario.xlsx"


def write_template(
    directory: str | Path, title: str | None = None, *, workbook: bool = False
) -> Path:
    """Write a small, complete case that runs as it is and explains each part; return its file.

    The folder is created or empty.

    Parameters
    ----------
    directory
        The folder; the id of the case, and its title if none is given, are made of its name.
    workbook
        Whether to write the case as an Excel workbook, a sheet a table, instead of YAML.

    Raises
    ------
    WinsetError
        If the folder holds anything already or cannot be written. Then nothing is left behind.
    """
    target = Path(directory)
    name = target.resolve().name
    if title is None:
        title = sentence(re.sub(r"[-_\s]+", " ", name).strip()) or TITLE
    elif not title.strip():
        raise WinsetError("The title is empty. Write a few words that name the talks.")
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", title).strip()
    replacements = _replacements(name, plain)
    write_whole(target, lambda case: _fill(case, replacements, workbook=workbook))
    return target / (WORKBOOK_FILE if workbook else SCENARIO_FILE)


def _fill(case: Path, replacements: Mapping[str, str], *, workbook: bool) -> None:
    _copy(files("winset.scenario") / "starter", case, replacements)
    if workbook:
        from winset.scenario.workbook_template import write_workbook

        text = (case / SCENARIO_FILE).read_text(encoding="utf-8")
        raw = read_yaml(text, SCENARIO_FILE).content
        assert isinstance(raw, dict)
        write_workbook(raw, case / WORKBOOK_FILE)
        (case / SCENARIO_FILE).unlink()
        readme = case / "README.md"
        told = readme.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = (line for line in told if SCHEMA_FILE not in line)
        readme.write_text("".join(kept).replace(SCENARIO_FILE, WORKBOOK_FILE), encoding="utf-8")
    else:
        schema = json.dumps(json_schema(), indent=1, ensure_ascii=False)
        (case / SCHEMA_FILE).write_text(schema + "\n", encoding="utf-8")


def _replacements(name: str, title: str) -> dict[str, str]:
    return {
        f"\ntitle: {TITLE}\n": f"\ntitle: {json.dumps(title, ensure_ascii=False)}\n",
        "\nid: river-valley\n": f"\nid: {id_of(name, '-') or 'case'}\n",
        f"# {TITLE}\n": f"# {title}\n",
    }


def _copy(source: Traversable, target: Path, replacements: Mapping[str, str]) -> None:
    if source.is_dir():
        target.mkdir(exist_ok=True)
        for part in source.iterdir():
            _copy(part, target / part.name, replacements)
        return
    text = source.read_text(encoding="utf-8")
    for old, new in replacements.items():
        text = text.replace(old, new)
    target.write_text(text, encoding="utf-8")
