"""The report: one self-contained HTML file that asks nothing of the network."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winset.analysis import Analysis
from winset.report.charts import zone_odds
from winset.report.figures import Figure
from winset.report.scripts import policy, script_blocks, spec_blocks, style_block
from winset.report.sections import SECTIONS
from winset.report.sections.reproduce import digest
from winset.words.glossary import Glosses
from winset.words.headline import headline
from winset.words.names import sentence
from winset.words.quantities import count_of, figure, share
from winset.words.views import view_in_words

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context
    from markupsafe import Markup


def write_report(path: str | Path, analysis: Analysis) -> Path:
    """Write the report of an analysis.

    Parameters
    ----------
    path
        Where to write the HTML file.
    analysis
        The analysis.

    Returns
    -------
    Path
        The file written.
    """
    now = dt.datetime.now(dt.UTC)
    target = Path(path)
    target.write_text(render_report(analysis, generated=f"{now:%Y-%m-%d %H:%M} UTC"), "utf-8")
    return target


def render_report(analysis: Analysis, *, generated: str) -> str:
    """Render the report of an analysis as the text of one HTML file.

    Parameters
    ----------
    analysis
        The analysis.
    generated
        When it is made, as the page shall say; may be empty.

    Returns
    -------
    str
        The same for the same arguments, letter by letter.
    """
    specs: dict[str, Any] = {}
    template = environment().get_template("page.html")
    found = ((section, section.content(analysis)) for section in SECTIONS)
    return template.render(
        title=analysis.scenario.title,
        facts=_facts(analysis),
        glosses=Glosses(),
        kept=specs,
        answer=headline(analysis),
        zone_odds=zone_odds(analysis) if analysis.forms else None,
        sections=[(section, content) for section, content in found if content is not None],
        version=analysis.version,
        generated=generated,
        policy=policy(),
        style=style_block(),
        specs=lambda: spec_blocks(specs),
        scripts=script_blocks(),
    )


def _facts(analysis: Analysis) -> list[tuple[str, str]]:
    scenario = analysis.scenario
    facts = []
    if scenario.as_of is not None:
        facts.append(("As of", f"{scenario.as_of.day} {scenario.as_of:%B %Y}"))
    facts.append(("View", sentence(view_in_words(scenario))))
    facts.append(("Worlds", f"{analysis.worlds.count:,}, seed {analysis.worlds.seed}"))
    run = digest(scenario)
    if run:
        facts.append(("Scenario", run[:12]))
    return facts


@cache
def environment() -> Environment:
    """Return the templates with what they may call; a page is given ``kept`` and ``glosses``."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context

    @pass_context
    def gloss(context: Context, text: str) -> Markup:
        """Mark the terms a text is the first on its page to use."""
        glosses: Glosses = context["glosses"]
        return glosses.mark(text)

    @pass_context
    def keep(context: Context, chart: Figure) -> str:
        """Collect a figure's spec for the end of the page, and return its id."""
        context["kept"][chart.id] = chart.spec
        return chart.id

    environment = Environment(
        loader=PackageLoader("winset.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        count=lambda estimate: f"{count_of(estimate):,}",
        figure=figure,
        gloss=gloss,
        keep=keep,
        share=share,
    )
    return environment
