"""Options and ways of calling that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winset.errors import WinsetError
from winset.plugins import plugins

if TYPE_CHECKING:
    from winset.packages import PackageSpace

Decorator = Callable[[Any], Any]

COMMANDS = "winset.commands"
"""Group of entry points by which other packages, and the lab, add commands."""


def worlds_option(told: str, default: int | None = None) -> Decorator:
    """``--worlds``, with what it says of them in this command."""
    return click.option(
        "--worlds",
        type=click.IntRange(1, 1_048_576),
        default=default,
        show_default=default is not None,
        help=told,
    )


def seed_option(told: str) -> Decorator:
    """``--seed``, with what it says of it in this command."""
    return click.option("--seed", type=click.IntRange(0, 2**63 - 1), help=told)


def perspective_option() -> Decorator:
    """``--perspective``."""
    return click.option("--perspective", metavar="ID", help="See the table as this observer does.")


def without_option() -> Decorator:
    """``--without``."""
    return click.option(
        "--without",
        multiple=True,
        metavar="CLAIM",
        help="Switch this claim of the scenario off; may be given several times.",
    )


def json_option(told: str = "Print the result as JSON.") -> Decorator:
    """``--json``, with what it says of it in this command."""
    return click.option("--json", "as_json", is_flag=True, help=told)


def output_option(told: str, *, of_folder: bool = False) -> Decorator:
    """``-o``, a file or a folder to write, with what it says of it in this command."""
    kind = click.Path(path_type=Path, dir_okay=of_folder)
    return click.option("-o", "--output", type=kind, help=told)


def package_option(told: str) -> Decorator:
    """``--package``, with what it says of it in this command."""
    return click.option("--package", metavar="ISSUE=OPTION,…", help=told)


def package_number(space: PackageSpace, text: str) -> int:
    """Read a package written as ``issue=option,issue=option``."""
    chosen: dict[str, str] = {}
    for part in text.split(","):
        issue, equals, option = (word.strip() for word in part.partition("="))
        if not equals or issue not in space.issues:
            known = ", ".join(space.issues)
            raise WinsetError(f"--package: “{part.strip()}” names no issue. Issues: {known}.")
        if issue in chosen:
            raise WinsetError(f"--package: “{issue}” stands twice. Give each issue one option.")
        chosen[issue] = option
    missing = [issue for issue in space.issues if issue not in chosen]
    if missing:
        raise WinsetError(f"--package: no option for {', '.join(missing)}. Name one for each.")
    return space.number(chosen)


def lab_command(name: str) -> click.Command:
    """Find a command of the lab; without the lab, one that says so."""
    lab = plugins(COMMANDS).get("lab")
    if isinstance(lab, click.Group) and name in lab.commands:
        return lab.commands[name]

    def refuse(**_: object) -> None:
        raise WinsetError(
            f"“{name}” is a command of the lab, and this installation has no lab. "
            "Install the whole of winset, for instance from its repository."
        )

    return click.Command(
        name,
        callback=refuse,
        params=[click.Argument(["arguments"], nargs=-1, type=click.UNPROCESSED)],
        context_settings={"ignore_unknown_options": True},
        help="Not installed: a command of the lab.",
    )


class GroupWithDefault(click.Group):
    """A group that means one of its commands where no other is named.

    Parameters
    ----------
    default
        That command.
    usages
        What may follow the group's name, a line each.
    of_lab
        Commands that the lab adds, where it is installed.
    """

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        default: str,
        usages: tuple[str, ...],
        of_lab: tuple[str, ...] = (),
        **more: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **more)
        self.default, self.usages, self.of_lab = default, usages, of_lab

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands, the lab's among them."""
        return sorted({*super().list_commands(ctx), *self.of_lab})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command, here or in the lab."""
        if cmd_name in self.of_lab:
            return lab_command(cmd_name)
        return super().get_command(ctx, cmd_name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default before anything that names neither a command nor the help."""
        if args and args[0] not in self.list_commands(ctx) and args[0] not in ctx.help_option_names:
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show every way of calling it."""
        for usage in self.usages:
            formatter.write_usage(ctx.command_path, usage)
