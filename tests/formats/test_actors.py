"""Which format a file of actors is in."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.test_actor_columns import CSV, write
from tests.formats.test_ktab import CSV as KTAB
from tests.formats.test_ktab import XML

from winset.errors import ScenarioError
from winset.formats.registry import read_actors


def test_formats_are_told_apart(tmp_path: Path) -> None:
    assert read_actors(write(tmp_path, CSV)).issues == ("delay",)
    assert read_actors(write(tmp_path, CSV), scale=(0, 20)).scales.tolist() == [[0, 20]]
    ktab = read_actors(write(tmp_path, KTAB, "ktab.csv"))
    assert ktab.issues == ("Route", "Date")
    assert ktab.scales.tolist() == [[0, 100], [0, 100]]
    assert ktab.notes == ()
    xml = read_actors(write(tmp_path, XML, "ktab.xml"))
    assert xml.actors == ("NO", "EU")
    assert "choices of the spatial model, ideals that follow" in xml.notes[0]


@pytest.mark.parametrize("name", ["none.csv", "none.xml", "none.xlsx"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(ScenarioError, match="can't read"):
        read_actors(tmp_path / name)
