"""A result at a glance, as notebooks show it."""

from __future__ import annotations

from html import escape

from winset.concepts.nash import NASH
from winset.engine import Result
from winset.words.deals import standing_of
from winset.words.headline import headline
from winset.words.names import form_title, package_in_words
from winset.words.quantities import figure
from winset.words.views import some_actors

_COLUMNS = (
    "Form",
    "Odds of a zone",
    f"Most frequent deal ({NASH.title})",
    "In the way",
)
_CELL = "text-align: left; vertical-align: top; white-space: normal"


def summary_html(result: Result) -> str:
    """Summarise an analysis as a fragment of HTML: the answer in words and a small table.

    Returns
    -------
    str
        Without scripts; every name in it is escaped.
    """
    told = "".join(f"<p>{escape(part)}</p>" for part in headline(result))
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(name)}</th>' for name in _COLUMNS)
    body = "".join(_row(result, form) for form in result.forms)
    return (
        f'<div style="max-width: 46rem"><p><strong>{escape(result.scenario.title)}</strong></p>'
        f"{told}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(result: Result, form: str) -> str:
    scenario, own = result.scenario, result.forms[form]
    deal = own.settlements["nash"]
    settled = "none"
    if deal.package is not None:
        package = package_in_words(scenario, result.space.package(deal.package))
        settled = f"{package} ({figure(deal.share)})"
        if not standing_of(own, deal).stands_out:
            settled = f"none stands out; {settled}"
    blocked = "no one alone" if own.ratification.blockers else "no one"
    if top := own.ratification.leading_blockers:
        name = some_actors(scenario, [blocker.actor for blocker in top])
        blocked = f"{name} ({figure(top[0].share)})"
    cells = (figure(own.ratification.zone.probability), settled, blocked)
    named = f'<th scope="row" style="{_CELL}">{escape(form_title(scenario, form))}</th>'
    return (
        f"<tr>{named}" + "".join(f'<td style="{_CELL}">{escape(c)}</td>' for c in cells) + "</tr>"
    )
