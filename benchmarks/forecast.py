"""Forecast models: seconds of one run, beside what the field's programs take for the same task.

    python benchmarks/forecast.py            # all models
    python benchmarks/forecast.py spatial    # one of them
    python benchmarks/forecast.py noise      # how far half a point of noise moves a forecast

Times are of the forecast alone, from arrays, in this process: wall clock and processor time,
medians over tables drawn anew (the first, which loads code, is not counted). Peers' times were
measured by us elsewhere, on two shared cores, for their whole program: reading, database and log
included. They are orders of magnitude, not a race; × is their time by our processor time.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

TABLES = 7

Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Timing:
    """Medians of one task: seconds of wall clock and processor, and what was counted."""

    wall: float
    processor: float
    count: float


def measure(task: Callable[[int], int], tables: int = TABLES) -> Timing:
    """Run a task on numbered tables; it returns something to count, such as its rounds."""
    task(0)
    wall, processor, counts = [], [], []
    for number in range(1, tables + 1):
        begun, used = time.perf_counter(), time.process_time()
        counts.append(task(number))
        wall.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    return Timing(statistics.median(wall), statistics.median(processor), statistics.median(counts))


def actors(number: int, count: int, issues: int = 1, worlds: int = 1) -> Arrays:
    """Draw positions, saliences summing to 75–99 as KTAB's random tables do, capabilities."""
    random = np.random.default_rng([number, count, issues, worlds])
    positions = random.uniform(0, 100, (worlds, count, issues))
    salience = random.uniform(0.1, 1, (worlds, count, issues))
    salience *= random.uniform(75, 99, (worlds, count, 1)) / salience.sum(-1, keepdims=True)
    capability = random.uniform(10, 200, (worlds, count))
    return positions, salience, capability


KTAB = {10: 0.34, 50: 57.0, 80: 291.0}
"""Seconds of KTAB's program, one dimension; 100 actors were not done in 420 s."""


def spatial() -> None:
    """The spatial model of politics until it settles, and the election alone."""
    from winset.forecast import condorcet
    from winset.forecast.spatial import predict

    print("spatial model of politics, one dimension, until settled")
    print(" actors  worlds  turns    wall s     cpu s   KTAB s      ×")
    for count, worlds in [(10, 1), (50, 1), (80, 1), (200, 1), (10, 1024)]:

        def task(number: int, count: int = count, worlds: int = worlds) -> int:
            return len(predict(*actors(number, count, worlds=worlds)).rounds)

        found = measure(task, 3 if worlds > 1 or count > 100 else TABLES)
        peer = KTAB.get(count) if worlds == 1 else None
        told = f"{peer:8.2f} {peer / found.processor:6.0f}" if peer else f"{'–':>8} {'–':>6}"
        own = f"{found.count:6.0f} {found.wall:9.4f} {found.processor:9.4f}"
        print(f"{count:7} {worlds:7,} {own} {told}")

    def election(number: int) -> int:
        return len(condorcet.predict(*actors(number, 10, worlds=1024)).forecast)

    found = measure(election)
    print(f"Condorcet election alone, 10 actors, {found.count:,.0f} worlds: {found.wall:.4f} s")


def noise() -> None:
    """Shift of forecasts on random tables when every position is off by a normal half point."""
    from winset.forecast import condorcet
    from winset.forecast.spatial import predict

    print("shift of the forecast by half a point of noise, 1,000 tables, one issue of 0 to 100")
    print(" actors  model      median   95 %  turns  unsettled")
    for count in (5, 10, 20):
        random = np.random.default_rng(2)
        positions = random.uniform(0, 100, (1000, count))
        salience = random.uniform(10, 100, positions.shape)
        capability = random.uniform(1, 100, positions.shape)
        near = np.clip(positions + random.normal(0, 0.5, positions.shape), 0, 100)
        one = predict(positions, salience, capability)
        other = predict(near, salience, capability)
        assert one.stopped is not None
        path = f"{np.median(one.stopped):5.0f} {(one.stopped == len(one.rounds)).mean():10.3f}"
        chosen = [
            condorcet.predict(stands, salience, capability).forecast for stands in (positions, near)
        ]
        shifts = {"spatial": one.forecast - other.forecast, "condorcet": chosen[0] - chosen[1]}
        for name, shift in shifts.items():
            half, most = np.quantile(np.abs(shift), [0.5, 0.95])
            told = path if name == "spatial" else ""
            print(f"{count:7}  {name:9} {half:7.2f} {most:6.2f}  {told}")


DECIDE = 7.8
"""Seconds of Decide 2025.3 for Copenhagen, 11 actors × 7 issues × 10 rounds, charts included."""


COPENHAGEN = Path(os.environ.get("WINSET_DATA", "")) / "exchange" / "copenhagen.csv"


def exchange() -> None:
    """Position exchange: Copenhagen where WINSET_DATA holds it, and tables of random numbers."""
    from winset.forecast.exchange import predict

    print("position exchange, equal gains")
    print(
        "table         actors issues rounds  worlds exchanges    wall s     cpu s Decide s      ×"
    )
    for name, count, issues, rounds, worlds in [
        *([("Copenhagen", 11, 7, 10, 1)] if COPENHAGEN.is_file() else []),
        ("random", 11, 7, 10, 1),
        ("random", 11, 7, 1, 1024),
        ("random", 50, 10, 10, 1),
    ]:
        given = copenhagen() if name == "Copenhagen" else None

        def task(
            number: int,
            given: Arrays | None = given,
            size: tuple[int, int, int] = (count, issues, worlds),
            rounds: int = rounds,
        ) -> int:
            found = predict(*(given or actors(number, *size)), rounds=rounds).exchanges
            return len(found) if found is not None else 0

        found = measure(task, 3 if worlds > 1 or count > 11 else TABLES)
        told = f"{found.count:9,.0f} {found.wall:9.4f} {found.processor:9.4f}"
        same = (count, issues, rounds) == (11, 7, 10)
        peer = f"{DECIDE:8.1f} {DECIDE / found.processor:6.0f}" if same else f"{'–':>8} {'–':>6}"
        print(f"{name:13} {count:6} {issues:6} {rounds:6} {worlds:7,} {told} {peer}")


def copenhagen() -> Arrays:
    """Positions, saliences and capabilities of the Copenhagen talks."""
    from winset.formats.registry import read_actors

    table = read_actors(COPENHAGEN)
    return table.positions, table.salience, table.capability


PORT = 9.2
"""Seconds of a Python port of Scholz' program for 10 actors × 8 rounds in one world."""

TOOLKIT = 0.43
"""Seconds of a recent Python toolkit for 100 actors × 3 rounds in one world."""


def challenge() -> None:
    """The challenge model in both variants."""
    from winset.forecast.challenge import predict

    print("challenge model")
    print("variant    actors  worlds  played    wall s     cpu s   peer s      ×")
    for variant in ("equations", "program"):
        for count, rounds, worlds, peer in [
            (10, 8, 1, PORT),
            (10, 8, 1024, None),
            (100, 3, 1, TOOLKIT),
            (100, 10, 1, None),
        ]:

            def task(
                number: int,
                variant: str = variant,
                size: tuple[int, int] = (count, worlds),
                rounds: int = rounds,
            ) -> int:
                random = np.random.default_rng([number, *size])
                shape = (size[1], size[0])
                positions, capability = random.uniform(0, 100, shape), random.uniform(1, 99, shape)
                # very high saliences stop the program in its first round
                salience = random.uniform(10, 90, shape)
                found = predict(positions, salience, capability, variant=variant, rounds=rounds)
                return len(found.rounds)

            found = measure(task, 3 if worlds > 1 else TABLES)
            told = f"{peer:8.2f} {peer / found.processor:6.0f}" if peer else f"{'–':>8} {'–':>6}"
            own = f"{found.wall:9.4f} {found.processor:9.4f}"
            print(f"{variant:10} {count:6} {worlds:7,} {found.count:7.0f} {own} {told}")


MODELS: dict[str, Callable[[], None]] = {
    "challenge": challenge,
    "spatial": spatial,
    "exchange": exchange,
    "noise": noise,
}


def main() -> None:
    """Run the benchmarks named, or all."""
    for name in sys.argv[1:] or MODELS:
        if name not in MODELS:
            sys.exit(f"no benchmark {name!r}: choose from {', '.join(MODELS)}")
        MODELS[name]()


if __name__ == "__main__":
    main()
