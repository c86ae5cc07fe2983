"""A negotiation domain as read from another tool's files."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.errors import Problem, ScenarioError

_LARGEST_SALIENCE = 100.0
_EXACT = 1e-9


@dataclass(frozen=True)
class ImportedIssue:
    """An issue and its options.

    Attributes
    ----------
    name
        As the file has it.
    options
        Names of the options, each once.
    positions
        Where the options lie, on an issue whose options are numbers; None on a plain choice.
    """

    name: str
    options: tuple[str, ...]
    positions: tuple[float, ...] | None = None


@dataclass(frozen=True)
class ImportedActor:
    """An actor with additive utilities: the constant plus the sum of weight × value.

    Attributes
    ----------
    name
        As the file has it.
    weights
        Weight of each issue: shape (issues,).
    values
        Value of each option of each issue, before weighting.
    reservation
        Utility without a deal; None where the file states none.
    discount
        Share of utility left at the end of the talks, as the file has it; None where it has
        none. winset's models have no clock within the talks, so it is only kept.
    constant
        Utility every package has in common.
    """

    name: str
    weights: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    reservation: float | None = None
    discount: float | None = None
    constant: float = 0.0

    def in_unit_scale(self) -> tuple[list[list[float]], list[float], float, bool]:
        """Express the utilities by values in [0, 1] and weights that sum to one.

        Returns
        -------
        values, weights, reservation
            As the attributes; the reservation value clipped to [0, 1].
        moved
            Whether that took a linear map of the utilities.
        """
        flat = [v for row in self.values for v in row]
        fits = self.constant == 0 and min(flat) >= 0 and max(flat) <= 1
        if fits and min(self.weights) >= 0 and abs(math.fsum(self.weights) - 1) <= _EXACT:
            rows = [list(row) for row in self.values]
            return rows, list(self.weights), _clip(self.reservation or 0.0), False
        sums = [
            [weight * v for v in row] for weight, row in zip(self.weights, self.values, strict=True)
        ]
        least = [min(row) for row in sums]
        spans = [max(row) - low for row, low in zip(sums, least, strict=True)]
        total, base = math.fsum(spans), self.constant + math.fsum(least)
        rows = [
            [(c - low) / span if span else 0.0 for c in row]
            for row, low, span in zip(sums, least, spans, strict=True)
        ]
        above = 0.0 if self.reservation is None else self.reservation - base
        reservation = above / total if total else float(above > _EXACT)
        shares = [span / total if total else 1 / len(spans) for span in spans]
        return rows, shares, _clip(reservation), True


@dataclass(frozen=True)
class ImportedDomain:
    """A domain, its actors, and what could not be carried over.

    Attributes
    ----------
    name
        Name of the domain.
    issues, actors
        In the order of the files.
    format
        Format it was read from, and in which reading: ``genius (raw)``.
    notes
        What the files said that this does not, and what was assumed: one sentence each.
    """

    name: str
    issues: tuple[ImportedIssue, ...]
    actors: tuple[ImportedActor, ...]
    format: str
    notes: tuple[str, ...] = ()

    @property
    def packages(self) -> int:
        """Number of packages, exact."""
        return math.prod(len(issue.options) for issue in self.issues)

    @property
    def options(self) -> dict[str, tuple[str, ...]]:
        """Issue → names of its options."""
        return {issue.name: issue.options for issue in self.issues}

    def contributions(self) -> list[NDArray[np.float64]]:
        """Return what each option adds to utility: an array an issue, shape (options, actors)."""
        return [
            np.array([[a.weights[k] * v for v in a.values[k]] for a in self.actors]).T
            for k in range(len(self.issues))
        ]

    def constants(self) -> NDArray[np.float64]:
        """Return the utility every package has in common: shape (actors,)."""
        return np.array([actor.constant for actor in self.actors])

    def reservation(self) -> NDArray[np.float64]:
        """Return each actor's utility without a deal: shape (actors,).

        An actor without a reservation value never refuses, which its worst package's utility
        expresses.
        """
        least = self.constants() + sum(c.min(axis=0) for c in self.contributions())
        stated = [np.nan if a.reservation is None else a.reservation for a in self.actors]
        return np.where(np.isnan(stated), least, stated)

    def pick_actors(self, names: Sequence[str]) -> ImportedDomain:
        """Keep only the named actors, in the order named.

        Raises
        ------
        ScenarioError
            If a name is unknown or none is given.
        """
        known = {actor.name: actor for actor in self.actors}
        unknown = [name for name in names if name not in known]
        if unknown or not names:
            raise ScenarioError(
                [
                    Problem(
                        "unknown-actor",
                        f"no actor is called {', '.join(unknown) or 'so'}",
                        f"Choose among {', '.join(known)}.",
                        field="actors",
                    )
                ]
            )
        actors = tuple(known[name] for name in dict.fromkeys(names))
        return ImportedDomain(self.name, self.issues, actors, self.format, self.notes)

    def to_scenario(self) -> dict[str, Any]:
        """Render as a winset scenario: every actor a party that ratifies by reservation value.

        Each issue is nominal and each stance gives its options' values, so nothing is assumed
        about distances. Utilities that don't already lie in [0, 1] are moved there by one
        increasing linear map an actor, reservation values included, which changes no
        comparison that actor makes.

        Returns
        -------
        dict
            In the format of the scenario file; ``summary`` carries the notes.

        Raises
        ------
        ScenarioError
            If there are fewer than two actors: nobody to negotiate with.
        """
        if len(self.actors) < 2:
            raise ScenarioError(
                [
                    Problem(
                        "one-actor",
                        f"the domain “{self.name}” has {len(self.actors)} actor",
                        "Import at least two preference profiles.",
                        field="actors",
                    )
                ]
            )
        issue_ids = _ids(issue.name for issue in self.issues)
        actor_ids = _ids(actor.name for actor in self.actors)
        sides = [self._side(actor, issue_ids) for actor in self.actors]
        moved = [name for name, (_, note) in zip(actor_ids, sides, strict=True) if note]
        notes = [f"Imported from {self.format}.", *self.notes]
        if moved:
            notes.append(f"Utilities of {', '.join(moved)} were rescaled linearly to 0–1.")
        return {
            "winset": 1,
            "id": re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-") or "imported",
            "title": self.name or "Imported domain",
            "summary": " ".join(notes),
            "issues": {
                id_: {"title": issue.name, "options": dict.fromkeys(issue.options)}
                for id_, issue in zip(issue_ids, self.issues, strict=True)
            },
            "actors": {
                id_: {"name": actor.name, "role": "leader", "party": id_, **side}
                for id_, actor, (side, _) in zip(actor_ids, self.actors, sides, strict=True)
            },
            "parties": {
                id_: {"name": actor.name, "principal": id_, "ratification": {"agreement": id_}}
                for id_, actor in zip(actor_ids, self.actors, strict=True)
            },
            "settings": {"worlds": 1, "noise": 0},
        }

    def _side(self, actor: ImportedActor, issue_ids: Sequence[str]) -> tuple[dict[str, Any], bool]:
        """Return an actor's stances and reservation value, and whether its utilities were moved."""
        rows, weights, reservation, moved = actor.in_unit_scale()
        stances = {
            id_: {
                "values": dict(zip(issue.options, row, strict=True)),
                "salience": min(_LARGEST_SALIENCE, _LARGEST_SALIENCE * weight),
            }
            for id_, issue, row, weight in zip(issue_ids, self.issues, rows, weights, strict=True)
        }
        return {"reservation": reservation, "stances": stances}, moved


def _clip(utility: float) -> float:
    return min(1.0, max(0.0, utility))


def _ids(names: Iterable[str]) -> list[str]:
    """Make different ids of names: letters, digits, hyphens and underscores."""
    taken: dict[str, None] = {}
    for name in names:
        stem = re.sub(r"[^A-Za-z0-9_\-]+", "_", name).strip("_-") or "x"
        id_, number = stem, 2
        while id_ in taken:
            id_, number = f"{stem}_{number}", number + 1
        taken[id_] = None
    return list(taken)


def check_names(names: Iterable[str]) -> str | None:
    """Return the first name that stands twice or is empty, None if there is none."""
    seen: set[str] = set()
    for name in names:
        if name in seen or not name.strip():
            return name
        seen.add(name)
    return None


def as_mapping(raw: object) -> Mapping[str, Any]:
    """Take a mapping as it is, anything else as an empty one."""
    return raw if isinstance(raw, Mapping) else {}
