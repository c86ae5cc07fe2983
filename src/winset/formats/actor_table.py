"""Who wants what on which issue, and who can do how much about it: what forecast models are given.

The field's classic table has four columns, name, capability, position and salience, and one issue.
Here it has any number of issues, and as many worlds as there are draws of what is uncertain;
readers of foreign files return one world.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from winset.arrays import Floats
from winset.errors import WinsetError


@dataclass(frozen=True)
class TableFact:
    """Something left out of a table, filled in or assumed."""

    kind: Literal[
        "no-scale",
        "nobody-takes-part",
        "no-influence",
        "all-alike",
        "median-member",
        "best-valued",
        "no-reference",
        "doubt",
    ]
    """``no-scale``, ``nobody-takes-part``, ``no-influence``: issues or actors left out, and why;
    ``all-alike``: weights where none is given; ``median-member``, ``best-valued``: where an actor
    was put; ``no-reference``: an issue without a position for no deal; ``doubt``: how far every
    number is taken to be off.
    """
    names: tuple[str, ...] = ()
    """The actors or issues it is about, as the scenario calls them; of ``best-valued`` both."""
    share: float = 0.0
    """Of ``doubt``: a standard deviation, in shares of a number's scale."""


@dataclass(frozen=True)
class ActorTable:
    """Actors, what they want and what they bring, over worlds."""

    actors: tuple[str, ...]
    """Names of the actors, no two alike."""
    issues: tuple[str, ...]
    """Names of the issues, no two alike."""
    scales: Floats
    """(issues, 2): lower and upper end of each issue, on its own scale."""
    positions: Floats
    """(worlds, actors, issues): on each issue's own scale; NaN, in all worlds, where an actor takes
    no position."""
    salience: Floats
    """(worlds, actors, issues), 0–100 How much an issue matters to an actor; NaN where it takes no
    position."""
    capability: Floats
    """(worlds, actors), 0 or more, in any unit What it can bring to bear."""
    reference: Floats
    """(worlds, issues): where an issue stays without a decision, on its own scale; NaN where that
    is not known."""
    options: Mapping[str, Mapping[str, Floats]] = field(default_factory=dict)
    """Issue → name of an option → (worlds,) its position; issues without options are left out."""
    notes: tuple[str, ...] = ()
    """What the reader of a file left out or filled in, and why, as sentences."""
    facts: tuple[TableFact, ...] = ()
    """What was left out, filled in or assumed since."""

    def __post_init__(self) -> None:
        """Refuse a table that is none, with every problem at once."""
        wrong = [*_shapes(self), *_values(self)] if not _names(self) else _names(self)
        if wrong:
            raise WinsetError(f"This table of actors cannot be used: {'; '.join(wrong)}.")

    @property
    def worlds(self) -> int:
        """Number of worlds."""
        return len(self.positions)


def plain_table(
    actors: tuple[str, ...],
    issues: tuple[str, ...],
    positions: Floats,
    salience: Floats,
    capability: Floats,
    *,
    scales: Floats | None = None,
    reference: Floats | None = None,
    notes: tuple[str, ...] = (),
) -> ActorTable:
    """Make a table of one world, as a file gives it.

    Parameters
    ----------
    actors, issues
        Names.
    positions : (actors, issues)
        On each issue's own scale; NaN where an actor takes none.
    salience : (actors, issues), 0–100
        NaN where an actor takes no position.
    capability : (actors,)
        0 or more, in any unit.
    scales : (issues, 2)
        Ends of the scales; by default the outermost positions anybody takes.
    reference : (issues,)
        Where issues stay without a decision; by default not known.
    notes
        As in ``ActorTable``.

    Raises
    ------
    WinsetError
        With everything that is wrong.
    """
    stands = np.asarray(positions, dtype=np.float64)
    if scales is None:
        taken = np.isfinite(stands)
        low = np.where(taken, stands, np.inf).min(0, initial=np.inf)
        high = np.where(taken, stands, -np.inf).max(0, initial=-np.inf)
        scales = np.stack([low, high], axis=-1)
    unknown = np.full(len(issues), np.nan)
    return ActorTable(
        actors,
        issues,
        np.asarray(scales, dtype=np.float64),
        stands[None],
        np.asarray(salience, dtype=np.float64)[None],
        np.asarray(capability, dtype=np.float64)[None],
        np.asarray(unknown if reference is None else reference, dtype=np.float64)[None],
        notes=notes,
    )


def _names(table: ActorTable) -> list[str]:
    wrong = []
    for what, names in (("actors", table.actors), ("issues", table.issues)):
        if not names:
            wrong.append(f"it has no {what}")
        wrong += [
            f"“{name}” stands twice among the {what}"
            for name in dict.fromkeys(names)
            if names.count(name) > 1
        ]
    return wrong


def _shapes(table: ActorTable) -> list[str]:
    worlds, actors, issues = len(table.positions), len(table.actors), len(table.issues)
    wanted = {
        "scales": (issues, 2),
        "positions": (worlds, actors, issues),
        "salience": (worlds, actors, issues),
        "capability": (worlds, actors),
        "reference": (worlds, issues),
    }
    return [
        f"{name} has shape {getattr(table, name).shape}, not {shape}"
        for name, shape in wanted.items()
        if getattr(table, name).shape != shape
    ] + ([] if worlds else ["it has no worlds"])


def _values(table: ActorTable) -> list[str]:
    if _shapes(table):
        return []
    wrong = []
    slack = 1e-9 * (table.scales[:, 1] - table.scales[:, 0])
    for at, issue in enumerate(table.issues):
        low, high = table.scales[at]
        if not (np.isfinite([low, high]).all() and low < high):
            wrong.append(f"the scale of “{issue}”, {low:g} to {high:g}, does not rise")
            continue
        stands, reference = table.positions[..., at], table.reference[:, at]
        for who, place in [*zip(table.actors, stands.T, strict=True), ("no decision", reference)]:
            known = place[~np.isnan(place)]
            if known.size and (known.min() < low - slack[at] or known.max() > high + slack[at]):
                wrong.append(f"{who} on “{issue}” lies outside {low:g} to {high:g}")
    for who, own in zip(table.actors, table.capability.T, strict=True):
        if not np.isfinite(own).all() or own.min() < 0:
            wrong.append(f"the capability of {who} is no number of 0 or more")
    taken = ~np.isnan(table.positions)
    for who, cares, takes in zip(
        table.actors, table.salience.swapaxes(0, 1), taken.swapaxes(0, 1), strict=True
    ):
        if not (takes == takes[0]).all():
            wrong.append(f"{who} takes a position in some worlds only")
        own = cares[takes]
        if own.size and not ((own >= 0) & (own <= 100)).all():
            wrong.append(f"a salience of {who} lies outside 0 to 100, or is missing")
    return wrong
