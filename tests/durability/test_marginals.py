"""The engine without drawn histories against the exact one, Monte Carlo, and its laws."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.durability.made import agreement
from tests.profiles import COSTLY
from winset.durability.agreement import Agreement, PartyTurnover, with_disruption
from winset.durability.coefficients import shipped_coefficients
from winset.durability.marginals import MOST_OVERLAP, carry, run_marginals
from winset.durability.prospects import Signatory, Terms, prospect
from winset.durability.recursion import run_recursion
from winset.durability.simulate import run_paths
from winset.durability.successors import Bloc

BLOCS = (Bloc("for", 2, 0.2), Bloc("against", 1, 0.9))


def fitted(regimes: list[str], *, by_form: bool = True) -> Agreement:
    signatories = [Signatory(f"{n}", regime, BLOCS) for n, regime in enumerate(regimes)]
    return prospect(
        shipped_coefficients(), Terms(ratified=False), signatories, draws=60, by_form=by_form
    )


@given(seed=st.integers(0, 1000))
@COSTLY
def test_one_party_is_exact(seed: int) -> None:
    made = agreement(draws=4, months=60, parties=1, seed=seed)
    ours, exact = run_marginals(made), run_recursion(made)
    np.testing.assert_allclose(ours.survival, exact.survival, atol=1e-12)


@pytest.mark.parametrize(
    ("regimes", "by_form"),
    [
        (["democracy", "personalist"], True),
        (["democracy", "personalist"], False),
        (["democracy", "democracy"], True),
        (["personalist", "personalist"], False),
    ],
)
def test_two_parties_agree_with_the_recursion(regimes: list[str], by_form: bool) -> None:
    made = fitted(regimes, by_form=by_form)
    (ours, overlap), exact = carry(made), run_recursion(made)
    assert 0 < overlap <= MOST_OVERLAP
    for name in ("survival", "incidence", "attributed"):
        found, wanted = getattr(ours, name), getattr(exact, name)
        np.testing.assert_allclose(found.mean(axis=0), wanted.mean(axis=0), atol=3e-3)


def test_four_parties_agree_with_monte_carlo() -> None:
    made = fitted(["democracy", "personalist", "democracy", "democracy"], by_form=False)
    ours, drawn = run_marginals(made), run_paths(made, 60_000, seed=4)
    np.testing.assert_allclose(ours.survival.mean(0), drawn.survival.mean(0), atol=3e-3)
    np.testing.assert_allclose(ours.incidence.mean(0), drawn.incidence.mean(0), atol=3e-3)


def test_it_says_when_parties_are_too_entangled() -> None:
    made = fitted(["personalist", "military"])
    ours, overlap = carry(made)
    error = np.abs(ours.survival.mean(0) - run_recursion(made).survival.mean(0)).max()
    assert error > 3e-3
    assert overlap > MOST_OVERLAP


@given(seed=st.integers(0, 1000), parties=st.integers(0, 4))
@COSTLY
def test_probability_is_conserved(seed: int, parties: int) -> None:
    ours = run_marginals(agreement(draws=3, months=40, parties=parties, seed=seed))
    np.testing.assert_allclose(ours.survival + ours.incidence.sum(axis=1), 1)
    assert np.all(np.diff(ours.survival, axis=1) <= 0)


@given(seed=st.integers(0, 1000), more=st.floats(0.01, 0.5))
@COSTLY
def test_likelier_rejection_never_lengthens_life(seed: int, more: float) -> None:
    made = agreement(draws=3, months=40, seed=seed)
    harder = tuple(
        replace(p, blocs=tuple(replace(b, rejects=min(1, b.rejects + more)) for b in p.blocs))
        for p in made.parties
    )
    soft, hard = run_marginals(made), run_marginals(replace(made, parties=harder))
    assert np.all(hard.survival <= soft.survival + 1e-9)


@given(seed=st.integers(0, 1000), rate=st.floats(0.01, 2))
@COSTLY
def test_disruption_ends_more(seed: int, rate: float) -> None:
    made = agreement(draws=3, months=40, seed=seed)
    calm, disrupted = run_marginals(made), run_marginals(with_disruption(made, rate))
    assert disrupted.causes[-1] == "disrupted"
    assert np.all(disrupted.survival[:, 1:] < calm.survival[:, 1:])


def test_successors_who_all_accept_change_nothing() -> None:
    made = agreement(draws=3, months=40)
    friends = tuple(replace(p, blocs=(Bloc("friends", 1, 0.0),)) for p in made.parties)
    still = tuple(
        PartyTurnover(p.name, np.zeros_like(p.odds), p.blocs, p.ratios) for p in made.parties
    )
    accepted = run_marginals(replace(made, parties=friends))
    unchanged = run_marginals(replace(made, parties=still))
    np.testing.assert_allclose(accepted.survival, unchanged.survival)
    assert np.all(accepted.attributed == 0)
