"""Does it predict: trained on agreements before 1965, tested on those in force after.

Every first of January an alliance is in force, the model says how likely each end is within the
year, from what is known that day. It is scored against two baselines fitted on the same years: one
rate for all, and one by regime pair.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.durability.terms import CAUSES
from winset.lab.durability_fit.curves import aalen_johansen
from winset.lab.durability_fit.design import Specification, columns
from winset.lab.durability_fit.hazard import HazardFit, add_up, fit_hazard
from winset.lab.durability_fit.reading import DAYS_PER_YEAR
from winset.lab.durability_fit.spells import Spells

SPLIT_YEAR = 1965
RECALIBRATE_YEARS = 5
SPEC = Specification(eras=("war_1939_45",), leader_terms=False, window_years=3.0)
"""No era after the cold war can be known in 1965; the leader terms are nulls."""


@dataclass(frozen=True)
class Score:
    """How one forecaster did on alliance-years."""

    forecaster: str
    """``constant``, ``regime only``, ``model``, or one of them ``, recalibrated``."""
    cause: str
    """What was forecast."""
    expected: float
    observed: int
    """``expected``, ``observed``: ends forecast and ends seen."""
    brier: float
    log_score: float
    """``brier``, ``log_score``: mean squared error, and mean negative log-likelihood in nats; less
    is better."""
    auc: float
    """Chance that an alliance-year that ended was given more risk than one that did not; 0.5 is a
    coin."""
    years: int
    """Alliance-years scored."""


@dataclass(frozen=True)
class CalibrationPoint:
    """One fifth of the alliance-years, by the model's forecast."""

    cause: str
    years: int
    mean_forecast: float
    observed_share: float


@dataclass(frozen=True)
class Incidence:
    """Cumulative incidence of one cause in one regime pair, by the model and without one."""

    pair: str
    cause: str
    """``pair``, ``cause``: of what."""
    years: tuple[float, ...]
    """Ages reported."""
    model: tuple[float, ...]
    observed: tuple[float, ...]
    """``model``, ``observed``: probabilities at those ages; ``observed`` is Aalen–Johansen."""
    alliances: int
    """Ever at risk in the pair."""


@dataclass(frozen=True)
class Validation:
    """Everything that was checked."""

    scores: tuple[Score, ...]
    calibration: tuple[CalibrationPoint, ...]
    incidence: tuple[Incidence, ...]


def validate(spells: Spells, fits: dict[str, HazardFit], spec: Specification) -> Validation:
    """Score out of time, and compare in-sample incidence of ``fits`` with Aalen–Johansen."""
    scores: list[Score] = []
    calibration: list[CalibrationPoint] = []
    for k, cause in enumerate(CAUSES[:2]):
        forecasts, outcome = _out_of_time(spells, k)
        scores += [_score(name, cause, p, outcome) for name, p in forecasts.items()]
        calibration += _calibration(cause, forecasts["model"], outcome)
    return Validation(tuple(scores), tuple(calibration), _incidence(spells, fits, spec))


def _out_of_time(spells: Spells, cause: int) -> tuple[dict[str, Floats], Bools]:
    """Return each forecaster's probabilities and the outcome on alliance-years since the split."""
    train = spells.keep(spells.year < SPLIT_YEAR)
    names, x = columns(train, SPEC)
    fit = fit_hazard(add_up(names, x, train.event == cause, train.exposure, train.alliance))
    first, exposure, ended = _alliance_years(spells, SPLIT_YEAR, cause)
    opening = spells.keep(np.isin(np.arange(len(spells.year)), first))
    names, x = columns(opening, SPEC)
    column = [names.index(t) for t in fit.terms]
    rates = {
        "constant": np.full(len(first), _rate(train, cause, np.ones(len(train.year), dtype=bool))),
        "regime only": np.zeros(len(first)),
        "model": np.exp(x[:, column] @ fit.coefficients),
    }
    for pair in range(3):
        now = _pair(opening) == pair
        rates["regime only"][now] = _rate(train, cause, _pair(train) == pair)
    scale = _recalibration(opening, rates["model"], exposure, ended)
    rates["model, recalibrated"] = rates["model"] * scale
    scale = _recalibration(opening, rates["constant"], exposure, ended)
    rates["constant, recalibrated"] = rates["constant"] * scale
    return {name: -np.expm1(-rate * exposure) for name, rate in rates.items()}, ended


def _alliance_years(spells: Spells, since: int, cause: int) -> tuple[Integers, Floats, Bools]:
    """Return, for each alliance-year, its first spell, years at risk in it, and whether it ended.

    The years at risk are those ahead on the day of the forecast, to the end of December, however
    the year turned out: a risk cut short by the end itself would give the outcome away.
    """
    rows = np.flatnonzero(spells.year >= since)
    key = spells.alliance[rows] * 10_000 + spells.year[rows]
    _, first, where = np.unique(key, return_index=True, return_inverse=True)
    ended = np.bincount(where, weights=spells.event[rows] == cause) > 0
    opening = rows[first]
    opens = spells.alliances.begin[spells.alliance[opening]] + spells.start[opening]
    closes = np.array([dt.date(int(y), 12, 31).toordinal() for y in spells.year[opening]])
    exposure = (closes - opens) / DAYS_PER_YEAR
    return rows[first], exposure, ended


def _rate(spells: Spells, cause: int, mask: Bools) -> float:
    """Return ends a year, half an end added so that no rate is nought."""
    return (float((spells.event[mask] == cause).sum()) + 0.5) / float(spells.exposure[mask].sum())


def _recalibration(
    opening: Spells,
    rates: Floats,
    exposure: Floats,
    ended: Bools,
) -> Floats:
    """(alliance_years,) factor: ends seen over ends forecast in the five years before each.

    Half an end is added to both, so that a quiet spell does not forecast none for ever.
    """
    factor = np.ones(len(rates))
    for year in np.unique(opening.year):
        recent = (opening.year < year) & (opening.year >= year - RECALIBRATE_YEARS)
        if recent.any():
            forecast = float((rates * exposure)[recent].sum())
            factor[opening.year == year] = (float(ended[recent].sum()) + 0.5) / (forecast + 0.5)
    return factor


def _pair(spells: Spells) -> Integers:
    """(spells,) number of democratic members."""
    return np.asarray((spells.democracy == 1).sum(axis=1), dtype=np.int64)


def _score(name: str, cause: str, p: Floats, outcome: Bools) -> Score:
    """Score probabilities."""
    # A forecast of exactly 0 or 1 that fails would score infinity, whatever else it said.
    safe = np.clip(p, 1e-9, 1 - 1e-9)
    log_score = -np.where(outcome, np.log(safe), np.log1p(-safe)).mean()
    return Score(
        name, cause, float(p.sum()), int(outcome.sum()), float(((p - outcome) ** 2).mean()),
        float(log_score), area_under_curve(p, outcome), len(p),
    )  # fmt: skip


def area_under_curve(p: Floats, outcome: Bools) -> float:
    """Return the chance that a case with the outcome ranks above one without; ties count half.

    Parameters
    ----------
    p : (cases,)
        Predicted probability, or anything that ranks as it does.
    outcome : (cases,)
        Whether it came about.
    """
    from scipy.stats import rankdata

    ranks = rankdata(p)
    n = int(outcome.sum())
    others = len(p) - n
    return float((ranks[outcome].sum() - n * (n + 1) / 2) / (n * others)) if n and others else 0.5


def _calibration(cause: str, p: Floats, outcome: Bools) -> list[CalibrationPoint]:
    """Return forecast and observed shares by fifths of the forecast."""
    order = np.argsort(p, kind="stable")
    return [
        CalibrationPoint(cause, len(part), float(p[part].mean()), float(outcome[part].mean()))
        for part in np.array_split(order, 5)
    ]


def _incidence(
    spells: Spells, fits: dict[str, HazardFit], spec: Specification
) -> tuple[Incidence, ...]:
    """Compare, by regime pair, incidence from fitted hazards at risk with Aalen–Johansen.

    The model's curve is Aalen–Johansen's formula with, in each month of age, the mean fitted
    hazard of the alliances then at risk in place of observed ends.
    """
    names, x = columns(spells, spec)
    rates = {c: np.exp(x[:, [names.index(t) for t in f.terms]] @ f.coefficients)
             for c, f in fits.items()}  # fmt: skip
    ages = (5.0, 10.0, 20.0)
    rows: list[Incidence] = []
    for pair, label in enumerate(("neither democratic", "one democratic", "both democratic")):
        mask = _pair(spells) == pair
        part = spells.keep(mask)
        model = _model_incidence(part, {c: r[mask] for c, r in rates.items()}, ages)
        seen = aalen_johansen(
            part.stop, part.event, np.array(ages) * DAYS_PER_YEAR, len(CAUSES), part.start
        )
        alliances = len(np.unique(part.alliance))
        for k, cause in enumerate(CAUSES):
            rows.append(
                Incidence(label, cause, ages, tuple(model[cause].tolist()),
                          tuple(seen[k].tolist()), alliances)
            )  # fmt: skip
    return tuple(rows)


def _model_incidence(
    spells: Spells, rates: dict[str, Floats], ages: tuple[float, ...]
) -> dict[str, Floats]:
    """Return cumulative incidence by cause at the ages given."""
    month = DAYS_PER_YEAR / 12
    steps = round(max(ages) * 12)
    surviving = 1.0
    incidence = {cause: np.zeros(steps + 1) for cause in rates}
    for i in range(steps):
        shared = np.minimum(spells.stop, (i + 1) * month) - np.maximum(spells.start, i * month)
        weight = np.maximum(shared, 0.0)
        if weight.sum() == 0:
            means = dict.fromkeys(rates, 0.0)
        else:
            means = {c: float(weight @ r / weight.sum()) / 12 for c, r in rates.items()}
        total = sum(means.values())
        lost = surviving * -np.expm1(-total)
        for cause, mean in means.items():
            incidence[cause][i + 1] = incidence[cause][i] + (lost * mean / total if total else 0)
        surviving -= lost
    return {c: values[[round(a * 12) for a in ages]] for c, values in incidence.items()}
