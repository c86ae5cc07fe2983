"""What a chart of the registry is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from winset.analysis import Analysis
from winset.report.figures import Figure
from winset.words.marks import credit


@dataclass(frozen=True)
class Chart:
    """A chart that can be made of any analysis."""

    name: str
    """As code and files name it."""
    question: str
    """What it answers."""
    draw: Callable[[Analysis], Iterable[Figure | None]]
    """Makes its figures, one an issue, a form or for all; None for one with nothing to show. What
    takes long (advice, forecasts) is asked for only where the analysis has it."""
    section: str = ""
    """Id of the section of the report, and page of the app, at whose end it is shown; empty where a
    section has a place of its own for it."""

    def figures(self, analysis: Analysis) -> list[Figure]:
        """Make its figures of an analysis, as many as have something to show."""
        told = credit(analysis.scenario)
        drawn = (figure for figure in self.draw(analysis) if figure is not None)
        return [replace(figure, question=self.question, credit=told) for figure in drawn]
