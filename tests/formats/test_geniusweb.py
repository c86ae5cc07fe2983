"""GeniusWeb JSON: values, ranges, reservation bids, faults."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from winset.errors import ScenarioError
from winset.formats.domain import ImportedDomain
from winset.formats.geniusweb import read_geniusweb

DOMAIN = {
    "name": "car",
    "issuesValues": {
        "colour": {"values": ["red", "blue"]},
        "price": {"range": ["10", "11", "0.25"]},
    },
}
PROFILE = {
    "LinearAdditiveUtilitySpace": {
        "name": "seller",
        "issueUtilities": {
            "colour": {"discreteutils": {"valueUtilities": {"red": 1, "blue": 0.5}}},
            "price": {
                "numberutils": {
                    "lowValue": 10,
                    "lowUtility": 0.2,
                    "highValue": 11,
                    "highUtility": 1.0,
                }
            },
        },
        "issueWeights": {"colour": 0.25, "price": 0.75},
        "domain": DOMAIN,
        "reservationBid": {"issuevalues": {"colour": "blue", "price": "10.50"}},
    }
}


def read(
    folder: Callable[[dict[str, str]], Path], profile: object = PROFILE, domain: object = DOMAIN
) -> ImportedDomain:
    return read_geniusweb(folder({"car.json": json.dumps(domain), "s.json": json.dumps(profile)}))


def changed(path: str, value: object) -> dict:
    profile = copy.deepcopy(PROFILE)
    node = profile["LinearAdditiveUtilitySpace"]
    *steps, last = path.split(".")
    for step in steps:
        node = node[step]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return profile


def test_values_ranges_and_reservation_bid(folder: Callable[[dict[str, str]], Path]) -> None:
    domain = read(folder)
    assert domain.options == {
        "colour": ("red", "blue"),
        "price": ("10", "10.25", "10.5", "10.75", "11"),
    }
    colour, price = (c[:, 0].tolist() for c in domain.contributions())
    assert colour == pytest.approx([0.25, 0.125])
    assert price == pytest.approx([0.15, 0.3, 0.45, 0.6, 0.75])
    assert domain.actors[0].reservation == pytest.approx(0.125 + 0.45)


def test_without_reservation_bid_any_deal_suits(folder: Callable[[dict[str, str]], Path]) -> None:
    domain = read(folder, changed("reservationBid", None))
    assert domain.actors[0].reservation == 0.0
    assert "reservation" in domain.notes[0]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("issueWeights.price", 0.5, "weights-sum"),
        ("issueWeights.price", "much", "not-a-number"),
        ("issueWeights.price", None, "missing-weight"),
        ("issueUtilities.colour", None, "missing-evaluation"),
        ("issueUtilities.colour.discreteutils.valueUtilities.red", None, "missing-evaluation"),
        ("issueUtilities.colour.discreteutils.valueUtilities.green", 1, "profile-domain"),
        ("issueUtilities.colour.discreteutils.valueUtilities.red", True, "not-a-number"),
        ("issueUtilities.wheels", {}, "profile-domain"),
        ("issueUtilities.price.numberutils.highValue", None, "not-a-number"),
        ("reservationBid.issuevalues.colour", "green", "profile-domain"),
        ("reservationBid.issuevalues.wheels", "4", "profile-domain"),
    ],
)
def test_faults_of_a_profile(
    folder: Callable[[dict[str, str]], Path], path: str, value: object, code: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        read(folder, changed(path, value))
    assert code in {p.code for p in caught.value.problems}
    assert all(p.file.endswith("s.json") and p.field for p in caught.value.problems)


@pytest.mark.parametrize(
    ("issues", "code"),
    [
        ({}, "no-issues"),
        ({"colour": {"values": []}}, "options-count"),
        ({"colour": {"values": ["red", "red"]}}, "option-twice"),
        ({"price": {"range": ["1", "2", "0"]}}, "options-count"),
        ({"price": {"range": ["1", "2", "0.0000001"]}}, "options-count"),
        ({"price": {"range": ["a", "b", "c"]}}, "options-count"),
        ({"price": {"range": ["0", "Infinity", "1"]}}, "options-count"),
        ({"price": 3}, "options-count"),
    ],
)
def test_faults_of_a_domain(
    folder: Callable[[dict[str, str]], Path], issues: dict[str, object], code: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        read(folder, domain={"name": "x", "issuesValues": issues})
    assert code in {p.code for p in caught.value.problems}


def test_other_kinds_of_preferences_are_refused_by_name(
    folder: Callable[[dict[str, str]], Path],
) -> None:
    with pytest.raises(ScenarioError, match="SumOfGroups"):
        read(folder, {"SumOfGroupsUtilitySpace": {}})
