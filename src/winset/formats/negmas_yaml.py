"""NegMAS: a scenario folder in YAML.

A folder holds one outcome space (``issues``) and one utility function an actor. Additive
functions can be read: linear-additive ones with a table, linear, affine, identity or constant
function an issue, and linear or affine ones of numeric issues; time-discounted ones by what
they discount. Utilities are on the file's own scale, and weights need not sum to one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from winset.formats.domain import (
    ImportedActor,
    ImportedDomain,
    ImportedIssue,
    as_mapping,
)
from winset.formats.foreign_file import (
    ForeignFile,
    even_levels,
    files_in,
    files_of,
    first_twice,
    label,
    one_domain,
    read_each,
)
from winset.formats.format import DomainFormat

_TABLES = {"LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction"}
_LINEAR = {"LinearUtilityFunction", "AffineUtilityFunction"}
_DISCOUNTED = {"ExpDiscountedUFun", "LinDiscountedUFun"}


def read_negmas(folder: Path | str) -> ImportedDomain:
    """Read a NegMAS scenario folder."""
    trees = []
    for path in files_in(Path(folder), (".yml", ".yaml")):
        if not path.name.startswith("_"):  # statistics that NegMAS keeps beside a scenario
            file = ForeignFile(path)
            trees.append((file, read_yaml(file)))
    file, space, functions = one_domain(
        Path(folder),
        trees,
        lambda tree: "issues" in tree,
        "negmas-domain",
        "one outcome space (with issues) and at least one utility function",
        "Keep one scenario a folder.",
    )
    notes: list[str] = []
    issues = _read_issues(file, space, notes)
    actors = read_each(functions, lambda file, raw: _read_function(file, raw, issues, notes))
    name = str(space.get("name") or file.path.stem)
    return ImportedDomain(name, issues, tuple(actors), "NegMAS files", tuple(notes))


def read_yaml(file: ForeignFile) -> dict[str, Any]:
    """Parse a file as one YAML mapping of plain values: no tags that build objects."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    text = file.text()
    try:
        content = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        file.refuse(
            "yaml-malformed",
            f"not usable YAML: {error.problem or error.context}",
            "Correct the YAML at this line.",
            line=mark.line + 1 if mark else None,
        )
    except (YAMLError, ValueError, TypeError, RecursionError) as error:
        file.refuse("yaml-malformed", f"not usable YAML: {error}", "Correct the YAML.")
    if not isinstance(content, dict):
        file.refuse("yaml-malformed", "not a mapping", "Write keys at the top of the file.")
    return content


def _read_issues(
    file: ForeignFile, space: Mapping[str, Any], notes: list[str]
) -> tuple[ImportedIssue, ...]:
    declared = space["issues"] if isinstance(space["issues"], list) else []
    if not declared:
        file.report("no-issues", "the outcome space has no issue", "List issues.", place="issues")
    issues = tuple(
        _read_issue(file, as_mapping(raw), f"issues.{k}", notes) for k, raw in enumerate(declared)
    )
    if (twice := first_twice(issue.name for issue in issues)) is not None:
        file.report(
            "issue-twice",
            f"two issues have the name “{twice}”, or it is empty",
            "Give every issue its own name.",
            place="issues",
        )
    file.settle()
    return issues


def _read_issue(
    file: ForeignFile, raw: Mapping[str, Any], place: str, notes: list[str]
) -> ImportedIssue:
    name, kind, values = str(raw.get("name") or ""), _kind(raw), raw.get("values")
    place = f"{place}.values"
    if not isinstance(values, list):
        values = [0, values - 1] if isinstance(values, int) and values > 0 else []
        kind = "ContiguousIssue"
    if kind in {"ContiguousIssue", "ContinuousIssue"}:
        numbers = [file.number(v, place=place) for v in values]
        low, high = numbers if len(numbers) == 2 and numbers[0] <= numbers[1] else (0.0, -1.0)
        count = int(high - low) + 1
        if kind == "ContinuousIssue" and high >= low:
            count = int(file.number(raw.get("n_levels", 10), place=f"{place}.n_levels"))
            notes.append(f"The continuous issue “{name}” is represented by {count} even levels.")
        if not file.check_option_count(count, place=place):
            return ImportedIssue(name, ())
        positions = even_levels(low, high, count)
        return ImportedIssue(name, tuple(map(label, positions)), positions)
    names = tuple(map(label, values))
    file.check_options(names, place=place)
    numeric = bool(values) and all(type(v) in (int, float) for v in values)
    return ImportedIssue(name, names, tuple(map(float, values)) if numeric else None)


def _kind(raw: Mapping[str, Any]) -> str:
    return str(raw.get("type") or "").rpartition(".")[2]


def _read_function(
    file: ForeignFile,
    raw: Mapping[str, Any],
    issues: Sequence[ImportedIssue],
    notes: list[str],
) -> ImportedActor:
    name = str(raw.get("name") or file.path.stem)
    discount = None
    while _kind(raw) in _DISCOUNTED:
        discount = file.number(raw.get("discount"), place="discount")
        raw = as_mapping(raw.get("ufun"))
    if discount is not None:
        notes.append(f"The time discount of {name} is kept but not applied.")
    kind = _kind(raw)
    if kind not in _TABLES | _LINEAR:
        file.refuse(
            "not-additive",
            "only linear-additive utility functions can be read",
            f"Use one of {', '.join(sorted(_TABLES | _LINEAR))}.",
            place="type",
            value=kind,
        )
    weights = _in_order(file, raw.get("weights"), issues, "weights", 1.0)
    shares = tuple(file.number(w, place="weights") for w in weights)
    if kind in _TABLES:
        functions = _in_order(file, raw.get("values"), issues, "values", None)
    else:
        functions = [{"type": "IdentityFun"} for _ in issues]
    values = tuple(
        _evaluate(file, issue, function, f"values.{issue.name}")
        for issue, function in zip(issues, functions, strict=True)
    )
    constant = file.number(raw.get("bias") or 0, place="bias")
    reservation = _reservation(file, raw.get("reserved_value"), name, notes)
    file.settle()
    return ImportedActor(name, shares, values, reservation, discount, constant)


def _reservation(file: ForeignFile, raw: object, name: str, notes: list[str]) -> float | None:
    if raw is None or raw == -math.inf:
        notes.append(f"{name} has no reservation value: any deal suits it.")
        return None
    return file.number(raw, place="reserved_value")


def _in_order(
    file: ForeignFile,
    raw: object,
    issues: Sequence[ImportedIssue],
    place: str,
    default: object,
) -> list[Any]:
    """One entry an issue, from a list in the issues' order or a mapping by their names."""
    if raw is None and default is not None:
        return [default] * len(issues)
    if isinstance(raw, Mapping):
        by_name = {str(key): value for key, value in raw.items()}
        if set(by_name) == {issue.name for issue in issues}:
            raw = [by_name[issue.name] for issue in issues]
    if not isinstance(raw, list) or len(raw) != len(issues):
        file.refuse(
            "profile-domain",
            f"the utility function's {place} don't match the {len(issues)} issues",
            "Give one entry an issue.",
            place=place,
        )
    return raw


def _evaluate(
    file: ForeignFile, issue: ImportedIssue, raw: object, place: str
) -> tuple[float, ...]:
    """Evaluate an issue's options by a value function."""
    function = as_mapping(raw)
    table = function.get("mapping", function if "type" not in function else None)
    if isinstance(table, Mapping):
        return _look_up(file, issue, table, place)
    line = _line_of(file, function, place)
    if line is None:
        return ()
    slope, offset = line
    if slope and issue.positions is None:
        file.report(
            "profile-domain",
            "a linear value function needs an issue whose options are numbers",
            "Use a TableFun.",
            place=place,
        )
        return ()
    return tuple(slope * p + offset for p in issue.positions or [0.0] * len(issue.options))


def _look_up(
    file: ForeignFile, issue: ImportedIssue, table: Mapping[Any, Any], place: str
) -> tuple[float, ...]:
    worth = {label(key): value for key, value in table.items()}
    file.check_same(worth, issue.options, "option", "missing-evaluation", place=place)
    return tuple(file.number(worth.get(o, 0), place=f"{place}.{o}") for o in issue.options)


def _line_of(
    file: ForeignFile, function: Mapping[str, Any], place: str
) -> tuple[float, float] | None:
    """Slope and offset of a value function, None (and noted) if it is not a line."""

    def part(key: str) -> float:
        return file.number(function.get(key, 0), place=f"{place}.{key}")

    lines: dict[str, Callable[[], tuple[float, float]]] = {
        "LinearFun": lambda: (part("slope"), 0.0),
        "AffineFun": lambda: (part("slope"), part("bias")),
        "ConstFun": lambda: (0.0, part("bias")),
        "IdentityFun": lambda: (1.0, 0.0),
    }
    kind = _kind(function)
    if kind in lines:
        return lines[kind]()
    file.report(
        "value-function",
        "this value function can't be read",
        f"Use TableFun, {', '.join(lines)}.",
        place=place,
        value=kind,
    )
    return None


def write_negmas(domain: ImportedDomain, folder: Path | str) -> tuple[str, ...]:
    """Write a domain as a NegMAS scenario folder."""
    space = {
        "name": domain.name,
        "type": "DiscreteCartesianOutcomeSpace",
        "issues": [
            {"name": issue.name, "type": "CategoricalIssue", "values": list(issue.options)}
            for issue in domain.issues
        ],
    }
    names = (actor.name for actor in domain.actors)
    path, profiles = files_of(Path(folder), domain.name, names, ".yml")
    _write(path, space)
    notes = []
    for profile, actor in zip(profiles, domain.actors, strict=True):
        _write(profile, _function(domain, actor))
        if actor.discount not in (None, 1.0):
            notes.append(f"The discount of {actor.name} is left out.")
    if any(issue.positions for issue in domain.issues):
        notes.append("Issues with numbers for options are written as categorical.")
    return tuple(notes)


def _function(domain: ImportedDomain, actor: ImportedActor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "type": "LinearAdditiveUtilityFunction",
        "reserved_value": -math.inf if actor.reservation is None else actor.reservation,
        "bias": actor.constant,
        "weights": list(actor.weights),
        "values": [
            {"type": "TableFun", "mapping": dict(zip(issue.options, row, strict=True))}
            for issue, row in zip(domain.issues, actor.values, strict=True)
        ],
    }


def _write(path: Path, content: object) -> None:
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.version = (1, 1)  # as NegMAS reads it: a text such as No is then put in quotes
    with path.open("w", encoding="utf-8") as stream:
        yaml.dump(content, stream)


FORMAT = DomainFormat(
    name="negmas",
    title="NegMAS",
    files="YAML",
    read=read_negmas,
    write=write_negmas,
)
