"""Combinations that no text may hold: on no list, in no zone, in no settlement, whichever way."""

from __future__ import annotations

import copy
import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.profiles import COSTLY
from tests.ratification.sets import sets_of
from tests.strategies import Case, Raw, cases, excluded_combinations
from tests.test_analysis import pie
from tests.twin import excluded
from winset.advice.acceptance_odds import tables_of
from winset.analysis import Analysis, analyse
from winset.errors import ScenarioError, TooLargeError, WinsetError
from winset.packages import Listing, PackageSpace, space_of
from winset.packages.frontier import find_frontier
from winset.scenario import scenario_from
from winset.scenario.exclusions import texts_left

spaces = st.lists(st.integers(1, 4), min_size=1, max_size=6)


def combinations(shape: list[int], answers: Any, most: int = 6) -> list[frozenset[tuple[int, int]]]:
    """Draw combinations of options of different issues."""
    found = []
    for _ in range(answers.draw(st.integers(0, most))):
        issues = answers.draw(st.sets(st.integers(0, len(shape) - 1), min_size=1, max_size=3))
        found.append(frozenset((i, answers.draw(st.integers(0, shape[i] - 1))) for i in issues))
    return found


def left(shape: list[int], excludes: list[frozenset[tuple[int, int]]]) -> list[tuple[int, ...]]:
    """List the packages that hold none of the combinations."""
    return [
        choices
        for choices in itertools.product(*map(range, shape))
        if not any(all(choices[i] == o for i, o in combination) for combination in excludes)
    ]


@given(spaces, st.data())
def test_texts_are_counted_and_marked_as_if_listed(shape: list[int], answers: Any) -> None:
    excludes = combinations(shape, answers)
    expected = left(shape, excludes)
    assert texts_left(shape, excludes) == len(expected)
    names = tuple(tuple(map(str, range(count))) for count in shape)
    space = PackageSpace(tuple(f"i{k}" for k in range(len(shape))), names, tuple(excludes))
    every = space.choices(range(space.size))
    allowed = np.ones(space.size, dtype=bool) if space.allowed is None else space.allowed
    assert np.array_equal(space.allows(every), allowed)
    assert [tuple(row) for row in every[allowed].tolist()] == expected
    assert space.texts == len(expected)


def test_texts_of_a_vast_space_are_counted_exactly() -> None:
    # no two neighbours may both be 1: the Fibonacci numbers
    chain = [frozenset({(k, 1), (k + 1, 1)}) for k in range(299)]
    fibonacci = [1, 2]
    while len(fibonacci) <= 300:
        fibonacci.append(sum(fibonacci[-2:]))
    assert texts_left([2] * 300, chain) == fibonacci[300]


def test_a_count_that_would_take_too_long_is_refused() -> None:
    rng = np.random.default_rng(1)
    tangle = [
        frozenset((int(i), int(rng.integers(3))) for i in rng.choice(60, 3, replace=False))
        for _ in range(300)
    ]
    with pytest.raises(TooLargeError, match="entangled"):
        texts_left([3] * 60, tangle)


@given(spaces, st.integers(1, 3), st.data())
def test_the_frontier_is_that_of_the_texts_left(
    shape: list[int], actors: int, answers: Any
) -> None:
    excludes = combinations(shape, answers)
    choices = left(shape, excludes)
    assume(choices)
    seed = answers.draw(st.integers(0, 2**32 - 1))
    values = [np.random.default_rng(seed + k).integers(0, 4, (n, actors)) / 4 for k, n in
              enumerate(shape)]  # fmt: skip
    worth = np.array([sum(v[o] for v, o in zip(values, c, strict=True)) for c in choices])
    best = {
        tuple(row)
        for row in worth.tolist()
        if not ((worth >= row).all(axis=1) & (worth > row).any(axis=1)).any()
    }
    for method in ("minkowski", "enumeration"):
        found = find_frontier(values, excludes=excludes, method=method)
        assert found.packages == len(choices)
        assert {tuple(point) for point in found.points.round(9).tolist()} == best
        for at, point in enumerate(found.points):
            packages = list(found.iterate_packages(at))
            assert len(packages) == len(set(packages)) == found.counts[at]
            assert set(packages) <= set(choices)
            for package in packages:
                assert sum(v[o] for v, o in zip(values, package, strict=True)) == pytest.approx(
                    point
                )


# --- laws ---


def without(case: Case) -> Case:
    return case.changed(lambda raw: raw.pop("excludes", None))


def more_excluded(case: Case, answers: Any) -> Case:
    added = answers.draw(excluded_combinations(case.raw["issues"]))
    wider = case.changed(lambda raw: raw.update(excludes=[*raw.get("excludes", ()), *added]))
    assume(space_of(wider.scenario()).texts)
    return wider


@given(cases(), st.data())
def test_a_zone_is_that_without_exclusions_but_for_what_is_excluded(
    case: Case, answers: Any
) -> None:
    some = more_excluded(case, answers)
    allowed = Listing(space_of(some.scenario())).allowed
    free, bound = sets_of(without(some).scenario()), sets_of(some.scenario())
    for form, sets in bound.items():
        assert np.array_equal(sets.zone, free[form].zone & allowed)
        for party, own in sets.parties.items():
            assert np.array_equal(own, free[form].parties[party] & allowed)


@given(cases(), st.data())
def test_one_more_exclusion_never_opens_a_zone_nor_makes_a_best_text_likelier(
    case: Case, answers: Any
) -> None:
    before, after = (
        analyse(c.scenario(), perspectives=False) for c in (case, more_excluded(case, answers))
    )
    assert after.space.texts <= before.space.texts
    for name, form in after.forms.items():
        zone, earlier = form.ratification.zone, before.forms[name].ratification.zone
        assert not (form.ratification.has_zone & ~before.forms[name].ratification.has_zone).any()
        assert zone.by_package.max() <= earlier.by_package.max()


@given(cases(), st.data())
def test_an_exclusion_that_no_text_could_hold_changes_nothing(case: Case, answers: Any) -> None:
    issue = answers.draw(st.sampled_from(list(case.raw["issues"])))
    plain = without(case)

    def add(raw: Raw) -> None:
        raw["excludes"] = [{issue: "no such option"}]

    found, other = (analyse(c.scenario(), perspectives=False) for c in (plain, plain.changed(add)))
    for name, form in found.forms.items():
        assert np.array_equal(
            form.ratification.zone.by_package, other.forms[name].ratification.zone.by_package
        )


@COSTLY
@given(cases(worlds=(8, 16)), st.data())
def test_no_excluded_text_is_named_anywhere(case: Case, answers: Any) -> None:
    some = more_excluded(case, answers)
    analysis = analyse(some.scenario(), perspectives=False)
    for number in numbers_named(analysis):
        package = tuple(analysis.space.package(number).values())
        assert not excluded(analysis.scenario, package)


def numbers_named(analysis: Analysis) -> set[int]:
    """Numbers of all texts that a result lists, proposes or compares."""
    named: set[int] = set()
    for name, form in analysis.forms.items():
        named |= set(form.ratification.most_ratifiable(10**6))
        for deal in form.settlements.values():
            named |= set(deal.ties)
        texts = analysis.texts[name]
        for text in (texts.best, texts.writers.together, *texts.writers.pens.values()):
            if text is not None:
                named |= {text.package, *text.by_replicate}
        if texts.vote is not None:
            named |= {change.package for change in texts.vote.changes}
    for table in tables_of(analysis).values():
        listing = table.standing.listing
        named |= {listing.number(column) for column in range(listing.size)}
    named |= {backing.package for backing in analysis.durability.backing.values()}
    named |= set(np.flatnonzero(analysis.acceptance.where([])).tolist())
    return named


# --- what is said ---


def two_issues() -> dict[str, Any]:
    """A pie on two issues that both want whole."""
    raw = copy.deepcopy(pie())
    (share,) = raw["issues"].values()
    raw["issues"] = {"east": share, "west": copy.deepcopy(share)}
    for actor in raw["actors"].values():
        (stance,) = actor["stances"].values()
        actor["stances"] = {"east": stance, "west": stance}
    return raw


def test_a_text_of_ones_own_that_is_excluded_is_refused_by_name() -> None:
    raw = two_issues()
    option = next(iter(space_of(scenario_from(raw)).options[0]))
    raw["excludes"] = [{"east": option, "west": option}]
    analysis = analyse(scenario_from(raw))
    with pytest.raises(WinsetError, match=f"east={option} with west={option}"):
        analysis.vote(next(iter(analysis.forms)), {"east": option, "west": option})
    assert analysis.to_dict()["packages"] == analysis.space.size - 1


def test_exclusions_that_forbid_everything_are_refused() -> None:
    raw = two_issues()
    options = space_of(scenario_from(raw)).options[0]
    raw["excludes"] = [{"east": option} for option in options]
    with pytest.raises(ScenarioError, match="forbid every text"):
        scenario_from(raw)


def test_a_perspective_that_drops_an_excluded_option_is_told_so() -> None:
    raw = two_issues()
    first, *rest = space_of(scenario_from(raw)).options[0]
    raw["excludes"] = [{"east": first, "west": first}]
    places = {option: float(option) for option in rest}
    raw["perspectives"] = {"other": {"title": "Other", "issues": {"east": {"options": places}}}}
    with pytest.raises(ScenarioError, match=r"seen as “other”: .* is no option"):
        scenario_from(raw)
