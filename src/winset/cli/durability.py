"""``winset durability``: how long a case's deals would last, with the elites or without."""

from __future__ import annotations

import click

from winset.cli.options import (
    GroupWithDefault,
    json_option,
    package_number,
    package_option,
    without_option,
    worlds_option,
)
from winset.cli.printable import print_json
from winset.cli.run import read_case
from winset.errors import WinsetError


@click.group(
    cls=GroupWithDefault,
    default="case",
    usages=("CASE|PATH [OPTIONS]", "fit --data DIR [OPTIONS]"),
    of_lab=("fit",),
)
def durability() -> None:
    """Say how long a deal would last, and whether longer with the elites.

    `winset durability CASE` runs the deals of a case forward through changes of leader and
    coalition; `winset durability CASE --help` lists its options. `winset durability fit` redoes
    the estimates it rests on from the publishers' files.
    """


@durability.command()
@click.argument("case", metavar="CASE|PATH")
@click.option("--form", metavar="FORM", help="Look at this form of agreement only.")
@package_option("Look at this package too: an option for each issue.")
@click.option("--years", type=click.IntRange(1, 40), help="Years to look ahead.")
@worlds_option("Joint draws of the stances.")
@without_option()
@click.option("--exact", is_flag=True, help="Use the slow exact engine for two signatories.")
@json_option()
def case(
    case: str,
    form: str | None,
    package: str | None,
    years: int | None,
    worlds: int | None,
    without: tuple[str, ...],
    exact: bool,
    as_json: bool,
) -> None:
    """Run the deals of CASE forward: survival, how they end, and with the elites or without."""
    from winset.analysis import analyse
    from winset.durability.deals import durability_of
    from winset.packages import space_of

    scenario = read_case(case, None, without, quiet=as_json)
    if form is not None and form not in scenario.forms:
        raise WinsetError(f"there is no form “{form}”. Choose one of: {', '.join(scenario.forms)}.")
    number = None if package is None else package_number(space_of(scenario), package)
    analysis = analyse(scenario, worlds=worlds, perspectives=False)
    forms = None if form is None else (form,)
    found = durability_of(analysis, forms=forms, years=years, package=number, exact=exact)
    if as_json:
        from winset.serialise.durability import plain_durability

        plain = plain_durability(found, scenario, analysis.space)
        about = {"id": scenario.id, "title": scenario.title, "sha256": scenario.sha256}
        shown = {"scenario": about, **plain}
        print_json(shown)
        return
    from winset.cli.durability_tables import print_durability

    print_durability(analysis, found)
