"""``winset forecast``: what the classic models say an issue will settle on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from winset.cli.options import json_option, output_option, seed_option, worlds_option
from winset.cli.printable import print_json
from winset.errors import WinsetError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from winset.forecast.forecasts import Forecasts
    from winset.forecast.from_scenario import Capability
    from winset.formats.actor_table import ActorTable
    from winset.scenario import Scenario

_WORKBOOK = ".xlsx"
_WORLDS = 128


@click.command()
@click.argument("case", metavar="CASE|FILE")
@click.option("--model", "models", metavar="NAME", multiple=True,
              help="Run this model only; may be repeated. By default all.")  # fmt: skip
@click.option(
    "--rounds",
    type=click.IntRange(1, 1000),
    help="Rounds to play, in models that have rounds; by default each model's own number.",
)
@worlds_option("Joint draws of everything uncertain.", _WORLDS)
@seed_option("Seed of the draws.")
@click.option(
    "--capability",
    type=click.Choice(["influence", "party", "equal"]),
    default="influence",
    show_default=True,
    help="What actors of a case bring: influence as stated, shared out within equal parties, "
    "or all alike.",
)
@click.option(
    "--doubt",
    type=click.FloatRange(0, 100),
    default=10.0,
    show_default=True,
    help="Of a FILE: how far its numbers may be off, as a standard deviation in % of their scale.",
)
@click.option(
    "--scale",
    nargs=2,
    type=float,
    metavar="LOW HIGH",
    help="Ends of the scale of a plain table; by default the outermost positions.",
)
@click.option("--table", "as_table", is_flag=True, help="Read a workbook as a table of actors.")
@output_option("Write a page with charts into this .html file.")
@json_option()
def forecast(
    case: str,
    models: tuple[str, ...],
    rounds: int | None,
    worlds: int,
    seed: int | None,
    capability: Capability,
    doubt: float,
    scale: tuple[float, float] | None,
    as_table: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Say what the classic models of collective decisions forecast, and how sure they are.

    CASE is a bundled case, a scenario file, a case folder, a workbook, or a table of actors with a
    case's columns. FILE is a table with the columns name, capability, position and salience (and
    issue), a scenario of KTAB, or a table of the Decide exchange model. `winset backtest` tells
    which models to believe.
    """
    from winset.forecast.forecasts import forecasts
    from winset.formats.actor_table import ActorTable

    if output is not None:
        from winset.report.forecast_page import check_page

        check_page(output)
    chosen = None if not models or "all" in models else models
    source = _read(case, scale, as_table=as_table, quiet=as_json)
    scenario = None if isinstance(source, ActorTable) else source
    found = forecasts(
        source,
        chosen,
        worlds=worlds,
        seed=seed,
        rounds=rounds,
        capability=capability,
        doubt=doubt / 100 if scenario is None else 0.0,
    )
    if output is not None:
        from winset.report.forecast_page import write_page

        write_page(output, found, Path(case).stem if scenario is None else scenario.title, scenario)
    if as_json:
        print_json(_plain(case, source, found))
        return
    from winset.cli.forecast_answer import print_forecasts

    print_forecasts(found, scenario)
    if output is not None:
        click.echo(f"Page: {output}")


def _read(
    case: str, scale: Sequence[float] | None, *, as_table: bool, quiet: bool
) -> Scenario | ActorTable:
    path = Path(case)
    from winset.cli.failures import show_problems
    from winset.cli.run import read_case
    from winset.formats.registry import actor_formats, read_actors
    from winset.scenario.actor_file import read_actor_file

    # a workbook may hold a case as well, and is one unless said otherwise
    tables = {suffix for known in actor_formats() for suffix in known.suffixes} - {_WORKBOOK}
    scenario = read_actor_file(path) if path.suffix.lower() == ".csv" and path.is_file() else None
    if scenario is None and (as_table or (path.suffix.lower() in tables and not path.is_dir())):
        return read_actors(path, scale=(scale[0], scale[1]) if scale else None)
    if scale:
        raise WinsetError(
            f"{case}: a case has scales of its own. --scale is for tables of actors whose only "
            "columns are name, capability, position, salience, issue and note."
        )
    if scenario is None:
        return read_case(case, None, quiet=quiet)
    if not quiet:
        show_problems(scenario.warnings)
    return scenario


def _plain(case: str, source: Scenario | ActorTable, found: Forecasts) -> dict[str, object]:
    from winset.serialise.forecast import plain_forecasts

    return {"case": getattr(source, "id", Path(case).name), **plain_forecasts(found)}
