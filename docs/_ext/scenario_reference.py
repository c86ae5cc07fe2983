"""Write the references of the scenario file and of result.json from their JSON Schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from winset.scenario import json_schema
from winset.serialise.schema import result_schema

FOLDER = Path(__file__).parent.parent / "reference" / "generated"


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
    if isinstance(kind, list):
        return " or ".join(type_of({**schema, "type": one}) for one in kind)
    if kind == "array":
        return f"list of {type_of(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"id → {type_of(schema['additionalProperties'])}"
    if kind in ("integer", "number") and "minimum" in schema and "maximum" in schema:
        return f"{kind} from {schema['minimum']} to {schema['maximum']}"
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


def keys(path: str, schema: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Every key below a part of result.json: its path, what stands there, what it means.

    What has a name of its own is told once, under that name.
    """
    schema = next((own for own in schema.get("oneOf", ()) if own != {"type": "null"}), schema)
    if "items" in schema:
        return keys(f"{path}[]", schema["items"])
    if isinstance(schema.get("additionalProperties"), dict):
        return keys(f"{path}.…", schema["additionalProperties"])
    found = []
    for name, own in schema.get("properties", {}).items():
        at = f"{path}.{name}".removeprefix(".")
        found.append((at, type_of(own), own.get("description", "")))
        found += keys(at, own)
    return found


def keys_table(name: str, schema: dict[str, Any]) -> str:
    """One part of result.json as a heading, a sentence and a table of its keys."""
    lines = [f"### {name}", "", schema.get("description", ""), ""]
    listed = keys("", schema)
    if not listed:
        return "\n".join([*lines[:2], f"{lines[2]} {type_of(schema)}.", ""])
    lines += ["| key | what stands there | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{key}` | {cell(kind)} | {cell(told)} |" for key, kind, told in listed]
    return "\n".join([*lines, ""])


def write(folder: Path = FOLDER) -> None:
    """Write the generated parts of both pages."""
    scenario, result = json_schema(), result_schema()
    fields = [section("Scenario", scenario)]
    fields += [section(name, own) for name, own in scenario.get("$defs", {}).items()]
    told = [keys_table("result", result)]
    told += [keys_table(name, own) for name, own in result["$defs"].items()]
    folder.mkdir(exist_ok=True)
    for name, parts in (("scenario-fields.md", fields), ("result-keys.md", told)):
        target, text = folder / name, "\n".join(parts)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:  # noqa: ANN401
    """Write the generated parts before the pages are read."""
    app.connect("builder-inited", lambda _: write())
    return {"parallel_read_safe": True}
