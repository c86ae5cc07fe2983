"""Genius XML: the two readings, and every fault named with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from winset.errors import ScenarioError
from winset.formats.genius import read_genius

DOMAIN = """<negotiation_template><utility_space number_of_issues="3">
<objective index="0" name="house" type="objective" etype="objective">
<issue index="1" name="garden" type="discrete" etype="discrete" vtype="discrete">
<item index="1" value="big"/><item index="2" value="small"/></issue>
<issue index="2" name="price" type="integer" etype="integer" vtype="integer">
<range lowerbound="10" upperbound="20"/></issue>
<issue index="3" name="share" type="real" etype="real" vtype="real">
<range lowerbound="0.0" upperbound="1.0"/></issue>
</objective></utility_space></negotiation_template>
"""

PROFILE = """<utility_space>
<objective index="0" name="house" type="objective" etype="objective">
<issue index="1" name="garden" type="discrete" etype="discrete" vtype="discrete">
<item index="1" value="big" evaluation="8"/>
<item index="2" value="small" evaluation="2"/></issue>
<issue index="2" name="price" type="integer" etype="integer" vtype="integer">
<evaluator ftype="linear" slope="0.15" offset="-0.2"/>
<range lowerbound="10" upperbound="20"/></issue>
<issue index="3" name="share" type="real" etype="real" vtype="real">
<evaluator ftype="linear" parameter0="0.25" parameter1="0.5"/>
<range lowerbound="0" upperbound="1"/></issue>
<weight index="1" value="0.5"/><weight index="2" value="0.3"/><weight index="3" value="0.2"/>
</objective><discount_factor value="0.9"/><reservation value="0.4"/></utility_space>
"""


def files(profile: str = PROFILE, domain: str = DOMAIN) -> dict[str, str]:
    return {"house.xml": domain, "p1.xml": profile}


def test_genius_reading_normalises_shifts_and_clamps(
    folder: Callable[[dict[str, str]], Path],
) -> None:
    domain = read_genius(folder(files()), levels=3)
    garden, price, share = (c[:, 0].tolist() for c in domain.contributions())
    assert garden == pytest.approx([0.5, 0.125])
    # 0.15 (value − 10) − 0.2, clamped: below 0 up to 11, above 1 from 18 on
    assert price[:3] == pytest.approx([0.0, 0.0, 0.3 * 0.1])
    assert price[8:] == pytest.approx([0.3, 0.3, 0.3])
    assert share == pytest.approx([0.2 * 0.25, 0.2 * 0.5, 0.2 * 0.75])
    (actor,) = domain.actors
    assert (actor.reservation, actor.discount) == (0.4, 0.9)
    assert domain.options["price"] == tuple(str(v) for v in range(10, 21))
    assert any("share" in note for note in domain.notes)
    assert any("iscount" in note for note in domain.notes)


def test_raw_reading_takes_the_numbers_as_they_stand(
    folder: Callable[[dict[str, str]], Path],
) -> None:
    """Figures as NegMAS 0.16.0 evaluates such a file."""
    domain = read_genius(folder(files()), reading="raw", levels=3)
    garden, price, share = (c[:, 0].tolist() for c in domain.contributions())
    assert garden == pytest.approx([4.0, 1.0])
    assert price[0] == pytest.approx(0.3 * (0.15 * 10 - 0.2))
    assert price[10] == pytest.approx(0.3 * (0.15 * 20 - 0.2))
    assert share[2] == pytest.approx(0.2 * 0.75)


def test_a_profile_without_reservation_value_reserves_nothing(
    folder: Callable[[dict[str, str]], Path],
) -> None:
    text = PROFILE.replace('<reservation value="0.4"/>', "")
    assert read_genius(folder(files(text))).actors[0].reservation == 0.0


def test_an_issue_worth_nothing_is_worth_nothing(folder: Callable[[dict[str, str]], Path]) -> None:
    text = PROFILE.replace('evaluation="8"', 'evaluation="0"').replace(
        'evaluation="2"', 'evaluation="0"'
    )
    assert read_genius(folder(files(text))).contributions()[0].tolist() == [[0.0], [0.0]]


FAULTS = {
    "weights-sum": ('index="3" value="0.2"', 'index="3" value="0.9"', 12),
    "negative-weight": ('index="3" value="0.2"', 'index="3" value="-0.2"', 12),
    "missing-weight": ('<weight index="3" value="0.2"/>', "", 1),
    "missing-evaluation": (' evaluation="2"', "", 5),
    "not-a-number": ('evaluation="2"', 'evaluation="two"', 5),
    "negative-evaluation": ('evaluation="2"', 'evaluation="-2"', 3),
    "evaluator-type": ('ftype="linear" slope', 'ftype="triangular" slope', 7),
    "profile-domain": ('name="garden"', 'name="gardens"', 3),
    "not-additive": ("</objective>", "</objective><utility_function/>", 1),
    "xml-malformed": ("</issue>", "</isue>", 5),
}


@pytest.mark.parametrize("code", FAULTS)
def test_faults_of_a_profile_are_named_with_their_line(
    folder: Callable[[dict[str, str]], Path], code: str
) -> None:
    before, after, line = FAULTS[code]
    with pytest.raises(ScenarioError) as caught:
        read_genius(folder(files(PROFILE.replace(before, after, 1))))
    problem = next(p for p in caught.value.problems if p.code == code)
    assert problem.file.endswith("p1.xml")
    assert problem.line == line
    assert problem.fix


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('value="small"', 'value="tiny"', "profile-domain"),
        ('value="small"', 'value="big"', "missing-evaluation"),
        ('value="0.4"', 'value="nan"', "not-a-number"),
        ('value="0.9"', 'value="1e999"', "not-a-number"),
        ('<evaluator ftype="linear" slope="0.15" offset="-0.2"/>', "", "missing-evaluation"),
        ('slope="0.15"', "", "not-a-number"),
    ],
)
def test_other_faults_of_a_profile(
    folder: Callable[[dict[str, str]], Path], before: str, after: str, code: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_genius(folder(files(PROFILE.replace(before, after, 1))))
    assert code in {p.code for p in caught.value.problems}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('index="2" name="price"', 'index="1" name="price"', "issue-twice"),
        ('name="price"', 'name="garden"', "issue-twice"),
        ('value="small"', 'value="big"', "option-twice"),
        ('upperbound="20"', 'upperbound="5"', "bounds"),
        ('upperbound="20"', 'upperbound="20.5"', "bounds"),
        ('upperbound="20"', 'upperbound="2000000"', "options-count"),
        ('upperbound="20"', "", "not-a-number"),
        ('vtype="real"', 'vtype="fuzzy"', "issue-type"),
        ("negotiation_template", "template", "genius-domain"),
    ],
)
def test_faults_of_a_domain(
    folder: Callable[[dict[str, str]], Path], before: str, after: str, code: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_genius(folder(files(domain=DOMAIN.replace(before, after))))
    assert code in {p.code for p in caught.value.problems}


def test_all_faults_are_reported_at_once(folder: Callable[[dict[str, str]], Path]) -> None:
    text = PROFILE.replace('evaluation="2"', 'evaluation="x"').replace(
        'index="3" value="0.2"', 'index="3" value="0.9"'
    )
    with pytest.raises(ScenarioError) as caught:
        read_genius(folder({**files(text), "p2.xml": text}))
    assert len(caught.value.problems) == 4


def test_a_domain_without_profiles_is_named(folder: Callable[[dict[str, str]], Path]) -> None:
    with pytest.raises(ScenarioError, match="profile"):
        read_genius(folder({"house.xml": DOMAIN}))


def test_profiles_can_be_given_by_name(folder: Callable[[dict[str, str]], Path]) -> None:
    path = folder(files())
    domain = read_genius(path / "house.xml", profiles=[path / "p1.xml"])
    assert domain.packages == 2 * 11 * 11
    with pytest.raises(ScenarioError, match="root"):
        read_genius(path / "house.xml", profiles=[path / "house.xml"])
