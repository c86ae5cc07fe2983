"""Who withholds its part in a text that is ratified, and what would bring it in, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator

from winset.scenario.model import Scenario
from winset.texts import Gates, PartChange, Reluctant, Vote
from winset.uncertainty import Estimate
from winset.words.advised import worth_in_words
from winset.words.names import actor_in_words, sentence
from winset.words.quantities import percent
from winset.words.table import Table
from winset.words.text_changes import now_then_laid_upon
from winset.words.views import option_in_words
from winset.words.vote import why_not_in_words

_HEADS = ("", "withholds", "why", "brought in by", "carried out", "overall")


def carrying_out_table(scenario: Scenario, vote: Vote, gates: Gates) -> Table | None:
    """List who withholds its part, why, and what would bring it in; None where nobody does.

    Parameters
    ----------
    gates
        How far the text comes, in draws that did not pick it where it is the best.
    """
    done = _shift(gates.carried_out, vote.gates.carried_out)
    through = _shift(gates.through, vote.gates.through)
    shares = {each.actor: each.share.value for each in gates.withheld}
    rows = tuple(
        (
            scenario.actor_short(each.actor),
            percent(shares[each.actor]),
            _why(scenario, each),
            *_brought_in(scenario, each.brought_in, done, through),
        )
        for each in vote.reluctant
        if each.actor in shares
    )
    title = "Who does not do its part once the text is ratified"
    return Table(_HEADS, rows, title) if rows else None


def brought_in_told(scenario: Scenario, vote: Vote, gates: Gates) -> Iterator[str]:
    """Say what would bring in who withholds its part most often; nothing where nothing would.

    Parameters
    ----------
    gates
        How far the text comes, in draws that did not pick it where it is the best.
    """
    change = next((each.brought_in for each in vote.reluctant), None)
    if change is None:
        return
    done = _shift(gates.carried_out, vote.gates.carried_out)
    actor = actor_in_words(scenario, vote.reluctant[0].actor)
    option, issue = option_in_words(change.option), scenario.issue_short(change.issue)
    now, then = now_then_laid_upon(change.carried_out, done).split(" → ")
    yield (
        f"“{sentence(option)}” on {issue} would help most with {actor}. The text would then be "
        f"carried out {then} of the time instead of {now}."
    )


def _why(scenario: Scenario, each: Reluctant) -> str:
    """Say what decides, and what is lacking: ``loses on Sanctions, 4 points short``."""
    why = why_not_in_words(scenario, each.refusal)
    short = f"{worth_in_words(each.short)} short" if math.isfinite(each.short) else ""
    return ", ".join(told for told in (why, short) if told)


def _shift(shown: Estimate | None, counted: Estimate | None) -> float:
    """How far odds shown beside a table, where those are cross-fitted, lie from its own."""
    if shown is None or counted is None or math.isnan(shown.value - counted.value):
        return 0.0
    return shown.value - counted.value


def _brought_in(
    scenario: Scenario, change: PartChange | None, done: float, through: float
) -> tuple[str, str, str]:
    if change is None:
        return ("no single option", "", "")
    return (
        f"{scenario.issue_short(change.issue)}: “{option_in_words(change.option)}”",
        now_then_laid_upon(change.carried_out, done),
        now_then_laid_upon(change.through, through),
    )
