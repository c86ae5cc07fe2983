"""Milner & Rosendorff (1997): how hawkish a legislature helps its executive.

“Democratic Politics and International Trade Negotiations”, Journal of Conflict Resolution 41:117.

Stated there: without elections, the more divided the government the more protection an agreement
keeps; pointing to a hawkish legislature wins concessions (Schelling's conjecture) only while it is
not too hawkish; and when the executive foresees the legislature imperfectly, division makes failed
ratification likelier.

Tested here, exactly, in one dimension with quadratic loss and the symmetric Nash solution: no deal
leaves full protection, 0; the foreign government wants 100, the executive 40, the legislature
L ≤ 40. Unconstrained, the executive's gain is x(80 − x) and the foreign one's x(200 − x), whose
product peaks at 50. The legislature accepts up to 2L, so the outcome is min(50, 2L): the executive
is unaffected for L ≥ 25, better off for 15 < L < 25 and worse off for L < 15. Not tested, because
the model has no economy or election of its own: their tariff game and its welfare functions.
"""

from __future__ import annotations

import pytest

from winset.analysis import Analysis, analyse
from winset.scenario.model import Scenario

EXECUTIVE = 40


def negotiated(legislature: object, worlds: int = 1) -> Analysis:
    """Negotiate, with the legislature's ideal point at ``legislature``."""

    def stance(position: object) -> dict[str, object]:
        return {"stances": {"openness": {"position": position, "salience": 1}}}

    raw = {
        "winset": 1,
        "id": "trade",
        "title": "Trade",
        "issues": {"openness": {"title": "Openness", "options": 101, "no_deal": 0}},
        "actors": {
            "executive": stance(EXECUTIVE),
            "legislature": stance(legislature),
            "foreign": stance(100),
        },
        "parties": {
            "home": {
                "principal": "executive",
                "ratification": {
                    "executive": "executive",
                    "treaty": {"all": ["executive", "legislature"]},
                },
            },
            "away": {
                "principal": "foreign",
                "ratification": {"executive": "foreign", "treaty": "foreign"},
            },
        },
        "settings": {"noise": 0.0, "worlds": worlds, "loss": 2.0},
    }
    return analyse(Scenario.model_validate(raw), perspectives=False)


def outcome(legislature: float, form: str = "treaty") -> int:
    (number,) = negotiated(legislature).forms[form].settlements["nash"].ties
    return number


IDEALS = [half / 2 for half in range(2 * EXECUTIVE + 1)]


def test_without_the_legislature_the_product_of_gains_decides() -> None:
    assert outcome(10, "executive") == 50


def test_the_outcome_is_the_unconstrained_one_or_the_most_the_legislature_takes() -> None:
    assert [outcome(ideal) for ideal in IDEALS] == [min(50, int(2 * ideal)) for ideal in IDEALS]


def test_the_more_divided_the_government_the_more_protection_is_kept() -> None:
    openness = [outcome(ideal) for ideal in reversed(IDEALS)]
    assert openness == sorted(openness, reverse=True)
    assert openness[-1] == 0


@pytest.mark.parametrize(
    ("legislature", "helps"),
    [(40, 0), (25, 0), (24.5, 1), (20, 1), (15.5, 1), (15, 0), (14.5, -1), (5, -1), (0, -1)],
)
def test_a_hawkish_legislature_helps_only_while_it_is_not_too_hawkish(
    legislature: float, helps: int
) -> None:
    far, free = abs(outcome(legislature) - EXECUTIVE), abs(50 - EXECUTIVE)
    assert (far < free) - (far > free) == helps


def test_division_makes_failed_ratification_likelier() -> None:
    deal = 50
    odds = []
    for centre in (35, 30, 25, 20, 15):
        legislature = {"low": centre - 10, "high": centre + 10}
        found = negotiated(legislature, worlds=1024).consent_odds([deal])["legislature"]
        odds.append(found.probability[0])
    # the deal passes where the ideal point is 25 or more
    assert odds == pytest.approx([1, 0.75, 0.5, 0.25, 0], abs=1 / 1024)
