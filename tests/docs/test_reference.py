"""Every command, option and public name is in the reference; every command is on a page besides."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

import winset
import winset.advice
import winset.ratification.power
from tests.conftest import ROOT
from winset.cli import main

REFERENCE = ROOT / "docs" / "reference"
HAND_WRITTEN = [
    ROOT / "README.md",
    *(
        page
        for kind in ("tutorial", "howto", "explanation", "reference")
        for page in (ROOT / "docs" / kind).glob("*.md")
        if page.name != "cli.md"
    ),
]
WHERE_NO_OTHER_IS_NAMED = {"winset durability case", "winset backtest score"}
"""Commands that a group takes to be meant: their pages call them by the group's name."""


def commands(
    command: click.Command = main, name: str = "winset"
) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for own in command.list_commands(context):
            below = command.get_command(context, own)
            assert below is not None
            yield from commands(below, f"{name} {own}")


def extension(name: str) -> ModuleType:
    """One of the modules that write generated parts of the reference."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / "_ext" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cli_reference(tmp_path: Path) -> dict[str, str]:
    """Generated help by command, as the reference of the command line includes it."""
    module = extension("cli_reference")
    module.TARGET = tmp_path / "generated" / "cli-help.md"
    module.write()
    text = module.TARGET.read_text(encoding="utf-8")
    parts = re.findall(r"^## (.*?)\n\n```text\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)
    return dict(parts)


@pytest.mark.parametrize("page", ["scenario", "result"])
def test_pages_made_from_schemas_link_only_to_parts_they_hold(page: str, tmp_path: Path) -> None:
    part = {"scenario": "scenario-fields.md", "result": "result-keys.md"}[page]
    assert f"generated/{part}" in (REFERENCE / f"{page}.md").read_text(encoding="utf-8")
    extension("scenario_reference").write(tmp_path / "generated")
    text = (tmp_path / "generated" / part).read_text(encoding="utf-8")
    headings = {name.lower() for name in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings
    assert "None" not in text


def test_every_command_and_option_is_in_the_reference(tmp_path: Path) -> None:
    assert "generated/cli-help.md" in (REFERENCE / "cli.md").read_text(encoding="utf-8")
    shown = cli_reference(tmp_path)
    for name, command in commands():
        assert name in shown, name
        for parameter in command.params:
            for word in [*parameter.opts, *parameter.secondary_opts]:
                if isinstance(parameter, click.Option):
                    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", shown[name])
                    assert found, f"{name} {word}"


def test_every_command_is_shown_at_work() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in HAND_WRITTEN)
    # a command may have two names, as the lab's have; one of them is enough
    names: dict[int, list[str]] = {}
    for name, command in commands():
        if not isinstance(command, click.Group):
            names.setdefault(id(command), []).append(name)
    missing = [
        own
        for own in names.values()
        if not WHERE_NO_OTHER_IS_NAMED.intersection(own)
        and not any(re.search(rf"\b{name}\b", text) for name in own)
    ]
    assert not missing


@pytest.mark.parametrize(
    "module",
    [winset, winset.advice, winset.ratification.power],
    ids=lambda module: module.__name__,
)
def test_every_public_name_is_in_the_reference(module: ModuleType) -> None:
    text = (REFERENCE / "api.md").read_text(encoding="utf-8")
    missing = [
        name
        for name in module.__all__
        if name != "__version__" and not re.search(rf"\b{module.__name__}[\w.]*\.{name}\b", text)
    ]
    assert not missing
