"""A comparison in plain sentences."""

from __future__ import annotations

from winset.comparison.compare import Comparison, FormComparison
from winset.uncertainty import Difference
from winset.words.deals import moves, shape_of, standing_of
from winset.words.durability import difference_in_words as band_in_words
from winset.words.names import form_in_words, listed, sentence
from winset.words.quantities import decimals, signed
from winset.words.views import option_in_words

_LEAST = 0.01


def comparison_told(comparison: Comparison) -> tuple[str, ...]:
    """Say what differs: inputs first, then form by form."""
    told = [_inputs(comparison)]
    told += [" ".join(_form(form, comparison)) for form in comparison.forms.values()]
    cases = zip(comparison.names, comparison.only, comparison.analyses, strict=True)
    for name, only, result in cases:
        if only:
            forms = listed([form_in_words(result.scenario, form) for form in only])
            told.append(f"Only “{name}” has {forms}.")
    return tuple(told)


def _inputs(comparison: Comparison) -> str:
    count = len(comparison.inputs)
    one, other = comparison.names
    if not count:
        return f"“{one}” and “{other}” do not differ in any number of the file."
    places = "one place" if count == 1 else f"{count} places"
    return f"“{one}” and “{other}” differ in {places} of the file."


def difference_in_words(difference: Difference) -> str:
    """Write a difference with its error: ``+0.12 ± 0.03``."""
    digits = decimals(difference.margin)
    error = max(difference.margin, 10.0**-digits)
    return f"{signed(difference.value, digits)} ± {error:.{digits}f}"


def _form(form: FormComparison, comparison: Comparison) -> list[str]:
    name = sentence(form_in_words(comparison.analyses[0].scenario, form.form))
    zone = form.zone
    before, after = _share(zone.before), _share(zone.after)
    if zone.value == 0 and zone.se == 0:
        told = [f"{name} has a zone in the same worlds ({before})."]
    elif zone.is_clear:
        way = "more" if zone.value > 0 else "less"
        told = [
            f"{name} has a zone {way} often: in {after} of the worlds instead of {before} "
            f"({difference_in_words(zone)})."
        ]
    else:
        told = [
            f"Whether {form_in_words(comparison.analyses[0].scenario, form.form)} has a zone is "
            f"indistinguishable: {before} and "
            f"{after} ({difference_in_words(zone)})."
        ]
    told.append(_deal(form, comparison))
    if form.survival is not None:
        is_clear = not _without_clear_deal(form.form, comparison)
        told.append(_lasts(form, "it" if is_clear else "the most frequent deal"))
    return told


def _share(value: float) -> str:
    """Write a share of worlds; all and none only where no world differs: ``0.42``, ``all``."""
    if value in (0.0, 1.0):
        return "all" if value else "none"
    return f"{min(max(value, 0.01), 0.99):.2f}"


def _deal(form: FormComparison, comparison: Comparison) -> str:
    one, other = form.deals
    if one is None and other is None:
        return "No deal is settled on at either."
    if one is None or other is None:
        return f"Only the {'second' if one is None else 'first'} settles on a deal in any world."
    if vague := _without_clear_deal(form.form, comparison):
        first = f"At “{vague[0]}” no one deal stands out"
        start = "At neither does one deal stand out" if len(vague) == 2 else first
        return f"{start}; {_leading_options(form, comparison)}."
    shared = "" if form.same_deal is None else f" (in {_share(form.same_deal)} of the worlds)"
    if not form.issues_changed:
        return f"The deal most often settled on is the same{shared}."
    scenario = comparison.analyses[1].scenario
    changes = [
        f"{scenario.issues[issue].title if issue in scenario.issues else issue}: "
        f"{option_in_words(other[issue]) if issue in other else 'not negotiated'} instead of "
        f"{option_in_words(one[issue])}"
        for issue in form.issues_changed
    ]
    return f"The deal most often settled on has {listed(changes)}."


def _without_clear_deal(form: str, comparison: Comparison) -> list[str]:
    """Names of the tables at which the deal of a form is only the first of several."""
    tables = [result.forms[form] for result in comparison.analyses]
    return [
        name
        for name, table in zip(comparison.names, tables, strict=True)
        if not standing_of(table, table.settlements["nash"]).stands_out
    ]


def _leading_options(form: FormComparison, comparison: Comparison) -> str:
    """Say how what leads on each issue differs, where no package may be named as the deal."""
    before, after = (
        shape_of(table, table.settlements["nash"])
        for table in (result.forms[form.form] for result in comparison.analyses)
    )
    scenario = comparison.analyses[1].scenario
    changes = [
        f"{scenario.issues[issue].title} ({option_in_words(option)} instead of "
        f"{option_in_words(before.leading[issue].options[0])})"
        for issue, option in moves(before, after).items()
    ]
    if changes:
        return f"the option most often settled on changes on {listed(changes)}"
    if before.options != after.options:
        return "on no issue does another option clearly come first"
    same = "issue by issue, the same options come first"
    if form.same_deal is None:
        return same
    return f"{same}, and both settle on the same deal in {_share(form.same_deal)} of the worlds"


def _lasts(form: FormComparison, deal: str) -> str:
    assert form.survival is not None
    before, after, difference = form.survival
    span = band_in_words(difference)
    odds = f"{before.mean:.2f} and {after.mean:.2f}"
    if max(abs(difference.low), abs(difference.high)) < _LEAST:
        again = f"as likely to be in force after {form.years} years ({before.mean:.2f})"
        return f"{sentence(deal)} is {again}."
    if difference.low <= 0 <= difference.high:
        return (
            f"Whether {deal} is in force after {form.years} years is indistinguishable: {odds}, a "
            f"difference of {span}."
        )
    way = "more" if difference.mean > 0 else "less"
    return (
        f"{sentence(deal)} is {way} likely to be in force after {form.years} years: {odds}, a "
        f"difference of {span}."
    )
