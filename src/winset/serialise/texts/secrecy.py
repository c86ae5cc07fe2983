"""What a form keeps undisclosed and what a leak does, as plain mappings."""

from __future__ import annotations

from typing import Any

from winset.engine import Result
from winset.serialise.numbers import before_after, estimate
from winset.texts import Leak, Secrecy


def plain_secrecy(secrecy: Secrecy, result: Result) -> dict[str, Any]:
    """Return what a form keeps undisclosed, what that buys, and what a leak does."""
    return {
        "undisclosed": list(secrecy.undisclosed),
        "outside": list(secrecy.outside),
        "pledged": list(secrecy.pledged),
        "matters": secrecy.matters,
        "zone": None if secrecy.zone is None else before_after(secrecy.zone),
        "next_form": secrecy.next_form,
        "texts": [
            {
                "kind": each.kind,
                "text": each.text,
                "package": result.space.package(each.package),
                **plain_leak(each.leak),
            }
            for each in secrecy.texts
        ],
    }


def plain_leak(leak: Leak) -> dict[str, Any]:
    """Return the odds of one text as it is kept, once it is known, and in the next form."""
    return {
        "signed": estimate(leak.signed),
        "passes": None if leak.passes is None else before_after(leak.passes),
        "holds": None if leak.holds is None else estimate(leak.holds),
        "passes_next": None if leak.next_form is None else estimate(leak.next_form),
    }
