"""The Monte Carlo engine: histories of turnover drawn, failure averaged over each.

Only the changes of coalition are drawn at random. Along a drawn history the hazard is known, so
the chance of surviving it and of ending by each cause are computed, not drawn (conditional Monte
Carlo; Hammersley & Handscomb 1964): the same answer as drawing failures too, with less noise.

Draws of parameters are worked in blocks, one seed a block, so the result does not depend on how
many threads share them.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools, Floats, Integers
from winset.durability.agreement import NONE, Agreement
from winset.durability.survival import Outlook, blame, outlook

BLOCK_PATHS = 12_500

_Block = tuple[Floats, Floats, Floats]


def run_paths(agreement: Agreement, paths: int, seed: int, threads: int | None = None) -> Outlook:
    """Draw histories of turnover and average over them.

    Parameters
    ----------
    paths
        Histories in all, shared out evenly over the parameter draws (rounded up).
    seed
        Of the histories; the parameter draws are already in ``agreement``.
    threads
        How many to use; the machine's cores, at most two, by default. Does not change the result.
    """
    each = max(1, -(-paths // agreement.draws))
    size = max(1, BLOCK_PATHS // each)
    starts = range(0, agreement.draws, size)
    seeds = np.random.SeedSequence(seed).spawn(len(starts))

    def work(i: int) -> _Block:
        rows = slice(starts[i], min(starts[i] + size, agreement.draws))
        return _run_block(agreement, rows, each, np.random.Generator(np.random.SFC64(seeds[i])))

    workers = threads or min(2, os.cpu_count() or 1)
    if workers > 1:
        with ThreadPoolExecutor(workers) as pool:
            blocks = list(pool.map(work, range(len(starts))))
    else:
        blocks = [work(i) for i in range(len(starts))]
    survival, incidence, attributed = (np.concatenate([b[k] for b in blocks]) for k in range(3))
    return outlook(agreement, survival, incidence, attributed, method="monte carlo", paths=each)


def _run_block(agreement: Agreement, rows: slice, each: int, rng: np.random.Generator) -> _Block:
    """Run some parameter draws.

    Histories lie draw by draw, (draws × paths,). Most are in the state without a rejecting
    coalition, where hazards depend on the draw alone; only the others are looked up.
    """
    base = agreement.hazards[rows]
    draws, causes, months = base.shape
    parties = agreement.parties
    owner = np.repeat(np.arange(draws), each)
    # Months at which each party's latest change to a rejecting coalition loses its effect.
    ends = [np.zeros(draws * each, dtype=np.int32) for _ in parties]
    ratios = [np.ascontiguousarray(p.ratios[rows].transpose(1, 0, 2)) for p in parties]
    alive = np.ones(draws * each)
    survival = np.ones((draws, months + 1))
    incidence = np.zeros((draws, causes, months + 1))
    attributed = np.zeros((draws, causes, len(parties)))
    for month in range(months):
        for p, party in enumerate(parties):
            _turn_over(
                ends[p],
                party.odds[rows, month],
                rejects=party.rejects,
                each=each,
                month=month,
                rng=rng,
            )
        # A history counts with what is left of it (`alive`), so no failure is ever drawn: the mean
        # of exp(−Σ hazard) over histories is that of drawn survivals, without the variance that
        # drawing them would add (Rao–Blackwell).
        total = base[:, :, month].sum(axis=1)
        # All histories first, as if nobody rejected …
        lost_share = -np.expm1(-total)
        lost = alive * np.repeat(lost_share, each)
        per_draw = base[:, :, month] / np.where(total > 0, total, 1.0)[:, None]
        touched = np.flatnonzero(_in_force(ends, month))
        plain = lost.reshape(draws, each).sum(axis=1)
        if len(touched):
            # … then those where somebody does.
            who = owner[touched]
            ratios_now, hazards = _hazards(
                base[:, :, month], ratios, ends, touched=touched, who=who, month=month
            )
            joint = hazards.sum(axis=0)
            gone = alive[touched] * -np.expm1(-joint)
            plain -= np.bincount(who, weights=lost[touched], minlength=draws)
            lost[touched] = gone
            _book(
                incidence[:, :, month + 1],
                attributed,
                hazards,
                ratios_now,
                gone=gone,
                joint=joint,
                who=who,
            )
        incidence[:, :, month + 1] += incidence[:, :, month] + per_draw * plain[:, None]
        alive -= lost
        survival[:, month + 1] = alive.reshape(draws, each).mean(axis=1)
    return survival, incidence / each, attributed / each


def _in_force(ends: list[NDArray[np.int32]], month: int) -> Bools:
    """(paths,) whether any party has a rejecting coalition whose effect lasts."""
    touched = np.zeros(len(ends[0]) if ends else 0, dtype=bool)
    for end in ends:
        touched |= end > month
    return touched


def _turn_over(
    ends: NDArray[np.int32],
    odds: Floats,
    *,
    rejects: float,
    each: int,
    month: int,
    rng: np.random.Generator,
) -> None:
    """Let coalitions change: to a rejecting one the clock starts, to an accepting one it stops.

    Parameters
    ----------
    ends: (draws × paths,) changed in place
    odds: (draws,) of a change this month
    """
    drawn = rng.random((len(odds), each), dtype=np.float32)
    changed = np.flatnonzero(drawn < odds[:, None].astype(np.float32))
    rejecting = rng.random(len(changed)) < rejects
    ends[changed] = np.where(rejecting, month + NONE, 0)


def _hazards(
    base: Floats,
    ratios: list[Floats],
    ends: list[NDArray[np.int32]],
    *,
    touched: Integers,
    who: Integers,
    month: int,
) -> tuple[list[Floats], Floats]:
    """Return each party's ratios, (causes, touched), and the hazards, (causes, touched)."""
    product = base[who].T.copy()
    each_party = []
    for ratio, end in zip(ratios, ends, strict=True):
        since = np.clip(month + NONE - end[touched], 0, NONE)
        now = ratio[:, who, since]
        product *= now
        each_party.append(now)
    return each_party, product


def _book(
    incidence: Floats,
    attributed: Floats,
    hazards: Floats,
    ratios: list[Floats],
    *,
    gone: Floats,
    joint: Floats,
    who: Integers,
) -> None:
    """Add up failures by draw and cause, and what each party's change had to do with them."""
    draws = len(incidence)
    safe = np.where(joint > 0, joint, 1.0)
    for c, hazard in enumerate(hazards):
        ended = gone * hazard / safe
        incidence[:, c] += np.bincount(who, weights=ended, minlength=draws)
        for p, share in enumerate(blame([ratio[c] for ratio in ratios])):
            attributed[:, c, p] += np.bincount(who, weights=ended * share, minlength=draws)
