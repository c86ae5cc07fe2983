"""A solution concept of another package, made for the test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.plugins import install
from winset.cli import main
from winset.concepts import title_of

SOURCE = '''
import numpy as np

from winset.concepts import Concept


def listed(gains, eligible, weights):
    """The best of the first principal."""
    own = np.where(eligible, gains[:, 0], -np.inf)
    return own >= own.max(axis=1, keepdims=True) - 1e-9


CONCEPT = Concept("dictator", "Dictator", "the best of the first", "folk", listed, efficient=False)
'''


@pytest.fixture(autouse=True)
def _dictator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {"winset.concepts": {"dictator": "dictator_deal:CONCEPT"}}
    install(monkeypatch, tmp_path / "site", "dictator_deal", SOURCE, entries)


def test_it_settles_every_run() -> None:
    done = CliRunner().invoke(main, ["run", "unit-pie", "--worlds", "8", "--json"])
    assert done.exit_code == 0, done.output
    for form in json.loads(done.stdout)["forms"].values():
        settlement = form["settlement"]
        assert list(settlement)[-1] == "dictator"
        assert settlement["dictator"]["share"] == 1
        first = next(iter(settlement["nash"]["utilities"]))
        gained = [settlement[name]["utilities"][first] for name in ("dictator", "nash")]
        assert gained[0] >= gained[1]
    assert title_of("dictator") == "Dictator"


def test_one_that_may_pick_what_is_dominated_is_not_looked_for_on_the_frontier() -> None:
    done = CliRunner().invoke(main, ["frontier", "unit-pie", "--json"])
    assert "dictator" not in json.loads(done.stdout)
    assert "nash" in json.loads(done.stdout)
