"""``winset brief``: one page that answers an adviser's five questions, to hand over."""

from __future__ import annotations

from pathlib import Path

import click

from winset.cli.options import (
    output_option,
    perspective_option,
    seed_option,
    without_option,
    worlds_option,
)
from winset.cli.run import read_case


@click.command()
@click.argument("case", metavar="CASE|PATH")
@output_option("Write this .docx, .pdf, .html or .md file instead of printing the brief.")
@worlds_option("Joint draws of the uncertain numbers; by default the case's own setting.")
@seed_option("Seed of the draws; by default the case's own setting.")
@perspective_option()
@without_option()
def brief(
    case: str,
    output: Path | None,
    worlds: int | None,
    seed: int | None,
    perspective: str | None,
    without: tuple[str, ...],
) -> None:
    """Answer on one page whether a deal passes, which, what would change it, and if it is kept.

    CASE is the id of a bundled case, PATH a scenario file, a case folder or a workbook. It is the
    page that `winset run` prints. As a document it is one page of A4; Word's has charts behind it.
    """
    from winset.analysis import analyse
    from winset.cli.progress import shown_progress
    from winset.report.brief import check_brief_file, write_brief

    if output is not None:
        check_brief_file(output)
    scenario = read_case(case, perspective, without, quiet=False)
    with shown_progress() as progress:
        analysis = analyse(
            scenario, worlds=worlds, seed=seed, perspectives=False, progress=progress
        )
    if output is not None:
        click.echo(f"Brief: {write_brief(output, analysis)}")
        return
    from winset.cli.printing import Printer

    out = Printer()
    out.blank()
    out.brief(analysis.brief)
