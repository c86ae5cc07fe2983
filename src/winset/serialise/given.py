"""What has happened and what it tells of the odds, as plain mappings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from winset.engine import Result
from winset.serialise.numbers import before_after, estimate, plain
from winset.serialise.texts import plain_after_no
from winset.texts import AfterNo, Hindsight


def plain_given(
    hindsight: Hindsight, after_no: Sequence[AfterNo], result: Result
) -> dict[str, Any]:
    """Return the draws that agree with the events, and the odds with and without them."""
    given = hindsight.given
    return {
        "drawn": given.drawn,
        "kept": given.kept,
        "events": [
            {**plain(event.model_dump(exclude_none=True)), **estimate(odds)}
            for event, odds in zip(given.events, given.odds, strict=True)
        ],
        "forms": {
            form: {
                "zone": None
                if form not in hindsight.zones
                else before_after(hindsight.zones[form]),
                "before": _package(texts.before, result),
                "package": _package(texts.package, result),
                "best": None if texts.best is None else before_after(texts.best),
                "texts": {name: before_after(odds) for name, odds in texts.named.items()},
            }
            for form, texts in hindsight.forms.items()
        },
        "after_no": [plain_after_no(each, result) for each in after_no],
    }


def _package(number: int | None, result: Result) -> dict[str, str] | None:
    return None if number is None else result.space.package(number)
