"""Rules about excluded combinations: they name what is there, and leave some text."""

from __future__ import annotations

from collections.abc import Iterator

from winset.errors import TooLargeError
from winset.phrases import as_written, commas, listed
from winset.scenario.checks.options import held_together, unknown_issues, unknown_options
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.exclusions import combination_of, texts_left


@error("unknown-issue-in-excludes")
def check_issues_excluded(checked: Checked) -> Iterator[Flag]:
    """Flag an excluded combination that names an issue which is not there."""
    issues = checked.scenario.issues
    for i, excluded in enumerate(checked.scenario.excludes):
        for on, fix in unknown_issues(excluded, issues):
            message = f"a combination is excluded with “{on}”, which is no issue"
            yield Flag(("excludes", i, on), message, fix)


@error("unknown-option-in-excludes")
def check_options_excluded(checked: Checked) -> Iterator[Flag]:
    """Flag an excluded combination that names an option its issue does not have."""
    issues = checked.scenario.issues
    for i, excluded in enumerate(checked.scenario.excludes):
        for on, option, fix in unknown_options(excluded, issues):
            message = f"“{option}” is excluded, which is no option of “{on}”"
            yield Flag(("excludes", i, on), message, fix, option)


@error("empty-combination")
def check_combinations_named(checked: Checked) -> Iterator[Flag]:
    """Flag an excluded combination of nothing: it would forbid every text."""
    for i, excluded in enumerate(checked.scenario.excludes):
        if not excluded:
            message = f"an excluded combination “{as_written(excluded)}” names no option"
            fix = "Name the options that cannot stand in one text, or remove the entry."
            yield Flag(("excludes", i), message, fix, as_written(excluded))


@warning("lone-exclusion")
def check_combinations_combine(checked: Checked) -> Iterator[Flag]:
    """Warn of a combination of one option: that option can stand in no text at all."""
    for i, excluded in enumerate(checked.scenario.excludes):
        if len(excluded) == 1:
            ((on, option),) = excluded.items()
            message = f"“{option}” of “{on}” is excluded by itself, so no text can hold it"
            fix = f"Drop the option from “{on}”, or name what it cannot stand beside."
            yield Flag(("excludes", i), message, fix, as_written(excluded))


@warning("repeated-exclusion")
def check_combinations_differ(checked: Checked) -> Iterator[Flag]:
    """Warn of a combination that another one excludes already."""
    excludes = checked.scenario.excludes
    for i, excluded in enumerate(excludes):
        for j, other in enumerate(excludes):
            wider = other.items() < excluded.items()
            if other and (wider or (j < i and other == excluded)):
                both = f"“{as_written(excluded)}” is excluded by “{as_written(other)}”"
                message = f"{both} already"
                yield Flag(("excludes", i), message, "Remove it, or correct one of its options.")
                break


@error("no-text-left")
def check_texts_left(checked: Checked) -> Iterator[Flag]:
    """Flag exclusions that together forbid every text, or are too entangled to tell."""
    scenario = checked.scenario
    options = {id_: issue.options for id_, issue in scenario.issues.items()}
    # a combination that names what is not there, or nothing, is an error of its own
    known = [combination_of(options, excluded) for excluded in scenario.excludes if excluded]
    excluded = [combination for combination in known if combination is not None]
    if not excluded or not all(options.values()):
        return
    which = f"the exclusions “{commas(map(as_written, scenario.excludes), 3)}”"
    try:
        if texts_left(map(len, options.values()), excluded):
            return
        message, fix = f"{which} forbid every text", "Exclude fewer combinations."
    except TooLargeError:
        message = f"{which} are too entangled to count the texts they leave"
        fix = "Exclude fewer combinations, or split the issues that most of them name."
    yield Flag(("excludes",), message, fix)


@error("excluded-text")
def check_texts_allowed(checked: Checked) -> Iterator[Flag]:
    """Flag a named text that holds a combination which is excluded."""
    for id_, text in checked.scenario.texts.items():
        for excluded, first, fix in held_together(text, checked.scenario.excludes):
            held = listed([f"“{issue}: {option}”" for issue, option in excluded.items()])
            message = f"the text “{id_}” holds {held}, which are excluded together"
            if len(excluded) == 1:
                message = f"the text “{id_}” holds {held}, which is excluded"
            yield Flag(("texts", id_, first), message, fix, text[first])
