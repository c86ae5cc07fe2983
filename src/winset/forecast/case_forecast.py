"""What the forecasting models say of a case, and whether it would be ratified.

Forecasts know nothing of ratification. In every world each issue is put at the option nearest to a
model's forecast, and that package is held against the world's own zone: a forecast that would not
be ratified is news, whichever of the two is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from winset.forecast.forecasts import Forecasts, forecasts_of
from winset.forecast.from_scenario import table_of
from winset.forecast.models import model_named
from winset.ratification import Estimate, forms_of
from winset.ratification.consents_by_world import in_zone
from winset.scenario.model import Scenario
from winset.serialise.forecast import plain_issue
from winset.worlds import Worlds

if TYPE_CHECKING:
    from winset.engine import Result

MODELS = ("combined", "compromise", "median", "exchange", "challenge", "status-quo")
"""Models a run asks: the best by the backtest, the baselines, and the two classics that move."""

WORLDS = 128
"""Of a run's worlds, how many a forecast looks at, so that a run stays quick."""

_MOST_COMPLETIONS = 64
_PLAIN = "compromise"


@dataclass(frozen=True)
class Foreseen:
    """Forecasts beside the zone.

    Attributes
    ----------
    forecasts
        Every model's answer, issue by issue; None where no issue has a scale.
    packages
        Model → issue → option it forecasts most often; of models that say something of an issue.
    ratified
        Model → form → probability that its package lies in the zone, whatever is agreed on issues
        it says nothing of. A model silent on every issue is left out.
    zone
        Form → probability, in the same worlds, that there is a zone at all.
    by_party
        Issue → what ``compromise`` would say if all parties weighed alike, however influence at
        home is shared out in each: how much hangs on reading influence across parties.
    silent
        Issues that no model says anything of, by id.
    why_not
        Why there is no forecast; empty where there is.
    """

    forecasts: Forecasts | None
    packages: Mapping[str, Mapping[str, str]]
    ratified: Mapping[str, Mapping[str, Estimate]]
    zone: Mapping[str, Estimate]
    by_party: Mapping[str, float]
    silent: tuple[str, ...]
    why_not: str = ""


def foreseen_of(result: Result) -> Foreseen:
    """Forecast a case by the models of ``MODELS``, and hold each forecast against the zone."""
    from winset.errors import WinsetError

    scenario = result.scenario
    worlds = result.worlds.rows(0, min(WORLDS, result.worlds.count))
    try:
        found = forecasts_of(table_of(scenario, worlds), MODELS, seed=worlds.seed)
    except WinsetError as error:
        # a case of plain choices, or one nobody with influence cares about, has no forecast
        return Foreseen(None, {}, {}, {}, {}, tuple(scenario.issues), str(error))
    chosen = {model.name: _chosen(scenario, found, model.name) for model in found.models}
    chosen = {name: own for name, own in chosen.items() if own}
    packages = {
        name: {
            issue: list(scenario.issues[issue].options)[Counter(at.tolist()).most_common(1)[0][0]]
            for issue, at in own.items()
        }
        for name, own in chosen.items()
    }
    ratified = _ratified(scenario, worlds, chosen)
    said = {issue for own in packages.values() for issue in own}
    return Foreseen(
        found,
        packages,
        ratified,
        {
            name: Estimate.share(
                int(form.ratification.has_zone[: worlds.count].sum()), worlds.count
            )
            for name, form in result.forms.items()
        },
        _by_party(scenario, worlds),
        tuple(issue for issue in scenario.issues if issue not in said),
    )


def _by_party(scenario: Scenario, worlds: Worlds) -> dict[str, float]:
    found = forecasts_of(table_of(scenario, worlds, "party"), [_PLAIN])
    return {issue: own.centre for issue, own in found.issues[_PLAIN].items()}


def _ratified(
    scenario: Scenario, worlds: Worlds, chosen: Mapping[str, Mapping[str, NDArray[np.int64]]]
) -> dict[str, dict[str, Estimate]]:
    """Model → form → probability that its package is in the zone; all packages asked at once."""
    if not chosen:
        return {}
    completed = [_completed(scenario, own, worlds.count) for own in chosen.values()]
    inside = in_zone(scenario, worlds, forms_of(scenario), np.concatenate(completed, axis=1))
    cuts = np.cumsum([own.shape[1] for own in completed])[:-1]
    return {
        name: {
            form: Estimate.share(int(np.split(own, cuts, axis=1)[at].any(1).sum()), worlds.count)
            for form, own in inside.items()
        }
        for at, name in enumerate(chosen)
    }


def _chosen(scenario: Scenario, found: Forecasts, model: str) -> dict[str, NDArray[np.int64]]:
    """Issue → (worlds,) index of the option nearest to the forecast, the first of equals."""
    chosen = {}
    for issue, own in found.issues[model].items():
        places = found.table.options.get(issue, {})
        if not places or len(places) < len(scenario.issues[issue].options):
            continue
        away = np.abs(np.stack(list(places.values()), axis=-1) - own.points[:, None])
        chosen[issue] = away.argmin(-1)
    return chosen


def _completed(
    scenario: Scenario, chosen: Mapping[str, NDArray[np.int64]], worlds: int
) -> NDArray[np.int64]:
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


def plain_foreseen(found: Foreseen) -> dict[str, Any]:
    """Return it as plain lists and mappings, for ``result.json``."""
    if found.forecasts is None:
        return {"why_not": found.why_not, "models": {}}
    return {
        "worlds": found.forecasts.table.worlds,
        "notes": list(found.forecasts.table.notes),
        "zone": {name: _estimate(own) for name, own in found.zone.items()},
        "compromise_by_party": {issue: round(at, 6) for issue, at in found.by_party.items()},
        "models": {
            name: {
                "title": model_named(name).title,
                "issues": {
                    issue: plain_issue(own) for issue, own in found.forecasts.issues[name].items()
                },
                "package": dict(package),
                "in_zone": {form: _estimate(own) for form, own in found.ratified[name].items()},
            }
            for name, package in found.packages.items()
        },
    }


def _estimate(own: Estimate) -> dict[str, float | None]:
    if not own.worlds:
        return {"probability": None, "se": None}
    return {"probability": round(own.value, 6), "se": round(own.se, 6)}
