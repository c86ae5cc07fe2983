"""Who says yes to one text, what is needed, and why the others refuse."""

from __future__ import annotations

from winset.scenario.model import Scenario
from winset.texts import Ballot, Vote
from winset.words.names import actor_in_words, form_name, listed, plain_name
from winset.words.quantities import percent
from winset.words.table import Table

_MOST = 3

ROLL_CALL_METHOD = (
    "Bars are the share of draws in which each says yes to this text; of a body whose quota the "
    "rule sets, in which the quota is reached. The line below is the middle 80 % of its ayes, the "
    "dot their median and the upright the quota. On the right stands what most often decides a no: "
    "a red line, or the issue on which most is lost against no deal."
)


def roll_call_title(scenario: Scenario, vote: Vote) -> str:
    """Name the roll call of a text: ``Roll call: ratified treaty, best text``."""
    which = f"text “{plain_name(vote.text)}”" if vote.text else "best text"
    return f"Roll call: {form_name(scenario, vote.form)}, {which}"


def roll_call_told(scenario: Scenario, vote: Vote) -> str:
    """Say who most often stops a text."""
    if vote.gates.passes.value >= 1:
        return "Nobody stops it in any draw."
    leading = vote.gates.leading
    if not leading:
        return "Nobody stops it alone."
    if len(leading) > _MOST:
        return f"{len(leading)} of those asked stop it about as often as one another."
    names = [actor_in_words(scenario, actor, starts=n == 0) for n, actor in enumerate(leading)]
    return f"{listed(names)} most often {'stops' if len(names) == 1 else 'stop'} it."


def needed_told(ballot: Ballot) -> str:
    """Say what a text needs of an actor: ``yes``, ``34 of 100``."""
    if ballot.need == "signature":
        return "signs"
    if ballot.tally is not None and ballot.need != "part":
        return f"{ballot.tally.quota:,.0f} of {ballot.tally.of:,.0f}"
    return "yes" if ballot.need == "consent" else "with others"


def ayes_told(ballot: Ballot) -> str:
    """Write a body's votes in favour, the middle 80 % of draws in brackets: ``47 (31–64)``."""
    tally = ballot.tally
    if tally is None:
        return ""
    low, high = f"{tally.low:,.0f}", f"{tally.high:,.0f}"
    return f"{tally.median:,.0f}" if low == high else f"{tally.median:,.0f} ({low}–{high})"


def tally_told(ballot: Ballot) -> str:
    """Say how a body votes, and what is enough: ``47 ayes (31–64), 34 needed``."""
    tally = ballot.tally
    if tally is None:
        return ""
    count, *span = ayes_told(ballot).split(" ", 1)
    ayes = " ".join([count, "ayes", *span])
    return (
        f"{ayes} of {tally.of:,.0f}"
        if ballot.need == "part"
        else f"{ayes}, {tally.quota:,.0f} needed"
    )


def refusal_told(scenario: Scenario, ballot: Ballot) -> str:
    """Say what most often decides a no: ``red line: guarantees``; empty where nobody says no."""
    why = ballot.refusal
    if why is None:
        return ""
    if why.red_line is not None:
        return f"red line: {scenario.issue_short(why.red_line)}"
    return "" if why.loss is None else scenario.issue_short(why.loss)


def roll_call_table(scenario: Scenario, vote: Vote) -> Table:
    """List everyone a text is put to, party by party."""
    return Table(
        ("Who", "For", "Says yes", "Needed", "Ayes (80 %)", "Why not", "Decides alone"),
        tuple(
            (
                scenario.actor_name(ballot.actor),
                scenario.party_name(ballot.party),
                percent(ballot.probability.value),
                needed_told(ballot),
                ayes_told(ballot),
                refusal_told(scenario, ballot),
                percent(ballot.pivotal.value),
            )
            for ballot in vote.ballots
        ),
    )
