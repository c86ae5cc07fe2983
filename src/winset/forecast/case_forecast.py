"""What the forecasting models say of a case, and whether it would be ratified.

Forecasts know nothing of ratification. In every world each issue is put at the option nearest to a
model's forecast, and that package is held against the world's own zone: a forecast that would not
be ratified is news, whichever of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from winset.arrays import Integers
from winset.engine import Result
from winset.forecast.forecasts import Forecasts, forecasts_of
from winset.forecast.from_scenario import NothingToForecastError, WhyNot, table_of
from winset.forecast.models import models
from winset.packages import PackageSpace
from winset.ratification import forms_of
from winset.ratification.consents_at import in_zone
from winset.scenario.model import Scenario
from winset.uncertainty import Estimate, leaders, share_of
from winset.worlds import Worlds

_MOST_COMPLETIONS = 64
_PLAIN = "compromise"

Choices = Mapping[str, Integers]
"""Issue → (worlds,) index of the option a model puts it at."""


@dataclass(frozen=True)
class CaseForecast:
    """Forecasts beside the zone."""

    forecasts: Forecasts | None
    """Every model's answer, issue by issue; None where no issue has a scale."""
    likeliest: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Model → issue → options it forecasts most often: the most frequent first, then those that the
    draws cannot tell from it. Of models that say something of an issue."""
    ratified: Mapping[str, Mapping[str, Estimate]]
    """Model → form → probability that its package lies in the zone, whatever is agreed on issues it
    says nothing of. A model silent on every issue is left out."""
    zone: Mapping[str, Estimate]
    """Form → probability, in the same worlds, that there is a zone at all."""
    by_party: Mapping[str, float]
    """Issue → what ``compromise`` would say if all parties weighed alike, however influence at home
    is shared out in each: how much hangs on reading influence across parties."""
    silent: tuple[str, ...]
    """Issues that no model says anything of, by id."""
    excluded: Mapping[str, Estimate] = field(default_factory=dict)
    """Model → share of worlds in which the scenario excludes its package, whatever is agreed on
    issues it says nothing of; models look at one issue at a time. Empty where nothing is excluded.
    """
    why_not: WhyNot | None = None
    """Why there is no forecast; None where there is one."""

    @property
    def packages(self) -> dict[str, dict[str, str]]:
        """Model → issue → option it forecasts most often, the first of equals."""
        return {
            model: {issue: options[0] for issue, options in issues.items()}
            for model, issues in self.likeliest.items()
        }


def models_of_runs() -> tuple[str, ...]:
    """Name the models a run asks; the one that says nothing changes comes last."""
    asked = [model for model in models().values() if model.in_runs]
    return tuple(model.name for model in sorted(asked, key=lambda model: model.no_change))


def case_forecast_of(result: Result) -> CaseForecast:
    """Forecast a case by the models that runs ask, and hold each forecast against the zone."""
    scenario = result.scenario
    worlds = result.worlds
    try:
        table = table_of(scenario, worlds)
    except NothingToForecastError as error:
        silent = tuple(scenario.issues)
        return CaseForecast(None, {}, {}, {}, {}, silent, why_not=error.reason)
    forecasts = forecasts_of(table, models_of_runs(), seed=worlds.seed)
    choices = {model.name: _choices(scenario, forecasts, model.name) for model in forecasts.models}
    choices = {model: chosen for model, chosen in choices.items() if chosen}
    return CaseForecast(
        forecasts,
        {
            model: {issue: _likeliest(scenario, issue, at) for issue, at in chosen.items()}
            for model, chosen in choices.items()
        },
        _ratified(scenario, worlds, choices),
        {name: share_of(form.ratification.has_zone) for name, form in result.forms.items()},
        _by_party(scenario, worlds),
        tuple(
            issue
            for issue in scenario.issues
            if not any(issue in chosen for chosen in choices.values())
        ),
        _excluded(result.space, scenario, worlds, choices) if result.space.excludes else {},
    )


def _excluded(
    space: PackageSpace, scenario: Scenario, worlds: Worlds, choices: Mapping[str, Choices]
) -> dict[str, Estimate]:
    """Model → share of worlds in which no text that holds its options is allowed."""
    return {
        model: share_of(~space.allows(_completed(scenario, chosen, worlds.count)).any(axis=1))
        for model, chosen in choices.items()
    }


def _likeliest(scenario: Scenario, issue: str, at: Integers) -> tuple[str, ...]:
    options = list(scenario.issues[issue].options)
    return tuple(options[row] for row in leaders(at == np.arange(len(options))[:, None]))


def _by_party(scenario: Scenario, worlds: Worlds) -> dict[str, float]:
    forecasts = forecasts_of(table_of(scenario, worlds, "party"), [_PLAIN])
    return {issue: forecast.centre for issue, forecast in forecasts.issues[_PLAIN].items()}


def _ratified(
    scenario: Scenario, worlds: Worlds, choices: Mapping[str, Choices]
) -> dict[str, dict[str, Estimate]]:
    """Model → form → probability that its package is in the zone; all packages asked at once."""
    if not choices:
        return {}
    completed = [_completed(scenario, chosen, worlds.count) for chosen in choices.values()]
    inside = in_zone(scenario, worlds, forms_of(scenario), np.concatenate(completed, axis=1))
    cuts = np.cumsum([packages.shape[1] for packages in completed])[:-1]
    return {
        model: {
            form: share_of(np.split(passes, cuts, axis=1)[at].any(1))
            for form, passes in inside.items()
        }
        for at, model in enumerate(choices)
    }


def _choices(scenario: Scenario, forecasts: Forecasts, model: str) -> Choices:
    """Put each issue at the option nearest to the forecast, the first of equals."""
    chosen = {}
    for issue, forecast in forecasts.issues[model].items():
        places = forecasts.table.options.get(issue, {})
        if not places or len(places) < len(scenario.issues[issue].options):
            continue
        away = np.abs(np.stack(list(places.values()), axis=-1) - forecast.points[:, None])
        chosen[issue] = away.argmin(-1)
    return chosen


def _completed(scenario: Scenario, chosen: Choices, worlds: int) -> Integers:
    """(worlds, packages, issues): a model's own options with every choice on all other issues.

    Where those are too many, each of the others is moved alone, from its first option.
    """
    open_issues = [issue for issue in scenario.issues if issue not in chosen]
    counts = [len(scenario.issues[issue].options) for issue in open_issues]
    if np.prod(counts, dtype=np.float64) <= _MOST_COMPLETIONS:
        fillings = list(product(*map(range, counts)))
    else:
        base = [0] * len(counts)
        fillings = [
            (*base[:at], option, *base[at + 1 :])
            for at, count in enumerate(counts)
            for option in range(count)
        ]
    packages = []
    for filling in fillings:
        filled = dict(zip(open_issues, filling, strict=True))
        columns = [
            chosen[issue] if issue in chosen else np.full(worlds, filled[issue])
            for issue in scenario.issues
        ]
        packages.append(np.stack(columns, axis=-1).astype(np.int64))
    return np.stack(packages, axis=1)
