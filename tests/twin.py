"""A twin of the model, written for clarity and for nothing else.

It works out what the model's sections 2 to 4 say with loops over worlds, packages, actors and
members, in plain Python floats. It shares with winset only the scenario's types and the draws;
bodies, rules, win-sets, the zone, blockers and settlements are its own.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from fractions import Fraction
from statistics import NormalDist
from typing import Any

from winset.scenario.model import Scenario
from winset.scenario.numbers import Fixed, Number
from winset.scenario.rules import All, Coalition, Consent, Not, Quorum, Rule
from winset.scenario.rules import Any as AnyOf
from winset.worlds import Worlds

SLACK = 1e-9
NEVER = -math.inf

Package = tuple[str, ...]


@dataclass(frozen=True)
class Member:
    """One who accepts or rejects: a person, or a member of a body."""

    weight: float
    worth: tuple[dict[str, float], ...]
    barred: tuple[frozenset[str], ...]
    reservation: float

    def utility(self, package: Package) -> float:
        return sum(worth[option] for worth, option in zip(self.worth, package, strict=True))

    def accepts(self, package: Package, noise: float) -> bool:
        if any(option in barred for barred, option in zip(self.barred, package, strict=True)):
            return False
        return self.utility(package) + noise >= self.reservation - SLACK


def with_leaders(scenario: Scenario, actors: Iterable[str]) -> list[str]:
    """Actors, then those whose line members of theirs may follow, and so on."""
    found = list(actors)
    for actor in found:
        body = scenario.actors[actor].body
        for group in body.groups.values() if body is not None else ():
            if group.follows not in (None, *found):
                found.append(str(group.follows))
    return found


MOST_ERROR = 8.0
"""How far common causes may move an error of judgement, in utility: no red line is bought off."""


def excluded(scenario: Scenario, package: Package) -> bool:
    """Whether a package holds all options of a combination that is excluded."""
    text = dict(zip(scenario.issues, package, strict=True))
    return any(
        all(text[issue] == option for issue, option in combination.items())
        for combination in scenario.excludes
    )


def mean_utility(members: Sequence[Member], package: Package) -> float:
    """Utility of an actor as one person: of a body, its members' mean by weight."""
    total = sum(member.weight for member in members)
    return sum(member.weight * member.utility(package) for member in members) / total


def mean_reservation(members: Sequence[Member]) -> float:
    """Reservation of an actor as one person."""
    total = sum(member.weight for member in members)
    return sum(member.weight * member.reservation for member in members) / total


class World:
    """One joint draw of everything uncertain, as seen in one form or with all known."""

    def __init__(
        self, scenario: Scenario, draws: Worlds, number: int, form: str | None = None
    ) -> None:
        self.scenario, self.draws, self.number = scenario, draws, number
        self.kept = frozenset() if form is None else scenario.undisclosed(form)
        self.room = frozenset() if form is None else scenario.in_room(form)
        self.members = {actor: list(self._members(actor)) for actor in scenario.actors}

    def value(self, path: str, number: Number) -> float:
        own = number.value if isinstance(number, Fixed) else self._drawn(path)
        pull = self._pull(path)
        if not pull:
            return own
        low, high = self._range(path)
        return min(max(own + pull, low), high)

    def noise(self, actor: str) -> float:
        path = f"actors.{actor}.noise"
        drawn, pull = self._drawn(path) if path in self.draws.columns else 0.0, self._pull(path)
        return min(max(drawn + pull, -MOST_ERROR), MOST_ERROR) if pull else drawn

    def _drawn(self, path: str) -> float:
        return float(self.draws.columns[path][self.number])

    def _pull(self, path: str) -> float:
        """How far common causes move a number; of several paths the one with fewer stars holds."""
        keys, moved = path.split("."), 0.0
        if keys[-1] == "salience" and keys[3] not in self.scenario.actors[keys[1]].stances:
            return 0.0
        for id_, shock in self.scenario.shocks.items():
            loads = [p for p in shock.loads if fnmatchcase(path, p)]
            if loads:
                exact = min(reversed(loads), key=lambda p: p.count("*"))
                moved += shock.loads[exact] * self._drawn(f"shocks.{id_}")
        return moved

    def _range(self, path: str) -> tuple[float, float]:
        room, _, field, *rest = path.split(".")
        if field in ("no_deal_cost", "reservation") or "values" in rest:
            return 0.0, 1.0
        if rest[-1:] == ["offset"]:
            return -math.inf, math.inf
        if rest[-1:] == ["discipline"]:
            return 0.0, 1.0
        if field in ("votes", "body", "bargaining_weight"):
            return 0.0, math.inf
        if field == "influence" or rest[-1:] == ["salience"]:
            return 0.0, 100.0
        return self.scenario.issues[path.split(".")[1] if room == "issues" else rest[0]].scale

    def point(self, issue_id: str, place: Any, path: str) -> float:
        """Where an option, or a number that stands at ``path``, lies on the scale."""
        if isinstance(place, str):
            path = f"issues.{issue_id}.options.{place}"
            place = self.scenario.issues[issue_id].options[place]
        return self.value(path, place)

    def _members(self, actor: str) -> Iterable[Member]:
        body = self.scenario.actors[actor].body
        if body is None:
            yield self._member(actor, 1.0, None)
        elif body.table is not None:
            for row, weight in enumerate(body.table.weights):
                yield self._member(actor, weight, row)
        else:
            assert body.members is not None
            for row in range(body.members):
                yield self._member(actor, 1.0, row)

    def groups(self, actor: str) -> dict[str, list[int]]:
        """Group of a body → its members, by number."""
        body = self.scenario.actors[actor].body
        found: dict[str, list[int]] = {}
        start = 0
        for name, group in (body.groups if body is not None else {}).items():
            if body is not None and body.table is not None:
                found[name] = [row for row, bloc in enumerate(body.table.blocs) if bloc == name]
            else:
                assert group.members is not None
                found[name] = list(range(start, start + group.members))
                start += group.members
        return found

    def lines(self, actor: str) -> Iterable[tuple[str | None, list[int], list[int]]]:
        """Whose answer is the line (None: the group's own majority), its members, its followers."""
        for name, rows in self.groups(actor).items():
            body = self.scenario.actors[actor].body
            assert body is not None
            group = body.groups[name]
            share = self.value(f"actors.{actor}.body.groups.{name}.discipline", group.discipline)
            from_middle = rows[len(rows) // 2 :] + rows[: len(rows) // 2]
            digits = len(rows).bit_length()
            order = sorted(range(len(rows)), key=lambda place: f"{place:0{digits}b}"[::-1])
            count = math.floor(len(rows) * share + 0.5 + SLACK)
            yield group.follows, rows, [from_middle[place] for place in order[:count]]

    def _salience(self, actor: str, issue: str, row: int | None) -> float:
        body = self.scenario.actors[actor].body
        if body is not None and body.table is not None and issue in body.table.saliences:
            assert row is not None
            return body.table.saliences[issue][row]
        stance = self.scenario.stance(actor, issue)
        return self.value(f"actors.{actor}.stances.{issue}.salience", stance.salience)

    def _offset(self, actor: str, issue_id: str, row: int | None) -> float:
        """How far a member stands from the middle of its body."""
        body, issue = self.scenario.actors[actor].body, self.scenario.issues[issue_id]
        if body is None or issue.nominal:
            return 0.0
        assert row is not None
        if body.table is not None:
            column = body.table.positions.get(issue_id)
            if column is None:
                return 0.0
            total = sum(body.table.weights)
            weights = body.table.weights
            return column[row] - sum(w * x for w, x in zip(weights, column, strict=True)) / total
        if body.dispersion is None:
            return 0.0
        assert body.members is not None
        spread = self.value(f"actors.{actor}.body.dispersion", body.dispersion)
        for name, rows in self.groups(actor).items():
            if row in rows:
                at = f"actors.{actor}.body.groups.{name}.offset"
                place = (rows.index(row) + 0.5) / len(rows)
                offset = self.value(at, body.groups[name].offset)
                return offset + spread * NormalDist().inv_cdf(place)
        return spread * NormalDist().inv_cdf((row + 0.5) / body.members)

    def _ideal(self, actor: str, issue_id: str, row: int | None) -> float | None:
        body, issue = self.scenario.actors[actor].body, self.scenario.issues[issue_id]
        if body is not None and body.table is not None and issue_id in body.table.positions:
            assert row is not None
            return body.table.positions[issue_id][row]
        stance = self.scenario.stance(actor, issue_id)
        if stance.position is None:
            return None
        centre = self.value(f"actors.{actor}.stances.{issue_id}.position", stance.position)
        place = centre + self._offset(actor, issue_id, row)
        return min(max(place, issue.scale[0]), issue.scale[1])

    def _member(self, actor: str, weight: float, row: int | None) -> Member:
        scenario = self.scenario
        entry = scenario.actors[actor]
        saliences = [self._salience(actor, issue, row) for issue in scenario.issues]
        total = sum(saliences)
        worth, barred, no_deal = [], [], 0.0
        for issue_id, salience in zip(scenario.issues, saliences, strict=True):
            share = salience / total if total > 0 else 0.0
            values, without = self._worth(actor, issue_id, row)
            if issue_id in self.kept and actor not in self.room:
                worth.append(dict.fromkeys(values, share * without))
                barred.append(frozenset[str]())
            else:
                worth.append(
                    {
                        option: share * value - self._broken(actor, issue_id, option)
                        for option, value in values.items()
                    }
                )
                barred.append(self._barred(actor, issue_id, row))
            no_deal += share * without
        if entry.reservation is not None:
            reservation = self.value(f"actors.{actor}.reservation", entry.reservation)
        else:
            cost = self.value(f"actors.{actor}.no_deal_cost", entry.no_deal_cost)
            reservation = no_deal - cost
        return Member(weight, tuple(worth), tuple(barred), reservation)

    def _broken(self, actor: str, issue_id: str, option: str) -> float:
        """Cost of the pledges an option breaks."""
        cost, issue = 0.0, self.scenario.issues[issue_id]
        slack = SLACK * (issue.scale[1] - issue.scale[0])
        for number, pledge in enumerate(self.scenario.actors[actor].pledges):
            if pledge.issue != issue_id or issue_id in self.kept:
                continue
            at, place = f"actors.{actor}.pledges.{number}", self.point(issue_id, option, "")
            low = pledge.min is not None and place < self.value(f"{at}.min", pledge.min) - slack
            high = pledge.max is not None and place > self.value(f"{at}.max", pledge.max) + slack
            if low or high:
                cost += self.value(f"{at}.cost", pledge.cost)
        return cost

    def _worth(self, actor: str, issue_id: str, row: int | None) -> tuple[dict[str, float], float]:
        """Worth of each option, and of what is expected without a deal."""
        issue = self.scenario.issues[issue_id]
        stance = self.scenario.stance(actor, issue_id)
        at = f"actors.{actor}.stances.{issue_id}"
        expected, path = stance.expects, f"{at}.expects"
        if expected is None:
            expected, path = issue.no_deal, f"issues.{issue_id}.no_deal"
        points = {}
        if not issue.nominal:
            points = {option: self.point(issue_id, option, "") for option in issue.options}
        if stance.values is not None:
            values = {o: self.value(f"{at}.values.{o}", v) for o, v in stance.values.items()}
            if expected is None:
                return values, 0.0
            if isinstance(expected, str):
                return values, values[expected]
            return values, _between(self.value(path, expected), points, values)
        ideal = self._ideal(actor, issue_id, row)
        if ideal is None:
            return dict.fromkeys(issue.options, 0.0), 0.0

        def worth(place: float) -> float:
            low, high = issue.scale
            distance = round(abs(place - ideal) / (high - low), 12)
            return 1 - distance**self.scenario.settings.loss

        without = 0.0 if expected is None else worth(self.point(issue_id, expected, path))
        return {option: worth(place) for option, place in points.items()}, without

    def _barred(self, actor: str, issue_id: str, row: int | None) -> frozenset[str]:
        issue, red_line = (
            self.scenario.issues[issue_id],
            self.scenario.stance(actor, issue_id).red_line,
        )
        if red_line is None:
            return frozenset()
        barred = set(red_line.exclude)
        low, high = issue.scale
        slack = SLACK * (high - low)
        for end, number in (("min", red_line.min), ("max", red_line.max)):
            if number is None:
                continue
            line = self.value(f"actors.{actor}.stances.{issue_id}.red_line.{end}", number)
            line = min(max(line + self._offset(actor, issue_id, row), low), high)
            for option in issue.options:
                place = self.point(issue_id, option, "")
                if place < line - slack if end == "min" else place > line + slack:
                    barred.add(option)
        return frozenset(barred)


def _between(at: float, points: dict[str, float], values: dict[str, float]) -> float:
    """Worth of a place between valued options; options at one place count with their mean."""
    places = sorted(set(points.values()))
    worth = []
    for place in places:
        there = [values[option] for option in points if points[option] == place]
        worth.append(sum(there) / len(there))
    if at <= places[0]:
        return worth[0]
    for (a, b), (u, v) in zip(itertools.pairwise(places), itertools.pairwise(worth), strict=True):
        if at <= b:
            return u + (v - u) * (at - a) / (b - a)
    return worth[-1]


class Ballot:
    """One package put to everyone in one world."""

    def __init__(self, world: World, package: Package) -> None:
        self.world = world
        self.yes: dict[str, list[bool]] = {}
        self.total: dict[str, float] = {}
        self.said: dict[str, float] = {}
        for actor, members in world.members.items():
            noise = world.noise(actor)
            self.yes[actor] = [m.accepts(package, noise) for m in members]
            self.total[actor] = sum(m.weight for m in members)

    def backing(self, actor: str, willing: str | None = None) -> float:
        """Votes in favour, those of followers as their line has it."""
        if actor == willing:
            return self.total[actor]
        if actor in self.said:
            return self.said[actor]
        members = self.world.members[actor]
        votes = list(self.yes[actor])
        for line, rows, followers in self.world.lines(actor):
            if line is not None:
                answer = self.consent(line, willing)
            else:
                group = sum(members[row].weight for row in rows)
                for_it = sum(members[row].weight for row in rows if self.yes[actor][row])
                answer = for_it > group / 2 + SLACK * group
            for row in followers:
                votes[row] = answer
        return sum(m.weight for m, yes in zip(members, votes, strict=True) if yes)

    def consent(self, actor: str, willing: str | None = None) -> bool:
        total = self.total[actor]
        return self.backing(actor, willing) > total / 2 + SLACK * total

    def holds(self, rule: Rule, willing: str | None = None) -> bool:
        if isinstance(rule, Consent):
            return self.consent(rule.actor, willing)
        if isinstance(rule, All):
            return all(self.holds(part, willing) for part in rule.rules)
        if isinstance(rule, AnyOf):
            return any(self.holds(part, willing) for part in rule.rules)
        if isinstance(rule, Not):
            return not self.holds(rule.rule, willing)
        if isinstance(rule, Quorum):
            if rule.threshold is None:
                return self.consent(rule.body, willing)
            total = self.total[rule.body]
            return _reached(self.backing(rule.body, willing), total, rule.threshold.amount)
        return self._coalition(rule, willing)

    def _coalition(self, rule: Coalition, willing: str | None) -> bool:
        brought = total = 0.0
        for actor in rule.actors:
            weight = self._weight(actor, rule.by)
            total += weight
            if rule.by == "votes":
                brought += weight * self.backing(actor, willing) / self.total[actor]
            elif self.consent(actor, willing):
                brought += weight
        return _reached(brought, total, rule.threshold.amount)

    def _weight(self, actor: str, by: str) -> float:
        entry = self.world.scenario.actors[actor]
        if by == "count":
            return 1.0
        if by == "influence":
            number = entry.influence
            return 0.0 if number is None else self.world.value(f"actors.{actor}.influence", number)
        if entry.votes is None:
            return self.total[actor]
        return self.world.value(f"actors.{actor}.votes", entry.votes)


def _reached(brought: float, total: float, amount: float | Fraction) -> bool:
    needed = float(amount) if isinstance(amount, int) else float(amount) * total
    return brought >= needed - SLACK * max(total, 1.0)


# --- settlements: gains by package, of the packages that may be settled on ---


Gains = dict[int, tuple[float, ...]]


def nash(gains: Gains, weights: Sequence[float]) -> set[int]:
    """Greatest weighted product of gains, among those who can gain at all."""
    able = [i for i in range(len(weights)) if any(g[i] > SLACK for g in gains.values())]

    def score(package: int) -> float:
        gain = gains[package]
        if any(gain[i] <= SLACK and weights[i] > 0 for i in able):
            return NEVER
        return sum(weights[i] * math.log(gain[i]) for i in able if weights[i] > 0)

    scores = {package: score(package) for package in gains}
    best = max(scores.values())
    if best == NEVER:
        return undominated(gains)
    tied = {package: gains[package] for package, s in scores.items() if s >= best - SLACK}
    return undominated(tied) if 0 in weights else set(tied)


def kalai_smorodinsky(gains: Gains, weights: Sequence[float]) -> set[int]:
    """Greatest least share of what each could gain at best, and not dominated."""
    most = [max(column) for column in zip(*gains.values(), strict=True)]

    def least(gain: tuple[float, ...]) -> float:
        return min(g / m if m > SLACK else 1.0 for g, m in zip(gain, most, strict=True))

    best = max(least(gain) for gain in gains.values())
    return undominated({p: gain for p, gain in gains.items() if least(gain) >= best - SLACK})


def egalitarian(gains: Gains, weights: Sequence[float]) -> set[int]:
    """Greatest least gain, then second least, and so on."""
    left = {package: sorted(gain) for package, gain in gains.items()}
    for rank in range(len(weights)):
        best = max(gain[rank] for gain in left.values())
        left = {p: gain for p, gain in left.items() if gain[rank] >= best - SLACK}
    return set(left)


def utilitarian(gains: Gains, weights: Sequence[float]) -> set[int]:
    """Greatest sum of gains."""
    best = max(sum(gain) for gain in gains.values())
    return {package for package, gain in gains.items() if sum(gain) >= best - SLACK}


def undominated(gains: Gains) -> set[int]:
    """Packages no other one beats for somebody without hurting anybody."""

    def beaten(gain: tuple[float, ...]) -> bool:
        return any(
            all(o >= g - SLACK for o, g in zip(other, gain, strict=True))
            and any(o > g + SLACK for o, g in zip(other, gain, strict=True))
            for other in gains.values()
        )

    return {package for package, gain in gains.items() if not beaten(gain)}


SOLVERS = {
    "nash": nash,
    "kalai_smorodinsky": kalai_smorodinsky,
    "egalitarian": egalitarian,
    "utilitarian": utilitarian,
}


class FormTwin:
    """Everything counted over the worlds for one form of agreement.

    Attributes
    ----------
    worlds
        The worlds as everyone sees them in this form.
    zone
        One list a world of the package numbers in the zone.
    parties
        Party → the same of its win-set.
    passed
        Party → step → number of worlds in which some package passes the steps so far.
    opened
        Actor → number of the worlds without a zone that would have one if it accepted all.
    chosen
        Concept → package number → number of worlds in which it is a solution.
    settled
        Number of worlds with a package that may be settled on.
    """

    def __init__(self, scenario: Scenario, form: str) -> None:
        self.scenario = scenario
        self.rules = {
            party: entry.ratification[form]
            for party, entry in scenario.parties.items()
            if form in entry.ratification
        }
        sides = [scenario.parties[party] for party in self.rules]
        self.principals = [side.signs or side.principal for side in sides]
        self.zone: list[list[int]] = []
        self.parties: dict[str, list[list[int]]] = {party: [] for party in self.rules}
        self.passed = {party: [0] * (len(self._steps(party)) + 1) for party in self.rules}
        self.opened = dict.fromkeys(self._asked(), 0)
        self.chosen: dict[str, dict[int, int]] = {concept: {} for concept in SOLVERS}
        self.settled = 0
        self.worlds: list[World] = []

    def _steps(self, party: str) -> list[Rule]:
        def parts(side: str) -> list[Rule]:
            rule = self.rules[side]
            return list(rule.rules) if isinstance(rule, All) else [rule]

        def asked_principal(side: str) -> list[Rule]:
            own = Consent(self.scenario.parties[side].principal)
            return [own] if own in parts(side) else []

        first = asked_principal(party)
        rest = [part for part in parts(party) if part not in first]
        if not first:
            first, rest = rest[:1], rest[1:]
        partners = [c for side in self.rules if side != party for c in asked_principal(side)]
        table = [All(tuple(partners))] if len(partners) > 1 else partners
        return [*first, *table, *rest]

    def _asked(self) -> list[str]:
        def ids(rule: Rule) -> list[str]:
            if isinstance(rule, Consent):
                return [rule.actor]
            if isinstance(rule, Quorum):
                return [rule.body]
            if isinstance(rule, Coalition):
                return list(rule.actors)
            parts = [rule.rule] if isinstance(rule, Not) else rule.rules
            return [actor for part in parts for actor in ids(part)]

        asked = list(dict.fromkeys(a for rule in self.rules.values() for a in ids(rule)))
        return with_leaders(self.scenario, asked)

    def add(self, world: World, packages: list[Package], ballots: list[Ballot]) -> None:
        """Count one world."""
        self.worlds.append(world)
        allowed = [n for n, package in enumerate(packages) if not excluded(self.scenario, package)]
        ballots = [ballots[n] for n in allowed]
        for party, rule in self.rules.items():
            winning = [n for n, b in zip(allowed, ballots, strict=True) if b.holds(rule)]
            self.parties[party].append(winning)
        zone = [n for n in range(len(packages)) if all(n in s[-1] for s in self.parties.values())]
        self.zone.append(zone)
        for party in self.rules:
            steps = self._steps(party)
            for count in range(len(steps)):
                so_far = steps[: count + 1]
                some = any(all(ballot.holds(step) for step in so_far) for ballot in ballots)
                self.passed[party][count] += some
            self.passed[party][-1] += bool(zone)
        if not zone:
            for actor in self.opened:
                self.opened[actor] += any(
                    all(ballot.holds(rule, actor) for rule in self.rules.values())
                    for ballot in ballots
                )
        self._settle(world, packages, zone)

    def _settle(self, world: World, packages: list[Package], zone: list[int]) -> None:
        signers = [world.members[principal] for principal in self.principals]
        weights = [
            world.value(
                f"parties.{party}.bargaining_weight", self.scenario.parties[party].bargaining_weight
            )
            for party in self.rules
        ]
        gains = {
            n: tuple(mean_utility(s, packages[n]) - mean_reservation(s) for s in signers)
            for n in zone
        }
        gains = {n: gain for n, gain in gains.items() if min(gain) >= -SLACK}
        if not gains:
            return
        self.settled += 1
        for concept, solve in SOLVERS.items():
            for package in solve(gains, weights):
                self.chosen[concept][package] = self.chosen[concept].get(package, 0) + 1

    def frequencies(self, concept: str) -> dict[int, int]:
        """Package → in how many worlds the concept picks it."""
        if concept != "most_ratifiable":
            return self.chosen[concept]
        counts: dict[int, int] = {}
        for zone in self.zone:
            for package in zone:
                counts[package] = counts.get(package, 0) + 1
        return counts

    def deal(self, concept: str) -> tuple[tuple[int, ...], int]:
        """Return the packages picked most often, and how often."""
        counts = self.frequencies(concept)
        most = max(counts.values(), default=0)
        return tuple(sorted(p for p, n in counts.items() if n == most)) if most else (), most


class Twin:
    """The model's answers for one scenario and its draws.

    Attributes
    ----------
    packages
        Option ids, one an issue; the last issue runs fastest.
    forms
        Form → what is counted for it.
    consents
        Actor → package number → number of worlds in which it consents, all being disclosed.
    backing
        Actor → package number → mean share of its votes.
    """

    def __init__(self, scenario: Scenario, draws: Worlds) -> None:
        options = [list(issue.options) for issue in scenario.issues.values()]
        self.packages: list[Package] = list(itertools.product(*options))
        named = [form for entry in scenario.parties.values() for form in entry.ratification]
        common = [form for form in dict.fromkeys(named) if named.count(form) >= 2]
        self.forms = {form: FormTwin(scenario, form) for form in common}
        self.consents = {actor: [0] * len(self.packages) for actor in scenario.actors}
        self.backing = {actor: [0.0] * len(self.packages) for actor in scenario.actors}
        self.worlds = [World(scenario, draws, number) for number in range(draws.count)]
        for number, world in enumerate(self.worlds):
            for name, form in self.forms.items():
                seen = World(scenario, draws, number, name)
                form.add(seen, self.packages, [Ballot(seen, p) for p in self.packages])
            ballots = [Ballot(world, package) for package in self.packages]
            for actor in scenario.actors:
                for n, ballot in enumerate(ballots):
                    self.consents[actor][n] += ballot.consent(actor)
                    share = ballot.backing(actor) / ballot.total[actor]
                    self.backing[actor][n] += share / draws.count
