"""How far a text comes, in words: the gates, who stops it, who defects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from winset.scenario.model import Scenario
from winset.texts import BestText, Gates, JudgementRange, Vote
from winset.words.names import form_title, listed, party_in_words, sentence
from winset.words.quantities import counted, percent, percents
from winset.words.table import Table
from winset.words.text_changes import no_change_told

GATES = ("signed", "then ratified", "overall")
"""What is asked of a text, in this order: the second of those that are signed."""

IF_OFF = "could be"
"""What the odds are called where the judgements behind them are off."""

_MOST_NAMED = 4
_COMPARED = 199


def gate_cells(gates: Gates) -> tuple[str, ...]:
    """Write the odds of each gate, in the order of ``GATES``."""
    return tuple(percent(odds.value) for odds in (gates.signed, gates.ratified, gates.passes))


def gate_rows(gates: Gates, judgements: JudgementRange | None) -> tuple[tuple[str, str], ...]:
    """Name each gate with its odds, and how far they move where judgements are off.

    Where the rules do not ask the principals themselves, the range is that of the rules alone; so
    their odds stand before it.
    """
    rows = list(zip(GATES, gate_cells(gates), strict=True))
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


def alike_told(best: BestText) -> str:
    """Say how many texts pass about as often as the best; empty where none does."""
    if not best.alike:
        return ""
    if best.alike >= _COMPARED:
        return f"At least {_COMPARED} other texts cannot be told from this one."
    return f"{sentence(counted(best.alike, 'other text'))} cannot be told from this one."


def vote_told(
    scenario: Scenario, vote: Vote, gates: Gates, best: BestText | None = None
) -> tuple[str, ...]:
    """Say who stops a text, who defects, what is as good as it, and whether a change helps.

    Parameters
    ----------
    gates
        How far the text comes, in draws that did not pick it where it is the best.
    best
        What else is as good, where the text is the best of its form.
    """
    told = (
        stoppers_told(scenario, gates),
        defects_told(scenario, gates),
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
    return Table(("", "text", *GATES), tuple(_rows(scenario, rows)))


def _rows(scenario: Scenario, rows: Sequence[TextRow]) -> Iterable[tuple[str, ...]]:
    last = None
    for row in _each_text_once(rows):
        form = "" if row.form == last else form_title(scenario, row.form)
        last = row.form
        yield (form, row.name, *gate_cells(row.gates))


def _each_text_once(rows: Sequence[TextRow]) -> list[TextRow]:
    """Join rows of one text in one form; the figures are those of the first."""
    by_text: dict[tuple[str, int], list[TextRow]] = {}
    for row in rows:
        by_text.setdefault((row.form, row.package), []).append(row)
    return [
        TextRow(form, package, ", ".join(row.name for row in same), same[0].gates)
        for (form, package), same in by_text.items()
    ]
