"""Parts of a scenario inside a sentence."""

from __future__ import annotations

import pytest

from winset.words import names as naming


@pytest.mark.parametrize(
    ("items", "told"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_listed(items: list[str], told: str) -> None:
    assert naming.listed(items) == told


@pytest.mark.parametrize(
    ("form", "inside", "heading", "made"),
    [
        ("treaty", "a ratified treaty", "Ratified treaty", "as a ratified treaty"),
        (
            "understanding",
            "an undisclosed understanding",
            "Undisclosed understanding",
            "as an undisclosed understanding",
        ),
        ("peace_deal", "the “peace deal” form", "Peace deal", "in the “peace deal” form"),
    ],
)
def test_forms(form: str, inside: str, heading: str, made: str) -> None:
    assert naming.form_in_words(form) == inside
    assert naming.form_title(form) == heading
    assert naming.as_form(form) == made
