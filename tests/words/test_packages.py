"""Which packages fit, in a sentence: one, none, all, by whom and with what."""

from __future__ import annotations

import pytest

from winset.cases import load
from winset.words.packages import matching_told, searched_told

CASE = load("unit-pie")
FORM = next(iter(CASE.forms))


@pytest.mark.parametrize(
    ("count", "actors", "options", "start"),
    [
        (11, 0, False, "These are all 11 texts. Those likeliest to pass "),
        (1, 0, True, "Of 11 texts 1 fits. Those likeliest"),
        (3, 0, True, "Of 11 texts 3 fit. Those likeliest"),
        (0, 0, True, "Of 11 texts none fits. Ask for less at once"),
        (3, 1, True, "Of 11 texts 3 would probably be accepted by "),
        (1, 2, False, "Of 11 texts 1 would probably be accepted by each of "),
        (0, 2, False, "Of 11 texts none would probably be accepted by each of "),
    ],
)
def test_matching(count: int, actors: int, options: bool, start: str) -> None:
    asked = list(CASE.actors)[:actors]
    told = matching_told(CASE, FORM, size=11, count=count, actors=asked, options=options)
    assert told.startswith(start)
    assert all(CASE.actor_name(actor) in told for actor in asked)


def test_searched() -> None:
    told = searched_told(CASE, FORM, size=2_000_000, count=12)
    assert told.startswith("Of 2,000,000 texts the search looked at 12. Here are those likeliest")
