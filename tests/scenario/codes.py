"""Every code a problem can carry, found in the source and in the list of consistency rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import winset.scenario
from winset.scenario.checks import CHECKS

_MAKERS = {"Finding", "Problem", "PydanticCustomError", "note", "_note", "_refusal", "_found"}
_CODE = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def codes() -> set[str]:
    """Return the codes of consistency rules and of every other refusal."""
    root = Path(winset.scenario.__file__).parent
    return {code for path in root.rglob("*.py") for code in _in_file(path)} | set(CHECKS)


def _in_file(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            yield from _texts(node.args[:2]) if name in _MAKERS else ()
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            # the sayings of winset.scenario.structure: code, message, fix
            yield from _texts(node.value.elts[:1]) if path.name == "structure.py" else ()
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
            yield from _texts(node.value.elts[:1]) if path.name == "structure.py" else ()


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes[:2]:
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and _CODE.match(text):
            yield text
            return
