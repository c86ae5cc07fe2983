"""A comparison in plain sentences, and as one table of what comes out at either side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from winset.comparison.compare import Comparison, FormComparison
from winset.uncertainty import Band
from winset.words.deals import moves, shape_of, standing_of
from winset.words.names import (
    as_form,
    form_in_words,
    form_name,
    form_title,
    listed,
    party_in_words,
)
from winset.words.quantities import counted, listed_with_rest, percent, points
from winset.words.table import Table
from winset.words.views import option_in_words

_MOST_NAMED = 4
_UNCLEAR = "no clear difference"


def comparison_told(comparison: Comparison) -> tuple[str, ...]:
    """Say what differs: inputs, what only one side has, then the news form by form."""
    told = [_inputs(comparison), *unshared_told(comparison)]
    for form in comparison.forms.values():
        told += _form(form, comparison)
    scenario = comparison.analyses[0].scenario
    quiet = [
        form_in_words(scenario, name)
        for name, form in comparison.forms.items()
        if not _form(form, comparison)
    ]
    if quiet:
        told.append(f"Nothing clearly changes for {listed(quiet)}.")
    return tuple(told)


def _inputs(comparison: Comparison) -> str:
    count = len(comparison.inputs)
    one, other = comparison.names
    if not count:
        return f"“{one}” and “{other}” do not differ in any number of the file."
    return f"“{one}” and “{other}” differ in {counted(count, 'place')} of the file."


def unshared_told(comparison: Comparison) -> list[str]:
    """Name the forms, issues and actors that only one side has, since these are not compared."""
    told = []
    for side, (name, result) in enumerate(zip(comparison.names, comparison.analyses, strict=True)):
        scenario = result.scenario
        for kind, named in (
            ("form", [form_name(scenario, form) for form in comparison.only[side]]),
            ("issue", [scenario.issues[id_].title for id_ in comparison.issues_only[side]]),
            ("actor", [scenario.actor_name(id_) for id_ in comparison.actors_only[side]]),
        ):
            if named:
                kinds = kind if len(named) == 1 else f"{kind}s"
                most = listed_with_rest(named[:_MOST_NAMED], len(named))
                told.append(f"Only “{name}” has the {kinds} {most}.")
    return told


def _form(form: FormComparison, comparison: Comparison) -> list[str]:
    """Say what clearly changes for one form; nothing where nothing does."""
    told, made = [], as_form(comparison.analyses[0].scenario, form.form)
    before, after = percent(form.zone.before), percent(form.zone.after)
    if form.zone.is_clear and before != after:
        told.append(f"Some text could pass {made} in {after} of draws instead of {before}.")
    told += _carried_out(form, made)
    told += _deal(form, comparison)
    told += _kept(form, comparison)
    survival = _survival(form, comparison)
    if survival is not None and _lasts_differently(survival):
        first, second, _ = survival
        way = "more" if second.mean > first.mean else "less"
        told.append(
            f"The deal made {made} is {way} likely to be in force after "
            f"{counted(form.years, 'year')}: {percent(second.mean)} instead of "
            f"{percent(first.mean)}."
        )
    return told


def _carried_out(form: FormComparison, made: str) -> list[str]:
    """Say whether the best text gets through more or less often."""
    figures = form.through
    if figures is None or form.carried_out is None or not figures.is_clear:
        return []
    before, after = percent(figures.before), percent(figures.after)
    if before == after:
        return []
    return [
        f"The best text made {made} is signed, ratified and carried out {after} of the time "
        f"instead of {before}."
    ]


def _kept(form: FormComparison, comparison: Comparison) -> list[str]:
    """Say where a successor clearly keeps the deal more or less often."""
    scenario = comparison.analyses[0].scenario
    return [
        f"A successor in {party_in_words(scenario, party)} would keep the deal made "
        f"{as_form(scenario, form.form)} {percent(keeps.after)} of the time instead of "
        f"{percent(keeps.before)}."
        for party, keeps in form.kept.items()
        if keeps.is_clear and percent(keeps.before) != percent(keeps.after)
    ]


def _survival(form: FormComparison, comparison: Comparison) -> tuple[Band, Band, Band] | None:
    """How long the deals last, where data know it: nothing undisclosed is among them."""
    cases = (result.scenario for result in comparison.analyses)
    return form.survival if all(case.is_disclosed(form.form) for case in cases) else None


def _lasts_differently(survival: tuple[Band, Band, Band]) -> bool:
    first, second, difference = survival
    return difference.is_clear and percent(first.mean) != percent(second.mean)


def _deal(form: FormComparison, comparison: Comparison) -> list[str]:
    one, other = form.deals
    made = as_form(comparison.analyses[0].scenario, form.form)
    if (one is None) != (other is None):
        name = comparison.names[one is None]
        return [f"Only “{name}” reaches a deal {made} in any draw."]
    if one is None or other is None or not _changes(form, comparison):
        return []
    what = "most frequent deal" if _has_clear_deals(form, comparison) else "leading option"
    where = counted(len(_changes(form, comparison)), "issue")
    return [f"The {what} {made} changes on {where}."]


def _has_clear_deals(form: FormComparison, comparison: Comparison) -> bool:
    """Whether one deal stands out at both sides, so that it may be named as the deal."""
    return all(
        standing_of(result.forms[form.form], result.forms[form.form].settlements["nash"]).stands_out
        for result in comparison.analyses
    )


def _changes(form: FormComparison, comparison: Comparison) -> dict[str, tuple[str, str]]:
    """Issue → option before and after, where the deal differs.

    Where no one deal stands out, where the option that leads on the issue clearly does.
    """
    one, other = form.deals
    if one is None or other is None:
        return {}
    if _has_clear_deals(form, comparison):
        return {
            issue: (_option(one, issue), _option(other, issue)) for issue in form.issues_changed
        }
    before, after = (
        shape_of(result.forms[form.form], result.forms[form.form].settlements["nash"])
        for result in comparison.analyses
    )
    return {
        issue: (option_in_words(before.leading[issue].options[0]), option_in_words(option))
        for issue, option in moves(before, after).items()
    }


def _option(deal: Mapping[str, str], issue: str) -> str:
    return option_in_words(deal[issue]) if issue in deal else "not negotiated"


def drawn_told(comparison: Comparison) -> str:
    """Say how many draws either side rests on."""
    first, second = (result.worlds for result in comparison.analyses)
    shared = len(first.shared_with(second)[0])
    if shared == first.count == second.count:
        return f"{first.count:,} draws of the uncertain numbers, the same for both."
    if shared:
        return (
            f"{first.count:,} and {second.count:,} of the same {first.drawn:,} draws agree with "
            f"what has happened, {shared:,} of them on both sides."
        )
    return (
        f"The two were run on different draws ({first.count:,} and {second.count:,}), so part of "
        "the difference is luck."
    )


def comparison_table(comparison: Comparison) -> Table | None:
    """Tabulate what comes out at either side, form by form; None where they share no form."""
    rows = [row for form in comparison.forms.values() for row in _rows(form, comparison)]
    if not rows:
        return None
    return Table(("", *comparison.names, "Change"), tuple(rows))


def _rows(form: FormComparison, comparison: Comparison) -> Iterable[tuple[str, ...]]:
    zone, title = form.zone, form_title(comparison.analyses[0].scenario, form.form)
    yield (
        f"{title}: some text could pass",
        percent(zone.before),
        percent(zone.after),
        _change(zone.value, is_clear=zone.is_clear or not zone.value),
    )
    for what, figures in (
        ("best text carried out, once ratified", form.carried_out),
        ("best text signed, ratified and carried out", form.through),
    ):
        if figures is not None:
            clear = figures.is_clear or not figures.value
            change = _change(figures.value, is_clear=clear)
            yield f"{title}: {what}", percent(figures.before), percent(figures.after), change
    issues = comparison.analyses[1].scenario.issues
    for issue, (before, after) in _changes(form, comparison).items():
        name = issues[issue].title if issue in issues else issue
        kind = "most frequent deal" if _has_clear_deals(form, comparison) else "leading option"
        yield f"{title}: {kind} on {name}", before, after, "changes"
    scenario = comparison.analyses[0].scenario
    for party, keeps in form.kept.items():
        if percent(keeps.before) != percent(keeps.after):
            yield (
                f"{title}: kept by a successor in {party_in_words(scenario, party)}",
                percent(keeps.before),
                percent(keeps.after),
                _change(keeps.value, is_clear=keeps.is_clear),
            )
    survival = _survival(form, comparison)
    if survival is not None:
        first, second, difference = survival
        yield (
            f"{title}: in force after {counted(form.years, 'year')}",
            percent(first.mean),
            percent(second.mean),
            _change(second.mean - first.mean, is_clear=difference.is_clear),
        )


def _change(value: float, *, is_clear: bool) -> str:
    """Write a change of odds; one that rounds to nothing is none, whatever the draws tell."""
    if abs(value) < 0.005:
        return "–"
    return points(value) if is_clear else _UNCLEAR
