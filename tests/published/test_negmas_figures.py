"""Frontiers and settlements of competition domains against NegMAS 0.16.0.

The figures were computed with NegMAS (its own reading of Genius files, which is our ``raw``;
time discounts ignored) by `pareto_frontier`, `nash_points`, `kalai_points`, `ks_points` and
`max_welfare_points` on all outcomes, rounded to nine decimals. NegMAS

- lists only outcomes that give every actor its reservation value;
- puts the disagreement point no lower than the least attainable utility, our rule
  ``attainable``;
- calls `kalai_points` the maximin of gains, where ours goes on to the next worst off: ours are
  among its points;
- calls `ks_points` the smallest spread of normalised gains, which is not the maximin.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from winset.concepts.frontier import eligible_points, settle_frontier
from winset.formats.domain import ImportedDomain
from winset.formats.registry import read_domain
from winset.packages.frontier import find_frontier

Points = list[tuple[float, ...]]


@dataclass(frozen=True)
class Figures:
    packages: int
    size: int
    nash: Points
    kalai: Points
    spread: Points
    welfare: Points
    spread_is_maximin: bool = True


_EZ = Figures(
    576,
    23,
    nash=[(8.207494443, 8.544396577)],
    kalai=[(8.207494443, 8.544396577)],
    spread=[(7.600800764, 8.947081953)],
    welfare=[(8.207494443, 8.544396577)],
)

FIGURES = {
    "EnglandZimbabwe": _EZ,
    "EnglandvsZimbabweA": _EZ,
    "Politics": Figures(
        23040,
        121,
        nash=[(3.72304773, 4.932753275, 7.241559672)],
        kalai=[(4.768465352, 4.812769539, 4.648843899)],
        spread=[(4.103199593, 4.872761407, 5.945201786)],
        welfare=[(3.72304773, 4.932753275, 7.241559672)],
    ),
    "Energy": Figures(
        390625,
        252,  # one of them dominated: see below
        nash=[(5.45, 4.23)],
        kalai=[(5.19, 4.45), (5.21, 4.43)],
        spread=[(5.15, 4.48)],
        welfare=[
            (4.89, 4.79),
            (4.92, 4.76),
            (5.54, 4.14),
            (4.95, 4.73),
            (4.98, 4.7),
            (5.48, 4.2),
            (5.51, 4.17),
            (5.45, 4.23),
        ],
    ),
    "Domain16": Figures(
        65536,
        3031,
        nash=[(5.252088415, 6.26703733, 6.325951675, 3.706817995, 4.87674503, 5.195261777)],
        kalai=[
            (4.676638935, 6.624770091, 5.697968883, 4.08659223, 4.391775653, 4.749216511),
            (4.790945048, 6.624770091, 5.472367332, 4.08659223, 4.310593055, 4.604968776),
        ],
        spread=[(4.663979525, 6.005941181, 5.398846701, 4.13545314, 3.833692855, 4.716361173)],
        welfare=[(6.310514572, 6.292633126, 5.650457762, 2.740025507, 4.656790108, 6.566912905)],
        spread_is_maximin=False,
    ),
    "geniusweb/Party": Figures(
        3072,
        13,
        nash=[(0.79586, 0.84899)],
        kalai=[(0.8384, 0.69775)],
        spread=[(0.79586, 0.84899)],
        welfare=[(0.73126, 0.91595)],
    ),
    "geniusweb/FlightBooking": Figures(
        36,
        2,
        nash=[(0.825, 0.7248)],
        kalai=[(0.825, 0.7248)],
        spread=[(0.825, 0.7248)],
        welfare=[(0.7375, 0.8998)],
    ),
}

SPURIOUS = {"Energy": 1}
"""Points in NegMAS's frontier that only rounding errors keep from being dominated."""


def load(negotiation: Path, name: str, reading: str = "raw") -> ImportedDomain:
    return read_domain(
        negotiation / name, "geniusweb" if "/" in name else "genius", reading=reading
    )


def rows(points: np.ndarray | Points) -> Points:
    return sorted(map(tuple, np.round(points, 6).tolist()))


@pytest.mark.parametrize("name", FIGURES)
def test_sizes_and_settlements_equal(negotiation: Path, name: str) -> None:
    domain, figures = load(negotiation, name), FIGURES[name]
    settled = settle_frontier(
        domain.options,
        [a.name for a in domain.actors],
        domain.contributions(),
        domain.reservation(),
        disagreement="attainable",
    )
    frontier = settled.frontier
    rational = eligible_points(frontier.points, settled.reservation)
    assert frontier.packages == figures.packages
    assert len(rational) == figures.size - SPURIOUS.get(name, 0)
    assert rows(settled.nash.utilities) == rows(figures.nash)
    assert rows(settled.utilitarian.utilities) == rows(figures.welfare)
    assert set(rows(settled.egalitarian.utilities)) <= set(rows(figures.kalai))
    same = rows(settled.kalai_smorodinsky.utilities) == rows(figures.spread)
    assert same == figures.spread_is_maximin


def test_the_extra_point_of_energy_is_dominated_in_exact_arithmetic(negotiation: Path) -> None:
    """(5.32, 4.33) is worse than (5.33, 4.33); adding floats made it 4.330000000000001.

    Floats added in the files' order, and no tolerance, do give NegMAS's 252.
    """
    domain = load(negotiation, "Energy")
    contributions = domain.contributions()
    sums = np.zeros((1, 2))
    for issue in contributions:
        sums = (sums[:, None] + issue[None]).reshape(-1, 2)
    order = np.lexsort((-sums[:, 1], -sums[:, 0]))
    running = np.maximum.accumulate(np.append(-np.inf, sums[order, 1]))[:-1]
    naive = np.unique(np.round(sums[order][sums[order, 1] > running], 9), axis=0)
    assert len(naive) == FIGURES["Energy"].size
    assert [5.32, 4.33] in naive.tolist()

    exact = [
        [tuple(Fraction(str(round(v, 6))) for v in row) for row in c.tolist()]
        for c in contributions
    ]
    totals = {(Fraction(0), Fraction(0))}
    for issue in exact:
        totals = {(a + x, b + y) for (a, b), (x, y) in itertools.product(totals, issue)}
    best, size = Fraction(-1), 0
    for _, second in sorted(totals, reverse=True):
        if second > best:
            best, size = second, size + 1
    assert size == 251
    assert (Fraction("5.33"), Fraction("4.33")) in totals
    assert len(find_frontier(contributions)) == size


@pytest.mark.parametrize("reading", ["raw", "genius"])
@pytest.mark.parametrize("name", FIGURES)
def test_both_methods_and_a_plain_brute_force_agree(
    negotiation: Path, name: str, reading: str
) -> None:
    domain = load(negotiation, name, reading)
    values = domain.contributions()
    sums = find_frontier(values, method="minkowski")
    listed = find_frontier(values, method="enumeration", memory_limit=2**30)
    assert sums.counts == listed.counts
    np.testing.assert_array_equal(sums.points, listed.points)
    size, packages = plain_brute_force(values)
    assert (len(sums), sum(sums.counts)) == (size, packages)


def plain_brute_force(values: list[np.ndarray]) -> tuple[int, int]:
    """Round every package's utilities to nine decimals and compare all with all."""
    sums = np.zeros((1, values[0].shape[1]))
    for issue in values:
        sums = (sums[:, None] + issue[None]).reshape(-1, issue.shape[1])
    vectors, counts = np.unique(np.round(sums, 9), axis=0, return_counts=True)
    order = np.argsort(-vectors.sum(axis=1), kind="stable")  # whatever dominates comes first
    front: list[int] = []
    points = np.empty_like(vectors)
    for i in order:
        if not (points[: len(front)] >= vectors[i]).all(axis=1).any():
            points[len(front)] = vectors[i]
            front.append(i)
    return len(front), int(counts[front].sum())


def test_the_two_readings_lead_to_different_deals(negotiation: Path) -> None:
    """Normalising per issue moves the Nash deal (Politics, Energy and Domain16)."""
    for name in ("Politics", "Energy", "Domain16"):
        deals = []
        for reading in ("raw", "genius"):
            domain = load(negotiation, name, reading)
            settled = settle_frontier(
                domain.options,
                [a.name for a in domain.actors],
                domain.contributions(),
                np.zeros(len(domain.actors)),
            )
            deals.append(settled.nash.packages)
        assert deals[0] != deals[1], name
