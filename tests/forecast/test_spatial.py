"""The spatial model of politics: its definition in plain Python, its laws, its history."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.forecast import spatial_twin
from tests.forecast.coalition_tables import tables
from tests.forecast.coalition_twin import Table, position_odds
from tests.profiles import COSTLY
from winset.forecast.condorcet import Election
from winset.forecast.condorcet import predict as elect
from winset.forecast.contests import VictoryModel, VotingRule
from winset.forecast.risk import RiskRange, RiskSight
from winset.forecast.space import SAME_PLACE, representatives
from winset.forecast.spatial import Choices, SpatialOutcome, predict
from winset.forecast.spatial.all_issues import predict as together
from winset.forecast.spatial.challenges import SpatialStanding, contest_odds, gains
from winset.forecast.spatial.choices import Interpolation, Proposals, ThirdParty

options = st.fixed_dictionaries(
    {
        "election": st.sampled_from(get_args(Election)),
        "voting": st.sampled_from([v for v in get_args(VotingRule) if "binary" not in v]),
        "victory_model": st.sampled_from(get_args(VictoryModel)),
        "risk": st.sampled_from(get_args(RiskRange)),
        "sight": st.sampled_from(get_args(RiskSight)),
        "third_party": st.sampled_from(get_args(ThirdParty)),
        "interpolation": st.sampled_from(get_args(Interpolation)),
        "proposals": st.sampled_from(get_args(Proposals)),
    }
)

NARROW = 1e-5
"""A decision by less may go either way with the rounding of a sum."""


def arrays(*worlds: Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return (
        100 * np.array([w.positions for w in worlds]),
        100 * np.array([w.salience for w in worlds]),
        np.array([w.capability for w in worlds]),
    )


def run(*worlds: Table, rounds: int = 100, **chosen: Any) -> SpatialOutcome:
    return predict(*arrays(*worlds), rounds=rounds, choices=Choices(**chosen))


FOUR = Table(
    [(0.1, 0.7), (0.9, 0.2), (0.45, 0.5), (0.65, 0.95)],
    [(0.5, 0.3), (0.2, 0.6), (0.4, 0.1), (0.3, 0.33)],
    [35.0, 60.0, 20.0, 45.0],
)
THREE = Table([(0.2,), (0.55,), (0.9,)], [(0.7,), (0.6,), (0.8,)], [30.0, 25.0, 40.0])


@given(tables(most=5), options)
def test_one_turn_by_definition(table: Table, chosen: dict[str, Any]) -> None:
    expected = spatial_twin.turn(table, spatial_twin.Rules(**chosen))
    assume(expected.close > NARROW)
    found = run(table, rounds=1, **chosen)
    turn = found.turns[0]
    assert turn.aversion[0] == pytest.approx(expected.aversion, abs=1e-6)
    assert turn.target[0].tolist() == expected.targets
    for actor in table.actors:
        if actor in expected.odds:
            assert turn.odds[0, actor] == pytest.approx(expected.odds[actor], abs=1e-6)
            assert turn.gain[0, actor] == pytest.approx(expected.gains[actor], abs=1e-6)
        else:
            assert np.isnan(turn.odds[0, actor])
            assert np.isnan(turn.gain[0, actor])
    if expected.close > 1e-3:  # proposals equal but for rounding may differ a little in odds
        took = [m if m < 0 else turn.proposer[0, m] for m in turn.taken[0]]
        assert took == expected.taken
    moved = found.rounds[0].positions[0] / 100
    assert moved == pytest.approx(np.array(expected.positions), abs=2e-4)  # grid of 10⁻⁴


@pytest.mark.parametrize("table", [FOUR, THREE], ids=["four", "three"])
@pytest.mark.parametrize("election", get_args(Election))
def test_a_whole_play_by_definition(table: Table, election: Election) -> None:
    turns, _ = spatial_twin.play(table, spatial_twin.Rules(election=election))
    found = run(table, election=election)
    assert len(found.rounds) == len(turns) == found.stopped[0]  # type: ignore[index]
    assert len(turns) > 2
    for number, (ours, theirs) in enumerate(zip(found.rounds, turns, strict=True), start=1):
        stands = np.array(theirs.positions)
        assert ours.positions[0] == pytest.approx(100 * stands, abs=1e-6)
        then = Table(theirs.positions, table.salience, table.capability)
        odds = position_odds(then, election)
        assert found.odds_by_turn is not None
        assert found.odds_by_turn[number, 0] == pytest.approx(odds, abs=1e-7)
        assert ours.forecast[0] == pytest.approx(100 * np.array(odds) @ stands, abs=1e-4)
    assert found.forecast == pytest.approx(found.rounds[-1].forecast)


def test_without_turns_it_is_an_election() -> None:
    found = run(FOUR, rounds=0)
    other = elect(*arrays(FOUR))
    assert found.forecast == pytest.approx(other.forecast)
    assert found.weights == pytest.approx(other.weights)
    assert found.rounds == ()


@given(tables(most=5), options)
def test_odds_sum_to_one_and_nobody_leaves_the_scale(table: Table, chosen: dict[str, Any]) -> None:
    found = run(table, rounds=4, **chosen)
    assert found.odds_by_turn is not None
    assert found.odds_by_turn.sum(-1) == pytest.approx(1)
    stands = np.array(table.positions) * 100
    for after in found.rounds:
        assert (after.positions[0] >= stands.min(0) - 0.011).all()  # a step of the grid
        assert (after.positions[0] <= stands.max(0) + 0.011).all()


def is_one_place_in_doubt(positions: Any) -> bool:
    """Whether who stands together hangs on the order of the table, or on a step of the grid."""
    here = np.array(positions)
    gap = np.linalg.norm(here[:, None] - here[None], axis=-1)
    step = 4e-4
    near = gap < SAME_PLACE - step
    is_chain = ((near @ near) != near).any()  # near its neighbour, but not its neighbour's
    return bool(is_chain or (near != (gap < SAME_PLACE + step)).any())


def test_of_a_chain_of_near_positions_the_first_listed_stands_for_its_neighbours() -> None:
    chain = np.array([[[0.5059], [0.5067], [0.5075]]])
    assert representatives(chain)[0].tolist() == [0, 0, 2]
    assert representatives(chain[:, [1, 0, 2]])[0].tolist() == [0, 0, 0]
    assert is_one_place_in_doubt(chain[0])
    assert not is_one_place_in_doubt([(0.5,), (0.5,), (0.6,)])


@given(tables(most=5), st.randoms(use_true_random=False))
def test_order_of_the_table_does_not_matter(table: Table, random: Any) -> None:
    turns, _ = spatial_twin.play(table, spatial_twin.Rules(), most=2)
    assume(min(t.close for t in turns) > 1e-3)  # a step of the grid may move odds by this much
    # how many options stand for election follows from who stands together
    assume(not any(is_one_place_in_doubt(turn.positions) for turn in turns))
    order = list(table.actors)
    random.shuffle(order)
    shuffled = Table(
        [table.positions[a] for a in order],
        [table.salience[a] for a in order],
        [table.capability[a] for a in order],
    )
    ours, theirs = run(table, rounds=2), run(shuffled, rounds=2)
    # halves may be rounded either way, and the first listed stands for all at one place
    assert theirs.forecast == pytest.approx(ours.forecast, abs=0.05)
    assert theirs.rounds[-1].positions[0] == pytest.approx(
        ours.rounds[-1].positions[0, order], abs=0.05
    )


def test_an_issue_nobody_cares_about_changes_nothing() -> None:
    wider = Table(
        [(*p, 0.2 + 0.1 * a) for a, p in enumerate(FOUR.positions)],
        [(*s, 0.0) for s in FOUR.salience],
        FOUR.capability,
    )
    ours, theirs = run(FOUR, rounds=1), run(wider, rounds=1)
    assert theirs.rounds[0].positions[..., :2] == pytest.approx(ours.rounds[0].positions)
    assert theirs.turns[0].gain == pytest.approx(ours.turns[0].gain, nan_ok=True)
    assert theirs.rounds[0].positions[0, :, 2] == pytest.approx([20, 30, 40, 50])


def test_an_overwhelming_actor_draws_the_rest_to_it() -> None:
    table = Table([(0.1,), (0.6,), (0.9,)], [(0.9,)] * 3, [1e5, 1.0, 1.0])
    found = run(table)
    assert found.forecast[0, 0] == pytest.approx(10, abs=0.5)
    assert found.rounds[-1].positions[0, 0, 0] == pytest.approx(10, abs=0.1)


def test_a_mirrored_table_moves_in_the_mirror() -> None:
    mirrored = Table(
        [tuple(1 - x for x in p) for p in FOUR.positions], FOUR.salience, FOUR.capability
    )
    ours, theirs = run(FOUR), run(mirrored)
    # halves are rounded up on the grid, so the mirror is true to one step of it a turn
    assert theirs.forecast[0] == pytest.approx(100 - ours.forecast[0], abs=0.1)


def test_who_agree_have_nothing_to_challenge() -> None:
    found = run(Table([(0.4, 0.2)] * 3, [(0.2, 0.5)] * 3, [1.0, 2.0, 3.0]))
    assert (found.turns[0].target == -1).all()
    assert (found.rounds[0].moved_by == -1).all()
    assert found.forecast[0] == pytest.approx([40, 20])
    assert found.stopped is not None
    assert found.stopped[0] == 2


def test_the_history_says_who_moved_whom() -> None:
    found = run(FOUR)
    before = np.array(FOUR.positions) * 100
    for after, turn in zip(found.rounds, found.turns, strict=True):
        for actor in FOUR.actors:
            m = turn.taken[0, actor]
            if m < 0:
                assert after.positions[0, actor] == pytest.approx(before[actor])
                assert (after.moved_by[0, actor] == -1).all()
                continue
            parties = (turn.proposer[0, m], turn.receiver[0, m])
            assert actor in parties
            mine = turn.proposer[0, m] == actor
            offer = turn.for_proposer[0, m] if mine else turn.for_receiver[0, m]
            assert after.positions[0, actor] == pytest.approx(offer)
            moved = after.positions[0, actor] != before[actor]
            other = parties[1] if mine else parties[0]
            assert after.moved_by[0, actor].tolist() == np.where(moved, other, -1).tolist()
            assert after.reason[0, actor].tolist() == np.where(moved, 0 if mine else 1, -1).tolist()
        before = after.positions[0]
    assert found.reasons == ("own proposal", "other's proposal")


@COSTLY
@given(st.lists(tables(most=4, issues=2), min_size=2, max_size=6))
def test_worlds_do_not_mix(worlds: list[Table]) -> None:
    same = [w for w in worlds if len(w.positions) == len(worlds[0].positions)]
    together = run(*same, rounds=6)
    for number, world in enumerate(same):
        alone = run(world, rounds=6)
        assert together.forecast[number] == pytest.approx(alone.forecast[0], abs=1e-9)
        assert together.stopped is not None
        assert alone.stopped is not None
        assert together.stopped[number] == alone.stopped[0]


def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from winset.forecast.spatial import step

    random = np.random.default_rng(3)
    positions = random.uniform(0, 100, (20, 5, 2))
    salience = random.uniform(5, 50, (20, 5, 2))
    power = random.uniform(1, 100, (20, 5))
    choices = Choices(transition="stochastic")
    whole = predict(positions, salience, power, choices=choices, rounds=8, seed=5)
    monkeypatch.setattr(step, "_CELLS", 60)
    parts = predict(positions, salience, power, choices=choices, rounds=8, seed=5)
    assert np.array_equal(whole.forecast, parts.forecast)
    assert all(
        np.array_equal(a.positions, b.positions)
        for a, b in zip(whole.rounds, parts.rounds, strict=True)
    )


def test_draws_follow_the_odds_and_the_seed() -> None:
    many = 4000
    choices = Choices(transition="stochastic")
    args = tuple(np.repeat(a, many, axis=0) for a in arrays(FOUR))
    found = predict(*args, rounds=1, choices=choices, seed=7)
    again = predict(*args, rounds=1, choices=choices, seed=7)
    other = predict(*args, rounds=1, choices=choices, seed=8)
    assert np.array_equal(found.turns[0].taken, again.turns[0].taken)
    assert not np.array_equal(found.turns[0].taken, other.turns[0].taken)
    turn = found.turns[0]
    for actor in FOUR.actors:
        for option in np.unique(turn.taken[:, actor]):
            chosen = turn.taken[:, actor] == option
            expected = turn.odds_taken[chosen, actor][0]
            assert chosen.mean() == pytest.approx(
                expected, abs=5 * np.sqrt(expected * (1 - expected) / many) + 1e-9
            )


def test_ideals_lag_behind_positions() -> None:
    stuck = predict(*arrays(FOUR), rounds=3, accommodation=np.zeros((4, 4)))
    free = predict(*arrays(FOUR), rounds=3)
    assert stuck.rounds[0].positions == pytest.approx(free.rounds[0].positions)
    assert stuck.rounds[2].positions != pytest.approx(free.rounds[2].positions)


def standing(positions: list[float], salience: float, aversion: float = 0.0) -> SpatialStanding:
    at = np.array(positions)
    actors = len(positions)
    return SpatialStanding(
        np.abs(at[:, None] - at[None])[None],
        np.full((1, actors), aversion),
        np.full((1, actors), salience),
        np.full((1, actors), salience),
    )


def test_a_third_party_at_the_challenger_s_position_never_votes_for_it() -> None:
    """What the docstring warns of: commitment is about one's own position, not one's friends."""
    alone = contest_odds(standing([0.2, 0.8], 0.6), Choices(), "initiator")[0, 0, 1]
    helped = contest_odds(standing([0.2, 0.8, 0.2], 0.6), Choices(), "initiator")[0, 0, 1]
    assert helped < alone == pytest.approx(0.5)


@pytest.mark.parametrize("commitment", ["none", "full"])
def test_third_parties_stay_out_unless_half_committed(commitment: ThirdParty) -> None:
    choices = Choices(third_party=commitment)
    alone = contest_odds(standing([0.2, 0.8], 0.6), choices, "initiator")[0, 0, 1]
    watched = contest_odds(standing([0.2, 0.8, 0.3, 0.9], 0.6), choices, "initiator")[0, 0, 1]
    assert watched == pytest.approx(alone)


@pytest.mark.parametrize(("salience", "pays"), [(0.49, True), (0.51, False)])
def test_a_hopeless_challenge_pays_below_half_attention(salience: float, pays: bool) -> None:
    weak = standing([0.2, 0.8], salience)
    hopeless = np.full((1, 2, 2), 1e-9)
    assert bool(gains(weak, hopeless)[0, 0, 1] > 0) is pays


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"election": "x"}, "no election"),
        ({"voting": "asymmetric"}, "no voting"),
        ({"victory_model": "x"}, "no victory_model"),
        ({"weight": "x"}, "no weight"),
        ({"risk": "x"}, "no risk"),
        ({"sight": "x"}, "no sight"),
        ({"third_party": "x"}, "no third_party"),
        ({"interpolation": "x"}, "no interpolation"),
        ({"proposals": "x"}, "no proposals"),
        ({"transition": "x"}, "no transition"),
        ({"summary": "x"}, "no summary"),
        ({"settled": 1.5}, "settled"),
        ({"least_turns": 0}, "least_turns"),
    ],
)
def test_unknown_choices_are_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Choices(**wrong)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"rounds": -1}, "rounds"),
        ({"accommodation": np.eye(3)}, "actors, actors"),
        ({"accommodation": np.full((4, 4), 0.5)}, "at most 1"),
        ({"accommodation": -np.eye(4)}, "0–1"),
    ],
)
def test_wrong_numbers_are_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        predict(*arrays(FOUR), **wrong)


def test_one_actor_alone_stays_where_it_is() -> None:
    found = predict([[30.0]], [[50.0]], [[1.0]])
    assert found.forecast[0] == pytest.approx(30)
    assert (found.turns[0].target == -1).all()


def test_who_cares_about_nothing_brings_nothing_to_a_contest() -> None:
    idle = standing([0.2, 0.8, 0.3], 0.6)
    idle.influence[0, 2] = 0
    alone = contest_odds(standing([0.2, 0.8], 0.6), Choices(), "initiator")
    assert contest_odds(idle, Choices(), "initiator")[0, :2, :2] == pytest.approx(alone[0])
    found = predict([[10.0, 50.0, 90.0]], [[60.0, 0.0, 60.0]], [[5.0, 90.0, 5.0]])
    assert np.isfinite(found.forecast).all()


def test_one_issue_comes_back_without_an_axis() -> None:
    found = predict([[10.0, 55.0, 90.0]], [[70.0, 60.0, 80.0]], [30.0, 25.0, 40.0])
    assert found.forecast.shape == (1,)
    assert found.rounds[0].positions.shape == found.rounds[0].moved_by.shape == (1, 3)
    assert found.turns[0].for_proposer.shape == (1, 3)


def test_all_issues_together_where_some_take_no_position() -> None:
    nan = np.nan
    positions = np.array([[10.0, 80.0], [nan, nan], [90.0, nan], [40.0, 20.0], [70.0, 60.0]])
    salience = np.array([[30.0, 20.0], [nan, nan], [50.0, nan], [20.0, 60.0], [40.0, 30.0]])
    power = np.array([10.0, 99.0, 20.0, 15.0, 25.0])
    found = together(positions[None], salience[None], power[None], rounds=3)
    there = [0, 2, 3, 4]
    cares = np.nan_to_num(salience)[there]
    weight = cares[:, 1] * power[there]
    filled = positions[there]
    filled[1, 1] = (weight * np.nan_to_num(filled[:, 1])).sum() / weight.sum()
    expected = predict(filled[None], cares[None], power[None, there], rounds=3)
    assert found.forecast == pytest.approx(expected.forecast)
    assert found.weights is not None
    assert found.odds_by_turn is not None
    assert expected.odds_by_turn is not None
    assert found.weights[0, 1] == 0
    assert found.weights.sum() == pytest.approx(1)
    assert found.odds_by_turn[:, 0, there] == pytest.approx(expected.odds_by_turn[:, 0])
    for ours, theirs in zip(found.turns, expected.turns, strict=True):
        assert ours.target[0, 1] == -1
        named = [-1 if t < 0 else there[t] for t in theirs.target[0]]
        assert ours.target[0, there].tolist() == named
        assert ours.taken[0, there].tolist() == theirs.taken[0].tolist()
    for now, then in zip(found.rounds, expected.rounds, strict=True):
        assert np.isnan(now.positions[0, 1]).all()
        assert now.positions[0, there] == pytest.approx(then.positions[0])
        moved = [[-1 if m < 0 else there[m] for m in row] for row in then.moved_by[0]]
        assert now.moved_by[0, there].tolist() == moved
        assert (now.moved_by[0, 1] == -1).all()


def test_all_issues_together_are_refused_where_one_has_nobody() -> None:
    with pytest.raises(ValueError, match="nobody"):
        together([[[10.0, np.nan], [20.0, np.nan]]], 30, [[1.0, 1.0]])
    with pytest.raises(ValueError, match="worlds, actors, issues"):
        together([[10.0, 20.0]], 30, [[1.0, 1.0]])
