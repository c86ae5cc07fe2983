"""The report: one self-contained HTML file that asks nothing of the network."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from winset.analysis import Analysis
from winset.report.charts.registry import charts_at_end
from winset.report.document import render_document
from winset.report.sections import SECTIONS
from winset.report.sections.reproduce import digest
from winset.words.brief import QUESTIONS
from winset.words.method import draws_told
from winset.words.names import sentence
from winset.words.quantities import day_in_words
from winset.words.views import view_in_words


def write_report(path: str | Path, analysis: Analysis) -> Path:
    """Write the report of an analysis as one HTML file, and return its path."""
    now = dt.datetime.now(dt.UTC)
    target = Path(path)
    target.write_text(render_report(analysis, generated=f"{now:%Y-%m-%d %H:%M} UTC"), "utf-8")
    return target


def render_report(analysis: Analysis, *, generated: str) -> str:
    """Render the report of an analysis as the text of one HTML file.

    The same for the same arguments, letter by letter; ``generated`` is when it is made, as the page
    shall say, and may be empty.
    """
    found = [(section, section.content(analysis)) for section in SECTIONS]
    questions = [
        (
            number,
            question,
            [(s, content) for s, content in found if s.question == number and content is not None],
        )
        for number, question in enumerate(QUESTIONS, start=1)
    ]
    return render_document(
        "page.html",
        title=analysis.scenario.title,
        facts=_facts(analysis),
        brief=analysis.brief,
        questions=[(n, question, sections) for n, question, sections in questions if sections],
        at_end=lambda section: charts_at_end(section, analysis),
        version=analysis.version,
        generated=generated,
    )


def _facts(analysis: Analysis) -> list[tuple[str, str]]:
    scenario = analysis.scenario
    facts = []
    if scenario.as_of is not None:
        facts.append(("As of", day_in_words(scenario.as_of)))
    facts.append(("View", sentence(view_in_words(scenario))))
    facts.append(("Draws", f"{draws_told(analysis)}, seed {analysis.worlds.seed}"))
    run = digest(scenario)
    if run:
        facts.append(("Scenario", run[:12]))
    return facts
