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
        (1, 0, True, "1 of 11 texts fits. Those likeliest"),
        (3, 0, True, "3 of 11 texts fit. Those likeliest"),
        (0, 0, True, "None of the 11 texts fits. Ask for less at once"),
        (3, 1, True, "3 of 11 texts would probably be accepted by "),
        (1, 2, False, "1 of 11 texts would probably be accepted by each of "),
        (0, 2, False, "None of the 11 texts would probably be accepted by each of "),
    ],
)
def test_matching(count: int, actors: int, options: bool, start: str) -> None:
    asked = list(CASE.actors)[:actors]
    told = matching_told(CASE, FORM, size=11, count=count, actors=asked, options=options)
    assert told.startswith(start)
    assert all(CASE.actor_name(actor) in told for actor in asked)


def test_searched() -> None:
    told = searched_told(CASE, FORM, size=2_000_000, count=12)
    assert told.startswith("The search looked at 12 of 2,000,000 texts. Here are those likeliest")
