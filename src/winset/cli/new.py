"""``winset new``: a case to start from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", help="Title of the case.")
def new(directory: Path, title: str | None) -> None:
    """Start a case in a new folder, with comments that teach each part.

    The folder holds a small case that runs as it is.
    """
    from winset.scenario import write_template

    written = write_template(directory) if title is None else write_template(directory, title)
    click.echo(f"Wrote {written}.")
    quoted = shlex.quote(str(directory))
    click.echo(f"Change it, then: winset check {quoted}")
    click.echo(f"                 winset run {quoted}")
