"""Bargaining problems: who bargains about what, at which utilities, and what no deal is worth.

A bargaining problem (Nash 1950) is the utilities of all packages with a disagreement point. It
is taken from a scenario or from another tool's domain, and everything that is computed without
listing packages starts from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from winset.concepts.frontier import DisagreementRule, SettledFrontier, settle_frontier
from winset.errors import WinsetError
from winset.formats.domain import ImportedActor, ImportedDomain, ImportedIssue
from winset.packages import issue_weights, space_of, utilities_of
from winset.scenario.exclusions import Combination
from winset.scenario.model import Scenario
from winset.scenario.rules import actors_of
from winset.worlds import Worlds, expected_world


@dataclass(frozen=True)
class LeftOut:
    """What of a scenario its bargaining problem does not have."""

    uncertain: int
    """How many uncertain numbers stand at their centre."""
    bodies: tuple[str, ...]
    """Actors who bargain, and are bodies: each counts as one actor with its members' mean."""
    red_lines: tuple[str, ...]
    """Actors who bargain, and have red lines, which are no part of a utility."""
    pledges: tuple[str, ...]
    """Actors who bargain, and have made pledges, which cost them only where they are disclosed."""
    ratifiers: bool
    """Whether some rule asks an actor who does not bargain."""


@dataclass(frozen=True)
class BargainingProblem:
    """Additive utilities of some actors, and what each has without a deal."""

    domain: ImportedDomain
    """Issues, options and actors by the ids that results use, with what its source said that it
    does not."""
    title: str
    """What it is about."""
    names: Mapping[tuple[str, str], str]
    """Id of an issue or actor → its name as readers see it; ids that are missing are names."""
    left_out: LeftOut | None = None
    """What of a scenario is no part of it; None where the source was no scenario."""
    weights: tuple[float, ...] | None = None
    """Bargaining weight of each actor, for the Nash solution; None where all weigh the same."""
    excludes: tuple[Combination, ...] = ()
    """Combinations of (issue, option) indices that no package may hold."""

    @property
    def actors(self) -> tuple[str, ...]:
        """Ids of the actors."""
        return tuple(actor.name for actor in self.domain.actors)

    def actor_name(self, actor: str) -> str:
        """Name of an actor as readers see it."""
        return self.names.get(("actor", actor), actor)

    def issue_name(self, issue: str) -> str:
        """Name of an issue as readers see it."""
        return self.names.get(("issue", issue), issue)

    def named_domain(self) -> ImportedDomain:
        """Return the domain with readers' names for its ids, where those tell them apart."""
        domain = self.domain
        issues = _distinct({issue.name: self.issue_name(issue.name) for issue in domain.issues})
        actors = _distinct({actor: self.actor_name(actor) for actor in self.actors})
        return replace(
            domain,
            name=self.title,
            issues=tuple(replace(issue, name=issues[issue.name]) for issue in domain.issues),
            actors=tuple(replace(actor, name=actors[actor.name]) for actor in domain.actors),
        )


def _distinct(names: Mapping[str, str]) -> dict[str, str]:
    """Id → its name where that is used once and is no other's id, and the id where not."""
    often = Counter(names.values())
    return {
        id_: name
        if often[name] == 1 and name.strip() and (name == id_ or name not in names)
        else id_
        for id_, name in names.items()
    }


def bargaining_problem(
    source: Scenario | ImportedDomain, actors: Sequence[str] | None = None
) -> BargainingProblem:
    """Take the bargaining problem of a scenario or of another tool's domain.

    A scenario's is that of its expected world: every uncertain number at its centre, judgements
    without noise. Ratification rules and red lines are no part of it, and a body counts as one
    actor with its members' mean utilities; ``left_out`` says which of that applies.

    Parameters
    ----------
    source
        A scenario, or a domain as `winset.read_domain` returns it.
    actors
        Ids of the actors who bargain; default those who sign for a scenario's parties, or all
        actors of a domain.

    Raises
    ------
    WinsetError
        If an actor is unknown, named twice or missing.
    """
    known = source.actors if isinstance(source, Scenario) else [a.name for a in source.actors]
    _check_actors(actors, list(known))
    if isinstance(source, Scenario):
        return _problem_of_scenario(source, actors)
    domain = source if actors is None else source.pick_actors(actors)
    return BargainingProblem(domain, domain.name, {})


def frontier(
    source: Scenario | ImportedDomain | BargainingProblem,
    actors: Sequence[str] | None = None,
    *,
    disagreement: DisagreementRule = "stated",
    ties: int = 100,
) -> SettledFrontier:
    """Find the Pareto frontier and the deals on it, without listing the packages.

    Parameters
    ----------
    source
        A scenario, at its expected world; a domain; or a bargaining problem.
    actors
        As in `bargaining_problem`.
    disagreement
        ``stated`` takes reservation values as they are; ``attainable`` raises those below the
        actor's worst package to that package's utility.
    ties
        How many tied packages each solution lists at most.

    Raises
    ------
    TooLargeError
        If the frontier takes more memory than allowed; says what to do.
    WinsetError
        If an actor is unknown, named twice or missing.
    """
    if not isinstance(source, BargainingProblem):
        source = bargaining_problem(source, actors)
    elif actors is not None:
        raise WinsetError("actors: a bargaining problem has its actors; name them when taking it.")
    domain = source.domain
    return settle_frontier(
        domain.options,
        source.actors,
        domain.contributions(),
        domain.reservation(),
        constants=domain.constants(),
        weights=source.weights,
        disagreement=disagreement,
        limit=ties,
        excludes=source.excludes,
    )


def _check_actors(actors: Sequence[str] | None, known: Sequence[str]) -> None:
    """Refuse unknown actors, one named twice, and none at all."""
    if actors is None:
        return
    unknown = [actor for actor in actors if actor not in known]
    twice = [actor for actor in dict.fromkeys(actors) if actors.count(actor) > 1]
    if unknown or twice or not actors:
        what = f"no actor is called {', '.join(unknown)}" if unknown else "name an actor"
        what = f"{', '.join(twice)} stands twice" if twice and not unknown else what
        raise WinsetError(f"actors: {what}. Choose among: {', '.join(known)}.")


def _problem_of_scenario(
    scenario: Scenario, actors: Sequence[str] | None = None
) -> BargainingProblem:
    if actors is None:
        actors = tuple(dict.fromkeys(scenario.signer(party) for party in scenario.parties))
    world, space = expected_world(scenario), space_of(scenario)
    domain = ImportedDomain(
        name=scenario.id,
        issues=tuple(
            ImportedIssue(issue, options)
            for issue, options in zip(space.issues, space.options, strict=True)
        ),
        actors=tuple(_as_one_person(scenario, world, actor) for actor in actors),
        origin="a scenario",
    )
    names = {("actor", actor): scenario.actor_name(actor) for actor in actors}
    names |= {("issue", id_): issue.title for id_, issue in scenario.issues.items()}
    return BargainingProblem(
        domain,
        scenario.title,
        names,
        _left_out(scenario, world, actors),
        _bargaining_weights(scenario, actors),
        space.excludes,
    )


def _bargaining_weights(scenario: Scenario, actors: Sequence[str]) -> tuple[float, ...] | None:
    """Weight of the party each actor leads or signs for, at its centre; None where all are 1."""
    given = {
        actor: party.bargaining_weight.centre
        for id_, party in scenario.parties.items()
        for actor in (party.principal, scenario.signer(id_))
    }
    weights = tuple(given.get(actor, 1.0) for actor in actors)
    return None if set(weights) == {1.0} else weights


def _as_one_person(scenario: Scenario, world: Worlds, actor: str) -> ImportedActor:
    """Utilities of an actor in one world; of a body, its members' mean by weight."""
    free = {actor: scenario.actors[actor].model_copy(update={"pledges": ()})}
    freed = scenario.model_copy(update={"actors": {**scenario.actors, **free}})
    utilities = utilities_of(freed, world, actor)
    shares = utilities.weights / utilities.weights.sum()
    worth, reservation = utilities.mean()
    by_member = np.broadcast_to(issue_weights(scenario, world, actor)[0], (len(shares), len(worth)))
    weights = shares @ by_member
    values = [
        part[0] / weight if weight > 0 else np.zeros_like(part[0])
        for part, weight in zip(worth, weights, strict=True)
    ]
    if not weights.any():
        weights = np.full(len(worth), 1 / len(worth))
    return ImportedActor(
        name=actor,
        weights=tuple(weights.tolist()),
        values=tuple(tuple(row.tolist()) for row in values),
        reservation=float(reservation[0]),
    )


def _left_out(scenario: Scenario, world: Worlds, actors: Sequence[str]) -> LeftOut:
    consulted = {
        actor
        for party in scenario.parties.values()
        for rule in party.ratification.values()
        for actor in actors_of(rule)
    }
    stances = {actor: scenario.actors[actor].stances.values() for actor in actors}
    return LeftOut(
        uncertain=sum(not item.path.endswith(".noise") for item in world.inputs),
        bodies=tuple(actor for actor in actors if scenario.actors[actor].body is not None),
        red_lines=tuple(
            actor
            for actor, own in stances.items()
            if any(stance.red_line is not None for stance in own)
        ),
        pledges=tuple(actor for actor in actors if scenario.actors[actor].pledges),
        ratifiers=not consulted <= {*actors},
    )
