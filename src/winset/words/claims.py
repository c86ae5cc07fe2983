"""Claims of the sources in words: by how much each would matter, and what carries it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from winset.comparison.claims import BEST, KEPT, ZONE, ClaimEffect, ClaimResult
from winset.scenario.model import Claim, Scenario
from winset.words.names import as_form, form_title, party_in_words, plain_name
from winset.words.quantities import counted, percent, points
from winset.words.table import Table
from winset.words.views import bare

CLAIMS_METHOD = (
    "Each claim is switched off alone, on the same draws and for the same text. The best text is "
    "the one likeliest to pass with the claim. Which text is best without it, and whether some "
    "text passes, is asked in a sample of the draws."
)

_SAMPLED = "That was asked in a sample of the draws, so the brief’s figure may differ a little."

_GATES: Mapping[str, tuple[str, str]] = {
    "through": ("be signed, ratified and carried out", "signed, ratified and carried out"),
    "carried_out": ("be carried out once ratified", "then carried out"),
    KEPT: ("be kept by a successor", "then kept"),
    "passes": ("be signed and ratified", "signed and ratified"),
    "signed": ("be signed", "signed"),
    "ratified": ("be ratified once signed", "then ratified"),
}
"""Gate → what becomes of a text there, after “would”, and as the head of a figure."""

_PARAGRAPH = re.compile(r"¶+ ?\d+(?:[–-]\d+)?")
_MOST_FIGURES = 4


def claims_told(scenario: Scenario, results: Sequence[ClaimResult]) -> tuple[str, ...]:
    """Say of each claim, in the order of the file, by how much it would matter."""
    return tuple(" ".join(_told(scenario, result)) for result in results)


def _told(scenario: Scenario, result: ClaimResult) -> Iterator[str]:
    claim = scenario.claims[result.claim]
    place = paragraph_of(claim.note)
    yield f"{bare(claim.title)}{f' ({place})' if place else ''}."
    if claim.off and claim.mechanism:
        yield f"Coded as: {bare(_lowered(claim.mechanism))}."
    effect = result.matters
    if effect is not None:
        yield _effect_told(scenario, effect)
        if effect.is_sampled:
            yield _SAMPLED
    elif result.contradicts:
        yield "Without it, too few draws would agree with what has happened."
    elif result.errors:
        yield f"Without it, the case could not be read: {_first_error(result)}."
    elif not claim.off:
        why = f": {_lowered(claim.mechanism)}" if claim.mechanism else ""
        yield f"Nothing in the case carries this{why}."
    elif not result.is_heard:
        yield "This would not matter: nobody who is asked would answer otherwise."
    else:
        yield "This would not matter: it moves no odds by as much as a point."


def _first_error(result: ClaimResult) -> str:
    """Name the first of what is wrong without a claim, and count the rest."""
    first, *others = result.errors
    rest = f", and {counted(len(others), 'error')} more" if others else ""
    return f"{first.message}{rest}"


def _effect_told(scenario: Scenario, effect: ClaimEffect) -> str:
    made = as_form(scenario, effect.form)
    after, before = percent(effect.odds.after), percent(effect.odds.before)
    if effect.figure == ZONE:
        what = f"some text could pass {made}"
    elif effect.figure == BEST:
        what = f"the text then likeliest to pass {made} would do so"
    elif effect.text is None:
        what = f"the best text {made} would {_GATES[effect.figure][0]}"
    else:
        what = f"“{plain_name(effect.text)}” {made} would {_GATES[effect.figure][0]}"
    if effect.party is not None:
        what += f" in {party_in_words(scenario, effect.party)}"
    return f"Without it, {what} {after} of the time instead of {before}."


def paragraph_of(note: str | None) -> str:
    """Take the paragraph a note begins with: ``¶3``, ``¶2–3``; empty where it names none."""
    match = _PARAGRAPH.match((note or "").strip())
    return match.group() if match else ""


def _lowered(text: str) -> str:
    """Begin a clause with a small letter, unless its first word is a name or an abbreviation."""
    clause = bare(text)
    first = clause.split(" ", 1)[0].lower()
    return clause[:1].lower() + clause[1:] if first in _COMMON else clause


_COMMON = {"a", "an", "the", "no", "nobody", "nothing", "how", "it", "this", "that", "there", "who"}


def claims_table(
    scenario: Scenario, results: Sequence[ClaimResult], *, carried: bool = True
) -> Table | None:
    """Tabulate each claim with the figures it moves most; None where there is no claim.

    Parameters
    ----------
    carried
        Whether a column says what in the scenario carries the claim.
    """
    if not results:
        return None
    heads = ("Claim", "¶", "Carried by", "Figure", "With", "Without", "Change")
    kept = [column for column, head in enumerate(heads) if carried or head != "Carried by"]
    rows = (row for result in results for row in _rows(scenario, result))
    return Table(
        tuple(heads[column] for column in kept),
        tuple(tuple(row[column] for column in kept) for row in rows),
        "Odds with each claim and without",
    ).without_empty_columns()


def _rows(scenario: Scenario, result: ClaimResult) -> Iterator[tuple[str, ...]]:
    claim = scenario.claims[result.claim]
    names = (bare(claim.title), paragraph_of(claim.note), bare(claim.mechanism or ""))
    # where nobody else is asked, a later gate is no other figure than the one before it
    apart = {
        (e.form, e.text, e.party, e.odds.before, e.odds.after): e for e in reversed(result.told)
    }
    shown = [effect for effect in result.told if effect in apart.values()][:_MOST_FIGURES]
    if not shown:
        yield (*names, _why_none(claim, result), "", "", "")
    for number, effect in enumerate(shown):
        odds = effect.odds
        figures = (percent(odds.before), percent(odds.after), points(odds.value))
        yield (*(names if not number else ("", "", "")), figure_named(scenario, effect), *figures)


def _why_none(claim: Claim, result: ClaimResult) -> str:
    """Say why no figure stands in a claim's row."""
    if result.errors:
        return "the case cannot be read without it"
    if result.contradicts:
        return "too few draws agree without it"
    return "no figure moves" if claim.off else "no switch"


def figure_named(scenario: Scenario, effect: ClaimEffect) -> str:
    """Name the figure a claim moves: ``Treaty, “leaders”: then ratified``."""
    form = form_title(scenario, effect.form)
    if effect.figure in (ZONE, BEST):
        what = "some text passes" if effect.figure == ZONE else "whichever text is likeliest"
        return f"{form}: {what}{' (sample)' if effect.is_sampled else ''}"
    text = "best text" if effect.text is None else f"“{plain_name(effect.text)}”"
    where = "" if effect.party is None else f" in {party_in_words(scenario, effect.party)}"
    return f"{form}, {text}: {_GATES[effect.figure][1]}{where}"


def other_texts_told(scenario: Scenario, results: Sequence[ClaimResult]) -> Iterator[str]:
    """Say where another text would be the best without a claim, and on which issues."""
    for result in results:
        for form, (before, after) in result.best.items():
            changes = ", ".join(
                f"{scenario.issues[issue].title} “{plain_name(option)}”"
                for issue, option in after.items()
                if before[issue] != option
            )
            yield (
                f"Without “{bare(scenario.claims[result.claim].title)}” another text is best "
                f"{as_form(scenario, form)}: {changes}."
            )
