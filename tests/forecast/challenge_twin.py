"""The challenge model by brute force: one world, one pair and one voter at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Twin:
    """One world; positions are on the issue's own scale, saliences 0–1."""

    places: list[float]
    salience: Sequence[float]
    capability: Sequence[float]
    program: bool
    q: float = 1.0

    def __post_init__(self) -> None:
        self.width = (max(self.places) - min(self.places)) or 1.0
        self.who = range(len(self.places))

    def apart(self, a: float, b: float) -> float:
        return abs(a - b) / self.width

    def vote(self, k: int, i: float, j: float, risk: Sequence[float]) -> float:
        bend = risk[k] if self.program else 1
        closer = self.apart(self.places[k], j) ** bend - self.apart(self.places[k], i) ** bend
        return self.capability[k] * self.salience[k] * closer

    def odds(self, i: float, j: float, risk: Sequence[float]) -> float:
        pro = sum(max(0, self.vote(k, i, j, risk)) for k in self.who)
        if self.program:
            total = sum(
                abs(self.vote(k, a, b, risk))
                for k in self.who
                for a in self.places
                for b in self.places
            )
        else:
            total = sum(abs(self.vote(k, i, j, risk)) for k in self.who)
        return pro / total if total else 0.5

    def median(self) -> float:
        weight = {i: self.capability[i] * self.salience[i] for i in self.who}
        half, below = sum(weight.values()) / 2, 0.0
        for i in sorted(self.who, key=lambda i: self.places[i]):
            below += weight[i]
            if below >= half:
                return self.places[i]
        raise AssertionError

    def gain(self, i: int, j: int, eyes: float, risk: Sequence[float]) -> float:
        x, y = self.places[i], self.places[j]
        d, odds, fights = self.apart(x, y), self.odds(x, y, risk), self.salience[j]
        won = 2 - 4 * (0.5 - 0.5 * d) ** eyes
        lost = 2 - 4 * (0.5 + 0.5 * d) ** eyes
        brings = fights * (odds * won + (1 - odds) * lost) + (1 - fights) * won
        to_middle = self.apart(x, self.median())
        reach = to_middle + d
        t = 0.5 if abs(to_middle - d) < 1e-9 else float(to_middle < d)
        better = 2 - 4 * (0.5 - 0.25 * reach) ** eyes
        worse = 2 - 4 * (0.5 + 0.25 * reach) ** eyes
        stays = self.q * (2 - 4 * 0.5**eyes)
        return brings - stays - (1 - self.q) * (t * better + (1 - t) * worse)

    def risks(self) -> list[float]:
        even = [1.0] * len(self.places)
        danger = [sum(self.gain(j, i, 1.0, even) for j in self.who if j != i) for i in self.who]
        most, least = max(danger), min(danger)
        if most - least <= 1e-12:
            return even
        taken = [(2 * own - most - least) / (most - least) for own in danger]
        return [(1 - own / 3) / (1 + own / 3) for own in taken]

    def offers(self, i: int, risk: Sequence[float]) -> list[tuple[tuple[float, ...], float]]:
        made = []
        for j in self.who:
            x, y = self.places[i], self.places[j]
            if x == y:
                continue
            mine, theirs = self.gain(i, j, risk[i], risk), self.gain(j, i, risk[i], risk)
            if theirs <= 0:
                continue
            if theirs > mine > 0:
                order = (0, abs(y - x)) if self.program else (abs(y - x), -theirs, y)
                made.append((order, y))
            elif mine < 0 and theirs > -mine:
                target = x + (y - x) * -mine / theirs
                averaged = (-mine * x + theirs * y) / (theirs - mine)
                order = (1, averaged) if self.program else (abs(target - x), -theirs, target)
                made.append((order, target))
            elif mine < 0 and theirs < -mine and not self.program:
                made.append(((abs(y - x), -theirs, y), y))
        return made

    def play(self, rounds: int) -> list[list[float]]:
        seen = []
        for _ in range(rounds):
            risk = self.risks()
            best = [min(self.offers(i, risk), default=None) for i in self.who]
            self.places = [
                own if offer is None else offer[1]
                for own, offer in zip(self.places, best, strict=True)
            ]
            seen.append(list(self.places))
        return seen
