"""Laws of position exchange, and a slow twin that goes through it exchange by exchange."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.errors import WinsetError
from winset.forecast.exchange import ExchangeOutcome, Exchanges, predict
from winset.forecast.models import model_named, run
from winset.formats.actor_table import plain_table


class Made(NamedTuple):
    positions: np.ndarray  # (actors, issues), 0–100
    salience: np.ndarray  # (actors, issues), 0–100
    capability: np.ndarray  # (actors,)

    def play(self, **options: object) -> ExchangeOutcome:
        return predict(
            self.positions[None],
            self.salience[None],
            self.capability[None],
            **options,  # type: ignore[arg-type]
        )


@st.composite
def made(draw: st.DrawFn, least_issues: int = 2, most: int = 6) -> Made:
    """Tables on a grid, so that shared positions, ratios that tie and outsiders occur."""
    actors, issues = draw(st.integers(2, most)), draw(st.integers(least_issues, 4))

    def grid(low: int, high: int) -> np.ndarray:
        cells = draw(
            st.lists(st.integers(low, high), min_size=actors * issues, max_size=actors * issues)
        )
        return np.array(cells, dtype=float).reshape(actors, issues)

    capability = draw(st.lists(st.integers(1, 20), min_size=actors, max_size=actors))
    salience = 5 * grid(0, 20)
    salience[0] += salience.sum(0) == 0  # somebody cares about each issue
    return Made(5 * grid(0, 20), salience, np.array(capability, dtype=float))


def exchanges(outcome: ExchangeOutcome) -> Exchanges:
    assert outcome.exchanges is not None
    return outcome.exchanges


def mean(table: Made, positions: np.ndarray) -> np.ndarray:
    weight = table.salience * table.capability[:, None]
    result: np.ndarray = (positions * weight).sum(0) / weight.sum(0)
    return result


def twin(table: Made) -> list[tuple[int, int, int, int, float]]:
    """One round of equal gains in plain Python: giver, given, taker, taken, gain."""
    stands, cares = table.positions, table.salience / 100
    weight = cares * table.capability[:, None]
    weight = weight / weight.sum(0)
    left = stands < (stands * weight).sum(0) - 1e-9
    voting = stands.copy()
    pairs = []
    for p, q in combinations(range(stands.shape[1]), 2):
        for i, j in combinations(range(len(stands)), 2):
            if left[i, p] == left[j, p] or left[i, q] == left[j, q]:
                continue
            if min(weight[i, p], weight[i, q], weight[j, p], weight[j, q]) == 0:
                continue
            gives = (i, j) if cares[i, p] * cares[j, q] > cares[j, p] * cares[i, q] else (j, i)
            pairs.append((*gives, q, p))
    found = []
    while True:
        best, most = None, 1e-10
        for giver, taker, given_, taken in pairs:
            rate = (cares[giver, given_] + cares[taker, given_]) / (
                cares[giver, taken] + cares[taker, taken]
            )
            # both gain dq · s − dp · s; what either has left to give caps the shift
            room = stands[taker, given_] - voting[giver, given_]
            if room * (stands[taker, given_] - stands[giver, given_]) <= 0:
                continue
            room_back = stands[giver, taken] - voting[taker, taken]
            if room_back * (stands[giver, taken] - stands[taker, taken]) <= 0:
                continue
            shift = min(
                abs(room) * weight[giver, given_], abs(room_back) * weight[taker, taken] / rate
            )
            gain = shift * (rate * cares[giver, taken] - cares[giver, given_])
            if gain > most + 1e-12:
                best, most = (giver, taker, given_, taken, shift, rate), gain
        if best is None:
            return found
        giver, taker, given_, taken, shift, rate = best
        way = np.sign(stands[taker, given_] - stands[giver, given_])
        voting[giver, given_] += way * shift / weight[giver, given_]
        way = np.sign(stands[giver, taken] - stands[taker, taken])
        voting[taker, taken] += way * shift * rate / weight[taker, taken]
        found.append((giver, given_, taker, taken, most))


@given(made())
def test_the_twin_finds_the_same_gains(table: Made) -> None:
    ours = exchanges(table.play())
    theirs = twin(table)
    assert len(ours) == len(theirs)
    assert ours.gain == pytest.approx([row[-1] for row in theirs], abs=1e-8)


@given(made(), st.sampled_from(["allowed", "stopped"]))
def test_both_partners_gain_the_same(table: Made, overshoot: str) -> None:
    found = exchanges(table.play(rounds=3, overshoot=overshoot))
    assert (found.gain > 0).all()
    assert found.gain_back == pytest.approx(found.gain, abs=1e-9)


@given(made(), st.floats(0, 0.99), st.integers(0, 5))
def test_both_partners_gain_at_random_rates(table: Made, variation: float, seed: int) -> None:
    found = exchanges(table.play(rate="random rate", variation=variation, seed=seed, rounds=2))
    assert (found.gain > 0).all()
    assert (found.gain_back > 0).all()


@given(made(), st.integers(0, 5))
def test_random_rates_that_may_not_vary_are_equal_gains(table: Made, seed: int) -> None:
    fixed = table.play(rate="random rate", variation=0.0, seed=seed)
    assert fixed.forecast == pytest.approx(table.play().forecast, abs=1e-9)


@given(made())
def test_partners_get_what_they_reckon_where_no_outcome_passes_them(table: Made) -> None:
    found = exchanges(table.play(overshoot="stopped"))
    row = np.arange(len(found))
    # more if others had already carried an outcome past their own position
    assert (found.externality[row, found.giver] >= found.gain - 1e-8).all()
    assert (found.externality[row, found.taker] >= found.gain_back - 1e-8).all()


@given(made(), st.integers(0, 50).map(lambda n: 0.1 * n + 0.01234567))
def test_nobody_bothers_for_less_than_the_least_gain(table: Made, least: float) -> None:
    found, free = exchanges(table.play(least_gain=least)), exchanges(table.play())
    assert (found.gain >= least - 1e-9).all()
    assert len(found) == (free.gain >= max(least, 1e-10)).sum()  # gains fall from one to the next


@given(made())
def test_positions_stay_between_the_actors_own_and_the_partners(table: Made) -> None:
    outcome = table.play(rounds=4)
    found = exchanges(outcome)
    for round_ in outcome.rounds:
        assert round_.positions.min() >= -1e-9
        assert round_.positions.max() <= 100 + 1e-9
    for before, after, end in (
        (found.before, found.after, found.toward),
        (found.before_back, found.after_back, found.back),
    ):
        assert ((after - before) * (end - after) >= -1e-7).all()


@given(made())
def test_the_outcome_moves_as_exchanged(table: Made) -> None:
    outcome = table.play()
    assert outcome.initial is not None
    assert outcome.initial[0] == pytest.approx(mean(table, table.positions), abs=1e-9)
    assert outcome.forecast[0] == pytest.approx(
        mean(table, outcome.rounds[0].positions[0]), abs=1e-9
    )
    found = exchanges(outcome)
    voted, last = table.positions.copy(), np.full(table.positions.shape, -1)
    for row in range(len(found)):
        giver, taker = (found.giver[row], found.given[row]), (found.taker[row], found.taken[row])
        assert voted[giver] == pytest.approx(found.before[row], abs=1e-9)
        assert voted[taker] == pytest.approx(found.before_back[row], abs=1e-9)
        voted[giver], voted[taker] = found.after[row], found.after_back[row]
        last[giver], last[taker] = found.taker[row], found.giver[row]
    assert outcome.rounds[0].positions[0] == pytest.approx(voted, abs=1e-9)
    assert (outcome.rounds[0].moved_by[0] == last).all()
    assert (outcome.rounds[0].reason[0] == np.where(last < 0, -1, 0)).all()


@given(made(least_issues=1))
def test_nothing_is_exchanged_on_a_single_issue(table: Made) -> None:
    outcome = predict(table.positions[None, :, 0], table.salience[None, :, 0], table.capability)
    assert len(exchanges(outcome)) == 0
    assert outcome.forecast == pytest.approx(mean(table, table.positions)[:1])


@given(made(), st.integers(0, 100))
def test_nothing_is_exchanged_where_all_agree(table: Made, where: int) -> None:
    agreed = table._replace(positions=np.full_like(table.positions, where))
    outcome = agreed.play(rounds=2)
    assert len(exchanges(outcome)) == 0
    assert outcome.forecast == pytest.approx(np.full((1, table.positions.shape[1]), where))


@given(made())
def test_nothing_is_exchanged_where_all_weigh_issues_alike(table: Made) -> None:
    alike = table._replace(salience=np.broadcast_to(table.salience[:1] + 1, table.salience.shape))
    assert len(exchanges(alike._replace(salience=alike.salience.clip(0, 100)).play())) == 0


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_relabelling_changes_nothing(seed: int, shuffle: int) -> None:
    draw = np.random.default_rng(seed)  # no two alike, so no tie is broken by the order
    table = Made(draw.uniform(0, 100, (6, 4)), draw.uniform(1, 100, (6, 4)), draw.uniform(1, 9, 6))
    order = np.random.default_rng(shuffle)
    who, what = order.permutation(6), order.permutation(4)
    moved = Made(table.positions[who][:, what], table.salience[who][:, what], table.capability[who])
    straight, relabelled = table.play(rounds=2), moved.play(rounds=2)
    assert relabelled.forecast[0] == pytest.approx(straight.forecast[0][what], abs=1e-6)
    last = straight.rounds[-1].positions[0][who][:, what]
    assert relabelled.rounds[-1].positions[0] == pytest.approx(last, abs=1e-6)


@given(made())
def test_mirrored_scales_mirror_the_forecast(table: Made) -> None:
    outcome = mean(table, table.positions)
    if (np.abs(table.positions - outcome) < 1e-6).any():
        return  # who stands on the outcome counts to its right
    mirrored = table._replace(positions=100 - table.positions)
    assert mirrored.play().forecast == pytest.approx(100 - table.play().forecast, abs=1e-6)


@given(made(), st.integers(1, 9))
def test_scales_and_units_do_not_matter(table: Made, unit: int) -> None:
    other = predict(
        -3 + 0.5 * table.positions[None],
        table.salience[None],
        unit * table.capability,
        scale=(-3, 47),
    )
    assert other.forecast == pytest.approx(-3 + 0.5 * table.play().forecast, abs=1e-6)


def many(worlds: int = 12) -> Made:
    draw = np.random.default_rng(7)
    return Made(
        draw.uniform(0, 100, (worlds, 5, 3)),
        draw.uniform(1, 100, (worlds, 5, 3)),
        draw.uniform(1, 9, (worlds, 5)),
    )


@pytest.mark.parametrize("rate", ["equal gain", "random rate"])
def test_worlds_know_nothing_of_each_other(rate: str) -> None:
    table = many()
    whole = predict(*table, rounds=3, rate=rate, seed=5)  # type: ignore[arg-type]
    for world in range(12):
        alone = predict(
            *(column[world : world + 1] for column in table),
            rounds=3,
            rate=rate,  # type: ignore[arg-type]
            seed=5,
            first_world=world,
        )
        assert (alone.forecast == whole.forecast[world : world + 1]).all()
        found = exchanges(whole)
        assert (found.giver[found.world == world] == exchanges(alone).giver).all()


def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    table = many()
    whole = predict(*table, rate="random rate", seed=3)
    monkeypatch.setattr("winset.forecast.exchange._AT_ONCE", 70)
    parts = predict(*table, rate="random rate", seed=3)
    assert (whole.forecast == parts.forecast).all()
    assert (exchanges(whole).externality == exchanges(parts).externality).all()


def test_random_rates_differ_by_seed_and_spread_around_equal_gains() -> None:
    table = Made(*(np.repeat(column[:1], 400, 0) for column in many()))
    first, second = (predict(*table, rate="random rate", seed=seed) for seed in (1, 2))
    assert not (first.forecast == second.forecast).all()
    assert first.forecast.std(0).max() > 0.1
    equal = predict(*(column[:1] for column in table)).forecast[0]
    assert (first.forecast.min(0) <= equal + 1e-6).all()
    assert (first.forecast.max(0) >= equal - 1e-6).all()


def test_who_has_no_position_takes_no_part() -> None:
    table = many(1)
    gap = table.positions.copy()
    gap[0, 2, 1] = np.nan
    outcome = predict(gap, table.salience, table.capability, rounds=2)
    assert np.isnan(outcome.rounds[-1].positions[0, 2, 1])
    found = exchanges(outcome)
    assert len(found) > 0
    assert not ((found.giver == 2) & (found.given == 1)).any()
    silent = table.salience.copy()
    silent[0, 2, 1] = 0
    same = predict(table.positions, silent, table.capability, rounds=2)
    assert same.forecast == pytest.approx(outcome.forecast)


def test_a_textbook_exchange() -> None:
    # two actors at the ends of two issues, each caring four times as much about its own
    outcome = predict([[[0, 0], [100, 100]]], [[[80, 20], [20, 80]]], [[1, 1]])
    found = exchanges(outcome)
    assert len(found) == 1
    assert (found.giver[0], found.given[0], found.taker[0], found.taken[0]) == (0, 1, 1, 0)
    # outcomes 20 and 80 become 0 and 100: each gains 20 × 0.8 and gives 20 × 0.2
    assert outcome.initial == pytest.approx(np.array([[20, 80]]))
    assert outcome.forecast == pytest.approx(np.array([[0, 100]]))
    assert (found.gain[0], found.gain_back[0]) == (pytest.approx(12), pytest.approx(12))
    assert list(outcome.rounds[0].moved_by[0].ravel()) == [-1, 1, 0, -1]


def test_externalities_of_bystanders() -> None:
    # a third actor stands with the first on the first issue, a fourth on the same sides as it
    outcome = predict(
        [[[0, 0], [100, 100], [0, 100], [10, 10]]],
        [[[80, 20], [20, 80], [50, 50], [50, 50]]],
        [[9, 9, 1, 1]],
    )
    found = exchanges(outcome)
    assert found.externality[0, 2] > 0  # both outcomes come nearer to it
    assert not found.inner[0, 2]
    assert found.inner[0, 3]
    assert list(found.own[0]) == [True, True, False, False]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"rounds": 0}, "rounds"),
        ({"rate": "fair"}, "no rate"),
        ({"variation": 1.5}, "variation"),
        ({"overshoot": "never"}, "no overshoot"),
        ({"fixed": 0.7, "by_salience": 0.4}, "sum to at most 1"),
        ({"least_gain": -1}, "least_gain"),
        ({"scale": (100, 0)}, "upper end"),
        ({"scale": (0, 50)}, "outside its scale"),
        ({"capability": [[-1, 1]]}, "capabilities"),
        ({"salience": 101}, "saliences"),
        ({"salience": 0}, "Nobody takes part"),
        ({"positions": [0, 100]}, "positions are"),
        ({"positions": [[0, np.inf]]}, "finite"),
    ],
)
def test_bad_input_is_refused(options: dict[str, object], words: str) -> None:
    given_: dict[str, object] = {"positions": [[0, 100]], "salience": 50, "capability": 1}
    with pytest.raises((ValueError, WinsetError), match=words):
        predict(**{**given_, **options})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["exchange", "exchange-random"])
def test_tables_of_actors_are_exchanged_by_name(name: str) -> None:
    draw = np.random.default_rng(3)
    positions = draw.uniform(0, 100, (4, 3))
    positions[1, 2] = np.nan
    table = plain_table(
        ("a", "b", "c", "d"),
        ("x", "y", "z"),
        positions,
        draw.uniform(1, 100, (4, 3)),
        draw.uniform(1, 9, 4),
        scales=np.array([[0.0, 100.0]] * 3),
    )
    outcome = run(model_named(name), table, rounds=2)[""]
    assert outcome.forecast.shape == (1, 3)
    assert len(outcome.rounds) == 2
    assert not (outcome.rounds[-1].moved_by == -1).all()


@given(made(), st.sampled_from([(0.1, 0.4), (0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]))
def test_actors_take_over_part_of_what_they_voted_for(
    table: Made, shares: tuple[float, float]
) -> None:
    fixed, by_salience = shares
    outcome = table.play(rounds=2, fixed=fixed, by_salience=by_salience)
    voted = outcome.rounds[0].positions[0]
    taken_over = fixed + by_salience * (1 - table.salience / 100)
    stands = table.positions + (voted - table.positions) * taken_over
    anew = table._replace(positions=stands).play()
    assert outcome.forecast == pytest.approx(anew.forecast, abs=1e-9)


@given(made())
def test_with_nothing_taken_over_every_round_is_the_first(table: Made) -> None:
    outcome = table.play(rounds=3, fixed=0.0, by_salience=0.0)
    for later in outcome.rounds[1:]:
        assert (later.forecast == outcome.rounds[0].forecast).all()


@given(made(), st.sampled_from(["allowed", "stopped"]))
def test_externalities_are_what_outcomes_change(table: Made, overshoot: str) -> None:
    found = exchanges(table.play(overshoot=overshoot))
    weight = table.salience * table.capability[:, None]
    weight = weight / weight.sum(0)
    voting = table.positions.copy()
    left = voting < (voting * weight).sum(0) - 1e-9
    for row in range(len(found)):
        before = np.abs(table.positions - (voting * weight).sum(0))
        p, q, i, j = found.taken[row], found.given[row], found.giver[row], found.taker[row]
        voting[i, q], voting[j, p] = found.after[row], found.after_back[row]
        after = np.abs(table.positions - (voting * weight).sum(0))
        nearer = ((before - after) * table.salience / 100).sum(-1)
        assert found.externality[row] == pytest.approx(nearer, abs=1e-8)
        sides = left[:, [p, q]]
        inner = (sides == sides[i]).all(-1) | (sides == sides[j]).all(-1)
        part = (weight[:, [p, q]] > 0).all(-1)
        assert (found.inner[row] == (inner & part)).all()
