"""Where each solution concept puts one issue."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.concepts import title_of
from winset.concepts.front_runners import leading_options
from winset.report.charts.option_strip import option_strip
from winset.report.figures import Figure
from winset.words.deals import lead_on
from winset.words.names import form_title
from winset.words.quantities import share
from winset.words.shapes import SOLUTIONS_METHOD, solutions_shape
from winset.words.table import Table
from winset.words.views import option_in_words


def settlement_strip(analysis: Analysis, form: str, issue: str) -> Figure | None:
    """Draw the share of solutions at each option, one strip a concept; None without any.

    The most ratifiable package has no strip: in one world every package of the zone is ratified
    alike, so its strip would be that of the zone.
    """
    about, found = analysis.scenario.issues[issue], analysis.forms[form]
    deals = {
        title_of(concept): deal
        for concept, deal in found.settlements.items()
        if deal.package is not None and concept != "most_ratifiable"
    }
    if not deals:
        return None
    options = list(about.options)
    worlds = {title: deal.share.worlds for title, deal in deals.items()}
    leads = {title: lead_on(found, deal, issue) for title, deal in deals.items()}
    sentence = solutions_shape(leads)
    leaders = {
        title: leading_options(deal, found.ratification, issue) for title, deal in deals.items()
    }
    described = f"{form_title(analysis.scenario, form)}, {about.title}. {sentence}"
    shares = {title: [float(p) for p in deal.option_shares[issue]] for title, deal in deals.items()}
    rows = tuple(
        (title, *(share(part, worlds[title]) for part in parts)) for title, parts in shares.items()
    )
    return Figure(
        id=f"settlement-{form}-{issue}",
        title=about.title,
        sentence=sentence,
        spec=option_strip(described, options, shares, worlds, leaders),
        table=Table(("Concept", *map(option_in_words, options)), rows),
        method=SOLUTIONS_METHOD,
    )
