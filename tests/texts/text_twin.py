"""What becomes of single texts, by loops over worlds and packages in plain Python.

Written over the twin's own ballots: it shares with winset only the scenario's types, the draws and
the rule of which world belongs to which replicate.
"""

from __future__ import annotations

import copy
import itertools
import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from tests.twin import Ballot, Package, World, excluded, mean_reservation, mean_utility
from winset.scenario.model import Scenario
from winset.scenario.rules import Rule
from winset.worlds import Worlds


def swayed(ballot: Ballot, willing: Collection[str], refusing: Collection[str]) -> Ballot:
    """Return the ballot, had some accepted and others refused."""
    other = copy.copy(ballot)
    other.said = {
        **ballot.said,
        **{actor: ballot.total[actor] for actor in willing},
        **dict.fromkeys(refusing, 0.0),
    }
    return other


class TextTwin:
    """Every text of one form in every world.

    Attributes
    ----------
    ballots
        World → package number → the ballot.
    in_zone, signed
        World → package number → whether every rule holds, and whether every principal accepts.
    """

    def __init__(self, scenario: Scenario, draws: Worlds, form: str) -> None:
        options = [list(issue.options) for issue in scenario.issues.values()]
        self.scenario, self.draws = scenario, draws
        self.packages: list[Package] = list(itertools.product(*options))
        self.rules: dict[str, Rule] = {
            party: entry.ratification[form]
            for party, entry in scenario.parties.items()
            if form in entry.ratification
        }
        sides = [scenario.parties[party] for party in self.rules]
        self.principals = [side.signs or side.principal for side in sides]
        envoys = [envoy for side in sides for envoy in side.envoys if self.is_able(envoy)]
        heads = [side.principal for side in sides]
        self.bound = {*self.principals, *heads}
        self.pens = list(dict.fromkeys([*self.principals, *heads, *envoys]))
        self.worlds = [World(scenario, draws, number, form) for number in range(draws.count)]
        self.ballots = [[Ballot(world, p) for p in self.packages] for world in self.worlds]
        self.in_zone = [
            [
                self.holds(ballot) and not excluded(scenario, package)
                for ballot, package in zip(row, self.packages, strict=True)
            ]
            for row in self.ballots
        ]
        self.signed = [[self.signs(ballot) for ballot in row] for row in self.ballots]

    @property
    def replicates(self) -> int:
        return 8 if self.draws.count >= 16 else self.draws.count

    def holds(self, ballot: Ballot) -> bool:
        return all(ballot.holds(rule) for rule in self.rules.values())

    def is_able(self, envoy: str) -> bool:
        """Whether an envoy says what it wants on every issue, and how much."""
        actor = self.scenario.actors[envoy]
        table = None if actor.body is None else actor.body.table
        known = {*actor.stances, *(() if table is None else table.saliences)}
        return known >= set(self.scenario.issues)

    def signs(self, ballot: Ballot) -> bool:
        return all(ballot.consent(principal) for principal in self.principals)

    def passes(
        self, ballot: Ballot, willing: Collection[str] = (), refusing: Collection[str] = ()
    ) -> bool:
        other = swayed(ballot, willing, refusing)
        return self.signs(other) and self.holds(other)

    def counts(self, without: int | None = None) -> list[int]:
        """Number of worlds each package passes every rule in, but for those of one replicate."""
        rows = [row for w, row in enumerate(self.in_zone) if w % self.replicates != without]
        return [sum(row[n] for row in rows) for n in range(len(self.packages))]

    def best(self) -> tuple[list[int], list[int]] | None:
        """Return the texts that pass most often, and the first of them without each replicate."""
        counts = self.counts()
        if not max(counts):
            return None
        leave_out = self.replicates > 1
        rest = [self.counts(r if leave_out else None) for r in range(self.replicates)]
        return (
            [n for n, count in enumerate(counts) if count == max(counts)],
            [next(n for n, c in enumerate(row) if counts[n] and c == max(row)) for row in rest],
        )

    def gates(self, by_replicate: Sequence[int]) -> tuple[float, float, float, float]:
        """Shares signed, ratified given signed, both, and with every rule holding."""
        chosen = [
            (w, by_replicate[w % self.replicates if len(by_replicate) > 1 else 0])
            for w in range(self.draws.count)
        ]
        signed = [self.signed[w][n] for w, n in chosen]
        zone = [self.in_zone[w][n] for w, n in chosen]
        both = sum(s and z for s, z in zip(signed, zone, strict=True))
        given = both / sum(signed) if any(signed) else math.nan
        return (
            sum(signed) / len(chosen),
            given,
            both / len(chosen),
            sum(zone) / len(chosen),
        )

    def expected_gain(self, principal: str, number: int) -> float:
        """Mean of what a writer gains over no deal where the text is signed and ratified."""
        gains = [
            mean_utility(world.members[principal], self.packages[number])
            - mean_reservation(world.members[principal])
            if row[number] and signed[number]
            else 0.0
            for world, row, signed in zip(self.worlds, self.in_zone, self.signed, strict=True)
        ]
        return math.fsum(max(0.0, gain) for gain in gains) / len(gains)

    def score(self, weights: Mapping[str, float], number: int) -> float:
        """What a text is worth to those who write it, by their weights."""
        return math.prod(
            self.expected_gain(principal, number) ** weight for principal, weight in weights.items()
        )

    def weights(self) -> dict[str, float]:
        """Principal → mean weight in the bargain."""
        return {
            self.scenario.parties[party].signs or self.scenario.parties[party].principal: math.fsum(
                world.value(
                    f"parties.{party}.bargaining_weight",
                    self.scenario.parties[party].bargaining_weight,
                )
                for world in self.worlds
            )
            / len(self.worlds)
            for party in self.rules
        }

    def share(self, holds: Iterable[bool]) -> float:
        """Share of the worlds."""
        return sum(holds) / self.draws.count
