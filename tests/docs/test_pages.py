"""Every block of code in the README and the docs runs, in the order of its page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

WHERE = ("docs/**/*.md", "benchmarks/*.md", "src/winset/cases/*/README.md")
PAGES = sorted(
    path
    for path in [ROOT / "README.md", *(p for own in WHERE for p in ROOT.glob(own))]
    if "_build" not in path.parts and "generated" not in path.parts
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = {"bash", "python"}
SHOWN = {"text", "yaml", "toml", "json", "csv", "sh"}

# What a page runs in all worlds is run in few: whether it runs is what is asked here.
SHIM = """#!/bin/sh
case "$1 $2" in
  "durability fit"*) ;;
  run*|brief*|advise*|durability*|forecast*|vote*)
    case " $* " in *" --worlds "*) ;; *) set -- "$@" --worlds 64 ;; esac ;;
esac
exec "{python}" -m winset "$@"
"""


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def environment(folder: Path) -> dict[str, str]:
    """An environment in which ``winset`` is the one under test."""
    scripts = folder / "bin"
    scripts.mkdir()
    command = scripts / "winset"
    command.write_text(SHIM.format(python=sys.executable))
    command.chmod(0o755)
    paths = [str(scripts), str(Path(sys.executable).parent), os.environ["PATH"]]
    source = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PATH": os.pathsep.join(paths), "PYTHONPATH": source}


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
def test_blocks_run(page: Path, tmp_path: Path) -> None:
    own = environment(tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    ran = 0
    for kind, code in blocks(page):
        if kind not in RUN:
            continue
        if targets := makefile_targets(code):
            command = ["make", "-n", "-C", str(ROOT), *targets]
        elif kind == "bash":
            command = ["bash", "-euo", "pipefail", "-c", code]
        else:
            command = [sys.executable, "-W", "error", "-c", code]
        done = subprocess.run(
            command, cwd=work, env=own, capture_output=True, text=True, check=False, timeout=300
        )
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
