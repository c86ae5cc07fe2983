"""How far a text comes, in words: the gates, who stops it, who defects."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from winset.scenario.model import Scenario
from winset.texts import BestCarriedOut, BestText, Gates, JudgementRange, Vote, Withheld
from winset.uncertainty import Difference
from winset.words.names import actor_in_words, form_title, listed, party_in_words, sentence
from winset.words.quantities import counted, percent, percents
from winset.words.table import Table
from winset.words.text_changes import no_change_told
from winset.words.views import option_in_words

GATES = ("signed", "then ratified", "overall")
"""What is asked of a text, in this order: the second of those that are signed."""

CARRIED_OUT = "then carried out"
"""What is asked after that of a text that needs more than those who sign and ratify it."""

IF_OFF = "could be"
"""What the odds are called where the judgements behind them are off."""

_MOST_NAMED = 4
_MOST_MOVES = 3
_NOT_NEEDED = "–"
_NOT_NEEDED_TOLD = f"“{_NOT_NEEDED}” stands where nobody else has a part to do."
_COMPARED = 199


def is_carried(shown: Iterable[Gates | None]) -> bool:
    """Whether some text of several needs others to carry it out: only then is that asked."""
    return any(gates is not None and gates.carried_out is not None for gates in shown)


def comes(scenario: Scenario) -> str:
    """Say what is asked of a text: to pass; where some option needs others, to be carried out."""
    return "is carried out" if has_needs(scenario) else "passes"


def has_needs(scenario: Scenario) -> bool:
    """Whether some option needs the part of others than those who sign."""
    return any(issue.needs for issue in scenario.issues.values())


def gate_heads(*, carried: bool) -> tuple[str, ...]:
    """Name the gates that are shown, the odds of all together last."""
    return (*GATES[:-1], CARRIED_OUT, GATES[-1]) if carried else GATES


def gate_cells(gates: Gates, *, carried: bool) -> tuple[str, ...]:
    """Write the odds of each gate, in the order of ``gate_heads``; ``–`` where nobody is needed."""
    done = (_NOT_NEEDED if gates.carried_out is None else percent(gates.carried_out.value),)
    first = (percent(gates.signed.value), percent(gates.ratified.value))
    return (*first, *(done if carried else ()), percent(gates.through.value))


def not_needed_told(shown: Iterable[Gates | None]) -> Iterator[str]:
    """Explain the dash among the odds of being carried out, where one stands."""
    gates = [each for each in shown if each is not None]
    if is_carried(gates) and any(each.carried_out is None for each in gates):
        yield _NOT_NEEDED_TOLD


def gate_rows(gates: Gates, judgements: JudgementRange | None) -> tuple[tuple[str, str], ...]:
    """Name each gate with its odds, and how far they move where judgements are off.

    Where the rules do not ask the principals themselves, the range is that of the rules alone; so
    their odds stand before it.
    """
    carried = is_carried([gates])
    rows = list(zip(gate_heads(carried=carried), gate_cells(gates, carried=carried), strict=True))
    if gates.in_zone.value > gates.passes.value:
        rows.append(("ratified, signed or not", percent(gates.in_zone.value)))
    if judgements is not None and judgements.held:
        rows.append((IF_OFF, percents(judgements.low, judgements.high)))
    return tuple(rows)


def none_passes_told(scenario: Scenario, form: str) -> str:
    """Say of a form that there is no text to ask about."""
    return f"{form_title(scenario, form)}: no text passes in any draw."


def stoppers_told(scenario: Scenario, gates: Gates) -> str:
    """Say who stops a text where it fails, and who would carry it by joining; empty for nobody."""
    leading = [each for each in gates.stoppers if each.actor in gates.leading]
    vetoes = {each.actor: each.stops.value for each in leading if each.stops.value > 0}
    joining = {each.actor: each.decides.value for each in leading if each.actor not in vetoes}
    told = []
    if vetoes:
        stopped = _shares(scenario, vetoes, "it is stopped", "by")
        told.append(f"Where it fails, {stopped}.")
    if joining:
        told.append(
            f"Where it fails, {_shares(scenario, joining, 'it would be carried', 'if joined by')}."
        )
    if not told and gates.passes.value < 1:
        told.append("Where it fails, several refuse together.")
    return " ".join(told)


def _shares(scenario: Scenario, shares: Mapping[str, float], what: str, by: str) -> str:
    """Say how often each does something: ``it is stopped 59 % of the time by Putin, 25 % by …``.

    The passive needs no verb that agrees with names of which nobody says whether they are several.
    """
    first, *rest = sorted(shares, key=lambda actor: -shares[actor])[:_MOST_NAMED]
    told = [f"{what} {percent(shares[first])} of the time {by} {scenario.actor_short(first)}"]
    told += [f"{percent(shares[actor])} {by} {scenario.actor_short(actor)}" for actor in rest]
    more = len(shares) - len(told)
    return listed([*told, *([f"less often {by} {counted(more, 'other')}"] if more else [])])


def defects_told(scenario: Scenario, gates: Gates) -> str:
    """Say which party does not ratify a text that was signed; empty where none ever fails to."""
    shares = {p: share.value for p, share in gates.defects.items() if share.value > 0}
    if not shares:
        return ""
    first, *rest = sorted(shares, key=lambda party: -shares[party])
    often = percent(shares[first])
    told = f"{party_in_words(scenario, first)} fails to ratify it {often} of the time"
    others = [f"{party_in_words(scenario, party)} {percent(shares[party])}" for party in rest]
    return f"Once it is signed, {listed([told, *others])}."


def carried_out_told(scenario: Scenario, gates: Gates) -> Iterator[str]:
    """Say who withholds its part once a text is ratified, and what either reading gives."""
    if gates.withheld:
        first, *rest = gates.withheld[:_MOST_NAMED]
        often = percent(first.share.value)
        told = [f"a part is withheld {often} of the time by {_with_issues(scenario, first)}"]
        told += [f"{percent(e.share.value)} by {_with_issues(scenario, e)}" for e in rest]
        more = len(gates.withheld) - len(told)
        told += [f"less often by {counted(more, 'other')}"] if more else []
        yield f"Once it is ratified, {listed(told)}."
    yield from readings_told(gates)


def readings_told(gates: Gates) -> Iterator[str]:
    """Say what implementers would do of their own part, and what of the text as a whole."""
    if gates.own_part is None or gates.whole is None or math.isnan(gates.own_part.value):
        return
    own_part, whole = percent(gates.own_part.value), percent(gates.whole.value)
    if own_part != whole:
        yield (
            f"All who have a part to do would do it {own_part} of the time, and accept the whole "
            f"text {whole}."
        )


def _with_issues(scenario: Scenario, each: Withheld) -> str:
    issues = [scenario.issue_short(issue) for issue in each.issues]
    return f"{actor_in_words(scenario, each.actor)} ({', '.join(issues)})"


def discipline_told(passes: Difference) -> str:
    """Say what the discipline of groups does to the odds; empty where that cannot be told."""
    if not passes.is_clear or percent(passes.before) == percent(passes.after):
        return ""
    return (
        f"With party discipline it passes {percent(passes.after)} of the time, with every member "
        f"deciding alone {percent(passes.before)}."
    )


def alike_told(best: BestText) -> str:
    """Say how many texts pass about as often as the best; empty where none does."""
    if not best.alike:
        return ""
    if best.alike >= _COMPARED:
        return f"At least {_COMPARED} other texts cannot be told from this one."
    return f"{sentence(counted(best.alike, 'other text'))} cannot be told from this one."


def further_told(vote: Vote, carried: BestCarriedOut) -> str:
    """Say which other text gets through more often; empty where none clearly does."""
    if not carried.is_better:
        return ""
    scenario, space = vote.poll.result.scenario, vote.poll.result.space
    here, there = (space.package(number) for number in (vote.package, carried.text.package))
    moves = [
        f"{scenario.issue_short(issue)} at “{option_in_words(option)}”"
        for issue, option in there.items()
        if option != here[issue]
    ]
    text = f"with {listed(moves)}" if len(moves) <= _MOST_MOVES else "another text"
    before, after = percent(carried.gains.before), percent(carried.gains.after)
    what = "it gets through" if len(moves) <= _MOST_MOVES else "gets through"
    return sentence(f"{text} {what} all three {after} of the time instead of {before}.")


def vote_told(
    scenario: Scenario,
    vote: Vote,
    gates: Gates,
    best: BestText | None = None,
    carried: BestCarriedOut | None = None,
) -> tuple[str, ...]:
    """Say who stops a text, who defects, what is as good as it, and whether a change helps.

    Parameters
    ----------
    gates
        How far the text comes, in draws that did not pick it where it is the best.
    best
        What else is as good, where the text is the best of its form.
    carried
        Which text is carried out most often, where it is.
    """
    told = (
        stoppers_told(scenario, gates),
        defects_told(scenario, gates),
        *carried_out_told(scenario, gates),
        "" if gates.discipline is None else discipline_told(gates.discipline),
        "" if carried is None else further_told(vote, carried),
        "" if best is None else alike_told(best),
        no_change_told(vote),
    )
    return tuple(part for part in told if part)


@dataclass(frozen=True)
class TextRow:
    """A text in a table of texts."""

    form: str
    """The form it is proposed in."""
    package: int
    """Its number."""
    name: str
    """What it is called."""
    gates: Gates
    """How far it comes."""


def drafts_table(scenario: Scenario, rows: Sequence[TextRow]) -> Table:
    """Write texts × gates, form by form; one text under several names has one row."""
    carried = is_carried(row.gates for row in rows)
    heads = ("", "text", *gate_heads(carried=carried))
    return Table(heads, tuple(_rows(scenario, rows, carried=carried)))


def _rows(
    scenario: Scenario, rows: Sequence[TextRow], *, carried: bool
) -> Iterable[tuple[str, ...]]:
    last = None
    for row in _each_text_once(rows):
        form = "" if row.form == last else form_title(scenario, row.form)
        last = row.form
        yield (form, row.name, *gate_cells(row.gates, carried=carried))


def _each_text_once(rows: Sequence[TextRow]) -> list[TextRow]:
    """Join rows of one text in one form; the figures are those of the first."""
    by_text: dict[tuple[str, int], list[TextRow]] = {}
    for row in rows:
        by_text.setdefault((row.form, row.package), []).append(row)
    return [
        TextRow(form, package, ", ".join(row.name for row in same), same[0].gates)
        for (form, package), same in by_text.items()
    ]
