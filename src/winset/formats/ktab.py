"""Scenarios of the KAPSARC Toolkit for Behavioral Analysis (KTAB): what both its formats hold.

Capabilities of actors, their positions and saliences on one dimension or several, 0–100, an actor's
saliences summing to 100 at most; the XML format adds choices of the model, a seed, and how ideals
follow positions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from winset.arrays import Floats
from winset.formats.actor_table import ActorTable, plain_table
from winset.formats.foreign_file import ForeignFile

MOST_ACTORS = 2_000
MOST_DIMENSIONS = 100

_NAMES: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType(
    {
        "VictoryProbModel": (
            "victory_model",
            {
                "Linear": "linear",
                "Square": "square",
                "Quartic": "quartic",
                "Octic": "octic",
                "Binary": "binary",
            },
        ),
        "PCEModel": (
            "election",
            {
                "Conditional": "conditional",
                "MarkovIncentive": "markov-incentive",
                "MarkovUniform": "markov-uniform",
            },
        ),
        "StateTransitions": (
            "transition",
            {"Deterministic": "deterministic", "Stochastic": "stochastic"},
        ),
        "VotingRule": (
            "voting",
            {
                "Prop": "proportional",
                "Proportional": "proportional",
                "Binary": "binary",
                "PropBin": "proportional-binary",
                "PropCbc": "proportional-cubic",
                "Cubic": "cubic",
            },
        ),
        "BigRAdjust": (
            "sight",
            {
                "OneThird": "third",
                "None": "none",
                "No": "none",
                "Half": "half",
                "TwoThirds": "two-thirds",
                "Full": "full",
            },
        ),
        "BigRRange": ("risk", {"Min": "min", "Mid": "mid", "Max": "max"}),
        "ThirdPartyCommit": (
            "third_party",
            {"NoCommit": "none", "SemiCommit": "semi", "FullCommit": "full"},
        ),
        "InterVecBrgn": (
            "interpolation",
            {"S1P1": "plain", "S2P2": "squared", "S2PMax": "advantage"},
        ),
        "BargnModel": (
            "proposals",
            {
                "InitOnlyInterp": "initiator",
                "InitRcvrInterp": "both",
                "PWCompInterp": "compromise",
            },
        ),
    }
)
"""Element of the XML → the choice it makes, and what its values are called here."""


@dataclass(frozen=True)
class KtabScenario:
    """A scenario as KTAB has it."""

    name: str
    description: str
    """``name``, ``description``: of the scenario."""
    issues: tuple[str, ...]
    """Names of the dimensions."""
    actors: tuple[str, ...]
    descriptions: tuple[str, ...]
    """``actors``, ``descriptions``: names of the actors and what is said of each."""
    capability: Floats
    """(actors,): 0 or more."""
    positions: Floats
    salience: Floats
    """``positions``, ``salience``: (actors, issues): 0–100."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Choices of the spatial model by their names here; empty if the file makes none."""
    seed: int | None = None
    """Of random draws; None if the file has none, or 0, which KTAB takes for that."""
    accommodation: Floats | None = None
    """(actors, actors) or None How far the row's ideal follows the column's position; None if the
    file does not say."""

    @property
    def table(self) -> ActorTable:
        """The actors as forecast models are given them, every issue on 0–100.

        A table has no place for what the file chooses for KTAB's own model; a note says so. To use
        it, give ``choices``, ``accommodation`` and ``seed`` to ``winset.forecast.spatial``.
        """
        asked = [
            what
            for what, given in (
                ("choices of the spatial model", bool(self.choices)),
                ("ideals that follow positions with a lag", self.accommodation is not None),
                ("a seed", self.seed is not None),
            )
            if given
        ]
        note = f"The file has {', '.join(asked)}: not used here, the model's defaults are."
        return plain_table(
            self.actors,
            self.issues,
            self.positions,
            self.salience,
            self.capability,
            scales=np.tile([0.0, 100.0], (len(self.issues), 1)),
            notes=(note,) if asked else (),
        )


@dataclass
class KtabEntry:
    """One actor under reading: its numbers as text, and the line it stands on."""

    name: str
    description: str
    line: int
    capability: str | None
    positions: list[str | None]
    salience: list[str | None]
    lines: Mapping[str, int] = field(default_factory=dict)


def assemble(
    file: ForeignFile, issues: Sequence[str], entries: Sequence[KtabEntry]
) -> tuple[Floats, Floats, Floats]:
    """Take the numbers of all actors, noting every one that is missing or out of its range.

    Returns
    -------
    (actors,), (actors, issues), (actors, issues)
        Capability, positions, salience.
    """
    _check_sizes(file, issues, entries)
    _check_twice(file, [(e.name, e.line) for e in entries], "actor")
    capability = np.zeros(len(entries))
    positions = np.zeros((len(entries), len(issues)))
    salience = np.zeros_like(positions)
    for a, entry in enumerate(entries):
        who = entry.name or f"actor {a + 1}"
        if not entry.name:
            file.report("actor-name", "an actor has no name", "Name it.", line=entry.line)

        def take(
            raw: str | None, place: str, most: float, who: str = who, entry: KtabEntry = entry
        ) -> float:
            line = entry.lines.get(place, entry.line)
            text = None if raw is None else raw.strip() or None
            value = file.number_within(text, 0, most, line=line, place=f"{who}.{place}")
            return value if 0 <= value <= most else 0.0  # so that no sum is wrong because of it

        capability[a] = take(entry.capability, "capability", np.inf)
        for k, issue in enumerate(issues):
            positions[a, k] = take(entry.positions[k], f"{issue}.position", 100)
            salience[a, k] = take(entry.salience[k], f"{issue}.salience", 100)
        _check_attention(file, who, entry.line, float(salience[a].sum()))
    if entries and not capability.any():
        file.report("no-capability", "nobody has any capability", "Give someone more than 0.")
    return capability, positions, salience


def _check_attention(file: ForeignFile, who: str, line: int, total: float) -> None:
    if total > 100 + 1e-6:
        file.report(
            "salience-sum",
            "saliences are shares of an actor's attention and sum to more than 100",
            "Divide them by their sum, times 100.",
            line=line,
            place=f"{who}.salience",
            value=f"{total:g}",
        )


def _check_sizes(file: ForeignFile, issues: Sequence[str], entries: Sequence[KtabEntry]) -> None:
    if not 1 <= len(issues) <= MOST_DIMENSIONS:
        file.report(
            "dimensions-count",
            f"{len(issues)} dimensions",
            f"Give 1 to {MOST_DIMENSIONS}.",
            value=len(issues),
        )
    if not 2 <= len(entries) <= MOST_ACTORS:
        file.report(
            "actors-count",
            f"{len(entries)} actors",
            f"Give 2 to {MOST_ACTORS:,}.",
            value=len(entries),
        )
    _check_twice(file, [(name, None) for name in issues], "dimension")


def _check_twice(file: ForeignFile, names: Sequence[tuple[str, int | None]], what: str) -> None:
    seen: set[str] = set()
    for name, line in names:
        if name and name in seen:
            file.report(
                f"{what}-twice",
                f"two {what}s are called “{name}”",
                f"Give every {what} its own name.",
                line=line,
                place=name,
            )
        seen.add(name)


def read_choice(file: ForeignFile, element: str, value: str, line: int) -> tuple[str, str] | None:
    """Translate a choice of the model; note it if there is no such element or value."""
    if element not in _NAMES:
        file.report(
            "ktab-parameter",
            "no parameter of the model",
            f"Use {', '.join(_NAMES)}.",
            line=line,
            place=element,
            value=value,
        )
        return None
    ours, values = _NAMES[element]
    if value not in values:
        why = (
            "gives results that hang on the order of the actors, and is not offered"
            if value == "ASymProsp"
            else "unknown value"
        )
        file.report(
            "ktab-parameter",
            why,
            f"Use {', '.join(values)}.",
            line=line,
            place=element,
            value=value,
        )
        return None
    return ours, values[value]


def written_choices(choices: Mapping[str, str]) -> dict[str, str]:
    """Put choices in KTAB's words, element → value; all nine, since KTAB wants all or none."""
    found = {}
    for element, (ours, values) in _NAMES.items():
        chosen = choices.get(ours, _DEFAULTS[ours])
        found[element] = next(theirs for theirs, own in values.items() if own == chosen)
    return found


_DEFAULTS = {
    "victory_model": "linear",
    "election": "conditional",
    "transition": "deterministic",
    "voting": "proportional",
    "sight": "third",
    "risk": "mid",
    "third_party": "semi",
    "interpolation": "squared",
    "proposals": "initiator",
}
