"""A principal may be a body: its utility is its members' mean."""

from __future__ import annotations

import numpy as np
import pytest

import winset
from winset.packages import utilities_of
from winset.scenario import scenario_from
from winset.worlds import draw_worlds


def test_a_body_gains_what_its_members_gain_on_average() -> None:
    council = {"members": 7, "dispersion": 15}
    line = {"title": "Line", "options": 11, "no_deal": 90}
    stance = {"line": {"position": 40, "salience": 1}}
    scenario = scenario_from(
        {
            "winset": 1,
            "id": "council",
            "title": "A council and a leader",
            "issues": {"line": line},
            "actors": {
                "council": {"party": "p", "body": council, "stances": stance},
                "leader": {"party": "q", "stances": {"line": {"position": 10, "salience": 1}}},
            },
            "parties": {
                "p": {"principal": "council", "ratification": {"deal": {"majority": "council"}}},
                "q": {"principal": "leader", "ratification": {"deal": "leader"}},
            },
            "settings": {"noise": 0, "worlds": 1},
        }
    )
    own = utilities_of(scenario, draw_worlds(scenario), "council")
    deal = winset.analyse(scenario).forms["deal"].settlements["nash"]
    assert deal.package is not None
    assert deal.utilities["council"] == pytest.approx(own.worth[0][0, :, deal.package].mean())
    assert deal.reservations["council"] == pytest.approx(np.mean(own.reservation))
    assert np.ptp(own.worth[0][0, :, deal.package]) > 0.05
