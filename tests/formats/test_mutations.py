"""Damaged files are read or refused by name, never a traceback."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from winset.errors import WinsetError
from winset.formats.domain import ImportedDomain
from winset.formats.registry import read_domain, write_domain

FRAGMENTS = [
    "", "0", "-1", "1e999", "nan", '"', "<", "&x;", "{", "[", "]", "}", ":", "- ", "null",
    "true", "~", "!!", "\0", "é", "9" * 30, "value", ",,", "\n", "  ", "*a", "&a", "<a>",
]  # fmt: skip
TARGETS = {
    "genius": ("genius", ""),
    "geniusweb": ("geniusweb", ""),
    "negmas": ("negmas", ""),
    "csv": ("table", "t.csv"),
    "xlsx": ("table", "t.xlsx"),
}


@pytest.mark.parametrize("target", TARGETS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    which=st.integers(0, 2),
    at=st.floats(0, 1),
    length=st.integers(0, 40),
    fragment=st.sampled_from(FRAGMENTS),
)
def test_a_damaged_file_is_read_or_refused_by_name(
    wages: ImportedDomain, target: str, which: int, at: float, length: int, fragment: str
) -> None:
    format_, name = TARGETS[target]
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / name
        write_domain(wages, source, format_)
        files = sorted(p for p in Path(scratch).iterdir() if p.is_file())
        victim = files[which % len(files)]
        content = victim.read_bytes()
        start = int(at * len(content))
        victim.write_bytes(content[:start] + fragment.encode() + content[start + length :])
        with contextlib.suppress(WinsetError):
            domain = read_domain(source, format_)
            assert all(len(c) for c in domain.contributions())
            domain.to_scenario()
