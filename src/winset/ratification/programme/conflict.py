"""Why there is no zone: a set of demands that clash, none of which can be spared.

Deletion filter: demands are dropped one after the other, and whatever can be dropped without
opening a zone stays dropped. What is left clashes as a whole, and dropping any one of it would
leave some package. There may be other such sets; the order of dropping picks one: red lines and
reservations are tried before rules, so that rules remain which name the parties.

References
----------
Chinneck & Dravnieks (1991), ORSA Journal on Computing 3:157.
"""

from __future__ import annotations

from dataclasses import dataclass

from winset.packages.programme import Choices, Limits, Programme, Status
from winset.ratification.forms import Form
from winset.ratification.programme.demands import Demand, RedLines, Refusal, Required, Reservation
from winset.ratification.programme.table import WorldTable
from winset.ratification.programme.zone import rules_programme, satisfies, zone_demands


@dataclass(frozen=True)
class Conflict:
    """Demands that cannot all be met in one world, none of which can be spared."""

    status: Status
    """``infeasible`` where the demands clash; ``optimal`` where there is a zone after all, and
    ``undecided`` where a limit was reached."""
    demands: tuple[Demand, ...]
    """The demands, rules first; empty unless they clash."""
    excluded: tuple[Choices, ...]
    """Packages that meet all demands but for the solver's tolerance, and were turned away by the
    exact test: with any, the clash is one of less than that tolerance."""
    calls: int
    seconds: float
    """``calls``, ``seconds``: calls of the solver, and the time they took."""
    method: str = "deletion filter over mixed-integer programmes (HiGHS)"

    @property
    def parties(self) -> tuple[str, ...]:
        """Parties whose rules take part, in order."""
        named = (item.party for item in self.demands if isinstance(item, Required))
        return tuple(dict.fromkeys(named))

    @property
    def actors(self) -> tuple[str, ...]:
        """Actors whose reservations, red lines or refusals take part, in order."""
        named = (item.actor for item in self.demands if not isinstance(item, Required))
        return tuple(dict.fromkeys(named))


def conflict_of(form: Form, table: WorldTable, limits: Limits | None = None) -> Conflict:
    """Find demands that clash in one world.

    Parameters
    ----------
    limits
        When to give up on one call of the solver.
    """
    wanted = zone_demands(form)
    programme = rules_programme(table, wanted, explain=True).programme
    whole = programme.maximise(None, lambda choices: satisfies(table, choices, wanted), limits)
    calls, seconds = whole.calls, whole.seconds
    if whole.status != "infeasible":
        return Conflict(whole.status, (), whole.excluded, calls, seconds)
    candidates = _candidates(programme)
    dropped: set[Demand] = set()
    for demand in candidates:
        solved = programme.without(dropped | {demand}).maximise(limits=limits)
        calls, seconds = calls + 1, seconds + solved.seconds
        if solved.status == "undecided":
            return Conflict("undecided", (), whole.excluded, calls, seconds)
        if solved.status == "infeasible":
            dropped.add(demand)
    left = tuple(demand for demand in reversed(candidates) if demand not in dropped)
    return Conflict("infeasible", left, whole.excluded, calls, seconds)


def _candidates(programme: Programme) -> list[Demand]:
    """All demands of a programme, in the order in which they may be dropped."""
    order = (Refusal, RedLines, Reservation, Required)
    demands = [tag for tag in programme.tags()[::-1] if isinstance(tag, order)]
    return sorted(demands, key=lambda tag: order.index(type(tag)))
