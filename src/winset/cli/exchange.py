"""``winset import`` and ``winset export``: other tools' files in and out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winset.phrases import in_one_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class _FormatName(click.ParamType[str]):
    """Name of a format of domains, asked of the registry only when a command line needs it."""

    name = "format"

    def _choice(self) -> click.Choice[str]:
        from winset.formats.registry import domain_names

        return click.Choice(domain_names())

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Refuse what is no name of a format."""
        return self._choice().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Show the names."""
        return self._choice().get_metavar(param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete the names."""
        return self._choice().shell_complete(ctx, param, incomplete)


FORMATS = _FormatName()
_PATH = click.Path(path_type=Path)


def reading_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command say how Genius profiles are meant."""
    return click.option(
        "--reading",
        type=click.Choice(["genius", "raw"]),
        default="genius",
        show_default=True,
        help="How Genius profiles are meant: as Genius evaluates them, or weight times the number "
        "that stands there. The other formats have one reading.",
    )(command)


def actors_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command name the actors who bargain."""
    return click.option(
        "--actors",
        metavar="ID,ID,…",
        help="Who bargains; by default a case's principals, or all actors of other tools' files.",
    )(command)


def split_actors(actors: str | None) -> list[str] | None:
    """Take apart a list of actors separated by commas."""
    if actors is None:
        return None
    return [name for name in (part.strip() for part in actors.split(",")) if name]


@click.command("import")
@click.argument("format_", metavar="FORMAT", type=FORMATS)
@click.argument("source", metavar="SRC", type=_PATH)
@click.argument("directory", metavar="DIR", type=_PATH)
@reading_option
def import_(format_: str, source: Path, directory: Path, reading: str) -> None:
    """Make a case of another tool's files, in the new folder DIR.

    FORMAT is genius (XML), geniusweb (JSON), negmas (YAML) or table. SRC is the folder with the
    domain and its profiles; for a table, a .csv or .xlsx file. Each actor becomes a party that
    ratifies by its reservation value.
    """
    from winset.engine import MOST_PACKAGES
    from winset.formats.convert import import_case

    domain = import_case(source, format_, directory, reading=reading)
    click.echo(
        f"Wrote {directory / 'scenario.yaml'}: {len(domain.actors)} actors, "
        f"{len(domain.issues)} issues, {domain.packages:,} packages."
    )
    for note in (*domain.notes, *domain.moved()):
        click.echo(f"  {in_one_line(note)}")
    if domain.packages <= MOST_PACKAGES:
        click.echo(f"Next: winset run {directory}")
    else:
        click.echo(f"Next: winset frontier {directory}")
        click.echo(f"(winset run lists packages, and these are more than {MOST_PACKAGES:,}.)")


@click.command()
@click.argument("case", metavar="CASE|PATH")
@click.argument("format_", metavar="FORMAT", type=FORMATS)
@click.argument("target", metavar="TARGET", type=_PATH)
@actors_option
@reading_option
def export(case: str, format_: str, target: Path, actors: str | None, reading: str) -> None:
    """Write the utilities of a case's actors as another tool's files.

    FORMAT is genius (XML), geniusweb (JSON), negmas (YAML) or table. TARGET is a new folder; for a
    table, a new .csv or .xlsx file. Uncertain numbers are written at their centres. Ratification
    rules, red lines, exclusions and talks have no place in those formats; what is lost is printed.
    """
    from winset.cases import load
    from winset.engine.bargaining import bargaining_problem
    from winset.formats.convert import export_domain
    from winset.words.frontier import lost_in_export

    problem = bargaining_problem(load(case), split_actors(actors))
    notes = export_domain(problem.named_domain(), format_, target, reading=reading)
    named = ", ".join(problem.actor_name(actor) for actor in problem.actors)
    utilities = f"{len(problem.domain.issues)} issues, utilities of {in_one_line(named)}"
    click.echo(f"Wrote {target}: {utilities}.")
    for note in (*lost_in_export(problem), *notes):
        click.echo(f"  {in_one_line(note)}")
