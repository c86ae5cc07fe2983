"""A comparison in plain sentences."""

from __future__ import annotations

from winset.comparison.compare import Comparison, FormComparison
from winset.scenario.model import Scenario
from winset.uncertainty import Difference
from winset.words.deals import standing_of
from winset.words.names import form_in_words, listed, sentence
from winset.words.quantities import decimals
from winset.words.views import option_in_words

_LEAST = 0.01


def comparison_told(comparison: Comparison) -> tuple[str, ...]:
    """Say what differs: inputs first, then form by form."""
    told = [_inputs(comparison)]
    told += [" ".join(_form(form, comparison)) for form in comparison.forms.values()]
    for name, only in zip(comparison.names, comparison.only, strict=True):
        if only:
            forms = listed([form_in_words(form) for form in only])
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
    error = difference.margin
    digits = decimals(error)
    return f"{signed(difference.value, digits)} ± {max(error, 10.0**-digits):.{digits}f}"


def signed(value: float, digits: int = 2) -> str:
    """Write a difference with its sign; one that rounds to nothing has none."""
    text = f"{value:+.{digits}f}".replace("-", "−")
    return text[1:] if set(text[1:]) <= {"0", "."} else text


def _form(form: FormComparison, comparison: Comparison) -> list[str]:
    name = sentence(form_in_words(form.form))
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
            f"Whether {form_in_words(form.form)} has a zone is indistinguishable: {before} and "
            f"{after} ({difference_in_words(zone)})."
        ]
    told.append(_deal(form, comparison.analyses[1].scenario))
    if form.survival is not None:
        told.append(_lasts(form))
    if None not in form.deals:
        told.append(_not_outstanding(form.form, comparison))
    return [part for part in told if part]


def _share(value: float) -> str:
    """Write a share of worlds; all and none only where no world differs: ``0.42``, ``all``."""
    if value in (0.0, 1.0):
        return "all" if value else "none"
    return f"{min(max(value, 0.01), 0.99):.2f}"


def _deal(form: FormComparison, scenario: Scenario) -> str:
    one, other = form.deals
    if one is None and other is None:
        return "No deal is settled on at either."
    if one is None or other is None:
        return f"Only the {'second' if one is None else 'first'} settles on a deal in any world."
    if not form.issues_changed:
        shared = "" if form.same_deal is None else f" (in {_share(form.same_deal)} of the worlds)"
        return f"The deal most often settled on is the same{shared}."
    changes = [
        f"{scenario.issues[issue].title if issue in scenario.issues else issue}: "
        f"{option_in_words(other[issue]) if issue in other else 'not negotiated'} instead of "
        f"{option_in_words(one[issue])}"
        for issue in form.issues_changed
    ]
    return f"The deal most often settled on has {listed(changes)}."


def _not_outstanding(form: str, comparison: Comparison) -> str:
    """Say at which table the deal is only the first of several; nothing where it stands out."""
    tables = [result.forms[form] for result in comparison.analyses]
    names = [
        f"“{name}”"
        for name, table in zip(comparison.names, tables, strict=True)
        if not standing_of(table, table.settlements["nash"]).stands_out
    ]
    if len(names) == 2:
        return "At neither does one deal stand out."
    return f"At {names[0]} no one deal stands out." if names else ""


def _lasts(form: FormComparison) -> str:
    assert form.survival is not None
    before, after, difference = form.survival
    span = f"{signed(difference.mean)} ({signed(difference.low)} to {signed(difference.high)})"
    odds = f"{before.mean:.2f} and {after.mean:.2f}"
    if max(abs(difference.low), abs(difference.high)) < _LEAST:
        return f"It is as likely to be in force after {form.years} years ({before.mean:.2f})."
    if difference.low <= 0 <= difference.high:
        return (
            f"Whether it is in force after {form.years} years is indistinguishable: {odds}, a "
            f"difference of {span}."
        )
    way = "more" if difference.mean > 0 else "less"
    return (
        f"It is {way} likely to be in force after {form.years} years: {odds}, a difference of "
        f"{span}."
    )
