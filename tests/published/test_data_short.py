"""The published output of the equal-gain exchange model for its short table of the Paris talks.

``data_short.output.csv`` (Decide exchange model, Equal Gain) lists 20 exchanges of one round: who
moved on which issue with whom, the gain, positions before and after, the partners' positions, and
whether one of the two had moved before. All of it is reproduced, to the fifteen digits it is
printed with. That output was made without a check whether an outcome passes the position of the
partner it is moved for (our ``overshoot="allowed"``); later versions of that program have one,
which judges by the partners' own earlier exchanges only, and no published output to hold it
against: our ``overshoot="stopped"`` judges by all exchanges so far.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from winset.forecast.exchange import ExchangeOutcome, predict
from winset.formats.decide import DecideTable
from winset.formats.decide_reading import read_decide


@pytest.fixture
def exchange_data() -> Path:
    here = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("WINSET_DATA", here.parent / "shared" / "data")) / "exchange"
    if not folder.is_dir():
        pytest.skip("the exchange tables are not there; set WINSET_DATA to the folder they are in")
    return folder


def play(table: DecideTable) -> ExchangeOutcome:
    given = table.actor_table()
    return predict(given.positions, given.salience, given.capability, scale=given.scales.T)


def test_every_exchange_of_the_short_table(exchange_data: Path) -> None:
    table = read_decide(exchange_data / "data_short.csv")
    actors, issues = [a.id for a in table.actors], [i.id for i in table.issues]
    found = play(table).exchanges
    assert found is not None
    with (exchange_data / "data_short.output.csv").open(newline="") as stream:
        published = list(csv.reader(stream, delimiter=";"))
    assert len(found) == len(published) == 20
    for number, row in enumerate(published):
        assert row[:4] == [
            actors[found.giver[number]],
            issues[found.given[number]],
            actors[found.taker[number]],
            issues[found.taken[number]],
        ]
        ours = (
            found.gain[number],
            found.before[number],
            found.after[number] - found.before[number],
            found.after[number],
            found.toward[number],
            found.before_back[number],
            found.after_back[number] - found.before_back[number],
            found.after_back[number],
            found.back[number],
        )
        assert [float(cell) for cell in row[4:13]] == pytest.approx(ours, rel=1e-12, abs=1e-12)
        assert found.gain_back[number] == pytest.approx(found.gain[number], abs=1e-14)
        assert row[13] == str(bool(found.again[number])).upper()


def test_copenhagen_before_any_exchange(exchange_data: Path) -> None:
    table = read_decide(exchange_data / "copenhagen.csv")
    outcome = play(table)
    assert outcome.initial is not None
    assert table.issues[0].id == "Newtreaty"
    assert outcome.initial[0, 0] == pytest.approx(61.57627118644066, abs=1e-12)
