"""Where each solution concept puts one issue."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.concepts import Settlement, title_of
from winset.report.charts.option_strip import option_strip
from winset.report.figures import Figure
from winset.words.names import form_title, listed
from winset.words.quantities import share
from winset.words.table import Table
from winset.words.views import option_in_words


def settlement_strip(analysis: Analysis, form: str, issue: str) -> Figure | None:
    """Draw the share of solutions at each option, one strip a concept; None without any.

    The most ratifiable package has no strip: in one world every package of the zone is ratified
    alike, so its strip would be that of the zone.
    """
    about = analysis.scenario.issues[issue]
    deals = {
        title_of(concept): deal
        for concept, deal in analysis.forms[form].settlements.items()
        if deal.package is not None and concept != "most_ratifiable"
    }
    if not deals:
        return None
    options = list(about.options)
    told = _sentence(deals, issue, options)
    shares = {title: [float(p) for p in deal.option_shares[issue]] for title, deal in deals.items()}
    worlds = {title: deal.share.worlds for title, deal in deals.items()}
    return Figure(
        id=f"settlement-{form}-{issue}",
        title=about.title,
        sentence=told,
        spec=option_strip(f"{form_title(form)}, {about.title}. {told}", options, shares, worlds),
        table=Table(
            ("Concept", *(option_in_words(option) for option in options)),
            tuple(
                (title, *(share(part, worlds[title]) for part in own))
                for title, own in shares.items()
            ),
        ),
        method=(
            "Of all solutions over the worlds with a zone, the share that has each option; "
            "equally good solutions of one world all count."
        ),
    )


def _sentence(deals: dict[str, Settlement], issue: str, options: list[str]) -> str:
    leading: dict[str, list[str]] = {}
    for title, deal in deals.items():
        top = options[int(deal.option_shares[issue].argmax())]
        leading.setdefault(option_in_words(top), []).append(title)
    if len(leading) == 1:
        return f"Every concept most often picks “{next(iter(leading))}”."
    return "; ".join(f"{listed(who)}: “{option}”" for option, who in leading.items()) + "."
