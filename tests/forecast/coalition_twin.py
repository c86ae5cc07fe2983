"""The models with coalitions in plain Python, one world at a time: the definitions, written out.

Nothing here is shared with the package: no array, no trick, and Markov elections are run as
processes, for long, rather than solved.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, ...]


@dataclass(frozen=True)
class Table:
    """One world: positions and saliences as shares of scale and attention."""

    positions: list[Point]
    salience: list[Point]
    capability: list[float]

    @property
    def actors(self) -> range:
        return range(len(self.positions))


def vote(rule: str, difference: float) -> float:
    sign = max(-1.0, min(1.0, difference / 1e-8))
    return {
        "proportional": difference,
        "binary": sign,
        "cubic": difference**3,
        "proportional-binary": 0.8 * difference + 0.2 * sign,
        "proportional-cubic": (difference + difference**3) / 2,
    }[rule]


def beats(model: str, mine: float, theirs: float) -> float:
    if model == "binary":
        if mine >= 1.1 * theirs:
            return 1 - 1e-6
        if theirs >= 1.1 * mine:
            return 1e-6
        rising = (mine / (mine + theirs) * 2.1 - 1) / 0.1
        return min(max(rising, 1e-6), 1 - 1e-6)
    power = {"linear": 1, "square": 2, "quartic": 4, "octic": 8}[model]
    ratio = math.log(theirs) - math.log(mine)
    return 1 / (1 + math.exp(power * ratio))


def distance(salience: Point, here: Point, there: Point) -> float:
    squares = sum((s * (x - y)) ** 2 for s, x, y in zip(salience, here, there, strict=True))
    return math.sqrt(squares / sum(s**2 for s in salience))


def worth(away: float, aversion: float) -> float:
    return (1 - away) * (1 + aversion * away)


def strengths(rule: str, weight: list[float], utilities: list[list[float]]) -> list[list[float]]:
    """Coalitions [m][n] for m against n, from utilities [actor][option]."""
    options = range(len(utilities[0]))
    found = [[1e-8 for _ in options] for _ in options]
    for power, own in zip(weight, utilities, strict=True):
        for m in options:
            for n in options:
                found[m][n] += max(power * vote(rule, own[m] - own[n]), 0)
    return found


def election(kind: str, model: str, strength: list[list[float]]) -> list[float]:
    """Odds of the options."""
    options = range(len(strength))
    odds = [[beats(model, strength[m][n], strength[n][m]) for n in options] for m in options]
    if kind == "conditional":
        logs = [math.fsum(math.log(odds[m][n]) for n in options) for m in options]
        raw = [math.exp(value - max(logs)) for value in logs]
        return [value / math.fsum(raw) for value in raw]
    challenge = [[1.0 for _ in options] for _ in options]
    if kind == "markov-incentive":
        challenge = [[strength[m][n] * odds[m][n] for n in options] for m in options]
        for m in options:
            challenge[m][m] += 1e-10
    step = [[0.0 for _ in options] for _ in options]  # [to][from]
    for holder in options:
        total = math.fsum(challenge[m][holder] for m in options)
        for m in options:
            met = challenge[m][holder] / total
            step[m][holder] += met * odds[m][holder]
            step[holder][holder] += met * odds[holder][m]
    for _ in range(60):  # 2⁶⁰ steps: some chains move once in a million
        step = [
            [math.fsum(step[m][k] * step[k][n] for k in options) for n in options] for m in options
        ]
        for n in options:
            total = math.fsum(step[m][n] for m in options)
            for m in options:
                step[m][n] /= total
    return [row[0] for row in step]


def risks(
    table: Table, weight: list[float], kind: str, rule: str, model: str, span: str
) -> list[float]:
    if span == "neutral":
        return [0.0 for _ in table.actors]
    neutral = [
        [1 - distance(table.salience[a], table.positions[a], x) for x in table.positions]
        for a in table.actors
    ]
    odds = election(kind, model, strengths(rule, weight, neutral))
    least, most = min(odds), max(odds)
    if most - least <= 1e-12:
        return [0.0 for _ in table.actors]
    floor = {"min": 0.0, "mid": -0.5, "max": -1.0}[span]
    return [floor + (1 - floor) * (p - least) / (most - least) for p in odds]


def places(positions: list[Point]) -> list[int]:
    """Index of the first actor at each actor's place."""
    firsts: list[int] = []
    found = []
    for actor, here in enumerate(positions):
        near = [f for f in firsts if math.dist(positions[f], here) < 1e-3]
        if not near:
            firsts.append(actor)
        found.append(near[0] if near else actor)
    return found


def position_odds(
    table: Table,
    kind: str = "conditional",
    rule: str = "proportional",
    model: str = "linear",
    span: str = "mid",
    weight: list[float] | None = None,
) -> list[float]:
    """Odds of each actor's position; those who share one share its odds evenly."""
    weight = weight or table.capability
    aversion = risks(table, weight, kind, rule, model, span)
    first = places(table.positions)
    firsts = sorted(set(first))
    utilities = [
        [
            worth(distance(table.salience[a], table.positions[a], table.positions[f]), aversion[a])
            for f in firsts
        ]
        for a in table.actors
    ]
    odds = election(kind, model, strengths(rule, weight, utilities))
    return [odds[firsts.index(f)] / first.count(f) for f in first]
