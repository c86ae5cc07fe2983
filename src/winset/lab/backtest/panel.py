"""The models a backtest compares, by the names the command line takes.

All models of ``winset.forecast.models``, and baselines that only decisions of the Union have. A
name is a model, or a model and a capability: ``compromise:gdp``. Actors count by salience ×
capability; without a capability, by salience alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats
from winset.errors import WinsetError
from winset.forecast.combined import Fitted, shipped
from winset.forecast.mixture import TICKS, central, outcome_odds
from winset.forecast.model import Model
from winset.forecast.models import models
from winset.lab.backtest.capability import CAPABILITIES, capability, filled_salience
from winset.lab.backtest.decisions import HIGHEST, LOWEST, Decisions
from winset.lab.backtest.fitting import camps_of, some
from winset.lab.backtest.predictions import Predictions, predictions_of

BASELINES = {
    "plain-median": "median position, everybody alike",
    "commission": "what the Commission wants",
    "parliament": "what the Parliament wants",
    "midpoint": "the middle of the scale",
}
"""Beside the registered models; none of them weighs anybody."""

_UNWEIGHED = {"combined", "status-quo"}
"""Registered models for which a capability cannot be chosen."""

CHEAP = (
    "combined",
    "mean",
    *("compromise" if c == "equal" else f"compromise:{c}" for c in CAPABILITIES),
    "plain-median",
    "median",
    "median:gdp",
    "mode",
    "status-quo",
    "commission",
    "parliament",
    "midpoint",
)
"""What is run unless models are named: all that take no time."""

WEIGHED_BY = ("votes", "gdp")
"""Capabilities that ``all`` runs the models with that play rounds or elections."""


@dataclass(frozen=True)
class Entrant:
    """A model with its weights, ready to be run."""

    name: str
    """With the capability, if one was asked for."""
    title: str
    """What it is, in a few words."""
    model: Model | None
    """The registered model, or None for a baseline."""
    salience: Floats
    capability: Floats
    """``salience``, ``capability``: (issues, actors): what actors count by."""
    weighs: bool
    """Whether they count at all."""

    @property
    def weights(self) -> Floats:
        """(issues, actors) salience × capability."""
        return self.salience * self.capability

    def run(self, decisions: Decisions, fitted: Fitted | None = None) -> Predictions:
        """Forecast every issue, the combined forecast by ``fitted`` or else the shipped figures."""
        if self.name == "combined":
            odds = combined_odds(decisions, fitted or shipped())
            return Predictions(central(odds), odds, None)
        if self.model is None:
            return Predictions(_baseline(self.name, decisions), None, None)
        return predictions_of(self.model, decisions, self.salience, self.capability)


def every_model() -> tuple[str, ...]:
    """Names of the cheap models and all others that are registered."""
    bases = {name.partition(":")[0] for name in CHEAP}
    return (
        *CHEAP,
        *(f"{m.name}:{c}" for m in models().values() if m.name not in bases for c in WEIGHED_BY),
    )


def panel_of(decisions: Decisions, asked: Sequence[str] | None) -> tuple[str, ...]:
    """Models to run: those named, ``all``, or the cheap ones if none is named.

    Where nobody named a model, those by GDP are left out of a file that brings none.
    """
    if asked is not None and tuple(asked) != ("all",):
        return tuple(asked)
    names = CHEAP if asked is None else every_model()
    return tuple(n for n in names if decisions.gdp is not None or not n.endswith(":gdp"))


def entrants(decisions: Decisions, names: tuple[str, ...]) -> tuple[Entrant, ...]:
    """Look up models by name and work out what they weigh by.

    Raises
    ------
    WinsetError
        With every name that is unknown.
    """
    known = models()
    weighs = {
        name: name in known
        and name not in _UNWEIGHED
        and known[name].options.get("weight") != "plain"
        for name in (*known, *BASELINES)
    }
    wrong = []
    for name in names:
        base, colon, extra = name.partition(":")
        if base not in weighs:
            wrong.append(f"“{name}” is no model")
        elif colon and not weighs[base]:
            wrong.append(f"“{name}”: {base} takes no capability")
        elif colon and extra not in CAPABILITIES:
            wrong.append(f"“{name}”: “{extra}” is no capability")
    if wrong:
        raise WinsetError(
            f"{'; '.join(wrong)}. Models: all, {', '.join(weighs)}; capabilities, after a colon: "
            f"{', '.join(CAPABILITIES)}."
        )
    salience = filled_salience(decisions)
    made = []
    for name in dict.fromkeys(names):
        base, _, extra = name.partition(":")
        chosen = next(c for c in CAPABILITIES if c == (extra or "equal"))
        model = known.get(base)
        title = BASELINES[base] if model is None else model.title
        made.append(
            Entrant(name, title, model, salience, capability(decisions, chosen), weighs[base])
        )
    return tuple(made)


def combined_odds(decisions: Decisions, fitted: Fitted) -> Floats:
    """(issues, 101) by fitted figures, those fitted without it for a proposal they know."""
    found = camps_of(decisions)
    odds = np.zeros((len(decisions.issues), TICKS))
    for proposal in np.unique(decisions.proposals):
        own = decisions.proposals == proposal
        name = decisions.proposal_names[proposal]
        odds[own] = outcome_odds(some(found, own), fitted.without.get(name, fitted.shape))
    return odds


def _baseline(name: str, decisions: Decisions) -> Floats:
    if name == "plain-median":
        found: Floats = np.nanmedian(decisions.positions, axis=1)
        return found
    if name == "midpoint":
        return np.full(len(decisions.issues), (LOWEST + HIGHEST) / 2)
    actor = {"commission": "com", "parliament": "ep"}[name]
    return decisions.positions[:, decisions.actors.index(actor)]
