"""What a forecast model is: a function over worlds, and what to know of it before believing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, get_args, get_origin, get_type_hints

from winset.forecast.outcome import Outcome

Given = Literal["scale", "reference", "rounds", "seed"]
Scope = Literal["issue", "issues"]


class Predict(Protocol):
    """What every model's ``predict`` takes and returns; its own choices follow by name."""

    def __call__(self, *args: Any, **choices: Any) -> Outcome:  # noqa: ANN401
        """Forecast where an issue, or several, ends up in every world.

        Parameters
        ----------
        positions : (worlds, actors), or (worlds, actors, issues) for models of several
            On each issue's own scale. Models of one issue are given those who take a position;
            averages, ``combined`` and models of several take NaN where an actor has none.
        salience : broadcasts to positions
            0–100: how much the issue matters to an actor.
        capability : broadcasts to (worlds, actors)
            0 or more, in any unit: what an actor can bring to bear; above 0 for some actor.
        choices
            ``scale``, (2,) or (2, issues): lower and upper end of each issue, 0 to 100 unless
            given. ``reference``, (worlds,): where the issue stays without a decision, on its own
            scale. ``rounds``: the most to play, at least 1. ``seed``: of random draws.

        Returns
        -------
        Outcome
            The forecast of each world on the issue's own scale.

        Raises
        ------
        ValueError
            If a shape does not fit, a number is missing or out of its range, nobody counts in some
            world, or a choice is unknown.
        """


@dataclass(frozen=True)
class Model:
    """A model of collective decisions."""

    name: str
    """As the command line takes it."""
    title: str
    """What it is, in a few words."""
    source: str
    """Author and year."""
    weakness: str
    """What to beware of, in one clause."""
    predict: Predict
    """The model itself."""
    given: tuple[Given, ...] = ()
    """What it is handed beside positions, saliences and capabilities: ``scale``, ``reference``,
    ``rounds``, ``seed``."""
    scope: Scope = "issue"
    """``issue``: it sees one issue at a time, with those who take part in it; ``issues``: all at
    once, with NaN where an actor takes no position."""
    attention: bool = False
    """Whether it reads saliences as shares of attention that sum to 100 at most."""
    options: Mapping[str, object] = field(default_factory=dict)
    """The choices that make this variant, passed on by name."""
    in_runs: bool = False
    """Whether ``winset run`` asks it too, and the report shows it."""
    no_change: bool = False
    """Whether it says that nothing changes: no answer on where talks lead, so it does not widen
    what models say, and is shown last."""


def check_choice(what: str, chosen: object, kind: Any) -> None:  # noqa: ANN401
    """Refuse what is none of the values of a ``Literal`` type.

    Raises
    ------
    ValueError
        With the values to choose from.
    """
    if chosen not in get_args(kind):
        raise ValueError(f"no {what} {chosen!r}: choose from {', '.join(get_args(kind))}")


def check_choices(options: object) -> None:
    """Refuse options, a dataclass, with a field that is none of the values of its ``Literal``."""
    for name, kind in get_type_hints(type(options)).items():
        if get_origin(kind) is Literal:
            check_choice(name, getattr(options, name), kind)
