"""Rules about named texts: a draft takes one of the options of every issue."""

from __future__ import annotations

from collections.abc import Iterator

from winset.phrases import commas
from winset.scenario.checks.options import unknown_issues, unknown_options
from winset.scenario.checks.registry import Checked, Flag, error


@error("unknown-issue-in-text")
def check_issues_of_texts(checked: Checked) -> Iterator[Flag]:
    """Flag a text that settles an issue which is not there."""
    issues = checked.scenario.issues
    for id_, text in checked.scenario.texts.items():
        for on, fix in unknown_issues(text, issues):
            message = f"the text “{id_}” settles “{on}”, which is no issue"
            yield Flag(("texts", id_, on), message, fix)


@error("unknown-option-in-text")
def check_options_of_texts(checked: Checked) -> Iterator[Flag]:
    """Flag a text that takes an option its issue does not have."""
    issues = checked.scenario.issues
    for id_, text in checked.scenario.texts.items():
        for on, option, fix in unknown_options(text, issues):
            message = f"the text “{id_}” takes “{option}”, which is no option of “{on}”"
            yield Flag(("texts", id_, on), message, fix)


@error("incomplete-text")
def check_texts_complete(checked: Checked) -> Iterator[Flag]:
    """Flag a text that leaves an issue open: nobody can be asked to consent to half a text."""
    for id_, text in checked.scenario.texts.items():
        for on, issue in checked.scenario.issues.items():
            if on not in text:
                message = f"the text “{id_}” does not settle “{on}”"
                # the scenario itself may not have the issue, and then no text of it can settle it
                fix = (
                    f"Give the issue “{on}” to the scenario itself too, and settle it in the text."
                    if checked.seen
                    else f"Add {on} with one of its options: {commas(issue.options)}."
                )
                yield Flag(("texts", id_, on), message, fix)
