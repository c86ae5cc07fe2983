"""``winset cases``: the bundled cases."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from winset.cli.options import json_option
from winset.cli.printable import print_json


@click.group(invoke_without_command=True)
@json_option("Print the list as JSON.")
@click.pass_context
def cases(ctx: click.Context, as_json: bool) -> None:
    """List the bundled cases, or copy one to change it."""
    if ctx.invoked_subcommand is not None:
        return
    from winset.cases import case_ids, load

    bundled = [load(case) for case in case_ids()]
    if as_json:
        listed = [{"id": case.id, "title": case.title, "summary": case.summary} for case in bundled]
        print_json(listed)
        return
    width = max(len(case.id) for case in bundled)
    for case in bundled:
        click.echo(f"{case.id:<{width}}  {case.title}")


@cases.command()
@click.argument("case_id", metavar="ID")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
def copy(case_id: str, directory: Path) -> None:
    """Copy the bundled case ID into the new folder DIR."""
    from winset.cases import copy_case

    copied = copy_case(case_id, directory)
    click.echo(f"Copied to {copied}. Run it: winset run {shlex.quote(str(directory))}")
