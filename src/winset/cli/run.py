"""``winset run``: from a case to a report on what would be ratified."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from winset.cli.failures import show_problems
from winset.cli.options import (
    json_option,
    output_option,
    perspective_option,
    seed_option,
    worlds_option,
)
from winset.cli.printable import print_json

if TYPE_CHECKING:
    from winset.analysis import Analysis
    from winset.scenario.case import Case


@click.command()
@click.argument("case", metavar="CASE|PATH")
@output_option("Folder to write; by default ID-run in the working directory.", of_folder=True)
@worlds_option("Joint draws of everything uncertain; by default the case's own setting.")
@seed_option("Seed of the draws; by default the case's own setting.")
@perspective_option()
@json_option("Print result.json to standard output; a folder is written only with -o.")
@click.option(
    "--advice",
    is_flag=True,
    help="Add all of `winset advise` to the report and the result; takes some seconds more.",
)
@click.option("--quiet", is_flag=True, help="Print only where the report is.")
def run(
    case: str,
    output: Path | None,
    worlds: int | None,
    seed: int | None,
    perspective: str | None,
    as_json: bool,
    advice: bool,
    quiet: bool,
) -> None:
    """Work out what would be ratified, and write a report.

    CASE is the id of a bundled case, PATH a scenario file, a case folder or a workbook. The folder
    written holds report.html, result.json, the scenario as read and a manifest.
    """
    from winset.runs import RunTarget, write_run

    started = time.perf_counter()
    scenario = read_case(case, perspective, quiet=quiet or as_json)
    target = None
    if output is not None:
        target = RunTarget.at(output)
    elif not as_json:
        target = RunTarget.beside(scenario.id)
    read_at = time.perf_counter()
    analysis = _analyse(scenario, worlds, seed, advice=advice, shown=not (quiet or as_json))
    if target is not None:
        seconds = {"read": read_at - started, **analysis.seconds}
        write_run(analysis, target, seconds)
    if as_json:
        print_json(analysis.to_dict())
        return
    if not quiet:
        from winset.cli.answer import print_answer

        print_answer(analysis)
    assert target is not None
    click.echo(
        str(target.path / "report.html") if quiet else f"Report: {target.path / 'report.html'}"
    )


def read_case(case: str, perspective: str | None, *, quiet: bool) -> Case:
    """Read a case, show its warnings unless quiet, and lay a perspective over it."""
    from winset.cases import load

    scenario = load(case)
    if not quiet:
        show_problems(scenario.warnings)
    return scenario if perspective is None else scenario.seen_as(perspective)


def _analyse(
    scenario: Case, worlds: int | None, seed: int | None, *, advice: bool, shown: bool
) -> Analysis:
    from winset.analysis import analyse

    own = scenario.perspective_id is None
    if not shown:
        return analyse(scenario, worlds=worlds, seed=seed, perspectives=own, advice=advice)
    from winset.cli.progress import shown_progress

    with shown_progress() as progress:
        return analyse(
            scenario,
            worlds=worlds,
            seed=seed,
            perspectives=own,
            progress=progress,
            advice=advice,
        )
