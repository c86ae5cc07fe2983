"""Every block of code in the README and the docs runs, in the order of its page."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Winset, winset
from tests.conftest import ROOT

__all__ = ["winset"]

WHERE = ("docs/**/*.md", "benchmarks/*.md", "src/winset/cases/*/README.md")
PAGES = sorted(
    path
    for path in [ROOT / "README.md", *(p for own in WHERE for p in ROOT.glob(own))]
    if "_build" not in path.parts and "generated" not in path.parts
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = {"bash", "python"}
SHOWN = {"text", "yaml", "toml", "json", "csv", "sh"}

FEW = ("advise", "brief", "claims", "compare", "durability", "forecast", "run", "vote", "whatif")
"""Commands run in few worlds, whatever a page says: whether they run is what is asked here."""

SHIM = f"""#!/bin/sh
case "$1 $2" in
  "durability fit"*) ;;
  {"|".join(f"{command}*" for command in FEW)}) set -- "$@" --worlds 16 ;;
esac
exec "{sys.executable}" -m winset "$@"
"""


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which ``winset`` is the one under test."""
    scripts = tmp_path_factory.mktemp("bin")
    command = scripts / "winset"
    command.write_text(SHIM)
    command.chmod(0o755)
    paths = [str(scripts), str(Path(sys.executable).parent), os.environ["PATH"]]
    source = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PATH": os.pathsep.join(paths), "PYTHONPATH": source}


def in_shell(
    kind: str, code: str, folder: Path, own: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a block as a process of its own."""
    if targets := makefile_targets(code):
        command = ["make", "-n", "-C", str(ROOT), *targets]
    elif kind == "bash":
        command = ["bash", "-euo", "pipefail", "-c", code]
    else:
        command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(
        command, cwd=folder, env=own, capture_output=True, text=True, check=False, timeout=300
    )


SHELL = set("();<>|&")


def commands_alone(code: str) -> list[list[str]]:
    """Arguments of each command of a block that needs no shell; nothing where it needs one."""
    found = []
    for line in code.replace("\\\n", " ").splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        words = list(lexer)
        if not words:
            continue
        if words[0] != "winset" or any(set(word) <= SHELL for word in words):
            return []
        few = words[1] in FEW and words[1:3] != ["durability", "fit"]
        found.append([*words[1:], *(("--worlds", "16") if few else ())])
    return found


def makefile_targets(code: str) -> list[str]:
    return re.findall(r"^make ([a-z-]+)", code, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_blocks_are_of_a_known_kind(page: Path) -> None:
    assert {kind for kind, _ in blocks(page)} <= RUN | SHOWN


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if any(kind in RUN for kind, _ in blocks(page))],
    ids=lambda page: str(page.relative_to(ROOT)),
)
@pytest.mark.usefixtures("once")
def test_blocks_run(page: Path, winset: Winset, tmp_path: Path, own: dict[str, str]) -> None:
    ran = 0
    for kind, code in blocks(page):
        if kind not in RUN:
            continue
        if alone := commands_alone(code) if kind == "bash" else []:
            runs = (winset(*arguments) for arguments in alone)
        else:
            runs = (in_shell(kind, code, tmp_path, own),)
        for done in runs:
            assert done.returncode == 0, f"{code}\n{done.stdout}\n{done.stderr}"
        ran += 1
    assert ran


def test_every_command_and_option_has_help() -> None:
    import click

    from winset.cli import main

    def below(command: click.Command) -> list[click.Command]:
        own = list(command.commands.values()) if isinstance(command, click.Group) else []
        return [command, *(found for part in own for found in below(part))]

    for command in below(main):
        assert command.help, command.name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name} {parameter.name}"
