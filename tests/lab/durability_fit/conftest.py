"""Where the publishers' files are, if they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from winset.lab.durability_fit.alliances import known_spells
from winset.lab.durability_fit.atop import Alliances, load_atop
from winset.lab.durability_fit.chisols import LeaderSupport, load_chisols
from winset.lab.durability_fit.sources import find, locate
from winset.lab.durability_fit.spells import Spells

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Return the folder with the data sets; tests that need it skip where it is not."""
    folder = Path(os.environ.get("WINSET_DATA", ROOT.parent / "shared" / "data"))
    if find(folder, "atop") is None or find(folder, "chisols") is None:
        pytest.skip("ATOP and CHISOLS are not there; set WINSET_DATA to the folder they are in")
    return folder


@pytest.fixture(scope="session")
def alliances(data_dir: Path) -> Alliances:
    return load_atop(locate(data_dir, "atop"))


@pytest.fixture(scope="session")
def support(data_dir: Path) -> LeaderSupport:
    return load_chisols(locate(data_dir, "chisols"))


@pytest.fixture(scope="session")
def spells(alliances: Alliances, support: LeaderSupport) -> Spells:
    return known_spells(alliances, support)


def optional(data_dir: Path, key: str) -> Path:
    """Return a further source's path, or skip."""
    path = find(data_dir, key)
    if path is None:
        pytest.skip(f"{key} is not in the data folder")
    return path
