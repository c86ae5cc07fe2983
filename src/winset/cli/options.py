"""Options and ways of calling that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

Decorator = Callable[[Any], Any]


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


class GroupWithDefault(click.Group):
    """A group that means one of its commands where no other is named.

    Parameters
    ----------
    default
        That command.
    usages
        What may follow the group's name, a line each.
    """

    def __init__(self, *args: Any, default: str, usages: tuple[str, ...], **own: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **own)
        self.default = default
        self.usages = usages

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default before anything that names neither a command nor the help."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show every way of calling it."""
        for usage in self.usages:
            formatter.write_usage(ctx.command_path, usage)
