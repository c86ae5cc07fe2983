"""The lab's commands on durability: ``fit``, ``validate`` and ``data``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from winset.cli.options import json_option, output_option
from winset.cli.printable import print_json
from winset.errors import WinsetError

_CHANGES = {
    "coalition_change_democracy": "coalition change, democracy",
    "coalition_change_nondemocracy": "coalition change, other regimes",
    "leader_change_democracy": "leader change alone, democracy",
    "leader_change_nondemocracy": "leader change alone, other regimes",
}
_FOLDER = click.option(
    "--data",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder with the publishers' files; `winset data` says which.",
)


@click.command()
@_FOLDER
@click.option(
    "--bootstrap",
    type=click.IntRange(2, 10_000),
    default=200,
    show_default=True,
    help="Replicates of the bootstrap.",
)
@output_option("Write all figures to this file, in the layout of the shipped ones.")
@json_option("Print all figures as JSON.")
def fit(folder: Path, bootstrap: int, output: Path | None, as_json: bool) -> None:
    """Estimate anew how agreements end, from the files in a folder."""
    from winset.lab.durability_fit.figures import write_figures
    from winset.lab.durability_fit.fit import fit_all

    _check(folder)
    if output is not None and not output.absolute().parent.is_dir():
        raise WinsetError(f"{output}: cannot be written, for there is no such folder.")
    figures = fit_all(folder, bootstrap=bootstrap).figures(dt.datetime.now(dt.UTC).date())
    if output is not None:
        try:
            write_figures(figures, output)
        except OSError as error:
            raise WinsetError(f"{output}: cannot be written ({error.strerror}).") from error
    if as_json:
        print_json(figures)
        return
    _print_fit(figures)
    if output is not None:
        click.echo(f"Wrote {output}.")


@click.command()
@_FOLDER
@json_option("Print the scores as JSON.")
def validate(folder: Path, as_json: bool) -> None:
    """Score the hazards on the years after those they are trained on.

    Agreements in force after 1964 are forecast from what was known before; one rate for all, and
    one for each pair of regimes, are the baselines.
    """
    from winset.lab.durability_fit.fit import validation_of
    from winset.lab.durability_fit.tables import score_table

    _check(folder)
    figures = validation_of(folder)
    if as_json:
        print_json(figures)
        return
    for line in score_table(figures["scores"]):
        click.echo(line)


@click.command()
@click.argument("directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@json_option("Print the list as JSON.")
def data(directory: Path | None, as_json: bool) -> None:
    """Say where to get the data on agreements, and check what DIR holds.

    Nothing is downloaded: the files are their publishers'. Without DIR it lists them. Only
    `winset durability fit` needs them; its results ship with winset.
    """
    from winset.lab.durability_fit.sources import SOURCES, check_data

    if directory is not None and not directory.is_dir():
        raise WinsetError(f"{directory}: is no folder.")
    statuses = {} if directory is None else {s.source.key: s for s in check_data(directory)}
    shown = ("key", "title", "citation", "page", "file", "version", "needed_for")
    listed: list[dict[str, Any]] = []
    for source in SOURCES:
        status = statuses.get(source.key)
        listed.append(
            {name: getattr(source, name) for name in shown}
            | {"state": status and status.state, "advice": status and status.advice}
        )
    if as_json:
        print_json(listed)
        return
    for entry in listed:
        state = f"  [{entry['state']}]" if entry["state"] else ""
        click.echo(f"{entry['file']}{state}")
        click.echo(f"    {entry['title']}, version {entry['version']}")
        click.echo(f"    {entry['citation']}")
        click.echo(f"    for {entry['needed_for']}; from {entry['page']}")
        if entry["state"] == "another copy":
            click.echo(f"    {entry['advice']}.")
    if statuses:
        there = sum(status.state != "absent" for status in statuses.values())
        click.echo(f"{there} of {len(statuses)} files are there.")


def _check(folder: Path) -> None:
    if not folder.is_dir():
        raise WinsetError(f"{folder}: is no folder. `winset data` says what belongs in it.")


def _print_fit(figures: Mapping[str, Any]) -> None:
    """Print the main hazard ratios and what they were estimated on."""
    from rich.text import Text

    from winset.cli.printing import console, table_of

    out, origin = console(), figures["provenance"]
    events = ", ".join(f"{n} {cause.replace('_', ' ')}" for cause, n in origin["events"].items())
    out.print(
        Text(f"{origin['alliances']} alliances, {origin['alliance_years']:,.0f} years; {events}.")
    )
    for cause in ("violated", "renegotiated"):
        out.print(Text(f"\n{cause.capitalize()}: hazard ratio in the window after", style="bold"))
        out.print(table_of(["", "1 year", "2 years", "3 years"], _ratios(figures, cause)))
    for note in origin["notes"]:
        if note["code"] == "absent":
            out.print(Text(f"Left out: {note['source']}, {note['message']}."))


def _ratios(figures: Mapping[str, Any], cause: str) -> Iterable[list[str]]:
    from winset.lab.durability_fit.tables import ratio_text

    rows = {
        (row["term"], row["window_years"]): row
        for row in figures["hazard_ratios"]
        if row["cause"] == cause and row["variant"] == "main"
    }
    for term, name in _CHANGES.items():
        yield [name, *(ratio_text(rows[term, window]) for window in (1.0, 2.0, 3.0))]
