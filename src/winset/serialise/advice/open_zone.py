"""What would open a form of agreement, as plain mappings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winset.serialise.numbers import estimate, rounded
from winset.uncertainty import at_most
from winset.words.open_zone import demands_in_words, move_in_words, opening_told

if TYPE_CHECKING:
    from winset.advice.open_zone import Opening
    from winset.advice.smallest import Change
    from winset.scenario.model import Scenario


def plain_opening(found: Opening, scenario: Scenario) -> dict[str, Any]:
    """Turn what would open one form of agreement into mappings.

    Returns
    -------
    dict
        ``changes``: number of moves → changes that open it, the smallest first; sizes are shares
        of the issue's scale, or utility; None where nothing was tried.
    """
    tried = found.changes
    changes, furthest = None, None
    if tried is not None:
        changes = {
            str(number): [_change(change, found, scenario) for change in some]
            for number, some in tried.by_number.items()
        }
        if tried.furthest is not None:
            furthest = _change(tried.furthest, found, scenario)
    return {
        **estimate(found.now),
        "open": found.is_open,
        "worlds": found.worlds,
        "changes": changes,
        "furthest": furthest,
        "why_not": found.why_not or None,
        "expected_conflict": demands_in_words(scenario, found.expected),
        "conflicts": [
            {
                "demands": demands_in_words(scenario, clash.demands),
                "share": rounded(clash.share.value),
                "worlds": clash.share.worlds,
            }
            for clash in found.clashes
        ],
        "taking_part": {actor: rounded(share.value) for actor, share in found.taking_part},
        "words": list(opening_told(scenario, found)),
    }


def _change(change: Change, found: Opening, scenario: Scenario) -> dict[str, Any]:
    return {
        "moves": [
            {
                "kind": move.kind,
                "actor": move.actor,
                "issue": move.issue,
                "payer": move.payer,
                "direction": move.sign,
                "size": rounded(size),
                "words": move_in_words(scenario, move, size),
            }
            for move, size in zip(change.moves, change.sizes, strict=True)
        ],
        "cost": rounded(change.cost),
        **estimate(at_most(change.odds, found.worlds)),
        "holds_beyond": change.holds,
    }
