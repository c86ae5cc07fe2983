"""``winset advise``: what would change the answer, and what to find out next."""

from __future__ import annotations

import click

from winset.cli.options import (
    json_option,
    perspective_option,
    seed_option,
    without_option,
    worlds_option,
)
from winset.cli.printable import print_json
from winset.cli.run import read_case


@click.command()
@click.argument("case", metavar="CASE|PATH")
@click.option(
    "--budget",
    type=click.FloatRange(0, 1),
    help="Most that concessions may cost the principals together, in utility from 0 to 1.",
)
@worlds_option("Joint draws of everything uncertain; by default the case's own setting.")
@seed_option("Seed of the draws; by default the case's own setting.")
@perspective_option()
@without_option()
@click.option("-v", "--verbose", is_flag=True, help="Print what the advice rests on, too.")
@json_option("Print the advice as JSON.")
def advise(
    case: str,
    budget: float | None,
    worlds: int | None,
    seed: int | None,
    perspective: str | None,
    without: tuple[str, ...],
    verbose: bool,
    as_json: bool,
) -> None:
    """Say what would change the answer of CASE, and what to find out next.

    Whom to win, by which change of the text, and at whose cost; what would open a zone where there
    is none; whether a deal the elites back lasts longer; and what to find out first. Nothing is
    written.
    """
    from winset.analysis import analyse

    scenario = read_case(case, perspective, without, quiet=as_json)
    analysis = analyse(
        scenario,
        worlds=worlds,
        seed=seed,
        perspectives=scenario.perspective_id is None,
        advice=True,
    )
    advice = analysis.advice
    if as_json:
        from winset.serialise.advice import plain_advice
        from winset.serialise.numbers import which

        plain = plain_advice(advice, analysis, budget=budget)
        print_json({"scenario": which(scenario), **plain})
        return
    from winset.cli.advice_answer import print_advice

    print_advice(analysis, advice, budget, verbose=verbose)
