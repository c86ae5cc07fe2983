"""All advice on one result, question by question."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from winset.advice.acceptance_odds import tables_of
from winset.advice.information import Information
from winset.advice.leader_only import LeaderOnly, leader_only
from winset.advice.onboard import onboard
from winset.advice.onboard_results import Onboard
from winset.advice.open_zone import Opening, open_zone_of
from winset.advice.robust import RobustDeals, robust_deals
from winset.advice.total_sensitivity import Total, totals_of
from winset.advice.who_decides import WhoDecides, who_decides

if TYPE_CHECKING:
    from winset.durability.results import Durability
    from winset.engine import Result

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Advice:
    """What to do."""

    power: WhoDecides
    """Who decides."""
    onboard: Onboard
    """Whom to bring on board, and at what price."""
    open_zone: Mapping[str, Opening]
    """Form of agreement → what closes it and what would open it."""
    leader_only: LeaderOnly
    """What the principals give up for a deal the elites back, and what it gains in years."""
    robust: RobustDeals
    """Packages that stand whoever looks at the table."""
    information: Information
    """What to find out next."""
    totals: Mapping[str, Total]
    """Path of an input ranked there → its total sensitivity."""
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)
    """Question → time it took; what one machine took, not part of the result."""


def advice_of(result: Result, durability: Durability, information: Information) -> Advice:
    """Answer every question of advice on a result, its durability and what to find out next."""
    seconds: dict[str, float] = {}

    def timed(name: str, answer: Callable[[], Answer]) -> Answer:
        started = time.perf_counter()
        answered = answer()
        seconds[name] = time.perf_counter() - started
        return answered

    # The search for an opening shares nothing that is worked out on the way, so it runs beside.
    with ThreadPoolExecutor(1) as beside:
        opening = beside.submit(timed, "open_zone", lambda: open_zone_of(result))
        tables = timed("tables", lambda: tables_of(result))
        return Advice(
            power=timed("power", lambda: who_decides(result)),
            onboard=timed("onboard", lambda: onboard(result, tables)),
            leader_only=timed("leader_only", lambda: leader_only(result, durability)),
            robust=timed("robust", lambda: robust_deals(result, tables)),
            information=information,
            totals=timed("totals", lambda: totals_of(result, information)),
            open_zone=opening.result(),
            seconds=seconds,
        )
