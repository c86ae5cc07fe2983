"""Published power indices.

- UN Security Council since 1965: Shapley–Shubik 421/2145 = 0.1963 a permanent
  member, 0.00186 another; Banzhaf indices 0.1669 and 0.0165 (Straffin 1983,
  Power Indices in Politics).
- Council of the EEC, 1958: Shapley–Shubik .233 for the three large, .150 for Belgium and the
  Netherlands, 0 for Luxembourg; Banzhaf .238, .143, 0 (Brams 1975, Game Theory and
  Politics, ch. 5).
- US federal lawmaking, the Vice President's casting vote left out: 0.16047 for the President.
- US Electoral College of the 1970s: 51 players of 538 votes, too many coalitions to list;
  0.0883 for California with its 45 votes (Owen 1975, Evaluation of a Presidential Election Game).
"""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest

from winset.ratification.power import banzhaf, rule_power, shapley_shubik, weighted_power
from winset.scenario.model import Scenario
from winset.scenario.rules import parse_rule


def test_un_security_council() -> None:
    # a permanent member's 7 and the quota of 39 make any of the five a veto player
    weights = [7] * 5 + [1] * 10
    own = weighted_power(weights, 39)
    assert own.shapley_shubik[:5] == pytest.approx(421 / 2145, abs=1e-12)
    assert own.shapley_shubik[5:] == pytest.approx(0.00186, abs=5e-6)
    assert own.banzhaf_index[:5] == pytest.approx(0.1669, abs=5e-5)
    assert own.banzhaf_index[5:] == pytest.approx(0.0165, abs=5e-5)


def test_eec_council_1958() -> None:
    own = weighted_power([4, 4, 4, 2, 2, 1], 12)
    assert own.shapley_shubik == pytest.approx([0.233, 0.233, 0.233, 0.150, 0.150, 0], abs=5e-4)
    assert own.banzhaf_index == pytest.approx([0.238, 0.238, 0.238, 0.143, 0.143, 0], abs=5e-4)


def _pieces(*bodies: tuple[str, int]) -> Scenario:
    actors = {name: {"party": "us", "body": {"members": size, "dispersion": 1}}
              for name, size in bodies}  # fmt: skip
    return Scenario.model_validate(
        {
            "winset": 1,
            "id": "us-law",
            "title": "T",
            "issues": {"law": {"title": "Law", "options": 2, "no_deal": 0}},
            "actors": {"president": {"party": "us"}, "other": {"party": "them"}, **actors},
            "parties": {
                "us": {"principal": "president", "ratification": {"law": "president"}},
                "them": {"principal": "other", "ratification": {"law": "other"}},
            },
        }
    )


US_LAW = parse_rule(
    {
        "any": [
            {"all": ["president", {"majority": "house"}, {"majority": "senate"}]},
            {"all": [{"at_least": "2/3", "of": "house"}, {"at_least": "2/3", "of": "senate"}]},
        ]
    }
)


def test_us_federal_system() -> None:
    own = rule_power(_pieces(("house", 435), ("senate", 100)), US_LAW, by_members=True)
    found = dict(zip(own.players, own.shapley_shubik, strict=True))
    assert own.method == "exact"
    assert found["president"] == pytest.approx(0.16047, abs=5e-6)
    assert sum(found.values()) == pytest.approx(1, abs=1e-9)


def test_us_federal_system_against_orders_of_arrival() -> None:
    """The President is pivotal at the moment both chambers pass, unless both have two thirds."""
    house, senate = 435, 100
    total = Fraction(0)
    everybody = house + senate + 1
    for h, s in itertools.product(range(218, house + 1), range(51, senate + 1)):
        if h >= 290 and s >= 67:
            continue
        many = math.comb(house, h) * math.comb(senate, s)
        size = h + s
        total += Fraction(
            many * math.factorial(size) * math.factorial(everybody - 1 - size),
            math.factorial(everybody),
        )
    own = rule_power(_pieces(("house", house), ("senate", senate)), US_LAW, by_members=True)
    assert own.shapley_shubik[own.players.index("president")] == pytest.approx(float(total))


def test_electoral_college_adds_up() -> None:
    votes = [45, 41, 27, 26, 26, 25, 21, 17, 17, 14, 13, 13, 12, 12, 12, 11]
    votes += [10] * 4 + [9] * 4 + [8] * 2 + [7] * 4 + [6] * 4 + [5] + [4] * 9 + [3] * 7
    assert (len(votes), sum(votes)) == (51, 538)
    found = shapley_shubik(votes, 270)
    assert found.sum() == pytest.approx(1, abs=1e-12)
    assert found[0] == pytest.approx(0.0883, abs=5e-5)
    assert np.all(np.diff(found) <= 1e-15)
    assert np.all(np.diff(banzhaf(votes, 270)) <= 1e-15)
