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

import numpy as np
import pytest

from winset.forecast.exchange import predict


@pytest.fixture
def exchange_data() -> Path:
    here = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("WINSET_DATA", here.parent / "shared" / "data")) / "exchange"
    if not folder.is_dir():
        pytest.skip("the exchange tables are not there; set WINSET_DATA to the folder they are in")
    return folder


def read(path: Path, delimiter: str) -> tuple[list[str], list[str], np.ndarray]:
    with path.open(encoding="latin-1", newline="") as stream:
        quote = "'" if delimiter == "\t" else '"'
        rows = list(csv.reader(stream, delimiter=delimiter, quotechar=quote))
    actors = [row[1] for row in rows if row[0] == "#A"]
    issues = [row[1] for row in rows if row[0] == "#P"]
    table = np.full((len(actors), len(issues), 3), (np.nan, 0, 0))
    for row in rows:
        if row[0] == "#D":
            table[actors.index(row[1]), issues.index(row[2])] = [float(cell) for cell in row[3:6]]
    return actors, issues, table


def test_every_exchange_of_the_short_table(exchange_data: Path) -> None:
    actors, issues, table = read(exchange_data / "data_short.csv", ";")
    outcome = predict(table[None, ..., 0], 100 * table[None, ..., 1], table[None, ..., 2])
    found = outcome.exchanges
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
    _, issues, table = read(exchange_data / "copenhagen.csv", "\t")
    outcome = predict(table[None, ..., 0], 100 * table[None, ..., 1], table[None, ..., 2])
    assert outcome.initial is not None
    assert outcome.initial[0, issues.index("Newtreaty")] == pytest.approx(
        61.57627118644066, abs=1e-12
    )
