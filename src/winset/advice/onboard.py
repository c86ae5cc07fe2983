"""Whom to bring on board: who rejects the deal, what would win each, and what that buys.

Concessions are packages in place of the deal; they cost the principals who sign utility. Side
payments leave the deal as it is and add utility for those paid. Both are looked for at the expected
world and robustly, which is consent with probability 0.8 or more over the worlds. A red line cannot
be bought off.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from winset.advice.acceptance_odds import OddsTable, tables_of
from winset.advice.answers import Answers, ask, start_of
from winset.advice.concessions import Market
from winset.advice.consenters import Consenter
from winset.advice.form_advisor import FormAdvisor
from winset.advice.onboard_results import Onboard
from winset.advice.payments import Shortfall
from winset.advice.survival import Lasting
from winset.lazy import side_by_side
from winset.packages import View, view_of
from winset.texts.poll import Poll

if TYPE_CHECKING:
    from winset.engine import Result


def onboard(result: Result, tables: Mapping[str, OddsTable] | None = None) -> Onboard:
    """Say whom to bring on board, and at what price; ``tables`` as for ``robust_deals``."""
    lasting = Lasting(result)
    advisors: dict[str, FormAdvisor] = {}
    known: dict[int, dict[tuple[Consenter, View], Shortfall]] = {}
    fewest, poll = result.worlds.count, Poll(result)
    at_hand = tables_of(result) if tables is None else tables
    for name, table in at_hand.items():
        fewest = min([fewest, *table.standing.worlds.values()])
        start = start_of(result, name)
        assert start is not None  # a form with a table has packages
        ratification = result.forms[name].ratification
        market = Market(
            table.form, table.asked, result.space, table.standing, ratification, start.package
        )
        shortfalls = known.setdefault(start.package, {})
        advisors[name] = FormAdvisor(result, market, lasting, start, shortfalls, poll)
    confirmed = _confirmed(result, advisors.values())
    for advisor in advisors.values():
        advisor.choose(
            {
                actor: answers
                for (actor, view), answers in confirmed.items()
                if view == view_of(result.scenario, actor, advisor.form.name)
            }
        )
    found = {name: advisor.advice() for name, advisor in advisors.items()}
    whole = all(table.standing.listing.is_whole for table in at_hand.values())
    return Onboard(found, lasting.years, whole, fewest)


def _confirmed(
    result: Result, advisors: Collection[FormAdvisor]
) -> dict[tuple[str, View], Answers]:
    """Ask large bodies about the packages that matter in all worlds, not in a part of them."""
    wanted: dict[tuple[str, View], dict[int, None]] = {}
    form_of: dict[tuple[str, View], str] = {}
    scenario, worlds, space = result.scenario, result.worlds, result.space
    for advisor in advisors:
        for actor, numbers in advisor.to_confirm().items():
            key = actor, view_of(scenario, actor, advisor.form.name)
            wanted.setdefault(key, {}).update(dict.fromkeys(numbers))
            form_of.setdefault(key, advisor.form.name)
    return side_by_side(
        lambda key: ask(scenario, worlds, space, list(wanted[key]), [key[0]], form_of[key]), wanted
    )
