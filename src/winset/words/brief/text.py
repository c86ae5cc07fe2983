"""Which text? The best text of each form, and the roll call of one."""

from __future__ import annotations

from winset.texts import Ballot, Vote
from winset.words.brief.matter import BriefMatter
from winset.words.names import form_name, form_title, plain_name
from winset.words.quantities import percent
from winset.words.table import Table
from winset.words.views import option_in_words

_SAME = "="


def texts_table(matter: BriefMatter) -> Table | None:
    """Return the best text of each form, an issue a row; ``=`` where the form before has it too."""
    best = {form: texts.best for form, texts in matter.texts.items() if texts.best is not None}
    if not best:
        return None
    scenario, space = matter.scenario, matter.result.space
    packages = {form: space.package(text.package) for form, text in best.items()}
    # the first text the scenario names is the one whose roll call follows
    named = dict(list(scenario.texts.items())[:1])
    rows = []
    for issue in scenario.issues:
        cells, before = [], None
        for package in [*packages.values(), *named.values()]:
            option = option_in_words(package[issue])
            cells.append(_SAME if option == before else option)
            before = option
        rows.append((scenario.issues[issue].title, *cells))
    others = [
        "none" if text is None or not text.alike else f"{text.alike:,}" for text in best.values()
    ]
    if any(text.alike for text in best.values()):
        rows.append(("Other texts as good", *others, *("" for _ in named)))
    heads = ("", *(form_title(scenario, form) for form in best))
    heads += tuple(f"text “{plain_name(name)}”" for name in named)
    return Table(heads, tuple(rows), "The best text of each form")


def roll_call_table(matter: BriefMatter, vote: Vote) -> Table:
    """Return who says yes to one text, what is needed, and why the others refuse."""
    scenario = matter.scenario
    rows: list[tuple[str, ...]] = []
    for party in vote.parties:
        ballots = [ballot for ballot in vote.ballots if ballot.party == party]
        rows.append((scenario.party_name(party),))
        rows += [_ballot(matter, ballot) for ballot in ballots]
    has_tally = any(ballot.tally for ballot in vote.ballots)
    heads = ("", "says yes", "needed", "ayes (80 %)", "why not")
    columns = [0, 1, 2, 3, 4] if has_tally else [0, 1, 2, 4]
    rows = [row if len(row) == 1 else tuple(row[n] for n in columns) for row in rows]
    which = f"text “{plain_name(vote.text)}”" if vote.text else "best text"
    return Table(
        tuple(heads[n] for n in columns),
        tuple(rows),
        f"Roll call: {form_name(scenario, vote.form)}, {which}",
    )


def _ballot(matter: BriefMatter, ballot: Ballot) -> tuple[str, ...]:
    scenario = matter.scenario
    tally = ballot.tally
    ayes = ""
    if tally is not None:
        ayes = f"{tally.median:,.0f} ({tally.low:,.0f}–{tally.high:,.0f})"
    return (
        f"  {scenario.actor_short(ballot.actor)}",
        percent(ballot.probability.value),
        _needed(ballot),
        ayes,
        _why_not(matter, ballot),
    )


def _needed(ballot: Ballot) -> str:
    if ballot.need == "signature":
        return "signs"
    if ballot.tally is not None and ballot.need != "part":
        return f"{ballot.tally.quota:,.0f} of {ballot.tally.of:,.0f}"
    return "yes" if ballot.need == "consent" else "with others"


def _why_not(matter: BriefMatter, ballot: Ballot) -> str:
    why = ballot.refusal
    if why is None:
        return ""
    issues = matter.scenario.issue_short
    if why.red_line is not None:
        return f"red line: {issues(why.red_line)}"
    return "" if why.loss is None else issues(why.loss)
