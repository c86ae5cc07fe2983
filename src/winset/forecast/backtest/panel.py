"""The models a backtest compares, by the names the command line takes.

A name is a model, or a model and a capability: ``compromise:gdp``. Models that weigh actors weigh
them by salience × capability; without a capability, by salience alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.errors import WinsetError
from winset.forecast.backtest.capability import CAPABILITIES, capability, filled_salience
from winset.forecast.backtest.fitting import camps_of, some
from winset.forecast.combined import shipped
from winset.forecast.mixture import central, outcome_odds
from winset.forecast.scores import TICKS
from winset.formats.decisions import HIGHEST, LOWEST, Decisions

Points = Callable[[Decisions, NDArray[np.float64]], NDArray[np.float64]]


@dataclass(frozen=True)
class Model:
    """A model of the panel.

    Attributes
    ----------
    name
        As the command line takes it.
    title
        What it is, in a few words.
    point
        Takes decisions and (issues, actors) weights; gives (issues,) forecasts, 0–100, NaN where it
        has nothing to say.
    weighs
        Whether it weighs actors by a capability of one's choice.
    odds
        Its own distribution, if it has one: gives (issues, 101) odds; its median is the forecast.
    """

    name: str
    title: str
    point: Points
    weighs: bool = True
    odds: Points | None = None


@dataclass(frozen=True)
class Entrant:
    """A model with its weights, ready to be run.

    Attributes
    ----------
    name
        With the capability, if one was asked for.
    model
        The model.
    weights : (issues, actors)
        Salience × capability.
    """

    name: str
    model: Model
    weights: NDArray[np.float64]


def weighted_mean(decisions: Decisions, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """(issues,) mean position by weight."""
    share = shares(decisions, weights)
    found: NDArray[np.float64] = (share * np.nan_to_num(decisions.positions)).sum(axis=1)
    return found


def weighted_median(decisions: Decisions, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """(issues,) position that splits the weight in halves; the middle of two that both do."""
    share = shares(decisions, weights)
    places = np.where(decisions.taken, decisions.positions, np.inf)
    order = np.argsort(places, axis=1, kind="stable")
    below = np.cumsum(np.take_along_axis(share, order, axis=1), axis=1)
    places = np.take_along_axis(places, order, axis=1)
    rows = np.arange(len(places))
    low = places[rows, np.argmax(below >= 0.5 - 1e-9, axis=1)]
    high = places[rows, np.argmax(below > 0.5 + 1e-9, axis=1)]
    found: NDArray[np.float64] = (low + high) / 2
    return found


def strongest(decisions: Decisions, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """(issues,) position with the most weight behind it; the middle of those that tie."""
    share = shares(decisions, weights)
    found = np.empty(len(share))
    for row, (places, own) in enumerate(zip(decisions.positions, share, strict=True)):
        taken = np.isfinite(places)
        options, which = np.unique(places[taken], return_inverse=True)
        behind = np.bincount(which, weights=own[taken])
        found[row] = options[behind >= behind.max() - 1e-9].mean()
    return found


def shares(decisions: Decisions, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """(issues, actors) shares of the weight; all who take a position alike where there is none."""
    own = np.where(decisions.taken, weights, 0.0)
    own = np.where(own.sum(axis=1, keepdims=True) > 0, own, decisions.taken)
    found: NDArray[np.float64] = own / own.sum(axis=1, keepdims=True)
    return found


def _alike(decisions: Decisions) -> NDArray[np.float64]:
    return decisions.taken.astype(np.float64)


def _position_of(actor: str) -> Points:
    def point(decisions: Decisions, _weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return decisions.positions[:, decisions.actors.index(actor)]

    return point


def _combined_odds(decisions: Decisions, _weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """(issues, 101) by the shipped figures, those fitted without it for a proposal they know."""
    fitted, found = shipped(), camps_of(decisions)
    odds = np.zeros((len(decisions.issues), TICKS))
    for proposal in np.unique(decisions.proposals):
        own = decisions.proposals == proposal
        name = decisions.proposal_names[proposal]
        odds[own] = outcome_odds(some(found, own), fitted.without.get(name, fitted.shape))
    return odds


PANEL: tuple[Model, ...] = (
    Model(
        "combined",
        "support as odds: lumps at positions and a bell, fitted without the proposal",
        lambda d, w: central(_combined_odds(d, w)),
        False,
        _combined_odds,
    ),
    Model("mean", "plain mean of positions", lambda d, _: weighted_mean(d, _alike(d)), False),
    Model("compromise", "mean by salience × capability", weighted_mean),
    Model("median", "plain median", lambda d, _: weighted_median(d, _alike(d)), False),
    Model("weighted-median", "median by salience × capability", weighted_median),
    Model("mode", "position with the most salience × capability behind it", strongest),
    Model("status-quo", "the reference point", lambda d, _: d.reference, False),
    Model("commission", "what the Commission wants", _position_of("com"), False),
    Model("parliament", "what the Parliament wants", _position_of("ep"), False),
    Model(
        "midpoint",
        "the middle of the scale",
        lambda d, _: np.full(len(d.issues), (LOWEST + HIGHEST) / 2),
        False,
    ),
)
DEFAULT = (
    "combined",
    "mean",
    *("compromise" if c == "equal" else f"compromise:{c}" for c in CAPABILITIES),
    "median",
    "weighted-median",
    "weighted-median:gdp",
    "mode",
    "status-quo",
    "commission",
    "parliament",
    "midpoint",
)


def entrants(decisions: Decisions, names: tuple[str, ...]) -> tuple[Entrant, ...]:
    """Look up models by name and work out what they weigh by.

    Raises
    ------
    WinsetError
        With every name that is unknown.
    """
    known = {model.name: model for model in PANEL}
    wrong = []
    for name in names:
        base, colon, extra = name.partition(":")
        if base not in known:
            wrong.append(f"“{name}” is no model")
        elif colon and not known[base].weighs:
            wrong.append(f"“{name}”: {base} weighs nobody, so it takes no capability")
        elif colon and extra not in CAPABILITIES:
            wrong.append(f"“{name}”: “{extra}” is no capability")
    if wrong:
        raise WinsetError(
            f"{'; '.join(wrong)}. Models: {', '.join(known)}; capabilities, after a colon: "
            f"{', '.join(CAPABILITIES)}."
        )
    salience = filled_salience(decisions)
    made = []
    for name in dict.fromkeys(names):
        base, _, extra = name.partition(":")
        chosen = next(c for c in CAPABILITIES if c == (extra or "equal"))
        made.append(Entrant(name, known[base], salience * capability(decisions, chosen)))
    return tuple(made)
