"""How far a text comes, gate by gate, as plain mappings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.serialise.numbers import before_after, estimate, fields_of
from winset.texts import Gates


def plain_gates(
    gates: Gates | None, kept: Mapping[str, Any] | None = None
) -> dict[str, Any] | None:
    """Return the odds of every gate; ``kept`` is what follows from those who may come to power."""
    if gates is None:
        return None
    return {
        "signed": estimate(gates.signed),
        "ratified": estimate(gates.ratified),
        "passes": estimate(gates.passes),
        "in_zone": estimate(gates.in_zone),
        "carried_out": None if gates.carried_out is None else estimate(gates.carried_out),
        **(kept or {"kept": None, "kept_by_successor": None}),
        "defects": {party: estimate(share) for party, share in gates.defects.items()},
        "stoppers": [
            {**fields_of(stopper), "leads": stopper.actor in gates.leading}
            for stopper in gates.stoppers
        ],
        **({} if gates.discipline is None else {"discipline": before_after(gates.discipline)}),
    }
