"""Rules about the log of the talks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from winset.phrases import did_you_mean
from winset.scenario.checks.registry import Checked, Flag, error, warning


@error("unknown-presence")
def check_present(checked: Checked) -> Iterator[Flag]:
    """Flag a round at which somebody sat who is no actor."""
    actors = checked.scenario.actors
    for i, talk in enumerate(checked.scenario.talks):
        for j, actor in enumerate(talk.present):
            if actor not in actors:
                message = f"“{actor}”, present on {talk.date}, is no actor"
                yield Flag(("talks", i, "present", j), message, did_you_mean(actor, actors))


@error("unknown-topic")
def check_topics(checked: Checked) -> Iterator[Flag]:
    """Flag a round that gives the status of an issue that is not there."""
    issues = checked.scenario.issues
    for i, talk in enumerate(checked.scenario.talks):
        for on in talk.status:
            if on not in issues:
                message = f"“{on}”, with a status on {talk.date}, is no issue"
                yield Flag(("talks", i, "status", on), message, did_you_mean(on, issues))


@warning("talks-order")
def check_order(checked: Checked) -> Iterator[Flag]:
    """Warn of rounds that are not in the order of their dates."""
    for i, (before, after) in enumerate(pairwise(checked.scenario.talks), start=1):
        if after.date < before.date:
            message = f"the round of {after.date} stands after that of {before.date}"
            yield Flag(("talks", i, "date"), message, "Put the rounds in the order of their dates.")


@warning("talks-after-as-of")
def check_dates(checked: Checked) -> Iterator[Flag]:
    """Warn of a round later than the day the scenario describes."""
    as_of = checked.scenario.as_of
    for i, talk in enumerate(checked.scenario.talks):
        if as_of is not None and talk.date > as_of:
            message = f"the round of {talk.date} is later than as_of, {as_of}"
            yield Flag(("talks", i, "date"), message, "Correct the date, or move as_of.")
