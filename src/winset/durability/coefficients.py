"""The fitted figures that ship with winset, and where they come from.

`coefficients.json` holds no data, only estimates: hazards with their covariance, turnover rates,
hazard-ratio tables, and the names, versions and hashes of the files they were computed from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from winset.arrays import Floats
from winset.errors import WinsetError

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
"""Of the file; one that a newer fit laid out otherwise has another."""


class CoefficientsError(WinsetError):
    """A file of fitted figures cannot be read."""


@dataclass(frozen=True)
class FittedHazard:
    """One cause's hazard as shipped."""

    terms: tuple[str, ...]
    """Names, the constant first."""
    coefficients: Floats
    """(terms,) log hazard ratios; the constant a log rate per year."""
    covariance: Floats
    """(terms, terms) clustered by alliance."""
    events: int
    """Events it was fitted on."""

    def draw(self, draws: int, rng: np.random.Generator) -> Floats:
        """(draws, terms) coefficients from their estimated normal distribution."""
        return rng.multivariate_normal(
            self.coefficients, self.covariance, size=draws, method="eigh"
        )

    def column(self, drawn: Floats, term: str) -> Floats:
        """(draws,) one term's coefficient; 0 for a term the model does not have.

        Terms without an estimate because their cell is empty are not in the shipped models, so
        that nothing is silently taken for nought here: the models are chosen without them.
        """
        if term not in self.terms:
            return np.zeros(len(drawn))
        return drawn[:, self.terms.index(term)]


@dataclass(frozen=True)
class Rate:
    """Coalition changes a year in one regime type, lognormal around its estimate."""

    value: float
    se_log: float


@dataclass(frozen=True)
class Coefficients:
    """What a simulation needs of the fit."""

    by_form: dict[str, FittedHazard]
    """Hazards by cause in which a coalition change may do something else to ratified agreements."""
    pooled: dict[str, FittedHazard]
    """The same without that interaction."""
    coalition_rates: dict[str, Rate]
    """By regime type."""


def read_coefficients(path: Path) -> Coefficients:
    """Read a coefficients file written by `fit`."""
    return _parse(json.loads(path.read_text(encoding="utf-8")))


@cache
def shipped_coefficients() -> Coefficients:
    """Return the coefficients that ship with winset."""
    return _parse(shipped_figures())


def shipped_approval() -> tuple[Floats, Floats]:
    """Return what approval does to the odds of losing the White House, as shipped.

    Returns
    -------
    coefficients: (2,) on the logit scale: at 50 per cent, and per point of approval above it
    covariance: (2, 2); fifteen elections' worth
    """
    fitted = shipped_figures()["approval"]
    return (
        np.array(fitted["coefficients_at_50_and_per_point"], dtype=np.float64),
        np.array(fitted["covariance"], dtype=np.float64),
    )


@cache
def shipped_figures() -> dict[str, Any]:
    """Return the whole shipped file, tables and all."""
    text = files("winset.durability").joinpath("coefficients.json").read_text(encoding="utf-8")
    figures: dict[str, Any] = json.loads(text)
    return figures


def _parse(figures: dict[str, Any]) -> Coefficients:
    """Turn the file's lists into arrays."""
    if figures.get("format") != FORMAT:
        raise CoefficientsError(
            f"coefficients of format {figures.get('format')} can't be read; this winset reads "
            f"format {FORMAT}. Fit again with `winset durability fit`."
        )
    hazards = figures["hazards"]
    return Coefficients(
        by_form={c: _hazard(h) for c, h in hazards["by_form"].items()},
        pooled={c: _hazard(h) for c, h in hazards["pooled"].items()},
        coalition_rates={
            r["regime"]: Rate(r["coalition_rate"]["value"], r["coalition_rate"]["se_log"])
            for r in figures["turnover"]
        },
    )


def _hazard(entry: dict[str, Any]) -> FittedHazard:
    """Turn one hazard's lists into arrays."""
    return FittedHazard(
        terms=tuple(entry["terms"]),
        coefficients=np.array(entry["coefficients"], dtype=np.float64),
        covariance=np.array(entry["covariance"], dtype=np.float64),
        events=int(entry["events"]),
    )
