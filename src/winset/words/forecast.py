"""What the models forecast, and whether it would be ratified, in sentences."""

from __future__ import annotations

import math

from winset.engine import Result
from winset.forecast.case_forecast import Foreseen
from winset.words.names import as_form, form_in_words, listed
from winset.words.quantities import counted, figure, odds, quantity

_CLOSE = 0.1
_NOTABLE = 0.03
_BASELINES = ("status-quo",)


def foreseen_told(result: Result, found: Foreseen) -> list[str]:
    """Say whether what the models forecast would be ratified; the news first."""
    if found.forecasts is None:
        return [f"No forecast. {found.why_not}"]
    told = []
    if found.ratified and result.forms:
        told.append(_gap(result, found))
        told += _spread(result, found)
    told += _capability(result, found)
    told += list(found.forecasts.table.notes)
    return told


def _gap(result: Result, found: Foreseen) -> str:
    """Say it of the form where forecasts fall short of the zone by most."""
    models = [name for name in found.ratified if name not in _BASELINES] or list(found.ratified)
    likeliest = {
        form: max(models, key=lambda name: found.ratified[name][form].value)
        for form in result.forms
    }
    form = max(
        result.forms,
        key=lambda f: found.zone[f].value - found.ratified[likeliest[f]][f].value,
    )
    best = likeliest[form]
    most, zone = found.ratified[best][form], found.zone[form]
    where = f"the zone of {form_in_words(form)}"
    if not zone.value:
        return f"There is no zone of {form_in_words(form)} that a forecast could lie in."
    if not most.value:
        return (
            f"No model’s forecast would be ratified {as_form(form)}: none lies in the zone in any "
            f"of the {most.worlds:,} worlds, while there is a zone in {odds(zone)}."
        )
    if zone.value - most.value < _CLOSE:
        start = (
            "What models expect could be ratified"
            if zone.value >= 0.5
            else "What models expect would be ratified about as seldom as anything could be"
        )
        return (
            f"{start}: the forecast of “{best}” lies in {where} in "
            f"{odds(most)}, and there is a zone in {odds(zone)}."
        )
    return (
        f"Much of what models expect would not be ratified: even the forecast most likely to pass, "
        f"that of “{best}”, lies in {where} in {odds(most)}, while there is a zone in {odds(zone)}."
    )


def _capability(result: Result, found: Foreseen) -> list[str]:
    """Say how far the plainest model moves if parties weigh alike, on the issue it moves most."""
    assert found.forecasts is not None
    as_stated = found.forecasts.issues.get("compromise", {})
    issues = result.scenario.issues
    shifts = {
        issue: abs(at - as_stated[issue].centre) / issues[issue].width
        for issue, at in found.by_party.items()
        if issue in as_stated
    }
    if not shifts:
        return []
    most = max(shifts, key=lambda issue: shifts[issue])
    hundredths = max(0, 2 - math.floor(math.log10(issues[most].width)))
    start, end = (
        quantity(round(at, hundredths)) for at in (as_stated[most].centre, found.by_party[most])
    )
    if shifts[most] < _NOTABLE:
        return ["It matters little whether influence at home is read across the parties."]
    return [
        "Influence is weight at home; read across the parties, as here, it is a judgement. If all "
        f"parties weighed alike, “compromise” would expect {end} rather than {start} on "
        f"{issues[most].title}, where that matters most."
    ]


def _spread(result: Result, found: Foreseen) -> list[str]:
    """For every other form, how often forecasts land in the zone."""
    models = [name for name in found.ratified if name not in _BASELINES]
    if not models or not any(found.zone[form].value for form in result.forms):
        return []
    parts = []
    for form in result.forms:
        values = sorted((found.ratified[name][form].value, name) for name in models)
        (least, lowest), (most, highest) = values[0], values[-1]
        low, high = (figure(found.ratified[name][form]) for name in (lowest, highest))
        where = f"{form_in_words(form)} " + (
            low if least == most else f"{low} (“{lowest}”) to {high} (“{highest}”)"
        )
        parts.append(where)
    return [
        f"Of the packages that {counted(len(models), 'model')} forecast, there lie in the zone of "
        f"{listed(parts)}. A forecast is put at the nearest options, world by world."
    ]
