"""What to vote on after a no, as plain mappings."""

from __future__ import annotations

from typing import Any

from winset.engine import Result
from winset.serialise.numbers import before_after, estimate
from winset.texts import AfterNo


def plain_after_no(found: AfterNo, result: Result) -> dict[str, Any]:
    """Return what to vote on after a no."""
    numbers = {"nearest": found.nearest, "likeliest": found.likeliest}
    return {
        "form": found.form,
        "event": found.event,
        "package": result.space.package(found.package),
        **{
            key: None if number is None else result.space.package(number)
            for key, number in numbers.items()
        },
        "passes": None if found.passes is None else before_after(found.passes),
        **estimate(found.odds),
        "is_complete": found.is_complete,
    }
