"""The challenge model: against a twin by brute force, and the laws it keeps or breaks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forecast.challenge_twin import Twin
from winset.forecast.challenge import REASONS, _Stand, predict, risk_exponents
from winset.forecast.challenge_odds import bent_odds, linear_odds

Table = tuple[np.ndarray, np.ndarray, np.ndarray]
SEEDS = st.integers(0, 2**32 - 1)
VARIANTS = ("equations", "program")


def made(seed: int, worlds: int = 2, actors: int | None = None) -> Table:
    """Tables without ties, which rounding would break one way or the other."""
    rng = np.random.default_rng(seed)
    shape = (worlds, actors or int(rng.integers(2, 7)))
    return 100 * rng.random(shape), 1 + 99 * rng.random(shape), rng.random(shape)


@pytest.mark.parametrize(("variant", "q"), [("equations", 1.0), ("equations", 0.6), ("program", 1)])
@given(seed=SEEDS)
def test_plays_as_the_twin_does(variant: str, q: float, seed: int) -> None:
    table = made(seed)
    found = predict(*table, variant=variant, rounds=3, q=q)
    for world, (places, salience, capability) in enumerate(zip(*table, strict=True)):
        twin = Twin(list(places), salience / 100, capability, variant == "program", q)
        for own, played in zip(twin.play(3), found.rounds, strict=False):
            assert played.positions[world] == pytest.approx(own, abs=1e-7)


@given(seed=SEEDS, decimals=st.integers(0, 3))
def test_sorted_sums_give_the_odds_of_every_voter_asked(seed: int, decimals: int) -> None:
    rng = np.random.default_rng(seed)
    shape = (3, int(rng.integers(1, 9)))
    places, weight = np.round(rng.random(shape), decimals), rng.random(shape)
    votes = weight[:, None, None] * (
        np.abs(places[:, None, None] - places[:, None, :, None])
        - np.abs(places[:, None, None] - places[:, :, None, None])
    )
    pro, cast = np.maximum(votes, 0).sum(-1), np.abs(votes).sum(-1)
    wanted = np.divide(pro, cast, out=np.full_like(pro, 0.5), where=cast > 1e-12)
    assert linear_odds(places, weight) == pytest.approx(wanted, abs=1e-9)
    bent = bent_odds(places, weight, np.ones(shape))
    total = cast.sum((1, 2), keepdims=True)
    assert bent == pytest.approx(np.divide(pro, total, out=pro * 0, where=total > 0), abs=1e-9)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("summary", ["median", "mean"])
@given(seed=SEEDS)
def test_nobody_leaves_the_range_and_history_adds_up(variant: str, summary: str, seed: int) -> None:
    table = made(seed)
    found = predict(*table, variant=variant, summary=summary, rounds=5)
    before = table[0]
    for played in found.rounds:
        assert (played.positions >= table[0].min(1, keepdims=True) - 1e-9).all()
        assert (played.positions <= table[0].max(1, keepdims=True) + 1e-9).all()
        stayed = played.moved_by < 0
        assert (played.positions[stayed] == before[stayed]).all()
        assert (stayed == (played.reason < 0)).all()
        towards = np.take_along_axis(before, np.where(stayed, 0, played.moved_by), 1)
        whole = ~stayed & (played.reason != REASONS.index("compromise"))
        assert played.positions[whole] == pytest.approx(towards[whole])
        before = played.positions
    assert (found.forecast == found.rounds[-1].forecast).all()


@pytest.mark.parametrize("variant", VARIANTS)
@given(seed=SEEDS, data=st.data())
def test_order_unit_and_origin_do_not_matter(variant: str, seed: int, data: st.DataObject) -> None:
    positions, salience, capability = made(seed)
    found = predict(positions, salience, capability, variant=variant, rounds=2).forecast
    order = data.draw(st.permutations(range(positions.shape[1])))
    turned = predict(
        positions[:, order], salience[:, order], capability[:, order], variant=variant, rounds=2
    )
    assert turned.forecast == pytest.approx(found, abs=1e-6)
    moved = predict(3 * positions - 7, salience, 40 * capability, variant=variant, rounds=2)
    assert moved.forecast == pytest.approx(3 * found - 7, abs=1e-6)


@given(seed=SEEDS)
def test_the_equations_do_not_care_which_end_of_a_scale_is_called_low(seed: int) -> None:
    positions, salience, capability = made(seed)
    found = predict(positions, salience, capability, rounds=2, summary="mean").forecast
    turned = predict(100 - positions, salience, capability, rounds=2, summary="mean").forecast
    assert turned == pytest.approx(100 - found, abs=1e-6)


def test_the_program_does() -> None:
    positions, salience, capability = made(3, worlds=50, actors=6)
    found = predict(positions, salience, capability, variant="program", rounds=2).forecast
    turned = predict(100 - positions, salience, capability, variant="program", rounds=2).forecast
    assert np.abs(turned - (100 - found)).max() > 1


@pytest.mark.parametrize("variant", VARIANTS)
@given(seed=SEEDS)
def test_whoever_has_all_the_weight_has_its_way(variant: str, seed: int) -> None:
    positions, salience, capability = made(seed)
    capability = capability * 0
    capability[:, 0] = 1
    found = predict(positions, salience, capability, variant=variant, rounds=1)
    assert found.forecast == pytest.approx(found.rounds[0].positions[:, 0])
    if variant == "equations":
        assert found.forecast == pytest.approx(positions[:, 0])


@given(seed=SEEDS)
def test_attitudes_lie_between_a_half_and_two(seed: int) -> None:
    positions, salience, capability = made(seed)
    places = positions / 100
    stand = _Stand(places, salience / 100, capability, 1.0, "equations")
    risk = risk_exponents(stand, linear_odds(places, capability))
    assert risk.min(1) == pytest.approx(0.5)
    assert risk.max(1) == pytest.approx(2)


def test_many_worlds_are_the_same_as_one_at_a_time() -> None:
    table = made(5, worlds=40, actors=5)
    whole = predict(*table, rounds=3, stop=0.05)
    alone = [predict(*(part[[w]] for part in table), rounds=3, stop=0.05) for w in range(40)]
    assert whole.forecast.tolist() == [float(own.forecast[0]) for own in alone]


def test_agreement_ends_the_talks_at_once() -> None:
    found = predict([[50.0, 50.0]], [[9.0, 9.0]], [[1.0, 2.0]], rounds=8)
    assert len(found.rounds) == 1
    assert found.forecast.tolist() == [50]


def test_bad_choices_are_refused() -> None:
    table = made(1)
    for wrong, said in (
        ({"variant": "magic"}, "no variant"),
        ({"summary": "mode"}, "no summary"),
        ({"rounds": 0}, "at least one round"),
        ({"q": 1.5}, "at least one round"),
        ({"variant": "program", "q": 0.5}, "knows no q"),
    ):
        with pytest.raises(ValueError, match=said):
            predict(*table, **wrong)
    with pytest.raises(ValueError, match="0–100"):
        predict(table[0], table[1] + 100, table[2])
    with pytest.raises(ValueError, match="finite"):
        predict(table[0] * np.nan, table[1], table[2])
