"""Named drafts from a file of their own, for a scenario: CSV or YAML."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from winset.errors import ScenarioError
from winset.phrases import did_you_mean
from winset.scenario import cells
from winset.scenario.checks.registry import CHECKS, Checked
from winset.scenario.files import read_text
from winset.scenario.model import Scenario, Text
from winset.scenario.model.fields import Id
from winset.scenario.sheets import Sheet, read_csv
from winset.scenario.source_places import Finding, Places, UnreadableError
from winset.scenario.structure import explain
from winset.scenario.validate import in_order
from winset.scenario.yamltree import Tree, read_yaml

MAX_BYTES = 5_000_000

_READER = TypeAdapter(Mapping[Id, Text])
_RULES = (
    "unknown-issue-in-text",
    "unknown-option-in-text",
    "incomplete-text",
    "excluded-text",
)


def read_texts(path: str | Path, scenario: Scenario) -> Mapping[str, Mapping[str, str]]:
    """Read the drafts of a file: name of the text → issue id → option, every issue settled.

    Parameters
    ----------
    path
        A CSV file: the first column names the text, each other column is an issue. Or a YAML file:
        name of the text → issue id → option.
    scenario
        The scenario whose issues the drafts settle.

    Raises
    ------
    ScenarioError
        With every error of the file.
    """
    file = Path(path)
    try:
        tree, columns = _tree(file, scenario.issues)
    except UnreadableError as error:
        raise error.at(str(file)) from None
    texts, findings = _typed(tree)
    # a column that is missing, or of another name, is told of once and not in every row
    issues = {id_: issue for id_, issue in scenario.issues.items() if id_ in columns}
    checked = Checked(scenario.model_copy(update={"issues": issues, "texts": texts}))
    for rule in _RULES:
        findings += (replace(f, path=f.path[1:]) for f in CHECKS[rule].findings(checked))
    problems = in_order([*tree.findings, *findings], tree.places)
    if problems:
        raise ScenarioError(problems)
    return texts


def _typed(tree: Tree) -> tuple[Mapping[str, Text], list[Finding]]:
    content = tree.content
    if not isinstance(content, Mapping) or not content:
        fix = "Write a line for each, such as envoys: {territory: shared, …}."
        return {}, [Finding("not-texts", (), "the file names no texts", fix)]
    try:
        return _READER.validate_python(content), []
    except ValidationError as error:
        findings = [explain(detail) for detail in error.errors(include_url=False)]
    broken = {finding.path[0] for finding in findings}
    whole = {name: text for name, text in content.items() if name not in broken}
    return _READER.validate_python(whole), findings


def _tree(file: Path, issues: Collection[str]) -> tuple[Tree, tuple[str, ...]]:
    """Read a file as YAML gives it, and which issues it can settle."""
    if file.suffix.lower() == ".csv":
        return _table(file, issues)
    if file.suffix.lower() in {".yaml", ".yml"}:
        return read_yaml(read_text(file), str(file)), tuple(issues)
    message, fix = "neither .csv nor .yaml", "Save the texts as a CSV or a YAML file."
    raise UnreadableError(Finding("not-texts", (), message, fix, file.suffix[:20]))


def _table(file: Path, issues: Collection[str]) -> tuple[Tree, tuple[str, ...]]:
    """Read the drafts of a CSV file, and which issues it has a column for."""
    sheet = read_csv(file, MAX_BYTES)
    places, content = Places(sheet.place(1)), dict[str, dict[str, str]]()
    findings = list(_headings(sheet, issues))
    columns = {name: i for i, name in enumerate(sheet.header) if i and name in issues}
    for row in sheet.rows:
        name, place = cells.text(row.cells[0] or ""), sheet.place(row.line, 0)
        if not name:
            fix = "Name the text in the first column, or remove the row."
            findings.append(Finding("bad-cell", (), "the text has no name", fix, place=place))
        elif name in content:
            message, fix = f"“{name}” already stands above", "Give each text its own name."
            findings.append(Finding("duplicate-key", (), message, fix, place=place))
        else:
            content[name] = {}
            places.put((name,), place)
            for issue, column in columns.items():
                places.put((name, issue), sheet.place(row.line, column))
                if row.cells[column] is not None:
                    content[name][issue] = cells.text(row.cells[column])
    return Tree(content, places, tuple(findings)), tuple(columns)


def _headings(sheet: Sheet, issues: Collection[str]) -> Iterator[Finding]:
    header = sheet.header[1:]
    for number, name in enumerate(header, start=1):
        if name not in issues:
            fix, place = did_you_mean(name, issues), sheet.place(1, number)
            yield Finding("unknown-column", (), f"“{name}” is no issue", fix, place=place)
    for issue in issues:
        if issue not in header:
            message = f"there is no column “{issue}”, and a text settles every issue"
            fix = f"Add the column “{issue}”, with one of the issue's options in every row."
            yield Finding("missing-column", (), message, fix, place=sheet.place(1))
