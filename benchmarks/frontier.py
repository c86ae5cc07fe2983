"""Frontiers side by side with NegMAS: medians, ratios and peak memory, in one run.

    python benchmarks/frontier.py --domains DATA/negotiation --peer-python OTHER/bin/python

Without these options, the environment's WINSET_DATA (the folder above `negotiation`) and
WINSET_NEGMAS_PYTHON are used; without either, winset is timed alone on synthetic domains.

Every timing is of the frontier alone, from utilities already read, in a fresh process; memory
is what the process grew by beyond its imports and the domain. Both sides read the same files:
Genius domains in the reading `raw`, which is NegMAS's, and synthetic ones in NegMAS's YAML.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from winset.formats.domain import ImportedActor, ImportedDomain, ImportedIssue

COMPETITION = ["EnglandZimbabwe", "Politics", "Domain16", "Energy"]

SYNTHETIC = {
    "1,944,000 × 2": ((10, 12, 9, 12, 15, 10), 2, True),
    "240,000 × 5": ((10, 10, 10, 10, 24), 5, True),
    "10⁹ × 2": ((10,) * 9, 2, False),
    "10⁹ × 3": ((10,) * 9, 3, False),
    "10²⁰ × 2": ((10,) * 20, 2, False),
    "10²⁰ × 3": ((10,) * 20, 3, False),
}
"""Name → options of each issue, actors, whether the peer can list the packages."""


@dataclass(frozen=True)
class Task:
    """A domain to time: its files, and whether the peer runs on it."""

    name: str
    format: str
    folder: Path
    peer: bool = True


@dataclass(frozen=True)
class Timing:
    """Points found, median seconds, memory in MiB."""

    size: int
    seconds: float
    mib: float


def synthetic_domain(name: str, shape: tuple[int, ...], actors: int) -> ImportedDomain:
    """Draw a domain with uniform values and Dirichlet weights, the same on every run."""
    random = np.random.default_rng(len(shape) * 100 + actors)
    weights = random.dirichlet(np.ones(len(shape)), actors)
    return ImportedDomain(
        name=name,
        issues=tuple(
            ImportedIssue(f"issue {k}", tuple(f"option {o}" for o in range(n)))
            for k, n in enumerate(shape)
        ),
        actors=tuple(
            ImportedActor(
                f"actor {a}",
                tuple(weights[a].tolist()),
                tuple(tuple(random.random(n).tolist()) for n in shape),
                reservation=0.0,
            )
            for a in range(actors)
        ),
        format="synthetic",
    )


def own_timing(task: dict[str, object]) -> None:
    """Time winset on one domain and print JSON; run in a process of its own."""
    import resource
    import time

    import moocore  # noqa: F401  # its import is no part of the frontier

    from winset.formats.registry import read_domain
    from winset.packages.frontier import find_frontier

    domain = read_domain(str(task["folder"]), task["format"], reading="raw")
    values = domain.contributions()
    find_frontier([v[:2] for v in values[:1]])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds: list[float] = []
    while len(seconds) < 3 or (sum(seconds) < 2 and len(seconds) < 101):
        begun = time.perf_counter()
        frontier = find_frontier(values)
        seconds.append(time.perf_counter() - begun)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mib = (after - before) / 1024
    print(json.dumps({"size": len(frontier), "seconds": seconds, "mib": mib}))


def run(command: list[str], limit: float) -> Timing | None:
    """Run a timing process; None if it takes longer than the limit, in seconds."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        return None
    result = json.loads(done.stdout.splitlines()[-1])
    return Timing(result["size"], statistics.median(result["seconds"]), result["mib"])


def tasks(domains: Path | None, scratch: Path) -> list[Task]:
    """List the domains, writing the synthetic ones where both sides can read them."""
    from winset.formats.negmas_yaml import write_negmas

    found = [Task(name, "genius", domains / name) for name in COMPETITION] if domains else []
    for number, (name, (shape, actors, peer)) in enumerate(SYNTHETIC.items()):
        folder = scratch / str(number)
        write_negmas(synthetic_domain(f"synthetic {number}", shape, actors), folder)
        found.append(Task(name, "negmas", folder, peer))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    data, peer_python = os.environ.get("WINSET_DATA"), os.environ.get("WINSET_NEGMAS_PYTHON")
    parser.add_argument(
        "--domains",
        type=Path,
        default=Path(data, "negotiation") if data else None,
        help="folder of the competition domains",
    )
    parser.add_argument("--peer-python", default=peer_python, help="interpreter that has NegMAS")
    parser.add_argument("--limit", type=float, default=600, help="seconds a process may take")
    parser.add_argument("--own", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.own:
        own_timing(json.loads(options.own))
        return
    if not options.peer_python:
        print("winset alone; name an interpreter that has NegMAS with --peer-python.\n")
    if not options.domains:
        print("Synthetic domains only; name the competition domains' folder with --domains.\n")
    print("| domain | points | winset | MiB | points, NegMAS | NegMAS | MiB | ratio |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        for task in tasks(options.domains, Path(scratch)):
            spec = {"format": task.format, "folder": str(task.folder), "seconds": 10}
            mine = run([sys.executable, __file__, "--own", json.dumps(spec)], options.limit)
            peer = None
            if options.peer_python and task.peer:
                script = str(Path(__file__).with_name("frontier_peer.py"))
                peer = run([options.peer_python, script, json.dumps(spec)], options.limit)
            print(row(task.name, mine, peer), flush=True)


def row(name: str, mine: Timing | None, peer: Timing | None) -> str:
    """Render one line of the table."""
    ratio = math.nan if mine is None or peer is None else peer.seconds / mine.seconds
    cells = [name, *cells_of(mine), *cells_of(peer), "–" if math.isnan(ratio) else f"{ratio:,.0f}×"]
    return "| " + " | ".join(cells) + " |"


def cells_of(timing: Timing | None) -> list[str]:
    """Render size, time and memory of one side."""
    if timing is None:
        return ["–"] * 3
    shown = f"{timing.seconds * 1e3:,.1f} ms" if timing.seconds < 1 else f"{timing.seconds:,.1f} s"
    return [f"{timing.size:,}", shown, f"{timing.mib:.0f}"]


if __name__ == "__main__":
    main()
