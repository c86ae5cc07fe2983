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

The closed forms of the second half are ours, for any foreign ideal f < executive's p < status quo
q, with A = q − p and B = q − f; the paper gives their direction.

- Nash: p with linear loss, q − [3(A + B) − √(9(A + B)² − 32AB)] / 4 with quadratic loss.
- Kalai–Smorodinsky: q − 2AB / (A + B) with both, as long as f ≥ 2p − q.
- A legislature at l accepts x < q iff x ≥ 2l − q, so the outcome is max(Nash, 2l − q). It helps the
  executive iff (Nash + q) / 2 < l < (q + 2p − Nash) / 2, a window that is empty with linear loss.
- With l uniform on [l0, l1], x passes with probability ((x + q) / 2 − l0) / (l1 − l0), cut to 0–1.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from winset.analysis import Analysis, FormResult, analyse
from winset.scenario.model import Scenario

EXECUTIVE = 40
POINTS = 1001
STEP = 100 / (POINTS - 1)


def negotiated(
    legislature: object,
    *,
    ideals: tuple[float, float] = (100, EXECUTIVE),
    status_quo: float = 0,
    points: int = 101,
    loss: float = 2,
    worlds: int = 1,
) -> Analysis:
    """Negotiate on 0–100, with the legislature's ideal point at ``legislature``.

    ``ideals`` are those of the foreign government and of the executive.
    """

    def stance(position: object) -> dict[str, object]:
        return {"stances": {"openness": {"position": position, "salience": 1}}}

    raw = {
        "winset": 1,
        "id": "trade",
        "title": "Trade",
        "issues": {"openness": {"title": "Openness", "options": points, "no_deal": status_quo}},
        "actors": {
            "executive": stance(ideals[1]),
            "legislature": stance(legislature),
            "foreign": stance(ideals[0]),
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
        "settings": {"noise": 0.0, "worlds": worlds, "loss": loss},
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


# ── closed forms ────────────────────────────────────────────────────────────────────────────────
FOREIGN, HOME, QUO = 20, 60, 100
LOSSES = pytest.mark.parametrize("loss", [1, 2])


def nash_of(f: float, p: float, q: float, loss: float) -> float:
    """Return the point that the two leaders agree on alone, by the closed form."""
    if loss == 1:
        return p
    total, product = 2 * q - p - f, (q - p) * (q - f)
    return q - (3 * total - math.sqrt(9 * total**2 - 32 * product)) / 4


def smorodinsky_of(f: float, p: float, q: float) -> float:
    return q - 2 * (q - p) * (q - f) / (2 * q - p - f)


def places(form: FormResult, concept: str) -> list[float]:
    return [number * STEP for number in form.settlements[concept].ties]


def ratified(legislature: float, loss: float) -> FormResult:
    found = negotiated(
        legislature, ideals=(FOREIGN, HOME), status_quo=QUO, points=POINTS, loss=loss
    )
    return found.forms["treaty"]


@LOSSES
@given(st.lists(st.integers(0, 20), min_size=3, max_size=3, unique=True).map(sorted))
def test_the_leaders_alone_settle_on_the_closed_forms(loss: float, ideals: list[int]) -> None:
    f, p, q = (5 * ideal for ideal in ideals)
    alone = negotiated(p, ideals=(f, p), status_quo=q, points=POINTS, loss=loss).forms["executive"]
    assert places(alone, "nash") == pytest.approx([nash_of(f, p, q, loss)], abs=STEP)
    assume(f >= 2 * p - q)
    for place in places(alone, "kalai_smorodinsky"):
        assert place == pytest.approx(smorodinsky_of(f, p, q), abs=STEP)


def test_the_worked_example() -> None:
    assert nash_of(FOREIGN, HOME, QUO, 1) == 60
    assert nash_of(FOREIGN, HOME, QUO, 2) == pytest.approx(51.23, abs=0.005)
    assert smorodinsky_of(FOREIGN, HOME, QUO) == pytest.approx(46.67, abs=0.005)
    outcomes = [places(ratified(ideal, 2), "nash")[0] for ideal in (74, 78, 80, 82, 86)]
    assert outcomes == pytest.approx([51.2, 56, 60, 64, 72], abs=1e-9)


@LOSSES
@pytest.mark.parametrize("legislature", range(60, 100, 2))
def test_the_legislature_moves_the_outcome_to_the_nearest_it_takes(
    loss: float, legislature: int
) -> None:
    expected = max(nash_of(FOREIGN, HOME, QUO, loss), 2 * legislature - QUO)
    assert places(ratified(legislature, loss), "nash") == pytest.approx([expected], abs=STEP)


@LOSSES
def test_a_legislature_that_wants_the_status_quo_takes_nothing_else(loss: float) -> None:
    zone = ratified(QUO, loss).ratification.zone.by_package
    assert np.flatnonzero(zone).tolist() == [POINTS - 1]


@LOSSES
@pytest.mark.parametrize("legislature", [60, 70, 75, 76, 78, 80, 82, 84, 85, 90, 98])
def test_the_constraint_helps_inside_a_window_that_linear_loss_closes(
    loss: float, legislature: int
) -> None:
    alone = nash_of(FOREIGN, HOME, QUO, loss)
    low, high = (alone + QUO) / 2, (QUO + 2 * HOME - alone) / 2
    (outcome,) = places(ratified(legislature, loss), "nash")
    helps = abs(outcome - HOME) < abs(alone - HOME) - STEP
    assert helps == (low < legislature < high)
    assert loss == 2 or not helps


@LOSSES
@pytest.mark.parametrize(("l0", "l1"), [(60, 100), (70, 90), (50, 80)])
def test_a_text_passes_as_often_as_the_uniform_ideal_allows(loss: float, l0: int, l1: int) -> None:
    asked = negotiated(
        {"low": l0, "high": l1},
        ideals=(FOREIGN, HOME),
        status_quo=QUO,
        loss=loss,
        worlds=1024,
    )
    texts = np.arange(QUO)  # every text below the status quo
    expected = np.clip(((texts + QUO) / 2 - l0) / (l1 - l0), 0, 1)
    found = asked.consent_odds(texts.tolist())["legislature"].probability
    # each of the eight replicates of 128 worlds has one draw in every 128th
    assert found == pytest.approx(expected, abs=1 / 128)
