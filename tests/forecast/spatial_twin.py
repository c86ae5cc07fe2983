"""The spatial model of politics in plain Python, one world, as the definitions have it.

Utilities of every coalition's victory and defeat are written out instead of their closed forms.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise

from tests.forecast.coalition_twin import (
    Point,
    Table,
    distance,
    election,
    places,
    risks,
    strengths,
    vote,
    worth,
)

SIGHT = {"none": 0.0, "third": 1 / 3, "half": 1 / 2, "two-thirds": 2 / 3, "full": 1.0}


@dataclass
class Rules:
    election: str = "conditional"
    voting: str = "proportional"
    victory_model: str = "linear"
    risk: str = "mid"
    sight: str = "third"
    third_party: str = "semi"
    interpolation: str = "squared"
    proposals: str = "initiator"


@dataclass
class Moved:
    positions: list[Point]
    aversion: list[float]
    targets: list[int]
    odds: dict[int, float]
    gains: dict[int, float]
    proposals: list[tuple[int, int, Point, Point]]
    taken: list[int]
    close: float = field(default=math.inf)  # by how much the narrowest decision was decided


def turn(table: Table, rules: Rules) -> Moved:
    """Take one turn; ideals are positions."""
    actors = table.actors
    here = table.positions
    away = [[distance(table.salience[a], here[a], x) for x in here] for a in actors]
    aversion = risks(
        table, table.capability, rules.election, rules.voting, rules.victory_model, rules.risk
    )
    attention = [sum(s) for s in table.salience]
    power = [c * s for c, s in zip(table.capability, attention, strict=True)]
    sight = SIGHT[rules.sight]

    def utility(seer: int, whom: int, where: int) -> float:
        risk = aversion[seer] + sight * (aversion[whom] - aversion[seer])
        return worth(away[whom][where], risk)

    def beats(seer: int, i: int, j: int) -> float:
        for_i = for_j = 1e-10
        for party in (i, j):
            cast = power[party] * vote(
                rules.voting, utility(seer, party, i) - utility(seer, party, j)
            )
            for_i, for_j = for_i + max(cast, 0), for_j + max(-cast, 0)
        all_i, all_j = for_i, for_j
        for k in actors:
            if k in {i, j}:
                continue
            at_i, at_j, home = (utility(seer, k, x) for x in (i, j, k))
            joins = power[k] * vote(rules.voting, at_i - at_j)
            p = (for_i + max(joins, 0)) / (for_i + for_j + abs(joins))
            kept_if_won = {"semi": True, "none": True, "full": False}[rules.third_party]
            kept_if_lost = {"semi": False, "none": True, "full": False}[rules.third_party]
            with_i = p * (2 * at_i + (home if kept_if_won else at_i))
            with_i += (1 - p) * (2 * at_j + (home if kept_if_lost else at_j))
            with_j = p * (2 * at_i + (home if kept_if_lost else at_i))
            with_j += (1 - p) * (2 * at_j + (home if kept_if_won else at_j))
            difference = with_i - with_j
            if rules.third_party != "semi":
                assert abs(difference) < 1e-12  # rounding must not vote
                difference = 0
            cast = power[k] * vote(rules.voting, difference)
            all_i, all_j = all_i + max(cast, 0), all_j + max(-cast, 0)
        return all_i / (all_i + all_j)

    targets, odds, gains, close = [], {}, {}, math.inf
    for i in actors:
        promise = []
        for j in actors:
            if i == j:
                continue
            p = beats(i, i, j)
            mine, yours = utility(i, i, i), utility(i, i, j)
            contest = p * 2 * mine + (1 - p) * 2 * yours
            challenge = (1 - attention[j]) * 2 * mine + attention[j] * contest
            promise.append((challenge - mine - yours, j, p))
        gain, j, p = max(promise, key=lambda found: found[0])
        ranked = sorted((g for g, _, _ in promise), reverse=True)
        close = min(close, abs(gain - 1e-5), *(a - b for a, b in pairwise(ranked)))
        targets.append(j if gain > 1e-5 else -1)
        if gain > 1e-5:
            odds[i], gains[i] = p, gain

    proposals = []
    second = []
    for i in actors:
        j = targets[i]
        if j < 0:
            continue
        first = (i, j, *meet(table, i, j, odds[i], rules.interpolation))
        other = (i, j, *meet(table, i, j, beats(j, i, j), rules.interpolation))
        if rules.proposals == "compromise":
            share = power[i] / (power[i] + power[j])
            first = (i, j, mix(first[2], other[2], share), mix(first[3], other[3], share))
        proposals.append(first)
        second.append(other)
    if rules.proposals == "both":
        proposals += second

    after, taken = [], []
    for k in actors:
        own = [None, *(b for b in proposals if k in b[:2])]
        states = []
        for bargain in own:
            state = list(here)
            if bargain is not None:
                state[bargain[0]], state[bargain[1]] = bargain[2], bargain[3]
            states.append(state)
        utilities = [
            [
                sum(worth(distance(table.salience[a], here[a], x), aversion[a]) for x in state)
                / len(here)
                for state in states
            ]
            for a in actors
        ]
        chances = election(
            rules.election,
            rules.victory_model,
            strengths(rules.voting, table.capability, utilities),
        )
        best = max(range(len(own)), key=lambda m: chances[m])
        if len(chances) > 1:
            ranked = sorted(chances, reverse=True)
            close = min(close, ranked[0] - ranked[1])
        bargain = own[best]
        taken.append(-1 if bargain is None else bargain[0])
        after.append(here[k] if bargain is None else bargain[2 if bargain[0] == k else 3])
    return Moved(after, aversion, targets, odds, gains, proposals, taken, close)


def meet(table: Table, i: int, j: int, odds: float, kind: str) -> tuple[Point, Point]:
    mine, yours = [], []
    for issue in range(len(table.positions[i])):
        x, y = table.positions[i][issue], table.positions[j][issue]
        s, t = table.salience[i][issue], table.salience[j][issue]
        if kind == "advantage":
            behind, ahead = max(1 - 2 * odds, 0), max(2 * odds - 1, 0)
            mine.append(x + (y - x) * behind * t**2 / (behind * t**2 + 1e-6 + (1 - behind) * s**2))
            yours.append(y + (x - y) * ahead * s**2 / (ahead * s**2 + 1e-6 + (1 - ahead) * t**2))
            continue
        power = {"plain": 1, "squared": 2}[kind]
        w, v = (s * odds) ** power, (t * (1 - odds)) ** power
        total = w + v + 1e-6
        mine.append(math.floor(0.5 + ((w + 1e-6) * x + v * y) / total * 10_000) / 10_000)
        yours.append(math.floor(0.5 + (w * x + (v + 1e-6) * y) / total * 10_000) / 10_000)
    return tuple(mine), tuple(yours)


def mix(one: Point, other: Point, share: float) -> Point:
    return tuple(share * a + (1 - share) * b for a, b in zip(one, other, strict=True))


def play(table: Table, rules: Rules, most: int = 100) -> tuple[list[Moved], list[list[int]]]:
    """Play until it settles; the turns, and who stands together after each."""
    turns: list[Moved] = []
    now, first = table, 0.0
    while len(turns) < most:
        moved = turn(now, rules)
        gone = sum(math.dist(a, b) for a, b in zip(now.positions, moved.positions, strict=True))
        now = Table(moved.positions, table.salience, table.capability)
        turns.append(moved)
        first = first or gone + 1e-4
        if len(turns) >= 2 and gone / first < 0.02:
            break
    return turns, [places(m.positions) for m in turns]
