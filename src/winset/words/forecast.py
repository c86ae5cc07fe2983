"""What the models forecast, and whether it would be ratified, in sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence

from winset.arrays import Floats
from winset.engine import Result
from winset.forecast.case_forecast import CaseForecast
from winset.forecast.combined import error_on_decisions
from winset.forecast.forecasts import IssueForecast
from winset.forecast.from_scenario import NothingToForecastError
from winset.forecast.model import Model
from winset.forecast.models import model_named
from winset.formats.actor_table import ActorTable, TableFact
from winset.uncertainty import Estimate, leaders
from winset.words.names import as_form, form_in_words, listed, sentence
from winset.words.quantities import counted, figure, odds, quantity
from winset.words.views import option_in_words

_CLOSE = 0.1
_NOTABLE = 0.03
_AGREED = 0.05
_FEW = 3


def case_forecast_told(result: Result, found: CaseForecast) -> list[str]:
    """Say whether what the models forecast would be ratified; the news first."""
    if found.forecasts is None:
        assert found.why_not is not None
        return [f"No forecast. {NothingToForecastError.SAID[found.why_not]}"]
    told = []
    if found.ratified and result.forms:
        told.append(_gap(result, found))
        told += _spread(result, found)
    return [*told, *_capability(result, found), *table_told(found.forecasts.table)]


def table_told(table: ActorTable) -> list[str]:
    """Say what was left out of a table of actors, filled in or assumed."""
    return [*table.notes, *map(_fact_told, table.facts)]


def _fact_told(fact: TableFact) -> str:
    names = ", ".join(fact.names)
    match fact.kind:
        case "no-scale":
            return f"Left out, having no scale: {names}."
        case "nobody-takes-part":
            return f"Left out, nobody taking part in it: {names}."
        case "no-influence":
            return f"Left out, for want of influence: {names}."
        case "all-alike":
            return "Nobody's influence is given, so all actors weigh alike."
        case "median-member":
            return f"{names} stands at its members' median."
        case "best-valued":
            actor, issue = fact.names
            return f"{actor} stands at the option it values most, on {issue}."
        case "no-reference":
            return (
                f"{names} has no position without a deal, so models that start from one say "
                "nothing of it."
            )
        case "doubt":
            return (
                f"Every number is taken to be off by ±{100 * fact.share:g} % (one standard "
                "deviation of its scale): an assumption."
            )


def _saying(found: CaseForecast) -> list[str]:
    """Models that say something of where talks lead: all but that nothing changes."""
    return [name for name in found.ratified if not model_named(name).no_change]


def _gap(result: Result, found: CaseForecast) -> str:
    """Say it of the form where forecasts fall short of the zone by most."""
    models = _saying(found) or list(found.ratified)
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
    where = f"the zone of {form_in_words(result.scenario, form)}"
    if not zone.value:
        return (
            f"There is no zone of {form_in_words(result.scenario, form)} that a forecast "
            "could lie in."
        )
    if not most.value:
        return (
            f"No model’s forecast would be ratified {as_form(result.scenario, form)}: none lies "
            "in the zone in any "
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


def _capability(result: Result, found: CaseForecast) -> list[str]:
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


def _spread(result: Result, found: CaseForecast) -> list[str]:
    """For every other form, how often forecasts land in the zone."""
    models = _saying(found)
    if not models or not any(found.zone[form].value for form in result.forms):
        return []
    parts = []
    for form in result.forms:
        values = sorted((found.ratified[name][form].value, name) for name in models)
        (least, lowest), (most, highest) = values[0], values[-1]
        low, high = (figure(found.ratified[name][form]) for name in (lowest, highest))
        where = f"{form_in_words(result.scenario, form)} " + (
            low if least == most else f"{low} (“{lowest}”) to {high} (“{highest}”)"
        )
        parts.append(where)
    return [
        f"Of the packages that {counted(len(models), 'model')} forecast, there lie in the zone of "
        f"{listed(parts)}. A forecast is put at the nearest options, world by world."
    ]


def agreement_told(said: Sequence[IssueForecast]) -> str:
    """Say whether the models agree on an issue."""
    models = [own for own in said if not model_named(own.model).no_change] or list(said)
    low, high = said[0].scale
    lowest, highest = (pick(models, key=lambda forecast: forecast.centre) for pick in (min, max))
    if len(models) == 1:
        return f"{sentence(lowest.model)} says {place_told(lowest)}."
    if highest.centre - lowest.centre < _AGREED * (high - low):
        return f"The models agree on about {place_told(lowest)}."
    return (
        f"The models differ: from {place_told(lowest)} ({lowest.model}) to "
        f"{place_told(highest)} ({highest.model})."
    )


def place_told(forecast: IssueForecast, at: float | None = None) -> str:
    """Write a forecast, or a place on its scale, to a hundredth: more than any model knows."""
    width = forecast.scale[1] - forecast.scale[0]
    digits = 0 if width >= 50 else 1 if width >= 5 else 2
    return quantity(round(forecast.centre if at is None else at, digits))


FORECAST_HEADS = ("Model", "Forecast", "80 % of it", "Most likely option")


def forecast_row(forecast: IssueForecast) -> tuple[str, str, str, str]:
    """A model's answer under ``FORECAST_HEADS``; options the draws cannot tell apart are listed."""
    low, high = (place_told(forecast, end) for end in forecast.interval())
    option = ""
    if forecast.likeliest:
        share = max(forecast.options.values())
        option = f"{options_told(forecast.likeliest)} ({share:.2f})"
    spread = "–" if forecast.is_point else f"{low} to {high}"
    return forecast.model, place_told(forecast), spread, option


def options_told(options: Sequence[str]) -> str:
    """Name the likeliest option, and those that cannot be told from it."""
    return listed([option_in_words(option) for option in options], "or")


MODEL_HEADS = ("Model", "Off by", "What it is", "Beware")


def model_row(model: Model) -> tuple[str, str, str, str]:
    """What a model is and what to beware of, under ``MODEL_HEADS``."""
    error = error_on_decisions(model.name)
    off_by = "–" if error is None else f"{error:.0f}"
    return model.name, off_by, f"{model.title} ({model.source})", model.weakness


def moves_told(
    names: Sequence[str], starts: Sequence[float], lasts: Sequence[float], least: float
) -> str:
    """Say who moves farthest, and how many move by less than ``least``."""
    moved = sorted(
        ((abs(b - a), name, a, b) for name, a, b in zip(names, starts, lasts, strict=True)),
        reverse=True,
    )
    size, name, first, last = moved[0]
    if size < least:
        return "Nobody moves by more than a hundredth of the scale."
    still = sum(1 for way, *_ in moved if way < least)
    return (
        f"{name} moves farthest, from {quantity(round(first, 2))} to {quantity(round(last, 2))}; "
        f"{still} of {len(moved)} hardly move."
    )


def pulls_told(names: Sequence[str], pulls: Floats) -> str:
    """Say who moves others most often; ``pulls`` is (actors, worlds) times in all rounds."""
    first = leaders(pulls)
    times = f"{pulls[first[0]].mean():.1f} times in all rounds"
    if len(first) == 1:
        return f"{names[first[0]]} moves others most often, {times}."
    most = listed([names[at] for at in first[:_FEW]] + ["others"] * (len(first) > _FEW), "or")
    return f"Who moves others most often, {times}, the draws cannot tell: {most}."


def exchanges_told(pair: tuple[str, str, str, str], share: Estimate, losers: Sequence[str]) -> str:
    """Say what the best exchange is, and who pays for them all.

    Parameters
    ----------
    pair
        Names of two who exchange, and of the issues on which each gives.
    share
        In what share of the worlds they do.
    losers
        Who is worse off after all exchanges, the worst first.
    """
    first, second, given, taken = pair
    when = "" if share.value == 1 else f", in {odds(share)}"
    told = (
        f"The most gainful exchange{when}: {first} would give way to {second} on {given}, {second} "
        f"to {first} on {taken}."
    )
    if not losers:
        return f"{told} Nobody ends worse off."
    if len(losers) > _FEW + 1:
        losers = [*losers[:_FEW], counted(len(losers) - _FEW, "other")]
    return f"{told} Worse off after all exchanges: {listed(losers)}."
