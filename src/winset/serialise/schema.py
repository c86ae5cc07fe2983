"""The published JSON Schema of ``result.json``."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

RESULT_VERSION = 1
"""Version of the layout, as ``result.json`` gives it under ``result``."""


def result_schema() -> dict[str, Any]:
    """Return the JSON Schema of ``result.json``: every key with its meaning, unit and range.

    What it does not list is not in the file: a key added in ``winset.serialise`` is added in
    ``result.schema.json`` too.
    """
    text = (files("winset.serialise") / "result.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
