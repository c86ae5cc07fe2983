"""Exchanges as plain mappings, for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from winset.forecast.exchange import ExchangeOutcome
from winset.forecast.exchange.summary import net_change, partners

_DIGITS = 6


def plain_exchanges(
    outcome: ExchangeOutcome, actors: Sequence[str], issues: Sequence[str]
) -> dict[str, Any]:
    """Who exchanged with whom in the first round, and what all of it changed for each.

    Parameters
    ----------
    outcome
        A forecast by position exchange.
    actors, issues
        Names, in the order of its table.

    Returns
    -------
    dict
        ``exchanges``: pairs, the most gainful first: ``gain`` of both together (points of 100 ×
        salience 0–1, mean over worlds), ``share`` of worlds, and the issue on which each ``gives``
        most. ``net_change``: actor → what all exchanges changed for it, in the same unit.
    """
    found, worlds = outcome.exchanges, len(outcome.forecast)
    if found is None:
        return {}
    return {
        "exchanges": [
            {
                "actors": [actors[pair.first], actors[pair.second]],
                "gives": [issues[pair.first_gives], issues[pair.second_gives]],
                "gain": round(pair.gain, _DIGITS),
                "share": round(pair.worlds / worlds, _DIGITS),
            }
            for pair in partners(found, worlds)
        ],
        "net_change": {
            actor: round(float(change), _DIGITS)
            for actor, change in zip(actors, net_change(found, worlds), strict=True)
        },
    }
