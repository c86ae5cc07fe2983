"""The file of fitted figures, written so that a person can read and compare it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def write_figures(figures: dict[str, Any], path: Path) -> None:
    """Write a figures file that a person can read and compare: one row of a table a line."""
    path.write_text(_render(figures, 0) + "\n", encoding="utf-8")


def _render(value: object, depth: int) -> str:
    """Render JSON with objects spread out and rows of tables on one line each."""
    pad, inner = "  " * depth, "  " * (depth + 1)
    if isinstance(value, dict) and (depth < 2 or any(_nested(v) for v in value.values())):
        body = ",\n".join(
            f"{inner}{json.dumps(k)}: {_render(v, depth + 1)}" for k, v in value.items()
        )
        return f"{{\n{body}\n{pad}}}" if body else "{}"
    if isinstance(value, list) and any(isinstance(v, dict | list) for v in value):
        body = ",\n".join(inner + json.dumps(v, ensure_ascii=False) for v in value)
        return f"[\n{body}\n{pad}]"
    return json.dumps(value, ensure_ascii=False)


def _nested(value: object) -> bool:
    """Say whether a value is itself a table or an object."""
    return isinstance(value, dict | list)
