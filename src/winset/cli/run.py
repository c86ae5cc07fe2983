"""``winset run``: from a case to a report on what would be ratified."""

from __future__ import annotations

import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from winset.cli.failures import show_problems
from winset.cli.options import (
    json_option,
    output_option,
    perspective_option,
    seed_option,
    without_option,
    worlds_option,
)
from winset.cli.printable import print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from winset.scenario.case import Case


@click.command()
@click.argument("case", metavar="CASE|PATH")
@output_option("Folder to write; by default ID-run in the working directory.", of_folder=True)
@worlds_option("Joint draws of everything uncertain; by default the case's own setting.")
@seed_option("Seed of the draws; by default the case's own setting.")
@perspective_option()
@without_option()
@json_option("Print result.json to standard output; a folder is written only with -o.")
@click.option(
    "--advice",
    is_flag=True,
    help="Add all of `winset advise` to the report and the result; takes some seconds more.",
)
@click.option("-v", "--verbose", is_flag=True, help="Print the tables behind the brief too.")
@click.option("--quiet", is_flag=True, help="Print only where the report is.")
def run(
    case: str,
    output: Path | None,
    worlds: int | None,
    seed: int | None,
    perspective: str | None,
    without: tuple[str, ...],
    as_json: bool,
    advice: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Work out whether a deal passes and is kept, print the brief, and write a report.

    CASE is the id of a bundled case, PATH a scenario file, a case folder or a workbook. The folder
    written holds report.html, result.json, the scenario as read and a manifest.
    """
    from winset.analysis import analyse
    from winset.cli.progress import shown_progress
    from winset.runs import RunTarget, write_run

    started = time.perf_counter()
    scenario = read_case(case, perspective, without, quiet=quiet or as_json)
    target = None
    if output is not None:
        target = RunTarget.at(output)
    elif not as_json:
        target = RunTarget.beside(scenario.id)
    read_at = time.perf_counter()
    with nullcontext() if quiet or as_json else shown_progress() as progress:
        analysis = analyse(
            scenario,
            worlds=worlds,
            seed=seed,
            perspectives=scenario.perspective_id is None,
            progress=progress,
            advice=advice,
        )
    if target is not None:
        seconds = {"read": read_at - started, **analysis.seconds}
        write_run(analysis, target, seconds)
    if as_json:
        print_json(analysis.to_dict())
        return
    if not quiet:
        from winset.cli.answer import print_answer

        print_answer(analysis, verbose=verbose)
    assert target is not None
    report = target.path / "report.html"
    click.echo(str(report) if quiet else f"Report: {report}")


def read_case(
    case: str, perspective: str | None, without: Sequence[str] = (), *, quiet: bool
) -> Case:
    """Read a case, show its warnings unless quiet, lay a perspective over it, take claims off.

    Where claims that are off change one place differently, that is shown too.
    """
    from winset.cases import load

    scenario = load(case)
    if not quiet:
        show_problems(scenario.warnings)
    seen = scenario if perspective is None else scenario.seen_as(perspective)
    return switched_off(seen, without, quiet=quiet)


def switched_off(scenario: Case, claims: Sequence[str], *, quiet: bool) -> Case:
    """Switch claims off, and show unless quiet where they do not agree."""
    off = scenario.without(*claims)
    if not quiet:
        show_problems(off.clashes)
    return off
