"""The reader of EU decisions: what it takes, and everything it refuses at once."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lab.backtest.made import ACTORS, HEADER, made_rows, write
from winset.errors import ScenarioError
from winset.lab.backtest.deu import read_deu


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_reads_any_separator(separator: str, tmp_path: Path) -> None:
    rows = made_rows()
    found = read_deu(write(tmp_path / "deu.csv", rows, separator=separator))
    assert found.actors == ACTORS
    assert found.issues == tuple(row[1] for row in rows)
    assert found.positions.shape == found.salience.shape == (len(rows), len(ACTORS))
    assert found.gdp is not None
    assert found.gdp[4] == 2.8
    assert [found.proposal_names[p] for p in found.proposals] == [row[0] for row in rows]
    assert set(found.procedures) == {"codecision", "consultation"}
    assert found.rules[[row[3] for row in rows].index("QMV(10)")] == "majority"
    assert found.rules[[row[3] for row in rows].index("Unan")] == "unanimity"
    assert set(found.years.tolist()) <= set(range(2001, 2006))


def test_empty_cells_are_missing_and_said(tmp_path: Path) -> None:
    rows = made_rows()
    at = HEADER.index
    rows[0][at("pfr")], rows[0][at("out")], rows[1][at("rp")] = "", "", ""
    rows[2][at("pfr")], rows[2][at("sfr")] = "10", ""
    found = read_deu(write(tmp_path / "deu.csv", rows, gdp=False))
    france = ACTORS.index("fr")
    assert np.isnan(found.positions[0, france])
    assert np.isnan(found.outcome[0])
    assert not found.decided[0]
    assert found.decided[1:].all()
    assert np.isnan(found.reference[1])
    assert np.isnan(found.salience[2, france])
    assert found.gdp is None
    told = " ".join(found.notes)
    assert "1 of" in told
    assert "no salience" in told
    assert "1 issues have no outcome" in told
    assert "no row of national GDP" in told


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    rows = made_rows()
    at = HEADER.index
    rows[0][at("pfr")] = "many"
    rows[1][at("sde")] = "140"
    rows[2][at("out")] = "-3"
    rows[3][at("proc")] = "OLP"
    rows[4][at("counvte")] = "half"
    rows[5][at("isnr")] = rows[0][at("isnr")]
    rows[6][at("rp")] = "nan"
    rows[7].pop()
    rows[8][at("prnr")] = "x"
    for actor in ACTORS:
        rows[9][at(f"p{actor}")] = ""
    with pytest.raises(ScenarioError) as caught:
        read_deu(write(tmp_path / "deu.csv", rows))
    found = {(p.line, p.code, p.field) for p in caught.value.problems}
    assert found == {
        (3, "not-a-number", "pfr"),
        (4, "deu-off-scale", "sde"),
        (5, "deu-off-scale", "out"),
        (6, "deu-procedure", "proc"),
        (7, "deu-rule", "counvte"),
        (8, "deu-issue-twice", "isnr"),
        (9, "not-a-number", "rp"),
        (10, "deu-ragged", ""),
        (11, "deu-year", "prnr"),
        (12, "deu-no-positions", rows[9][at("isnr")]),
    }
    assert all(p.fix for p in caught.value.problems)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "deu-missing-column"),
        ("a,b\n1,2\n", "deu-missing-column"),
        ("\t".join(HEADER) + "\n", "deu-no-rows"),
        ("\t".join(h for h in HEADER if h != "sfr") + "\n", "deu-missing-column"),
        ("\t".join([*HEADER, "out"]) + "\n", "deu-column-twice"),
        ("prnr,isnr,proc,counvte,pcom,scom,pep,sep,rp,out\n", "deu-missing-column"),
        ('"prnr\n', "csv-malformed"),
    ],
)
def test_files_of_another_kind_are_refused(text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "deu.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_deu(path)
    assert [p.code for p in caught.value.problems] == [code]


def test_a_missing_file_and_bytes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="can't read"):
        read_deu(tmp_path / "no.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ScenarioError, match="UTF-8"):
        read_deu(tmp_path / "bytes.csv")


def test_weights_are_numbers_and_stand_there_once(tmp_path: Path) -> None:
    rows = made_rows()
    second = [""] * len(HEADER)
    second[HEADER.index("pfr")] = "1"
    path = write(tmp_path / "deu.csv", [second, *rows])
    path.write_text(path.read_text().replace("\t2.8\t", "\t-2.8\t"), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_deu(path)
    assert {p.code for p in caught.value.problems} == {"deu-weights-twice", "negative-weight"}


@given(
    at=st.floats(0, 1),
    length=st.integers(0, 40),
    fragment=st.sampled_from(
        ["", "0", "-1", "1e999", "nan", '"', "\0", "é", "9" * 30, ",,", "\n", "\t", "\t\t", "rp"]
    ),
)
def test_a_damaged_file_is_read_whole_or_refused_by_name(
    at: float, length: int, fragment: str
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = write(Path(scratch) / "deu.csv", made_rows(5))
        content = path.read_bytes()
        start = int(at * len(content))
        path.write_bytes(content[:start] + fragment.encode() + content[start + length :])
        with contextlib.suppress(ScenarioError):
            found = read_deu(path)
            places = found.positions[found.taken]
            assert ((places >= 0) & (places <= 100)).all()
            assert (found.taken.sum(axis=1) >= 2).all()
            assert len(found.issues) == len(found.procedures) == len(found.years)
