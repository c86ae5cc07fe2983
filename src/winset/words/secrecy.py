"""What secrecy buys, what a leak does, and which text could go on to the next form, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from winset.scenario.model import Scenario
from winset.texts import Leak, LeakedText, Secrecy
from winset.uncertainty import Estimate
from winset.words.names import form_in_words, form_title, listed, sentence
from winset.words.quantities import percent
from winset.words.table import Table
from winset.words.vote import BEST, SETTLEMENT, title_of_text

SECRECY_METHOD = (
    "Whoever is outside the room values an undisclosed issue at what it expects of it without a "
    "deal, and sees no red line crossed there. Pledges on such an issue cost nothing while it "
    "stays undisclosed. “Once known” has the same people answer in the same draws with all "
    "disclosed. “After a leak” is the share of the draws in which the text passes where every rule "
    "still holds once all is known. “Next form” is the share of the draws in which it is signed "
    "where it passes the rules of the next form."
)

_NOTHING = "Secrecy buys nothing here."


def kept_in_words(scenario: Scenario, secrecy: Secrecy) -> str:
    """Name what a form keeps undisclosed: ``Territory and Sanctions``."""
    return listed([scenario.issue_short(issue) for issue in secrecy.undisclosed])


def secrecy_told(scenario: Scenario, secrecy: Secrecy) -> tuple[str, ...]:
    """Say what one form's secrecy buys and what a leak would cost; empty where it keeps none."""
    if not secrecy.undisclosed:
        return ()
    form = form_in_words(scenario, secrecy.form)
    kept = f"{sentence(form)} keeps {kept_in_words(scenario, secrecy)} undisclosed."
    if not secrecy.matters:
        return (kept, _NOTHING, _why_nothing(secrecy))
    best = None if secrecy.best is None else secrecy.best.leak
    return (kept, *_bought(secrecy, best), *(() if best is None else leak_told(best)))


def _why_nothing(secrecy: Secrecy) -> str:
    if not secrecy.outside and not secrecy.pledged:
        return "Nobody outside the room is asked, and no pledge is broken."
    if not secrecy.outside:
        return "Nobody outside the room is asked, and the pledges would change no answer clearly."
    return "Those outside the room would answer much the same if they knew."


def _bought(secrecy: Secrecy, best: Leak | None) -> Iterator[str]:
    passes = None if best is None else best.passes
    if passes is not None and passes.is_clear:
        yield (
            f"Its likeliest text passes {percent(passes.after)} of the time. "
            f"If all of it were known, that text would pass {percent(passes.before)} of the time."
        )
    zone = secrecy.zone
    if zone is not None and zone.is_clear:
        yield (
            f"Some text would pass {percent(zone.after)} of the time, and "
            f"{percent(zone.before)} if all were known."
        )


def leak_told(leak: Leak) -> Iterator[str]:
    """Say how often a text that has passed undisclosed would outlive a leak."""
    if leak.holds is None or math.isnan(leak.holds.value) or leak.holds.value == 1:
        return
    yield (
        "If it leaks after it has passed, it still has the consent it needs "
        f"{percent(leak.holds.value)} of the time."
    )


def vote_secrecy_told(scenario: Scenario, form: str, leak: Leak) -> tuple[str, ...]:
    """Say of one text what its secrecy buys; empty where nothing is kept or it is no difference."""
    passes = leak.passes
    if passes is None or not passes.is_clear:
        return ()
    return (
        f"These odds rest on what {form_in_words(scenario, form)} keeps undisclosed. If all of it "
        f"were known, the text would pass {percent(passes.before)} of the time.",
        *leak_told(leak),
    )


def brief_secrecy_told(scenario: Scenario, secrecies: Mapping[str, Secrecy]) -> Iterator[str]:
    """Say in one sentence what secrecy does for the first form for which it does anything."""
    for form, secrecy in secrecies.items():
        best = secrecy.best
        passes = None if best is None else best.leak.passes
        if passes is not None and passes.is_clear:
            yield (
                f"If its terms on {kept_in_words(scenario, secrecy)} were known, "
                f"{form_in_words(scenario, form)} would pass {percent(passes.before)} of the time, "
                f"not {percent(passes.after)}."
            )
            return


def leaks_table(scenario: Scenario, secrecies: Mapping[str, Secrecy]) -> Table | None:
    """Write texts × what becomes of them: once known, after a leak, and in the next form."""
    rows: list[tuple[str, ...]] = []
    for form, secrecy in secrecies.items():
        if not secrecy.texts or not (secrecy.undisclosed or secrecy.next_form):
            continue
        onward = secrecy.next_form
        after = "" if onward is None else f" (next: {form_in_words(scenario, onward)})"
        rows.append((f"{form_title(scenario, form)}{after}",))
        rows += [_row(each) for each in secrecy.texts]
    heads = ("", "passes", "once known", "after a leak", "next form")
    title = "What becomes of a text once it is known"
    return Table(heads, tuple(rows), title) if rows else None


def _row(each: LeakedText) -> tuple[str, ...]:
    name = {"best": BEST, "settlement": SETTLEMENT}.get(each.kind) or title_of_text(each.text)
    leak, passes = each.leak, each.leak.passes
    known = ("–", "–") if passes is None else (percent(passes.after), percent(passes.before))
    return (name, *known, _odds(leak.holds), _odds(leak.next_form))


def _odds(share: Estimate | None) -> str:
    return "–" if share is None or math.isnan(share.value) else percent(share.value)
