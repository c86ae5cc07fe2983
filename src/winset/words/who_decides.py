"""Who decides over ratification."""

from __future__ import annotations

from winset.advice.who_decides import Decider, WhoDecides
from winset.scenario.model import Scenario
from winset.words.advised import Advised, table_of
from winset.words.names import actor_in_words, form_title, listed, sentence
from winset.words.quantities import figure, percent

_CERTAIN = 1 - 1e-9


def who_decides_told(scenario: Scenario, found: WhoDecides) -> Advised | None:
    """Say whose consent decides over the deal, form by form, and how much the rules give it."""
    if not found.deals:
        return None
    rows = [
        (
            form_title(scenario, row.form),
            sentence(scenario.actor_short(row.actor)),
            figure(row.flips),
            figure(row.would_pass),
            "alone" if row.shapley_shubik > _CERTAIN else percent(row.shapley_shubik),
        )
        for form in found.deals
        for row in _deciding(found, form)
    ]
    heads = (
        "As",
        "Whose consent",
        "Decides alone",
        "Is all that is missing",
        "Power by its party’s rule",
    )
    method = (
        "Power by the rule is the Shapley–Shubik index; it says nothing of what anyone wants.",
        "How often a consent decides rests on the stances as coded.",
        *(f"{told}." for told in [_sampled(found)] if told),
    )
    return Advised("Who decides?", _verdict(scenario, found), table_of(heads, rows), method)


def _deciding(found: WhoDecides, form: str) -> list[Decider]:
    """Return who ever decides over a form's deal or holds power by a rule, most often first."""
    rows = [row for row in found.rows if row.form == form]
    rows = [row for row in rows if row.flips.value > 0 or row.shapley_shubik > 0]
    return sorted(rows, key=lambda row: (-row.flips.value, -row.would_pass.value))


def _verdict(scenario: Scenario, found: WhoDecides) -> str:
    """Name who decides most often; ties are named together, forms alike once."""
    each = {form: found.deciding[form] for form in found.deals}
    if not any(each.values()):
        return "No single consent decides in any draw: several must move together."
    alike = set(each.values())
    if len(alike) > 1:
        return "Who decides most often depends on the form."
    (actors,) = alike
    if len(actors) > 3:
        return f"{len(actors)} consents decide equally often, as far as can be told."
    names = listed([actor_in_words(scenario, actor) for actor in actors], "or")
    apart = "; who more often cannot be told" if len(actors) > 1 else ""
    where = " in every form" if len(each) > 1 else ""
    return f"The consent of {names} decides most often{where}{apart}."


def _sampled(found: WhoDecides) -> str:
    error = max((row.se for row in found.rows), default=0.0)
    return f"Power was sampled, with an error of up to {percent(2 * error)}" if error else ""
