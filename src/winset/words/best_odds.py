"""How likely the best text of each form is to pass, and how far that moves."""

from __future__ import annotations

from collections.abc import Mapping

from winset.engine import Result
from winset.texts import FormTexts
from winset.words.gates import comes, has_needs, is_carried
from winset.words.names import as_form, form_title, listed
from winset.words.quantities import percent, percents
from winset.words.table import Table


def best_odds_title(result: Result) -> str:
    """Name the odds: that the best text passes; where some option needs others, is carried out."""
    return f"Odds that the best text {comes(result.scenario)}, by form"


def best_odds_method(result: Result) -> str:
    """Say what the marks are."""
    gates = ("signed", "ratified", *(("carried out",) if has_needs(result.scenario) else ()))
    return (
        f"Dots are the odds that the best text of each form is {listed(gates)}, counted in draws "
        "that did not pick it. Pale bars are the odds of the same text if the three judgements "
        "that move it most lay at either end of their ranges. Rings are the odds that some text "
        "is signed and ratified, had the negotiators known every mind."
    )


def best_odds_told(result: Result, texts: Mapping[str, FormTexts]) -> str:
    """Say how likely each form's best text is to come through."""
    odds = [
        f"{percent(through_of(each))} {as_form(result.scenario, form)}"
        for form, each in texts.items()
    ]
    return f"The best text {comes(result.scenario)} {listed(odds)}."


def through_of(texts: FormTexts) -> float:
    """Odds that the best text passes all gates; 0 where no text does."""
    return 0.0 if texts.gates is None else texts.gates.through.value


def known_told(result: Result, form: str) -> str:
    """Write the odds that some text passes, had they known: of ratification alone, where that is.

    ``90 % ratified, had they known``.
    """
    odds = percent(result.forms[form].ratification.zone.probability.value)
    return f"{odds}{' ratified,' if has_needs(result.scenario) else ''} had they known"


def range_told(texts: FormTexts) -> str:
    """Write how far the odds move with the judgements behind them: ``15–66 %``."""
    if texts.vote is None:
        return "–"
    return percents(texts.vote.range.low, texts.vote.range.high)


def best_odds_table(result: Result, texts: Mapping[str, FormTexts]) -> Table:
    """List the odds by form."""
    carried = is_carried(each.gates for each in texts.values())
    done = ("Then carried out", "Overall") if carried else ()
    return Table(
        ("Form", "Best text passes", *done, "If judgements are off", "Had they known every mind"),
        tuple(
            (
                form_title(result.scenario, form),
                percent(0 if each.gates is None else each.gates.passes.value),
                *(_then_carried_out(each) if carried else ()),
                range_told(each),
                percent(result.forms[form].ratification.zone.probability.value),
            )
            for form, each in texts.items()
        ),
    )


def _then_carried_out(texts: FormTexts) -> tuple[str, str]:
    """Write the odds of the third gate, and of all three."""
    gates = texts.gates
    if gates is None:
        return "–", percent(0)
    done = "–" if gates.carried_out is None else percent(gates.carried_out.value)
    return done, percent(gates.through.value)
