"""``winset check``: whether a case can be used, and what in it is doubtful."""

from __future__ import annotations

from dataclasses import asdict

import click

from winset.cli.failures import REFUSED, show_problems
from winset.cli.options import json_option
from winset.cli.printable import print_json
from winset.errors import Problem, ScenarioError


@click.command()
@click.argument("case", metavar="CASE|PATH")
@json_option("Print the problems as JSON.")
def check(case: str, as_json: bool) -> None:
    """Check a case: all errors at once, then the warnings.

    Exit code 0 if the case can be used, 2 if it cannot.
    """
    from winset.cases import load

    try:
        scenario = load(case)
    except ScenarioError as error:
        if not as_json:
            raise
        _print_json(error.problems, usable=False)
        raise click.exceptions.Exit(REFUSED) from error
    if as_json:
        _print_json(scenario.warnings, usable=True)
        return
    show_problems(scenario.warnings)
    count = len(scenario.warnings)
    warned = f"; {count} warning{'s' if count > 1 else ''}" if count else ""
    actors, issues = len(scenario.actors), len(scenario.issues)
    forms = ", ".join(scenario.forms)
    click.echo(
        f"{scenario.id}: {actors} actors, {issues} "
        f"issue{'s' if issues > 1 else ''}, forms {forms}. It can be run{warned}."
    )


def _print_json(problems: tuple[Problem, ...], *, usable: bool) -> None:
    listed = [asdict(problem) for problem in problems]
    print_json({"usable": usable, "problems": listed})
