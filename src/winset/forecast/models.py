"""The models by name: winset's own, one a file, and those of other packages.

To add one, see "Adding things": a file that exports a ``Model``, a place in ``MODELS``, a test.
Another package adds one by an entry point of the group ``winset.models``, named as the model is.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from winset.errors import WinsetError
from winset.forecast import (
    challenge,
    combined,
    compromise,
    condorcet,
    exchange,
    median,
    mode,
    nash_bargaining,
    status_quo,
)
from winset.forecast.model import Model
from winset.forecast.outcome import Outcome
from winset.forecast.spatial import all_issues as together
from winset.forecast.spatial import model as spatial
from winset.forecast.table import issue_table, with_attention
from winset.formats.actor_table import ActorTable
from winset.plugins import with_plugins

MODELS: tuple[Model, ...] = (
    combined.MODEL,
    compromise.MODEL,
    compromise.MEAN,
    median.MODEL,
    mode.MODEL,
    status_quo.MODEL,
    nash_bargaining.MODEL,
    condorcet.MODEL,
    spatial.MODEL,
    together.MODEL,
    exchange.MODEL,
    exchange.RANDOM_RATES,
    challenge.MODEL,
    challenge.PROGRAM,
)
"""Winset's own, in the order in which they are shown."""


def models() -> Mapping[str, Model]:
    """Collect all models by name: winset's own, then those of other packages.

    Raises
    ------
    WinsetError
        If a package's model cannot be loaded, is no ``Model``, takes a name that is in use, or has
        another name than its entry point.
    """
    return with_plugins("winset.models", {model.name: model for model in MODELS}, Model)


def model_named(name: str) -> Model:
    """Look up a model.

    Raises
    ------
    WinsetError
        If there is none of that name.
    """
    if name not in models():
        known = ", ".join(models())
        raise WinsetError(f"“{name}” is no forecasting model. Models: {known}.")
    return models()[name]


def run(
    model: Model, table: ActorTable, *, rounds: int | None = None, seed: int = 1
) -> dict[str, Outcome]:
    """Run a model on every issue of a table it has something to say on.

    Parameters
    ----------
    rounds
        How many rounds to play, for models that have rounds; by default their own number.

    Returns
    -------
    issue → Outcome
        Of a model of all issues at once, ``{"": outcome}`` with the issues as the last axis. A
        model that needs the reference point is silent on issues without one.
    """
    chosen = dict(model.options)
    if "rounds" in model.given and rounds is not None:
        chosen["rounds"] = rounds
    if "seed" in model.given:
        chosen["seed"] = seed
    if model.scope == "issues":
        seen = with_attention(table) if model.attention else table
        chosen |= _beside(model, scale=seen.scales.T, reference=seen.reference)
        return {"": model.predict(seen.positions, seen.salience, seen.capability, **chosen)}
    outcomes = {}
    for issue in table.issues:
        part = issue_table(table, issue)
        if "reference" in model.given and not np.isfinite(part.reference).all():
            continue
        beside = _beside(model, scale=part.scale, reference=part.reference)
        outcomes[issue] = model.predict(
            part.positions, part.salience, part.capability, **chosen, **beside
        )
    return outcomes


def _beside(model: Model, **parts: object) -> dict[str, object]:
    return {name: part for name, part in parts.items() if name in model.given}
