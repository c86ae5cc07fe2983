"""A frontier and the deals on it in words and rows: for the terminal and the page alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from winset.concepts import Concept, concepts
from winset.concepts.frontier import FrontierDeal, SettledFrontier
from winset.engine.bargaining import BargainingProblem, LeftOut
from winset.words.names import listed, plain_name, sentence
from winset.words.quantities import counted, listed_with_rest, quantity
from winset.words.table import Table

_MOST_NAMED = 3
_SAME = 1e-9


@dataclass(frozen=True)
class DealOnFrontier:
    """What one or several solution concepts pick."""

    concepts: tuple[Concept, ...]
    """Those that pick it."""
    settlement: FrontierDeal
    """Its points and packages."""

    @property
    def title(self) -> str:
        """The solutions, as a heading."""
        return sentence(listed([concept.inside for concept in self.concepts]))

    @property
    def utilities(self) -> list[float]:
        """Utilities of the first winning point, one an actor."""
        return [float(u) for u in self.settlement.utilities[0]]


def deals_of(settled: SettledFrontier) -> tuple[DealOnFrontier, ...]:
    """Deals that are picked, solutions that agree together; none if no package is eligible."""
    picked_by: dict[tuple[int, ...], list[str]] = {}
    for name, deal in settled.deals.items():
        if deal.points:
            picked_by.setdefault(deal.points, []).append(name)
    known = concepts()
    return tuple(
        DealOnFrontier(tuple(known[name] for name in names), settled.deals[names[0]])
        for names in picked_by.values()
    )


def headline(problem: BargainingProblem, settled: SettledFrontier) -> list[str]:
    """Say how long the frontier is, and which deal is picked."""
    return [*_size(problem, settled), *_deal(problem, settled)]


def _who(problem: BargainingProblem) -> str:
    names = [problem.actor_name(actor) for actor in problem.actors]
    shown = names if len(names) <= _MOST_NAMED + 1 else names[:_MOST_NAMED]
    return listed_with_rest(shown, len(names))


def _size(problem: BargainingProblem, settled: SettledFrontier) -> list[str]:
    on = sum(settled.frontier.counts)
    points = len(settled.frontier)
    told = [f"The Pareto frontier of {_who(problem)} has {deals_in_words(on)}."]
    if points != on:
        told.append(
            f"They give {points:,} different utilities."
            if points > 1
            else "They are all worth the same."
        )
    them = "it" if on == 1 else "them"
    return [*told, f"No other deal improves on {them} for one side without loss to another."]


def _deal(problem: BargainingProblem, settled: SettledFrontier) -> list[str]:
    deals = deals_of(settled)
    if not deals:
        return [
            "No deal gives every side what it has without one.",
            "So bargaining theory picks none.",
        ]
    first = deals[0]
    gains = {
        problem.actor_name(actor): u - float(r)
        for actor, u, r in zip(problem.actors, first.utilities, settled.reservation, strict=True)
    }
    least = min(gains.values())
    told = []
    if len(gains) <= 2:
        each = [f"{utility(gain)} more to {name}" for name, gain in gains.items()]
        told.append(f"The Nash deal gives {listed(each)} than no deal.")
    else:
        last = [name for name, gain in gains.items() if gain <= least + _SAME]
        verb = "gains" if len(last) == 1 else "gain"
        shown = listed_with_rest(last[:_MOST_NAMED], len(last))
        told.append(f"In the Nash deal {shown} {verb} least over no deal: {utility(least)}.")
    others = [concept.inside for concept in first.concepts[1:]]
    if others and len(first.concepts) == len(settled.deals):
        told.append(f"All {counted(len(settled.deals), 'solution')} agree.")
    elif others:
        verb = "deal is" if len(others) == 1 else "deals are"
        told.append(f"The {listed(others)} {verb} the same.")
    return told


def deals_in_words(count: int) -> str:
    """Count deals, however many: ``one deal``, ``177 deals``."""
    return "one deal" if count == 1 else f"{amount(count)} deals"


def exactness(settled: SettledFrontier) -> str:
    """Say how exact a frontier is, and why."""
    if settled.frontier.method == "enumeration":
        return "The frontier is exact, ties included. Every deal was looked at."
    return (
        "The frontier is exact, ties included. Utilities are added issue by issue, and what can no "
        "longer reach the frontier is dropped."
    )


def left_out(problem: BargainingProblem) -> list[str]:
    """Say what of its source a bargaining problem leaves out, and what was assumed."""
    said = [] if problem.left_out is None else _of_scenario(problem, problem.left_out)
    return [*said, *problem.domain.notes]


def lost_in_export(problem: BargainingProblem) -> list[str]:
    """Say what of a bargaining problem other tools' files have no place for, and what it lacks."""
    count = len(problem.excludes)
    if not count:
        return left_out(problem)
    which = "An excluded combination is lost" if count == 1 else f"{count:,} exclusions are lost"
    return [f"{which}. Other tools will take those texts for possible.", *left_out(problem)]


def _of_scenario(problem: BargainingProblem, left: LeftOut) -> list[str]:
    def named(actors: Sequence[str]) -> str:
        return listed([problem.actor_name(actor) for actor in actors])

    facts = (
        (bool(left.uncertain), "Every uncertain number stands at its centre."),
        (
            bool(left.bodies),
            f"Of {named(left.bodies)}, the mean utility of the members counts.",
        ),
        (bool(left.red_lines), f"The red lines of {named(left.red_lines)} are not applied."),
        (bool(left.pledges), f"The pledges of {named(left.pledges)} cost nothing here."),
        (left.ratifiers, "Ratifiers are not asked. `winset run` asks them."),
        (
            problem.weights is not None,
            "The Nash deal is weighted by the parties' bargaining weights.",
        ),
    )
    return [sentence for applies, sentence in facts if applies]


def size_table(settled: SettledFrontier) -> Table:
    """Tabulate how large everything is."""
    seconds = settled.frontier.seconds
    took = f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"
    return Table(
        ("Deals", "On the frontier", "Different utilities", "Method", "Took"),
        (
            (
                amount(settled.frontier.packages),
                amount(sum(settled.frontier.counts)),
                f"{len(settled.frontier):,}",
                {"minkowski": "issue by issue", "enumeration": "every deal"}[
                    settled.frontier.method
                ],
                took,
            ),
        ),
    )


def utility_table(problem: BargainingProblem, settled: SettledFrontier) -> Table:
    """Tabulate what each actor gets in each deal, beside no deal and its best package."""
    deals = deals_of(settled)
    rows = [
        (
            problem.actor_name(actor),
            utility(float(settled.reservation[k])),
            *(utility(deal.utilities[k]) for deal in deals),
            utility(float(settled.frontier.best[k])),
        )
        for k, actor in enumerate(problem.actors)
    ]
    rows.append(("deals that tie", "", *(amount(d.settlement.count) for d in deals), ""))
    titles = (deal.title for deal in deals)
    return Table(("Utility of", "No deal", *titles, "Its best"), tuple(rows))


def package_table(problem: BargainingProblem, settled: SettledFrontier) -> Table | None:
    """Tabulate the first package of each deal; None if there is no deal or none was asked for."""
    deals = [deal for deal in deals_of(settled) if deal.settlement.packages]
    if not deals:
        return None
    rows = tuple(
        (
            problem.issue_name(issue),
            *(plain_name(deal.settlement.packages[0][issue]) for deal in deals),
        )
        for issue in problem.domain.options
    )
    return Table(("Issue", *(deal.title for deal in deals)), rows)


def ties_in_words(problem: BargainingProblem, deal: DealOnFrontier) -> list[str]:
    """Say how each further deal that ties differs from the first."""
    first, *others = deal.settlement.packages
    return [f"Like the first, but {_difference(problem, first, other)}." for other in others]


def _difference(
    problem: BargainingProblem, first: Mapping[str, str], other: Mapping[str, str]
) -> str:
    changed = [
        f"{problem.issue_name(issue)}: {plain_name(option)}"
        for issue, option in other.items()
        if option != first[issue]
    ]
    return listed(changed)


def utility(value: float) -> str:
    """Write a utility: three decimals where it is of the order of one."""
    return f"{value:.3f}".replace("-", "−") if abs(value) < 10 else quantity(value)


def amount(count: int) -> str:
    """Write a whole number, one of more than fifteen digits as a power of ten."""
    text = f"{count:,}"
    if len(text) <= 19:
        return text
    exponent = len(str(count)) - 1
    lead = f"{count // 10 ** (exponent - 2) / 100:g}"
    power = str(exponent).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    about = "" if count == round(float(lead) * 100) * 10 ** (exponent - 2) else "about "
    return f"{about}10{power}" if lead == "1" else f"{about}{lead} × 10{power}"
