"""``winset frontier``: the Pareto frontier and the deals on it, however many packages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from winset.cli.exchange import FORMATS, actors_option, reading_option, split_actors
from winset.cli.options import json_option, output_option
from winset.cli.printable import print_json

if TYPE_CHECKING:
    from winset.concepts.frontier import DisagreementRule
    from winset.engine.bargaining import BargainingProblem

_TIES_IN_JSON = 100


@click.command()
@click.argument("case", metavar="CASE|PATH")
@click.option("--from", "format_", type=FORMATS, help="Read another tool's files at PATH.")
@reading_option
@actors_option
@click.option(
    "--disagreement",
    type=click.Choice(["stated", "attainable"]),
    default="stated",
    show_default=True,
    help="Reservation values as they are stated, or raised to what the worst package gives.",
)
@click.option(
    "--ties",
    type=click.IntRange(1, 100_000),
    help="Tied packages each solution lists; by default 1, in JSON 100. All are counted.",
)
@output_option("Plot into this .html, .png or .svg file.")
@json_option()
def frontier(
    case: str,
    format_: str | None,
    reading: str,
    actors: str | None,
    disagreement: DisagreementRule,
    ties: int | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Find the Pareto frontier and the deals on it, however many packages there are.

    CASE is the id of a bundled case, PATH a scenario or, with --from, a folder of another tool's
    files. Of a case, the utilities are those with every uncertain number at its centre, and the
    principals bargain; ratification rules and red lines are left to `winset run`.
    """
    from winset.engine.bargaining import frontier as find

    if output is not None:
        from winset.report.frontier_page import check_plot

        check_plot(output)
    problem = _problem(case, format_, reading, split_actors(actors))
    limit = ties or (_TIES_IN_JSON if as_json else 1)
    settled = find(problem, disagreement=disagreement, ties=limit)
    if output is not None:
        from winset.report.frontier_page import write_plot

        write_plot(output, problem, settled)
    if as_json:
        print_json(settled.to_dict(), indent=None)
        return
    from winset.cli.frontier_answer import print_frontier

    print_frontier(problem, settled)
    if output is not None:
        click.echo(f"Plot: {output}")


def _problem(
    case: str, format_: str | None, reading: str, actors: list[str] | None
) -> BargainingProblem:
    from winset.engine.bargaining import bargaining_problem

    if format_ is not None:
        from winset.formats.registry import read_domain

        return bargaining_problem(read_domain(case, format_, reading=reading), actors)
    from winset.cases import load

    return bargaining_problem(load(case), actors)
