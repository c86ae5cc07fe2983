"""The command line: thin faces over the same calls the Python interface has."""

from __future__ import annotations

import click

from winset._version import __version__
from winset.cli.advise import advise
from winset.cli.brief import brief
from winset.cli.cases import cases
from winset.cli.check import check
from winset.cli.claims import claims
from winset.cli.compare import compare, whatif
from winset.cli.durability import durability
from winset.cli.exchange import export, import_
from winset.cli.failures import Commands
from winset.cli.forecast import forecast
from winset.cli.frontier import frontier
from winset.cli.new import new
from winset.cli.run import run
from winset.cli.schema import schema
from winset.cli.serve import serve
from winset.cli.vote import vote


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="winset")
def main() -> None:
    """Negotiations that must survive at home.

    Write down who wants what and what each side needs at home; winset tells which deals would be
    ratified, in which form, and who stands in the way. Start with `winset run us-russia-2025`, or
    with `winset new DIR` for a case of your own.
    """


for command in (
    run,
    brief,
    vote,
    advise,
    whatif,
    compare,
    claims,
    serve,
    check,
    new,
    cases,
    durability,
    forecast,
    frontier,
    import_,
    export,
    schema,
):
    main.add_command(command)
