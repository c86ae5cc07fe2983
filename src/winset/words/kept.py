"""Would those who may come to power keep a text: what each would do, and what it would ask for."""

from __future__ import annotations

from collections.abc import Iterator

from winset.advice.payments import in_positions
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.texts import Keeping, Kept
from winset.texts.kept import ENOUGH
from winset.words.advised import worth_in_words
from winset.words.holdouts import meaning_in_words
from winset.words.names import actor_in_words, listed, party_in_words, sentence
from winset.words.quantities import percent
from winset.words.table import Table
from winset.words.views import option_in_words

KEPT_TITLE = "Then kept? What each bloc would do in power"
"""Heads the table of what those who may come to power would do."""

KEPT_METHOD = (
    "These figures follow from what each bloc wants. They rest on no past agreement, and say "
    "nothing of when power changes hands.",
    "A bloc keeps a deal that is worth no less to it than leaving it. Leaving returns every issue "
    "to where the bloc expects it without a deal, but for what cannot be taken back.",
    "It renegotiates where another text is better both for it and for those across the table.",
    f"A cost of leaving is the least that keeps it {percent(ENOUGH)} of the time. From the worst "
    "outcome for a bloc to the best are 100 points. Costs of leaving are estimated nowhere.",
)
"""What the table of blocs is, and what it rests on."""

_HEADS = ("", "keeps", "renegotiates", "tears up", "keeps if leaving costs", "as much as")
_TELLING = 0.05
_ALWAYS, _NEVER = 0.995, 0.005


def kept_row(scenario: Scenario, kept: Kept) -> tuple[str, str] | None:
    """Name the gate after the last with its odds, party by party; None where nobody is asked."""
    if not kept:
        return None
    odds = [
        f"{percent(side.keep.value)} in {party_in_words(scenario, party)}"
        for party, side in kept.items()
    ]
    return "then kept by a successor", listed(odds)


def kept_table(result: Result, kept: Kept, package: int) -> Table | None:
    """Return what each bloc would do with a text in force; None where nobody is asked.

    Parameters
    ----------
    package
        Number of the text.
    """
    if not kept:
        return None
    rows: list[tuple[str, ...]] = []
    for party, side in kept.items():
        rows.append((sentence(result.scenario.party_name(party)),))
        if len(side.blocs) > 1 and side.keep.value > _ALWAYS:
            rows.append(("  whoever follows", percent(side.keep.value)))
        else:
            rows += [_cells(result, keeping, package) for keeping in side.blocs]
    full = (row if len(row) == 1 else (*row, *[""] * (len(_HEADS) - len(row))) for row in rows)
    return Table(_HEADS, tuple(full), KEPT_TITLE).without_empty_columns()


def _cells(result: Result, keeping: Keeping, package: int) -> tuple[str, ...]:
    shares = (keeping.keep, keeping.renegotiate, keeping.tear_up)
    return (
        f"  {result.scenario.actor_short(keeping.bloc)}",
        *(percent(share.value) for share in shares),
        *_cost(result, keeping, package),
    )


def _cost(result: Result, keeping: Keeping, package: int) -> tuple[str, str]:
    """Say what leaving would have to cost, and what that is to the bloc; empty where nothing."""
    if keeping.keep.value >= ENOUGH or keeping.break_even == 0:
        return "", ""
    if keeping.break_even is None:
        return "no cost is enough", ""
    choices = result.space.choices([package])[0]
    meaning = in_positions(result.scenario, keeping.bloc, keeping.break_even, choices)
    return worth_in_words(keeping.break_even), meaning_in_words(result.scenario, meaning)


def kept_told(result: Result, kept: Kept) -> tuple[str, ...]:
    """Say whose red lines a text in force crosses, since no cost of leaving makes up for that."""
    told = []
    for side in kept.values():
        for keeping in side.blocs:
            if keeping.crossed.value >= _TELLING and keeping.keep.value < ENOUGH:
                name = actor_in_words(result.scenario, keeping.bloc)
                told.append(
                    f"It crosses a red line of {name} {percent(keeping.crossed.value)} of the "
                    "time, and then no cost of leaving is enough."
                )
    return tuple(told)


def revisions_table(result: Result, kept: Kept, package: int) -> Table | None:
    """Return the text each bloc would ask for that would often renegotiate; None for nobody."""
    rows: list[tuple[str, ...]] = []
    for side in kept.values():
        for keeping in side.blocs:
            if keeping.revision is not None and keeping.renegotiate.value >= _TELLING:
                changes = _changes(result, package, keeping.revision.package)
                rows.append(
                    (
                        sentence(result.scenario.actor_short(keeping.bloc)),
                        "; ".join(changes),
                        percent(keeping.revision.better.value),
                        percent(keeping.exists.value),
                    )
                )
    heads = ("", "would ask for", "better for both sides", "some text is better")
    return Table(heads, tuple(rows), "What they would ask for instead") if rows else None


def _changes(result: Result, package: int, other: int) -> Iterator[str]:
    before, after = result.space.package(package), result.space.package(other)
    for issue, option in after.items():
        if option != before[issue]:
            yield f"{result.scenario.issue_short(issue)}: {option_in_words(option)}"


def kept_in_short(result: Result, kept: Kept, what: str) -> str:
    """Say in short how likely a successor is to keep a text; empty where nobody is asked.

    Where successors in several parties may not, the party in which they keep it least is named.

    Parameters
    ----------
    what
        What the text is called: ``this treaty``, ``“leaders”``.
    """
    if not kept:
        return ""
    scenario = result.scenario
    party = min(kept, key=lambda each: kept[each].keep.value)
    odds = kept[party].keep.value
    if odds > _ALWAYS:
        return f"Whoever comes to power next would keep {what}."
    worst = min(kept[party].blocs, key=lambda keeping: keeping.keep.value)
    who = (
        f"A successor in {party_in_words(scenario, party)} would keep {what} {percent(odds)} of "
        "the time."
    )
    if len(kept[party].blocs) < 2:
        return who
    name = actor_in_words(scenario, worst.bloc, starts=True)
    if worst.keep.value < _NEVER:
        return f"{who} {name} never would."
    return f"{who} {name} would keep it {percent(worst.keep.value)} of the time."
