"""The JSON Schema of the file format, for editors that complete and check while one types."""

from __future__ import annotations

import ast
import copy
import inspect
import warnings
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic.json_schema import PydanticJsonSchemaWarning

from winset.scenario import model
from winset.scenario.model import (
    ID_PATTERN,
    Scenario,
    actor,
    events,
    fields,
    issue,
    party,
    scenario,
    terms,
)
from winset.scenario.rules import PRIMITIVES
from winset.scenario.rules.rule import Schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_MODULES = (
    fields,
    issue,
    actor,
    party,
    terms,
    events,
    scenario,
)  # bases before what is made of them


def json_schema() -> Schema:
    """Describe the scenario file as a JSON Schema (draft 2020-12).

    Returns
    -------
    dict
        A new one at every call. It holds what can be said of each value by itself; that the parts
        fit each other is left to the consistency checks.
    """
    with warnings.catch_warnings():
        # defaults that are uncertain numbers have no JSON form; they are dropped below anyway
        warnings.simplefilter("ignore", PydanticJsonSchemaWarning)
        schema = _tidied(Scenario.model_json_schema())
    definitions: Schema = schema.pop("$defs")
    _describe({"Scenario": schema, **definitions})
    definitions |= {"Number": _number(), "Rule": _rule(), "ActorId": _actor_id()}
    _as_written({"Scenario": schema, **definitions})
    for part in ("Issue", "Actor", "Party", "Stance"):
        definitions[f"{part}Changes"] = _changes(definitions[part])
    _overlay(definitions)
    return {"$schema": DRAFT, "title": "winset scenario", **schema, "$defs": definitions}


def field_descriptions() -> dict[str, dict[str, str]]:
    """Return what each field means: name of the model → name of the field → its text.

    Inherited fields are listed under every model that has them.
    """
    own: dict[str, dict[str, str]] = {}
    sources = (inspect.getsource(module) for module in _MODULES)
    for node in (node for source in sources for node in ast.parse(source).body):
        if isinstance(node, ast.ClassDef):
            inherited = [own.get(base.id, {}) for base in node.bases if isinstance(base, ast.Name)]
            own[node.name] = {k: v for texts in inherited for k, v in texts.items()}
            own[node.name].update(_texts_below(node.body))
    return own


def _texts_below(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            text = inspect.cleandoc(str(below.value.value))
            yield field.target.id, text.replace("``", "`").replace("\n", " ")


def _describe(parts: Schema) -> None:
    for name, texts in field_descriptions().items():
        for field, text in texts.items():
            # a field whose name is taken has its key in the file as an alias
            key = (getattr(model, name).model_fields[field].alias or field) if name in parts else ""
            if name in parts and key in parts[name]["properties"]:
                parts[name]["properties"][key]["description"] = text


def _tidied(node: Any, *, in_properties: bool = False) -> Any:  # noqa: ANN401
    """Point stand-ins at the grammar and leave out generated titles and defaults."""
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "x-grammar" in node:
        return {"$ref": f"#/$defs/{node['x-grammar']}"}
    if "patternProperties" in node:
        node = {**node, "additionalProperties": False}
    dropped = () if in_properties else ("title", "default")
    return {
        key: _tidied(value, in_properties=key in {"properties", "$defs"} and not in_properties)
        for key, value in node.items()
        if key not in dropped
    }


def _object(properties: Schema, required: list[str], description: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "description": description,
    }


def _number() -> Schema:
    value = {"type": "number"}
    many = {"type": "array", "items": value, "minItems": 1}
    weights = {"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 1}
    kinds = [
        {"type": "number", "description": "A plain number."},
        _object({"low": value, "high": value}, ["low", "high"], "Uniform between low and high."),
        _object(
            {"low": value, "mode": value, "high": value},
            ["low", "mode", "high"],
            "PERT: low, most likely and high.",
        ),
        _object(
            {"mean": value, "sd": {"type": "number", "minimum": 0}},
            ["mean", "sd"],
            "Normal, truncated to the range of the field.",
        ),
        _object(
            {"values": many, "weights": weights},
            ["values", "weights"],
            "One of the values, with probability proportional to its weight.",
        ),
    ]
    return {"description": "A plain or uncertain number.", "anyOf": kinds}


def _actor_id() -> Schema:
    return {"type": "string", "pattern": ID_PATTERN, "description": "Id of an actor."}


def _rule() -> Schema:
    kinds = [
        _object(dict(own.properties), sorted(set(own.properties) - own.optional), own.means)
        for own in PRIMITIVES
    ]
    consent = {**_actor_id(), "description": "This actor consents."}
    return {"description": "What must hold at home.", "anyOf": [consent, *kinds]}


def _as_written(definitions: Schema) -> None:
    """Allow the short forms that reading spells out."""
    name_or_number = {"type": ["string", "number"]}
    options = definitions["Issue"]["properties"]["options"]
    options["anyOf"] = [
        {"type": "object", "additionalProperties": _option(), "minProperties": 1},
        {"type": "integer", "minimum": 2, "maximum": 1001},
        {"type": "array", "items": name_or_number, "minItems": 1, "uniqueItems": True},
    ]
    for key in ("type", "additionalProperties"):
        options.pop(key, None)
    definitions["RedLine"]["properties"]["exclude"]["items"] = name_or_number
    whole = definitions["Scenario"]["properties"]
    (text,) = whole["texts"]["patternProperties"].values()
    event = definitions["Event"]["properties"]
    event["agreed"] = {**name_or_number, "description": event["agreed"]["description"]}
    for part in (text, whole["excludes"]["items"], event["accepts"], event["rejects"]):
        part.pop("anyOf", None)
        part |= {"type": "object", "additionalProperties": name_or_number}
    for part in definitions.values():
        properties = part.get("properties", {})
        if "source" in properties:
            source = properties["source"]
            several = {key: source.pop(key) for key in ("type", "items")}
            source["anyOf"] = [{"type": "string"}, several]


def _option() -> Schema:
    number = {"$ref": "#/$defs/Number"}
    reverts = {"enum": [True, False, "yes", "no"]}
    staying = _object({"at": number, "reverts": reverts}, [], "A position that may stay.")
    return {"anyOf": [number, {"type": "null"}, staying]}


def _changes(part: Schema) -> Schema:
    changed = copy.deepcopy(part)
    changed.pop("required", None)
    changed["description"] = "The keys that differ, seen from a perspective."
    return changed


def _overlay(definitions: Schema) -> None:
    stances = definitions["ActorChanges"]["properties"]["stances"]
    stances["additionalProperties"] = {"$ref": "#/$defs/StanceChanges"}
    for key, part in (("issues", "Issue"), ("actors", "Actor"), ("parties", "Party")):
        changes = definitions["Perspective"]["properties"][key]
        changes["additionalProperties"] = {"$ref": f"#/$defs/{part}Changes"}
