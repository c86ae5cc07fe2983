"""What those who may come to power do with a text, as plain mappings."""

from __future__ import annotations

from typing import Any

from winset.engine import Result
from winset.serialise.numbers import estimate, rounded
from winset.texts import Keeping, Kept


def plain_kept(kept: Kept, result: Result) -> dict[str, Any]:
    """Return for each party what those do who may come to power, under ``kept`` and in all."""
    return {
        "kept": {
            party: {keeping.bloc: _keeping(keeping, result) for keeping in side.blocs}
            for party, side in kept.items()
        },
        "kept_by_successor": {party: estimate(side.keep) for party, side in kept.items()},
    }


def _keeping(keeping: Keeping, result: Result) -> dict[str, Any]:
    revision = keeping.revision
    return {
        "weight": rounded(keeping.weight),
        **estimate(keeping.keep, "keep", "keep_se"),
        **estimate(keeping.renegotiate, "renegotiate", "renegotiate_se"),
        **estimate(keeping.tear_up, "tear_up", "tear_up_se"),
        "break_even": None if keeping.break_even is None else rounded(keeping.break_even),
        **estimate(keeping.crossed, "crosses_red_line", "crosses_red_line_se"),
        **estimate(keeping.exists, "exists", "exists_se"),
        "revision": None
        if revision is None
        else {
            "package": result.space.package(revision.package),
            **estimate(revision.better, "better", "better_se"),
        },
    }
