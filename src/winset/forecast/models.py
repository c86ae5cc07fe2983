"""The models by name: what each is called, where it lives, and what it has to be given.

To add a model: a file with a function ``predict(positions, salience, capability, *, …) -> Outcome``
over arrays of worlds, and one line in ``MODELS``. Nothing is imported before a model is run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Literal

import numpy as np

from winset.errors import WinsetError
from winset.forecast.outcome import Outcome
from winset.forecast.table import issue_table, with_attention
from winset.formats.actor_table import ActorTable

Given = Literal["scale", "reference", "rounds", "seed"]
Scope = Literal["issue", "issues"]


@dataclass(frozen=True)
class Model:
    """A model of collective decisions.

    Attributes
    ----------
    name
        As the command line takes it.
    title
        What it is, in a few words.
    home
        Module and function, ``winset.forecast.compromise:predict``.
    source
        Author and year.
    weakness
        What to beware of, in one clause.
    given
        What it is handed beside positions, saliences and capabilities: ``scale`` the ends of each
        issue, ``reference`` where it stays without a decision, ``rounds`` how many to play,
        ``seed`` of random draws.
    scope
        ``issue``: it sees one issue at a time, with those who take part in it; ``issues``: all at
        once, with NaN where an actor takes no position.
    attention
        Whether it reads saliences as shares of attention that sum to 100 at most.
    options
        The choices that make this variant, passed on by name.
    """

    name: str
    title: str
    home: str
    source: str
    weakness: str
    given: tuple[Given, ...] = ()
    scope: Scope = "issue"
    attention: bool = False
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def predict(self) -> Callable[..., Outcome]:
        """The function behind the name."""
        module, _, function = self.home.partition(":")
        found: Callable[..., Outcome] = getattr(import_module(module), function)
        return found


MODELS: tuple[Model, ...] = (
    Model(
        "combined",
        "odds from support: lumps at positions and a bell, fitted to EU decisions",
        "winset.forecast.combined:predict",
        "winset, on DEU III (Arregui & Perarnaud 2022)",
        "fitted on decisions of the European Union, with its norm of consensus; elsewhere an "
        "analogy, and too sure of itself",
        given=("scale",),
    ),
    Model(
        "compromise",
        "mean position by salience × capability",
        "winset.forecast.compromise:predict",
        "Van den Bos 1991; Achen 2006",
        "splits every difference, so it misses clear wins and deadlock",
    ),
    Model(
        "mean",
        "mean position, everybody alike",
        "winset.forecast.compromise:predict",
        "baseline",
        "counts the weak and the indifferent in full",
        options={"weight": "plain"},
    ),
    Model(
        "median",
        "median position by salience × capability",
        "winset.forecast.median:predict",
        "Black 1948",
        "jumps when a weight near the middle changes",
    ),
    Model(
        "mode",
        "position with the most salience × capability behind it",
        "winset.forecast.mode:predict",
        "baseline",
        "with uncertain positions, the position of the weightiest actor",
    ),
    Model(
        "status-quo",
        "where the issue stays without a decision",
        "winset.forecast.status_quo:predict",
        "baseline",
        "right only where talks fail",
        given=("reference",),
    ),
    Model(
        "nash",
        "Nash bargaining solution against the reference point, an issue at a time",
        "winset.forecast.nash_bargaining:predict",
        "Nash 1950; Achen 2006; Schneider, Finke & Bailer 2010",
        "stays put wherever anybody prefers the reference point",
        given=("scale", "reference"),
    ),
    Model(
        "condorcet",
        "expected position of a probabilistic Condorcet election",
        "winset.forecast.condorcet:predict",
        "Wise, Lester & Efird 2015 (KTAB)",
        "counts the capability of the indifferent in full; its odds have never been calibrated",
        given=("scale",),
    ),
    Model(
        "spatial",
        "spatial model of politics, an issue at a time",
        "winset.forecast.spatial.model:predict",
        "Wise, Lester & Efird 2015 (KTAB)",
        "small changes of input may turn the path; third parties do not defend their friends",
        given=("scale", "rounds", "seed"),
    ),
    Model(
        "spatial-joint",
        "spatial model of politics, all issues at once",
        "winset.forecast.spatial.together:predict",
        "Wise, Lester & Efird 2015 (KTAB)",
        "as the spatial model; who takes no position on an issue is put at its weighted mean",
        given=("scale", "rounds", "seed"),
        scope="issues",
        attention=True,
    ),
    Model(
        "exchange",
        "exchange of positions on pairs of issues, at equal gains",
        "winset.forecast.exchange:predict",
        "Stokman & Van Oosten 1994",
        "for any gain actors move all the way, so a point of salience may turn it round",
        given=("scale", "rounds"),
        scope="issues",
    ),
    Model(
        "exchange-random",
        "exchange of positions at random rates",
        "winset.forecast.exchange:predict",
        "Dijkstra, Van Assen, Stokman & Draaijer 2018",
        "as exchange; how widely rates vary is assumed",
        given=("scale", "rounds", "seed"),
        scope="issues",
        options={"rate": "random rate"},
    ),
    Model(
        "challenge",
        "actors challenge each other, the weaker give way; the paper's equations",
        "winset.forecast.challenge:predict",
        "Bueno de Mesquita 1994; Scholz, Calbert & Smith 2011",
        "jumps from round to round, and the number of rounds is a choice",
        given=("rounds",),
    ),
    Model(
        "challenge-program",
        "the same as its authors' program has it",
        "winset.forecast.challenge:predict",
        "Scholz, Calbert & Smith 2011",
        "gives another answer when the scale is turned around; for reproduction",
        given=("rounds",),
        options={"variant": "program"},
    ),
)


def model_named(name: str) -> Model:
    """Look up a model.

    Raises
    ------
    WinsetError
        If there is none of that name.
    """
    for model in MODELS:
        if model.name == name:
            return model
    known = ", ".join(model.name for model in MODELS)
    raise WinsetError(f"“{name}” is no forecasting model. Models: {known}.")


def run(
    model: Model,
    table: ActorTable,
    *,
    rounds: int | None = None,
    seed: int = 1,
) -> dict[str, Outcome]:
    """Run a model on every issue of a table it has something to say on.

    Parameters
    ----------
    model
        The model.
    table
        Who wants what.
    rounds
        How many rounds to play, for models that have rounds; by default their own number.
    seed
        Of random draws, for models that draw.

    Returns
    -------
    issue → Outcome
        Of a model of all issues at once, ``{"": outcome}`` with the issues as the last axis. A
        model that needs the reference point is silent on issues without one.
    """
    beside: dict[str, object] = dict(model.options)
    if "rounds" in model.given and rounds is not None:
        beside["rounds"] = rounds
    if "seed" in model.given:
        beside["seed"] = seed
    if model.scope == "issues":
        return {"": _on_all(model, table, beside)}
    outcomes = {}
    for issue in table.issues:
        own = issue_table(table, issue)
        if "reference" in model.given and not np.isfinite(own.reference).all():
            continue
        if "scale" in model.given:
            beside["scale"] = own.scale
        if "reference" in model.given:
            beside["reference"] = own.reference
        outcomes[issue] = model.predict(own.positions, own.salience, own.capability, **beside)
    return outcomes


def _on_all(model: Model, table: ActorTable, beside: dict[str, object]) -> Outcome:
    seen = with_attention(table) if model.attention else table
    if "scale" in model.given:
        beside["scale"] = seen.scales.T
    if "reference" in model.given:
        beside["reference"] = seen.reference
    return model.predict(seen.positions, seen.salience, seen.capability, **beside)
