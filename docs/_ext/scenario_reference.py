"""Write the reference of the scenario file from its JSON Schema, so that the two never differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from winset.scenario import json_schema

TARGET = Path(__file__).parent.parent / "reference" / "generated" / "scenario-fields.md"


def type_of(schema: dict[str, Any]) -> str:
    """Say in a few words what may stand in a field."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return " · ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(dict.fromkeys(type_of(option) for option in schema[key]))
    kind = schema.get("type", "anything")
    if kind == "array":
        return f"list of {type_of(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"id → {type_of(schema['additionalProperties'])}"
    return {"object": "mapping", "string": "text", "null": "nothing"}.get(str(kind), str(kind))


def section(name: str, schema: dict[str, Any], level: int = 2) -> str:
    """One part of the file as a heading, a sentence and a table of its fields."""
    lines = [f"{'#' * level} {name}", "", schema.get("description", ""), ""]
    properties = schema.get("properties", {})
    if not properties:
        return "\n".join([*lines, type_of(schema), ""])
    lines += ["| field | what may stand there | meaning |", "| --- | --- | --- |"]
    required = set(schema.get("required", ()))
    for field, own in properties.items():
        mark = " *(required)*" if field in required else ""
        default = own.get("default")
        told = f" Default: `{default}`." if default not in (None, {}, [], "") else ""
        meaning = " ".join(str(own.get("description", "")).split()) + told
        lines.append(f"| `{field}`{mark} | {cell(type_of(own))} | {cell(meaning)} |")
    return "\n".join([*lines, ""])


def cell(text: str) -> str:
    """Escape what would end a cell of a table."""
    return text.replace("|", "\\|")


def write() -> None:
    """Write the page's generated part."""
    schema = json_schema()
    parts = [section("Scenario", schema)]
    parts += [section(name, own) for name, own in schema.get("$defs", {}).items()]
    TARGET.parent.mkdir(exist_ok=True)
    text = "\n".join(parts)
    if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
        TARGET.write_text(text, encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:  # noqa: ANN401
    """Write the generated part before the pages are read."""
    app.connect("builder-inited", lambda _: write())
    return {"parallel_read_safe": True}
