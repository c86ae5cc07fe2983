"""The roll call of one text: who says yes, what is needed, why not; and what texts are called."""

from __future__ import annotations

from collections.abc import Sequence

from winset.scenario.model import Scenario
from winset.scenario.rules import Any, Coalition, Not, Rule, actors_of
from winset.texts import Ballot, GroupTally, Tally, Vote, WhyNot
from winset.words.names import actor_in_words, form_name, listed, plain_name, sentence
from winset.words.quantities import counted, percent, percents, quantity
from winset.words.table import Table
from winset.words.views import threshold_in_words

BEST = "best text"
CARRIED = "best text that is carried out"
SETTLEMENT = "settlement, had they known"
TOGETHER = "written before the vote"
"""``BEST``, ``CARRIED``, ``SETTLEMENT``, ``TOGETHER``: what texts are called that nobody names."""

ROLL_CALL_METHOD = (
    "Bars are the share of draws in which each says yes to this text; of a body whose quota the "
    "rule sets, in which the quota is reached. The line below is the middle 80 % of its ayes, the "
    "dot their median and the upright what is enough. On the right stands what most often decides "
    "a no: a red line, or the issue on which most is lost against no deal."
)

_HEADS = ("", "says yes", "needed", "ayes (range)", "why not", "decides alone")
_AYES, _DECIDES = 3, 5
_MOST_OTHERS = 3
_MOST_ROWS = 9
_SETTLED = 0.995
_WILLING = 0.95


def roll_call_table(
    scenario: Scenario,
    vote: Vote,
    *,
    which: str = BEST,
    decides: bool = False,
    is_short: bool = False,
) -> Table:
    """Return who says yes to one text, what is needed, and why the others refuse.

    Parameters
    ----------
    which
        What a text without a name is called.
    decides
        Whether a last column says how often each answer alone decides.
    is_short
        Whether several who are all but sure to say yes, and all but the most decisive, share a row.
    """
    columns = [0, 1, 2, *([_AYES] if any(b.tally for b in vote.ballots) else []), 4]
    columns += [_DECIDES] if decides else []
    rows: list[tuple[str, ...]] = []
    for party in vote.parties:
        rows.append((scenario.party_name(party),))
        ballots = [ballot for ballot in vote.ballots if ballot.party == party]
        cells = _gathered(scenario, ballots) if is_short else _all_cells(scenario, ballots)
        rows += [tuple(row[n] for n in columns) for row in cells]
    title = roll_call_title(scenario, vote, which)
    return Table(tuple(_HEADS[n] for n in columns), tuple(rows), title)


def _gathered(scenario: Scenario, ballots: Sequence[Ballot]) -> list[tuple[str, ...]]:
    """Return a row each for those who may decide; the others share one."""
    sure = [ballot for ballot in ballots if ballot.probability.value > _SETTLED]
    by_weight = sorted(ballots, key=lambda ballot: -ballot.pivotal.value)
    left_out = {ballot.actor for ballot in by_weight[_MOST_ROWS:]}
    left_out |= {ballot.actor for ballot in sure} if len(sure) > 2 else set()
    if len(left_out) < 2:
        return _all_cells(scenario, ballots)
    rows = _all_cells(scenario, [ballot for ballot in ballots if ballot.actor not in left_out])
    odds = [ballot.probability.value for ballot in ballots if ballot.actor in left_out]
    names = [scenario.actor_short(ballot.actor) for ballot in ballots if ballot.actor in left_out]
    others = f"  {', '.join(names)}" if len(names) <= _MOST_OTHERS else f"  {len(names)} others"
    others = others if rows or len(names) <= _MOST_OTHERS else f"  all {len(names)} asked"
    return [*rows, (others, percents(min(odds), max(odds)), *("" for _ in _HEADS[2:]))]


def roll_call_title(scenario: Scenario, vote: Vote, which: str = BEST) -> str:
    """Name a roll call: ``Roll call: treaty, best text``."""
    called = f"text {title_of_text(vote.text)}" if vote.text else which
    return f"Roll call: {form_name(scenario, vote.form)}, {called}"


def roll_call_told(scenario: Scenario, vote: Vote) -> str:
    """Say who most often stops a text."""
    leading = vote.gates.leading
    if vote.gates.passes.value >= 1:
        return "Nobody stops it in any draw."
    if not leading:
        return "Nobody stops it alone."
    if len(leading) > _MOST_OTHERS:
        return f"Of those asked, {counted(len(leading), 'actor')} stop it about equally often."
    names = [actor_in_words(scenario, actor) for actor in leading]
    return f"It is stopped most often by {listed(names)}."


def _all_cells(scenario: Scenario, ballots: Sequence[Ballot]) -> list[tuple[str, ...]]:
    """Return a row for each ballot, below that of a body one for each of its groups."""
    return [
        row
        for ballot in ballots
        for row in (_cells(scenario, ballot), *map(_cells_of_group, ballot.groups))
    ]


def _cells_of_group(each: GroupTally) -> tuple[str, ...]:
    name = "no group" if each.group is None else sentence(plain_name(each.group))
    return (f"    {name}", "", "", ayes_in_words(each.tally), "", "")


def _cells(scenario: Scenario, ballot: Ballot) -> tuple[str, ...]:
    return (
        f"  {scenario.actor_short(ballot.actor)}",
        percent(ballot.probability.value),
        needed_in_words(scenario, ballot),
        "" if ballot.tally is None else ayes_in_words(ballot.tally),
        _why_not(scenario, ballot),
        percent(ballot.pivotal.value),
    )


def _why_not(scenario: Scenario, ballot: Ballot) -> str:
    """Say why, of those who refuse often enough for the reason to matter."""
    if ballot.refusal is None or ballot.probability.value > _WILLING:
        return ""
    return why_not_in_words(scenario, ballot.refusal)


def ayes_in_words(tally: Tally) -> str:
    """Say how a body votes in the middle draw and in the central 80 %: ``47 (31–64)``.

    Where no quota of its own says how many it has: ``147 of 229 (1–229)``.
    """
    of = "" if tally.quota is not None else f" of {_votes(tally.of)}"
    if tally.low == tally.high:
        return f"{_votes(tally.median)}{of}"
    return f"{_votes(tally.median)}{of} ({_votes(tally.low)}–{_votes(tally.high)})"


def tally_in_words(tally: Tally) -> str:
    """Say how a body votes, and what is enough: ``ayes 47 (31–64), 34 needed``."""
    needed = "" if tally.quota is None else f", {_votes(tally.quota)} needed"
    return f"ayes {ayes_in_words(tally)}{needed}"


def _votes(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else quantity(value)


def needed_in_words(scenario: Scenario, ballot: Ballot) -> str:
    """Say what a rule needs of a consenter: ``yes``, ``67 of 100``, ``34 of 100, or House``."""
    tally = ballot.tally
    consent = "yes"
    if tally is not None and tally.quota is not None:
        consent = f"{_votes(tally.quota)} of {_votes(tally.of)}"
    if ballot.need == "signature":
        return "its signature"
    if ballot.need != "part":
        return consent
    return _part_in_words(scenario, ballot.part.spelt_out(), ballot.actor, consent)


def _part_in_words(scenario: Scenario, part: Rule, actor: str, consent: str) -> str:
    match part:
        case Coalition(actors, threshold, by):
            if threshold.is_count:
                what = f"of {len(actors)}" if by == "count" else by
                return f"part of {threshold.amount:,} {what}"
            if by == "count":
                return f"part of {threshold_in_words(threshold)} of {len(actors)}"
            return f"with others, {threshold_in_words(threshold)} of the {by}"
        case Any(_):
            return f"{consent}, or {_others(scenario, part, actor)}"
        case Not():
            return "its refusal"
    return f"{consent}, beside others"


def _others(scenario: Scenario, part: Rule, actor: str) -> str:
    others = [scenario.actor_short(other) for other in actors_of(part) if other != actor]
    if len(others) > _MOST_OTHERS:
        return counted(len(others), "other")
    return listed(others, "or")


def why_not_in_words(scenario: Scenario, refusal: WhyNot) -> str:
    """Say why somebody refuses: a red line, or the issue on which it loses most."""
    if refusal.red_line is not None:
        return f"red line: {scenario.issue_short(refusal.red_line)}"
    if refusal.pledge is not None:
        return f"pledge: {scenario.issue_short(refusal.pledge)}"
    return "" if refusal.loss is None else f"loses on {scenario.issue_short(refusal.loss)}"


def title_of_text(name: str | None) -> str:
    """Name a text that is put to the vote: ``“leaders”``, ``this text``."""
    return "this text" if name is None else f"“{plain_name(name)}”"


def pen_of(scenario: Scenario, principal: str) -> str:
    """Name the text that one principal would write: ``written by Trump alone``."""
    return f"written by {scenario.actor_short(principal)} alone"
