"""The frontier as a picture: one self-contained page, or an image."""

from __future__ import annotations

from pathlib import Path

from winset.concepts.frontier import SettledFrontier
from winset.engine.bargaining import BargainingProblem
from winset.errors import WinsetError
from winset.report.charts.frontier_lines import MOST_LINES, frontier_lines
from winset.report.charts.frontier_scatter import MOST_POINTS, frontier_scatter
from winset.report.document import render_document, written_whole
from winset.report.export import export_chart
from winset.report.extras import extra
from winset.report.figures import Figure
from winset.words.frontier import (
    deals_in_words,
    deals_of,
    exactness,
    headline,
    left_out,
    package_table,
    size_table,
    ties_in_words,
    utility,
    utility_table,
)

SUFFIXES = (".html", ".png", ".svg")
"""Kinds of file a plot is written to."""


def check_plot(path: Path) -> None:
    """Refuse a plot that could not be written, before the work is done.

    Raises
    ------
    WinsetError
        If its kind is unknown or needs what is not installed.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise WinsetError(f"{path}: a plot is written as .html, .png or .svg.")
    if path.suffix.lower() != ".html":
        extra("vl_convert", "Images need vl-convert", ", or write the plot as .html.")


def write_plot(path: Path, problem: BargainingProblem, settled: SettledFrontier) -> Path:
    """Plot a frontier with the deals on it.

    Parameters
    ----------
    path
        ``.html`` for a page that asks nothing of the network, ``.png`` or ``.svg`` for an image;
        a file that is there is replaced.
    problem, settled
        What was found.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    WinsetError
        If it cannot be written. Then nothing is left behind.
    """
    check_plot(path)
    figure = frontier_figure(problem, settled)
    with written_whole(path) as draft:
        if path.suffix.lower() == ".html":
            draft.write_text(render_page(problem, settled, figure), encoding="utf-8")
        else:
            export_chart(figure, draft)
    return path


def frontier_figure(problem: BargainingProblem, settled: SettledFrontier) -> Figure:
    """Draw a frontier: a scatter for two actors, parallel coordinates for any other number."""
    two = len(problem.actors) == 2
    told = _picture(problem, settled)
    draw, most = (frontier_scatter, MOST_POINTS) if two else (frontier_lines, MOST_LINES)
    spec = draw(problem, settled, f"Pareto frontier. {told}")
    count = len(settled.frontier)
    drawn = f" The picture has {most:,} of its {count:,} points, evenly." if count > most else ""
    what = (
        "Each grey dot is a pair of utilities on the frontier. Deals below and to the left of the "
        "line are worse for one side and better for none. Dashed lines show what each has without "
        "a deal."
        if two
        else "Each grey line is a point of the frontier. Its height at an upright is that actor’s "
        "utility. Strong lines are the deals, and bars show what each has without one."
    )
    return Figure(
        id="frontier",
        title="The frontier and the deals on it",
        sentence=told,
        spec=spec,
        table=utility_table(problem, settled),
        method=f"{what}{drawn} {exactness(settled)}",
    )


def _picture(problem: BargainingProblem, settled: SettledFrontier) -> str:
    """Say what is to be seen."""
    points = settled.frontier.points
    named = " The deals are marked." if deals_of(settled) else ""
    if len(problem.actors) != 2:
        return f"Each line is one of {len(points):,} points of the frontier.{named}"
    first, second = (problem.actor_name(actor) for actor in problem.actors)
    (x, y), (u, v) = ([utility(float(part)) for part in points[at]] for at in (0, -1))
    return f"The frontier runs from {x} for {first} and {y} for {second} to {u} and {v}.{named}"


def render_page(problem: BargainingProblem, settled: SettledFrontier, figure: Figure) -> str:
    """Render the page as the text of one HTML file."""
    return render_document(
        "frontier.html",
        title=problem.title,
        answer=headline(problem, settled),
        figure_=figure,
        tables=[
            ("Size", size_table(settled)),
            *([("Deals", table)] if (table := package_table(problem, settled)) else []),
        ],
        ties=[
            (deal.title, deals_in_words(deal.settlement.count), ties_in_words(problem, deal))
            for deal in deals_of(settled)
            if deal.settlement.count > 1
        ],
        notes=left_out(problem),
    )
