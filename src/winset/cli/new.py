"""``winset new``: a case to start from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", help="Title of the case; default: the name of the folder.")
@click.option(
    "--workbook", is_flag=True, help="Write an Excel workbook, a sheet a table, instead of YAML."
)
def new(directory: Path, title: str | None, workbook: bool) -> None:
    """Start a case in a new folder, with comments that teach each part.

    The folder holds a small case that runs as it is.
    """
    from winset.scenario import write_template

    written = write_template(directory, title, workbook=workbook)
    click.echo(f"Wrote {written}.")
    quoted = shlex.quote(str(directory))
    click.echo(f"Change it, then: winset check {quoted}")
    click.echo(f"                 winset run {quoted}")
