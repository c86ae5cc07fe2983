"""Common causes in words: what moving together does to the odds, and what each cause does."""

from __future__ import annotations

from collections.abc import Mapping

from winset.scenario.loads import loads_of
from winset.scenario.model import Scenario
from winset.texts import CauseEffect, FormCauses
from winset.uncertainty import Difference
from winset.words.gates import comes
from winset.words.names import form_in_words, form_title
from winset.words.quantities import counted, percent
from winset.words.table import Table
from winset.words.vote import BEST, title_of_text

CAUSES_METHOD = (
    "A common cause is one standard normal draw a world. “If so” holds it one standard deviation "
    "up, “if the reverse” one down, with all else drawn as before. “Each by itself” gives every "
    "number a cause of its own with the same load: each is distributed as before, and none goes "
    "with another. The likeliest text is asked in draws that did not pick it. Whether some text "
    "would pass is asked in 128 draws at most. Differences are taken draw by draw. Only those are "
    "shown that can be told from none."
)

_SOME = "some text, had they known"
_NOTHING = "Common causes change nothing that can be told apart."


def causes_told(
    scenario: Scenario, causes: Mapping[str, FormCauses], form: str | None
) -> tuple[str, ...]:
    """Say what common causes do to the likeliest text of one form; the tables have all.

    Parameters
    ----------
    form
        The form to dwell on; None where no text passes in any.
    """
    best = None if form is None else causes[form].of()
    told = []
    if best is not None and form is not None:
        subject, together = form_in_words(scenario, form), best.together
        if is_told(together):
            told.append(
                f"Because numbers move together, {subject} {comes(scenario)} "
                f"{percent(together.after)} of the time, not {percent(together.before)}."
            )
        told += [
            swing_told(scenario, shock, swing, subject)
            for shock, swing in best.swings.items()
            if is_told(swing)
        ]
    if together_table(scenario, causes) is None and swings_table(scenario, causes) is None:
        told.append(_NOTHING)
    return tuple(told)


def swing_told(scenario: Scenario, shock: str, swing: Difference, subject: str) -> str:
    """Say how often a text passes if a cause comes true, and if the reverse does."""
    return (
        f"If “{scenario.shocks[shock].title}” comes true, {subject} {comes(scenario)} "
        f"{percent(swing.after)} of the time; if the reverse, {percent(swing.before)}."
    )


def is_told(figures: Difference) -> bool:
    """Whether two odds can be told apart, and are written differently."""
    return figures.is_clear and percent(figures.before) != percent(figures.after)


def together_table(scenario: Scenario, causes: Mapping[str, FormCauses]) -> Table | None:
    """Write odds as given beside those were each number to move by itself; None for no row."""
    rows: list[tuple[str, ...]] = []
    for form, each in causes.items():
        odds = {_called(effect): effect.together for effect in each.texts}
        if each.zone is not None:
            odds[_SOME] = each.zone
        told = [
            (f"  {name}", percent(figures.after), percent(figures.before))
            for name, figures in odds.items()
            if is_told(figures)
        ]
        rows += [(form_title(scenario, form),), *told] if told else []
    title = f"Odds that a text {comes(scenario)}, with common causes and without"
    return Table(("", "as given", "each by itself"), tuple(rows), title) if rows else None


def swings_table(scenario: Scenario, causes: Mapping[str, FormCauses]) -> Table | None:
    """Write the odds of each text were a cause to come true, and the reverse; None for no row."""
    moved = {shock: len(loads) for shock, loads in loads_of(scenario).items()}
    rows: list[tuple[str, ...]] = []
    for shock, entry in scenario.shocks.items():
        told = [
            (
                f"  {form_title(scenario, effect.form)}, {_called(effect)}",
                *_either_way(effect, shock),
            )
            for each in causes.values()
            for effect in each.texts
            if is_told(effect.swings[shock])
        ]
        heading = f"{entry.title} (moves {counted(moved[shock], 'number')})"
        rows += [(heading,), *told] if told else []
    title = f"Odds that a text {comes(scenario)} if a common cause comes true"
    return Table(("", "if so", "if the reverse"), tuple(rows), title) if rows else None


def effect_table(scenario: Scenario, effect: CauseEffect | None) -> Table | None:
    """Write what common causes do to the odds of one text; None where nothing can be told apart."""
    if effect is None:
        return None
    rows = [
        (entry.title, *_either_way(effect, shock))
        for shock, entry in scenario.shocks.items()
        if is_told(effect.swings[shock])
    ]
    together = effect.together
    if is_told(together):
        rows.append(("Were each number to move by itself", percent(together.before), ""))
    title = "If a common cause comes true"
    return Table(("cause", "if so", "if the reverse"), tuple(rows), title) if rows else None


def _either_way(effect: CauseEffect, shock: str) -> tuple[str, str]:
    swing = effect.swings[shock]
    return percent(swing.after), percent(swing.before)


def _called(effect: CauseEffect) -> str:
    return BEST if effect.text is None else title_of_text(effect.text)
