"""What a person sees when something they gave cannot be used: every problem, no traceback."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from winset.cli.options import COMMANDS
from winset.errors import Problem, ScenarioError, WinsetError
from winset.phrases import in_one_line, printable
from winset.plugins import with_plugins

REFUSED = 2
STOPPED = 130
_WIDTH = 92


class Commands(click.Group):
    """All commands, those of the lab and of other packages too; a refusal ends in exit code 2.

    Other packages are looked up only for the list of commands and for a name nobody here has, so
    that the rest starts without them.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands; those of other packages only if all of them can be loaded."""
        try:
            return sorted(with_plugins(COMMANDS, self.commands, click.Command))
        except WinsetError:
            return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command, here or in another package."""
        command = super().get_command(ctx, cmd_name)
        if command is None:
            command = with_plugins(COMMANDS, self.commands, click.Command).get(cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run a command; say what is wrong on standard error if it refuses."""
        try:
            return super().invoke(ctx)
        except ScenarioError as error:
            show_problems(error.problems)
            count = len(error.problems)
            click.echo(f"{count} error{'s' if count > 1 else ''}; nothing was written.", err=True)
            ctx.exit(REFUSED)
        except WinsetError as error:
            click.echo(printable(f"winset: {error}"), err=True)
            ctx.exit(REFUSED)
        except KeyboardInterrupt:
            click.echo("\nwinset: stopped; nothing was written.", err=True)
            ctx.exit(STOPPED)
        except BrokenPipeError:
            # The reader of a pipe has seen enough; the interpreter must not complain at exit.
            _drop_standard_output()
            ctx.exit(1)
        except OSError as error:
            # What was to be printed could not be, as on a full disk.
            _drop_standard_output()
            where = f"{error.filename}: " if error.filename else ""
            click.echo(printable(f"winset: {where}{error.strerror or error}."), err=True)
            ctx.exit(REFUSED)


def _drop_standard_output() -> None:
    """Let what is still to be printed go nowhere, so that nothing fails again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show_problems(problems: tuple[Problem, ...]) -> None:
    """Print each problem with its file, line, field, value and fix on standard error."""
    for problem in problems:
        where = problem.file + (f":{problem.line}" if problem.line is not None else "")
        label = click.style(problem.severity, fg="red" if problem.severity == "error" else "yellow")
        place = in_one_line(": ".join(part for part in (where, problem.field) if part))
        click.echo(
            "  ".join(part for part in (label, place, f"[{problem.code}]") if part), err=True
        )
        line = _line_of(problem)
        if line:
            click.echo(f"    {problem.line} │ {line}", err=True)
        value = f" (got {problem.value})" if problem.value else ""
        click.echo(f"    {in_one_line(problem.message + value)}", err=True)
        if problem.fix:
            click.echo(f"    → {in_one_line(problem.fix)}", err=True)


def _line_of(problem: Problem) -> str:
    if problem.line is None or not problem.file.endswith((".yaml", ".yml", ".csv")):
        return ""
    try:
        with Path(problem.file).open(encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, start=1):
                if number == problem.line:
                    return printable(line.rstrip())[:_WIDTH]
    except OSError:
        return ""
    return ""
