"""Win-sets at memory speed: bits against bytes and against plain vectorised floats.

Counts, for every package, the worlds in which it is in each party's win-set and in the zone, from
the members' utilities on: the part of a run that grows with actors × packages × worlds. All three
ways must give the same counts; the plain one on a few worlds only, since it is slow.

    python benchmarks/kernel.py [--worlds 256] [--threads 2]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.packages import package_utilities, space_of, utilities_of
from winset.ratification import PackedChunk, PackedCount, consents_of, forms_of, win_sets
from winset.ratification.consents import judgement_of
from winset.ratification.prefix import layout_of
from winset.scenario import scenario_from
from winset.scenario.model import Scenario
from winset.scenario.rules import Rule, actors_of
from winset.worlds import Worlds, draw_worlds

Counts = tuple[NDArray[np.int32], ...]


@dataclass(frozen=True)
class Case:
    """One size: issues × options, persons, and members of one body (0: none)."""

    name: str
    issues: int
    options: int
    persons: int
    members: int


CASES = (
    Case("3,125 packages, 8 persons", 5, 5, 8, 0),
    Case("3,125 packages, 4 persons, senate of 100", 5, 5, 4, 100),
    Case("32,768 packages, 8 persons", 5, 8, 8, 0),
    Case("32,768 packages, 4 persons, senate of 100", 5, 8, 4, 100),
    Case("100,000 packages, 8 persons", 5, 10, 8, 0),
    Case("1,000,000 packages, 6 persons", 6, 10, 6, 0),
    Case("1,000,000 packages, 20 persons", 6, 10, 20, 0),
    Case("1,000,000 packages, 4 persons, senate of 100", 6, 10, 4, 100),
)


def scenario_of(case: Case) -> Scenario:
    """Two sides; each needs all of its persons, the first also two thirds of the body."""
    rng = np.random.default_rng(1)
    issues = {
        f"i{k}": {"title": "T", "options": case.options, "no_deal": 40} for k in range(case.issues)
    }

    def spread(low: float, high: float) -> dict[str, float]:
        ends = np.sort(rng.uniform(low, high, 3))
        return dict(zip(("low", "mode", "high"), map(float, ends), strict=True))

    def stances() -> dict[str, Any]:
        return {id_: {"position": spread(0, 100), "salience": spread(10, 90)} for id_ in issues}

    actors: dict[str, Any] = {f"a{k}": {"stances": stances()} for k in range(case.persons)}
    sides: list[list[Any]] = [[f"a{k}" for k in range(side, case.persons, 2)] for side in (0, 1)]
    if case.members:
        actors["senate"] = {
            "body": {"members": case.members, "dispersion": 20},
            "stances": stances(),
        }
        sides[0].append({"at_least": "2/3", "of": "senate"})
    parties = {
        f"p{n}": {"principal": f"a{n}", "ratification": {"treaty": {"all": side}}}
        for n, side in enumerate(sides)
    }
    raw = {"winset": 1, "id": "kernel", "title": "K", "issues": issues, "actors": actors}
    return scenario_from({**raw, "parties": parties})


def by_bits(scenario: Scenario, worlds: Worlds) -> Counts:
    """As large spaces are counted."""
    (form,) = forms_of(scenario)
    layout = layout_of(space_of(scenario).shape)
    chunk = PackedChunk(scenario, worlds, form.actors, layout)
    count = PackedCount(form, layout, worlds.count)
    for world in range(worlds.count):
        count.add(world, chunk.consents(world))
    return (count.zone_count, *count.party_count.values())


def by_bytes(scenario: Scenario, worlds: Worlds) -> Counts:
    """As small spaces are counted."""
    (form,) = forms_of(scenario)
    sets = win_sets(form, consents_of(scenario, worlds, form.actors))
    return tuple(s.sum(axis=0, dtype=np.int32) for s in (sets.zone, *sets.parties.values()))


def plain(scenario: Scenario, worlds: Worlds) -> Counts:
    """As one would write it: float64 utilities of every package, compared; rules as arrays."""
    (form,) = forms_of(scenario)
    counts = [np.zeros(space_of(scenario).size, dtype=np.int32) for _ in range(3)]
    for start in range(worlds.count):
        world = worlds.rows(start, start + 1)
        accepts = {}
        for actor in form.actors:
            own = utilities_of(scenario, world, actor)
            needed = own.reservation - judgement_of(world, actor)[:, None] - 1e-9
            share = np.zeros(counts[0].size)
            for member in range(len(own.weights)):
                worth = tuple(
                    part[:, min(member, part.shape[1] - 1)][:, None] for part in own.worth
                )
                utility = package_utilities(worth)[0, 0]
                share += utility >= needed[0, min(member, needed.shape[1] - 1)]
            accepts[actor] = (
                share >= (2 / 3 if len(own.weights) > 1 else 1) * len(own.weights) - 1e-9
            )
        sets = [
            np.logical_and.reduce([accepts[actor] for actor in form.actors if actor in named])
            for named in ({a for a in form.actors if _asks(form.rules[p], a)} for p in form.rules)
        ]
        for row, members in enumerate((sets[0] & sets[1], *sets)):
            counts[row] += members
    return tuple(counts)


def _asks(rule: Rule, actor: str) -> bool:
    return actor in actors_of(rule)


Way = Callable[[Scenario, Worlds], Counts]


def timed(
    way: Way, scenario: Scenario, worlds: Worlds, rows: int, threads: int
) -> tuple[float, Counts]:
    """Seconds and counts, in chunks of worlds."""
    starts = range(0, worlds.count, rows)
    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        parts = pool.map(
            lambda start: way(scenario, worlds.rows(start, min(start + rows, worlds.count))), starts
        )
        total: list[NDArray[np.int32]] = []
        for part in parts:
            total = [a + b for a, b in zip(total, part, strict=True)] if total else list(part)
    return time.perf_counter() - started, tuple(total)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=int, default=256)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", default="", help="part of a case's name")
    asked = parser.parse_args()
    print(f"{'case':46}{'bits':>9}{'bytes':>9}{'plain':>9}  10⁹/s   bits/plain bits/bytes")
    for case in CASES:
        if asked.only in case.name:
            row(case, asked.worlds, asked.threads)


def row(case: Case, worlds: int, threads: int) -> None:
    """Measure one case; rates are of actor · package · world evaluations, members counted."""
    scenario = scenario_of(case)
    size = space_of(scenario).size
    one = (case.persons + case.members) * size
    rates, counts = {}, {}
    for name, way, most, rows in (
        ("bits", by_bits, worlds, 64),
        ("bytes", by_bytes, min(worlds, max(2, 2**36 // (one * 16))), max(1, 2**18 // size)),
        ("plain", plain, min(worlds, max(2, 2**30 // one)), 1),
    ):
        own = draw_worlds(scenario, worlds).rows(0, most)
        seconds, counts[name] = timed(way, scenario, own, rows, threads)
        rates[name] = one * most / seconds / 1e9
        if name != "bits":
            same = timed(by_bits, scenario, own, 64, threads)[1]
            wrong = sum(int((a != b).sum()) for a, b in zip(same, counts[name], strict=True))
            assert not wrong, f"{wrong} counts differ from those in {name}"
    told = "".join(f"{rates[name]:9.2f}" for name in ("bits", "bytes", "plain"))
    ratios = [rates["bits"] / rates[name] for name in ("plain", "bytes")]
    print(f"{case.name:46}{told}{'':9}{ratios[0]:9.1f}×{ratios[1]:9.1f}×", flush=True)


if __name__ == "__main__":
    main()
