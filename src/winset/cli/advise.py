"""``winset advise``: what would change the answer, and what to find out next."""

from __future__ import annotations

import json

import click

from winset.cli.run import read_case


@click.command()
@click.argument("case", metavar="CASE|PATH")
@click.option(
    "--worlds",
    type=click.IntRange(1, 1_048_576),
    help="Joint draws of everything uncertain; by default the case's own setting.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    help="Seed of the draws; by default the case's own setting.",
)
@click.option("--perspective", metavar="ID", help="See the table as this observer does.")
@click.option("--json", "as_json", is_flag=True, help="Print the advice as JSON.")
def advise(
    case: str,
    worlds: int | None,
    seed: int | None,
    perspective: str | None,
    as_json: bool,
) -> None:
    """Say what would change the answer of CASE, and what to find out next.

    Which unknown moves the odds of a zone most, by how much, and what knowing it would be worth.
    Nothing is written.
    """
    from winset.advice import advice_of
    from winset.analysis import analyse

    scenario = read_case(case, perspective, quiet=as_json)
    analysis = analyse(scenario, worlds=worlds, seed=seed, perspectives=False)
    found = advice_of(analysis)
    if as_json:
        from winset.advice.plain import plain_advice

        about = {"id": scenario.id, "title": scenario.title, "sha256": scenario.sha256}
        shown = {"scenario": about, **plain_advice(found, scenario, analysis.space)}
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from winset.cli.advice import print_advice

    print_advice(analysis, found)
