"""Damaged tables of actors are read or refused by name; what is read can be run."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.test_actor_columns import CSV as COLUMNS
from tests.formats.test_actor_columns import SEVERAL
from tests.formats.test_ktab import CSV as KTAB
from tests.formats.test_ktab import XML
from tests.formats.test_mutations import FRAGMENTS

from winset.errors import WinsetError
from winset.forecast.models import model_named, run
from winset.formats.actor_columns import write_actor_columns
from winset.formats.registry import read_actors

FILES = {"columns.csv": COLUMNS, "several.csv": SEVERAL, "ktab.csv": KTAB, "ktab.xml": XML}
SPATIAL = model_named("spatial-joint")


@pytest.mark.parametrize("name", [*FILES, "columns.xlsx"])
@given(
    at=st.floats(0, 1),
    length=st.integers(0, 30),
    fragment=st.sampled_from(FRAGMENTS),
)
def test_a_damaged_table_is_read_or_refused_by_name(
    name: str, at: float, length: int, fragment: str
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / name
        if name.endswith(".xlsx"):
            source = Path(scratch) / "columns.csv"
            source.write_text(COLUMNS, encoding="utf-8")
            write_actor_columns(read_actors(source), path)
        else:
            path.write_text(FILES[name], encoding="utf-8")
        content = path.read_bytes()
        start = int(at * len(content))
        path.write_bytes(content[:start] + fragment.encode() + content[start + length :])
        with contextlib.suppress(WinsetError):
            table = read_actors(path)
            assert np.isfinite(table.capability).all()
            with contextlib.suppress(ValueError):  # an issue with nobody who takes part in it
                found = run(SPATIAL, table, rounds=2)[""]
                assert np.isfinite(found.forecast).all()
