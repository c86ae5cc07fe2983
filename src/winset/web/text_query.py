"""Forms and options as the address of a page names them: ``form=treaty&o.territory=de_facto``."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

from winset.scenario import Scenario
from winset.web.result_query import ResultQuery
from winset.words.names import form_title
from winset.words.views import option_in_words

_OPTION = "o."


def forms_signed(scenario: Scenario) -> list[tuple[str, str]]:
    """List the forms that at least two parties have a rule for, with their titles."""
    return [(form, form_title(scenario, form)) for form in scenario.forms]


def issues_with_options(scenario: Scenario) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """List the issues: id, title, and each option with its name."""
    return [
        (id_, issue.title, [(option, option_in_words(option)) for option in issue.options])
        for id_, issue in scenario.issues.items()
    ]


def form_from(request: Request, scenario: Scenario) -> str:
    """Read the form an address names; empty where it names none, 404 where there is none such."""
    form = request.query_params.get("form", "")
    if form and form not in scenario.forms:
        raise HTTPException(404, f"This case has no form “{form[:80]}” that two parties sign.")
    return form


def options_from(request: Request, scenario: Scenario) -> dict[str, str]:
    """Read issue → option from an address; 404 where the case has no such issue or option."""
    options = {
        name.removeprefix(_OPTION): value
        for name, value in request.query_params.items()
        if name.startswith(_OPTION) and value
    }
    for issue, option in options.items():
        if issue not in scenario.issues:
            raise HTTPException(404, f"This case has no issue “{issue[:80]}”.")
        if option not in scenario.issues[issue].options:
            raise HTTPException(404, f"The issue “{issue}” has no option “{option[:80]}”.")
    return options


def address_of_text(
    query: ResultQuery, page: str, form: str, options: Mapping[str, str], name: str = ""
) -> str:
    """Address of a page about one text in a form, with the same draws.

    Parameters
    ----------
    options
        Issue → option; may be empty.
    name
        Id of a text the scenario names, instead of its options.
    """
    asked = {"form": form, **({"text": name} if name else {})}
    asked |= {f"{_OPTION}{issue}": option for issue, option in options.items()}
    return f"{query.address(page)}&{urlencode(asked)}"
