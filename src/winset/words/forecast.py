"""What the models forecast, and whether it would be ratified, in sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence

from winset.arrays import Floats
from winset.engine import Result
from winset.forecast.case_forecast import CaseForecast
from winset.forecast.forecasts import Forecasts, IssueForecast
from winset.forecast.from_scenario import NothingToForecastError
from winset.forecast.misses import error_on_decisions
from winset.forecast.model import Model
from winset.forecast.models import model_named
from winset.formats.actor_table import ActorTable, TableFact
from winset.uncertainty import Estimate, leaders
from winset.words.names import as_form, listed, sentence
from winset.words.quantities import counted, odds, percent, quantity
from winset.words.table import Table
from winset.words.views import option_in_words

_CLOSE = 0.1
_NOTABLE = 0.03
_AGREED = 0.05
_FEW = 3

SEEING = (
    "The models see positions, salience and influence.",
    "They know nothing of ratification, and they seldom agree.",
)
"""What every model's answer rests on."""

ERROR_TOLD = (
    "“Off by” is a model’s mean error on decisions of the European Union, in points of 100.",
    "The 80 % interval holds that error, as far as other talks resemble those.",
    "The odds of an option are those that the issue ends up nearest to it.",
)
"""What the error of a model is, what its interval holds, and what odds of options are."""

UNKNOWN_TOLD = "Where a model’s error is not known, no interval and no odds are shown."


def case_forecast_told(result: Result, found: CaseForecast) -> list[str]:
    """Say whether what the models forecast would be ratified; the news first."""
    if found.forecasts is None:
        assert found.why_not is not None
        return ["There is no forecast.", NothingToForecastError.SAID[found.why_not]]
    told = _gap(result, found) if found.ratified and result.forms else []
    told += _excluded(found)
    return [*told, *_capability(result, found), *table_told(found.forecasts.table)]


def table_told(table: ActorTable) -> list[str]:
    """Say what was left out of a table of actors, filled in or assumed."""
    return [*table.notes, *map(_fact_told, table.facts)]


def _fact_told(fact: TableFact) -> str:
    names = ", ".join(fact.names)
    match fact.kind:
        case "no-scale":
            return f"Left out, without a scale: {names}."
        case "nobody-takes-part":
            return f"Left out, since nobody takes part: {names}."
        case "no-influence":
            return f"Left out, without influence: {names}."
        case "all-alike":
            return "No influence is given, so all actors weigh alike."
        case "median-member":
            return f"{names} counts as one actor, at the median of its members."
        case "best-valued":
            actor, issue = fact.names
            return f"{actor} counts at the option it values most on {issue}."
        case "no-reference":
            return f"{names} has no position without a deal. Models that need one leave it out."
        case "doubt":
            return (
                f"Every number may be off by {percent(fact.share)} of its scale (one standard "
                "deviation). That is an assumption."
            )


def _excluded(found: CaseForecast) -> list[str]:
    """Say how often models, which look at one issue at a time, end at a text the case excludes."""
    shares = {name: found.excluded[name] for name in _saying(found) if name in found.excluded}
    if not any(share.value for share in shares.values()):
        return []
    most = max(shares, key=lambda name: shares[name].value)
    least = min(shares, key=lambda name: shares[name].value)
    told = [
        "The models look at one issue at a time and know of no exclusions.",
        f"The case excludes what “{most}” expects in {odds(shares[most])}.",
    ]
    if percent(shares[least].value) != percent(shares[most].value):
        told.append(f"It excludes what “{least}” expects in {odds(shares[least])}.")
    return told


def _saying(found: CaseForecast) -> list[str]:
    """Models that say something of where talks lead: all but that nothing changes."""
    return [name for name in found.ratified if not model_named(name).no_change]


def _gap(result: Result, found: CaseForecast) -> list[str]:
    """Say it of the form where forecasts fall short of the zone by most."""
    models = _saying(found) or list(found.ratified)
    best = {
        form: max((found.ratified[name][form] for name in models), key=lambda odds: odds.value)
        for form in result.forms
    }
    form = max(result.forms, key=lambda f: found.zone[f].value - best[f].value)
    most, zone = best[form], found.zone[form]
    if not zone.value:
        return [
            f"No text could pass {as_form(result.scenario, form)}, in any draw.",
            "So no forecast could pass either.",
        ]
    could = f"Some text could pass in {odds(zone)}."
    if not most.value:
        return [
            f"No model’s forecast would pass {as_form(result.scenario, form)}, in any draw.",
            could,
        ]
    news = "Much of what the models expect would not pass at home."
    if zone.value - most.value < _CLOSE:
        news = (
            "What the models expect could pass at home."
            if zone.value >= 0.5
            else "What the models expect would seldom pass at home, like any other text."
        )
    return [
        news,
        f"The forecast that does best would pass {as_form(result.scenario, form)} in {odds(most)}.",
        could,
    ]


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
    if shifts[most] < _NOTABLE:
        return ["It matters little how influence at home compares across the parties."]
    end, start = (place_told(as_stated[most], at) for at in (found.by_party[most], None))
    return [
        "How influence at home compares across the parties is a judgement.",
        f"If all parties weighed alike, “compromise” would expect {end} on {issues[most].title}, "
        f"not {start}.",
    ]


def drawn_told(found: Forecasts) -> str:
    """Say how many draws of the numbers forecasts rest on."""
    count = found.table.worlds
    if count == 1:
        return "The numbers are taken as given."
    return f"{count:,} draws of the uncertain numbers, seed {found.seed}."


def agreement_told(said: Sequence[IssueForecast]) -> str:
    """Say what the models expect of an issue, and how sure the surest of them can be."""
    models = [own for own in said if not model_named(own.model).no_change] or list(said)
    low, high = said[0].scale
    lowest, highest = (pick(models, key=lambda forecast: forecast.centre) for pick in (min, max))
    if len(models) == 1:
        told = f"{sentence(lowest.model)} expects {place_told(lowest)}."
    elif highest.centre - lowest.centre < _AGREED * (high - low):
        told = f"The models agree on about {place_told(lowest)}."
    else:
        told = (
            f"The models expect between {place_told(lowest)} ({lowest.model}) and "
            f"{place_told(highest)} ({highest.model})."
        )
    sure = [(ends[1] - ends[0], ends, own) for own in models if (ends := own.interval())]
    if not sure:
        return told
    _, ends, surest = min(sure, key=lambda each: each[0])
    start, end = (place_told(surest, at) for at in ends)
    which = "The" if len(sure) == 1 else "The narrowest"
    return f"{told} {which} 80 % interval runs from {start} to {end}."


def place_told(forecast: IssueForecast, at: float | None = None) -> str:
    """Write a forecast, or a place on its scale, to a hundredth: more than any model knows."""
    low, high = forecast.scale
    return _place(forecast.centre if at is None else at, (high - low) / 100)


def _place(value: float, hundredth: float) -> str:
    digits = 0 if hundredth >= 0.5 else 1 if hundredth >= 0.05 else 2
    return quantity(round(value, digits))


FORECAST_HEADS = ("Model", "Forecast", "80 % interval", "Nearest option", "Its odds")


def forecast_row(forecast: IssueForecast) -> tuple[str, ...]:
    """A model's answer under ``FORECAST_HEADS``; as many columns as the issue has use for."""
    ends = forecast.interval()
    span = "–" if ends is None else " to ".join(place_told(forecast, end) for end in ends)
    row = (forecast.model, place_told(forecast), span)
    if not forecast.places:
        return row
    near = forecast.at_options
    chance = sum(forecast.options[option] for option in near) if forecast.options else math.nan
    return *row, options_told(near), percent(chance)


def forecast_table(said: Sequence[IssueForecast]) -> Table:
    """Tabulate every model's answer on one issue."""
    rows = tuple(map(forecast_row, said))
    return Table(FORECAST_HEADS[: len(rows[0])], rows)


def options_told(options: Sequence[str]) -> str:
    """Name an option, or several between which there is nothing to choose."""
    return listed([option_in_words(option) for option in options], "or")


def model_table(models: Sequence[Model]) -> Table:
    """Tabulate what each model is, how far it was off, and what to beware of."""
    rows = (
        (model.name, error_told(model.name), f"{model.title} ({model.source})", model.weakness)
        for model in models
    )
    return Table(("Model", "Off by", "What it is", "Beware"), tuple(rows))


def error_told(model: str) -> str:
    """Write a model's mean error on real decisions, in points of 100."""
    error = error_on_decisions(model)
    return "not known" if error is None else f"{error:.0f}"


def models_told(models: Sequence[Model]) -> list[str]:
    """Say what the errors of models are, and of which none is known."""
    known = [error_on_decisions(model.name) is not None for model in models]
    told = list(ERROR_TOLD) if any(known) else []
    return told if all(known) else [*told, UNKNOWN_TOLD]


def moves_told(
    names: Sequence[str], starts: Sequence[float], lasts: Sequence[float], least: float
) -> str:
    """Say who moves farthest, and how many by less than ``least``, a hundredth of the scale."""
    moved = sorted(
        ((abs(b - a), name, a, b) for name, a, b in zip(names, starts, lasts, strict=True)),
        reverse=True,
    )
    size, name, first, last = moved[0]
    if size < least:
        return "Nobody moves by more than a hundredth of the scale."
    still = sum(1 for way, *_ in moved if way < least)
    told = f"{name} moves farthest, from {_place(first, least)} to {_place(last, least)}."
    if not still:
        return told
    verb = "moves" if still == 1 else "move"
    return f"{told} {sentence(counted(still, 'actor'))} hardly {verb}."


def pulls_told(names: Sequence[str], pulls: Floats) -> str:
    """Say who moves others most often; ``pulls`` is (actors, worlds) times in all rounds."""
    first = leaders(pulls)
    if len(first) == 1:
        times = f"{pulls[first[0]].mean():.1f} times in all rounds"
        return f"{names[first[0]]} moves others most often, {times}."
    most = listed([names[at] for at in first[:_FEW]] + ["others"] * (len(first) > _FEW))
    return f"{most} move others most often. The draws cannot tell which of them leads."


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
    told = [
        f"In the most gainful exchange, {first} would give way to {second} on {given}, and "
        f"{second} to {first} on {taken}."
    ]
    if share.value < 1:
        told.append(f"It comes about in {odds(share)}.")
    if not losers:
        told.append("Nobody ends worse off.")
    else:
        if len(losers) > _FEW + 1:
            losers = [*losers[:_FEW], counted(len(losers) - _FEW, "other")]
        verb = "ends" if len(losers) == 1 else "end"
        told.append(f"{sentence(listed(losers))} {verb} worse off after all exchanges.")
    return " ".join(told)
