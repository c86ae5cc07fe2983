"""``winset data``: where the data on agreements are to be had, and what is there."""

from __future__ import annotations

import json
from pathlib import Path

import click

from winset.errors import WinsetError


@click.command()
@click.argument("directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def data(directory: Path | None, as_json: bool) -> None:
    """Say where to get the data on agreements, and check what DIR holds.

    Nothing is downloaded: the files are their publishers'. Without DIR it lists them. Only
    `winset durability fit` needs them; its results ship with winset.
    """
    from winset.lab.durability_fit.sources import SOURCES, check_data

    if directory is not None and not directory.is_dir():
        raise WinsetError(f"{directory}: is no folder.")
    states = {} if directory is None else {s.source.key: s for s in check_data(directory)}
    listed = [
        {
            "key": source.key,
            "title": source.title,
            "citation": source.citation,
            "page": source.page,
            "file": source.file,
            "version": source.version,
            "needed_for": source.needed_for,
            "state": states[source.key].state if states else None,
            "advice": states[source.key].advice if states else None,
        }
        for source in SOURCES
    ]
    if as_json:
        click.echo(json.dumps(listed, indent=2, ensure_ascii=False))
        return
    for entry in listed:
        state = f"  [{entry['state']}]" if entry["state"] else ""
        click.echo(f"{entry['file']}{state}")
        click.echo(f"    {entry['title']}, version {entry['version']}")
        click.echo(f"    {entry['citation']}")
        click.echo(f"    for {entry['needed_for']}; from {entry['page']}")
        if entry["state"] == "another copy":
            click.echo(f"    {entry['advice']}.")
    if states:
        there = sum(s.state != "absent" for s in states.values())
        click.echo(f"{there} of {len(states)} files are there.")
