"""The roll call of one text: how far it comes, who says yes, what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from winset.analysis import Analysis
from winset.errors import WinsetError
from winset.report.charts.roll_call import roll_call_chart
from winset.report.sections.reproduce import command
from winset.scenario import Scenario
from winset.texts import BestText, Gates, Vote
from winset.web.page import Page
from winset.web.rendering import page, part
from winset.web.result_query import analysed, result_context
from winset.web.text_query import (
    address_of_text,
    form_from,
    forms_signed,
    issues_with_options,
    options_from,
)
from winset.words.brief import form_in_question
from winset.words.carrying_out import carrying_out_table
from winset.words.common_causes import effect_table
from winset.words.gates import gate_rows, none_passes_told, vote_told
from winset.words.kept import KEPT_METHOD, kept_row, kept_table, kept_told, revisions_table
from winset.words.names import form_title, options_in_words, plain_name
from winset.words.secrecy import vote_secrecy_told
from winset.words.text_changes import changes_table, swings_table
from winset.words.vote import BEST, roll_call_table, title_of_text


@dataclass(frozen=True)
class _Choice:
    """The text an address names."""

    form: str
    """Form of agreement; empty for the one the brief dwells on."""
    text: str
    """Id of a text the scenario names; empty for the likeliest, or for one by its options."""
    options: dict[str, str]
    """Issue id → option of any text; empty where another is chosen."""

    @property
    def name(self) -> str:
        """What the text is called."""
        if self.text or self.options:
            return title_of_text(self.text or None)
        return BEST


def _choice_of(request: Request, scenario: Scenario) -> _Choice:
    form, options = form_from(request, scenario), options_from(request, scenario)
    text = request.query_params.get("text", "")
    if text and text not in scenario.texts:
        raise HTTPException(404, f"This case names no text “{text[:80]}”.")
    if text and options:
        raise WinsetError("The name of a text and its options both choose one. Give one of them.")
    left = [issue.title for id_, issue in scenario.issues.items() if id_ not in options]
    if options and left:
        raise WinsetError(f"Choose an option on every issue. Still open: {', '.join(left)}.")
    return _Choice(form, text, options)


def roll_call(request: Request) -> Response:
    """Show what can be chosen; the roll call follows."""
    context = result_context(request, "roll-call")
    scenario: Scenario = context["scenario"]
    return page(
        request,
        "roll_call.html",
        **context,
        choice=_choice_of(request, scenario),
        forms=forms_signed(scenario),
        texts=[(name, plain_name(name)) for name in scenario.texts],
        issues=issues_with_options(scenario),
        answer=f"/cases/{context['case'].name}/roll-call/answer?{request.url.query}",
        given=dict(request.query_params),
    )


def answer(request: Request) -> Response:
    """Answer the roll call of the text chosen, or say that no text passes."""
    query, analysis = analysed(request)
    choice = _choice_of(request, analysis.scenario)
    form = choice.form or form_in_question(analysis.texts) or analysis.scenario.forms[0]
    best = None if choice.text or choice.options else analysis.texts[form].best
    if choice.name == BEST and best is None:
        return part(
            request,
            "parts/no_text.html",
            told=none_passes_told(analysis.scenario, form),
            advice=query.address("advice"),
        )
    vote = analysis.vote(form, choice.text or choice.options or None)
    options = analysis.space.package(vote.package)
    return part(
        request,
        "parts/roll_call.html",
        **_content(analysis, vote, choice.name, best),
        shown={"form": form, "options": options},
        answers=address_of_text(query, "packages", form, options),
        command=command(analysis, "vote", "--form", form, *_asked(choice)),
        link=address_of_text(query, "roll-call", form, choice.options, choice.text),
    )


def _asked(choice: _Choice) -> tuple[str, ...]:
    """Name the text as the command line does."""
    if choice.text:
        return ("--text", choice.text)
    spelt = ",".join(f"{issue}={option}" for issue, option in choice.options.items())
    return ("--package", spelt) if spelt else ()


def _content(analysis: Analysis, vote: Vote, name: str, best: BestText | None) -> dict[str, Any]:
    """What is shown of the vote on a text; of the best, odds from draws that did not pick it."""
    scenario = analysis.scenario
    fitted: Gates | None = None if best is None else analysis.texts[vote.form].gates
    carried = None if best is None else analysis.texts[vote.form].carried_out
    gates = fitted or vote.gates
    return {
        "title": f"{form_title(scenario, vote.form)}: {name}",
        "options": options_in_words(scenario, analysis.space.package(vote.package)),
        "gates": [*gate_rows(gates, vote.range), *filter(None, [kept_row(scenario, vote.kept)])],
        "told": (
            *vote_told(scenario, vote, gates, best, carried),
            *_secrecy_told(scenario, vote),
        ),
        "roll_call": roll_call_table(scenario, vote, which=name),
        "figure": roll_call_chart(scenario, vote, name),
        "withheld": carrying_out_table(scenario, vote, gates),
        "kept": kept_table(analysis, vote.kept, vote.package),
        "kept_told": kept_told(analysis, vote.kept),
        "kept_method": KEPT_METHOD,
        "revisions": revisions_table(analysis, vote.kept, vote.package),
        "changes": changes_table(scenario, vote),
        "swings": swings_table(scenario, vote.range),
        "causes": effect_table(scenario, vote.causes),
    }


def _secrecy_told(scenario: Scenario, vote: Vote) -> tuple[str, ...]:
    if not scenario.undisclosed(vote.form):
        return ()
    return vote_secrecy_told(scenario, vote.form, vote.leak)


ROLL_CALL = Page(
    "roll-call",
    "Roll call",
    (
        Route("/cases/{case}/roll-call", roll_call),
        Route("/cases/{case}/roll-call/answer", answer),
    ),
    question=1,
)
