"""``winset claims``: what the sources claim, and by how much each claim matters."""

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
from winset.errors import WinsetError


@click.command()
@click.argument("case", metavar="CASE|PATH")
@worlds_option("Joint draws of the uncertain numbers; by default the case's own setting.")
@seed_option("Seed of the draws; by default the case's own setting.")
@perspective_option()
@without_option()
@json_option()
@click.option("-v", "--verbose", is_flag=True, help="Show what carries each claim, too.")
def claims(
    case: str,
    worlds: int | None,
    seed: int | None,
    perspective: str | None,
    without: tuple[str, ...],
    as_json: bool,
    verbose: bool,
) -> None:
    """Switch off the claims of CASE one at a time, and say by how much each matters.

    A claim is what a source says, with the part of the scenario that carries it. To see everything
    without a claim, name it to another command: `winset brief CASE --without CLAIM`.
    """
    from winset.analysis import analyse

    scenario = read_case(case, perspective, without, quiet=as_json)
    if not scenario.claims:
        raise WinsetError("the scenario makes no claims. List them under claims.")
    analysis = analyse(scenario, worlds=worlds, seed=seed, perspectives=False)
    if as_json:
        from winset.serialise.claims import plain_claims
        from winset.serialise.numbers import which

        plain = plain_claims(analysis.claims, scenario)
        print_json({"scenario": which(scenario), "claims": plain})
        return
    from winset.cli.claims_answer import print_claims

    print_claims(analysis, verbose=verbose)
