"""The combined forecast: odds of every outcome, fitted to decisions of the European Union.

The mixture of ``winset.forecast.mixture`` with the figures in ``combined.json``, which
``winset backtest fit`` makes anew. Source: our own. Data: DEU III (Arregui & Perarnaud 2022,
Journal of European Public Policy 29(1)).

Known weakness: it is fitted on 205 issues of one polity with a strong norm of consensus, scaled by
experts so that the ends of each scale are the most extreme positions taken. Elsewhere (in war
talks, say, or where one side can dictate) its spread is a guess by analogy, and too sure of itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from winset.errors import WinsetError
from winset.forecast.mixture import MixtureShape, camps, central, outcome_odds
from winset.forecast.model import Model
from winset.forecast.outcome import Outcome

FORMAT = 1
FITTED_ON = (
    "fitted on decisions of the European Union; elsewhere its odds are an analogy, not an estimate"
)


class FiguresError(WinsetError):
    """A file of fitted figures can't be used."""


@dataclass(frozen=True)
class Fitted:
    """The figures of the combined forecast."""

    shape: MixtureShape
    """Fitted on all proposals."""
    without: Mapping[str, MixtureShape]
    """Proposal → figures fitted without it, to forecast it with."""
    provenance: Mapping[str, Any]
    """Data, counts, date and command, as in the file."""


def predict(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    scale: tuple[float, float] = (0.0, 100.0),
) -> Outcome:
    """Forecast one issue in every world.

    Returns
    -------
    Outcome
        ``forecast``: the median in each world; ``odds``: of every outcome.
    """
    low, high = scale
    stands = np.asarray(positions, dtype=np.float64)
    if stands.ndim != 2 or not high > low:
        raise ValueError("positions are (worlds, actors), and a scale runs from low to high")
    places = (stands - low) / (high - low) * 100
    if (places < -1e-9).any() or (places > 100 + 1e-9).any():
        raise ValueError("a position lies off the scale")
    counts = np.asarray(salience, dtype=np.float64) * np.asarray(capability, dtype=np.float64)
    weights = np.broadcast_to(counts, stands.shape)
    shape = shipped().shape
    stood = camps(np.clip(places, 0, 100), np.where(np.isnan(stands), 0.0, weights))
    odds = outcome_odds(stood, shape)
    return Outcome(
        "combined",
        low + (high - low) * central(odds) / 100,
        parameters={
            "exponent": shape.exponent,
            "lumps": shape.lumps,
            "spread": shape.spread,
            "fitted_on": FITTED_ON,
        },
        odds=odds,
    )


MODEL = Model(
    "combined",
    "odds from support: lumps at positions and a bell, fitted to EU decisions",
    "winset, on DEU III (Arregui & Perarnaud 2022)",
    "fitted on decisions of the European Union, with its norm of consensus; elsewhere an analogy, "
    "and too sure of itself",
    predict,
    given=("scale",),
    in_runs=True,
)


@cache
def shipped() -> Fitted:
    """Return the figures that ship with winset."""
    return read_fitted(shipped_figures())


@cache
def shipped_figures() -> dict[str, Any]:
    """Return the whole shipped file, cross-validation and all."""
    text = files("winset.forecast").joinpath("combined.json").read_text(encoding="utf-8")
    figures: dict[str, Any] = json.loads(text)
    return figures


def read_fitted(figures: Mapping[str, Any]) -> Fitted:
    """Take the figures from a file's mapping.

    Raises
    ------
    FiguresError
        If it is of another format.
    """
    if figures.get("format") != FORMAT:
        raise FiguresError(
            f"figures of format {figures.get('format')} can't be read; this winset reads format "
            f"{FORMAT}. Fit again with `winset backtest fit`."
        )
    return Fitted(
        MixtureShape(**figures["shape"]),
        {name: MixtureShape(*row) for name, row in figures["without"].items()},
        figures["provenance"],
    )
