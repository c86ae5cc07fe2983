"""What may be compared: a case, a perspective on one, the folder of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

import winset
from winset.errors import WinsetError
from winset.runs import RunTarget, read_side, write_run


def test_a_perspective_is_named_after_the_case() -> None:
    side = read_side("us-russia-2025@kyiv-brussels")
    assert (side.name, side.worlds, side.seed) == ("us-russia-2025@kyiv-brussels", None, None)
    assert side.scenario.perspective_id == "kyiv-brussels"
    assert read_side("us-russia-2025").scenario.perspective_id is None


def test_a_run_folder_is_compared_on_its_own_draws(tmp_path: Path) -> None:
    scenario = winset.load("unit-pie")
    write_run(winset.analyse(scenario, worlds=4, seed=9), RunTarget.at(tmp_path / "run"), {})
    side = read_side(str(tmp_path / "run"))
    assert (side.worlds, side.seed, side.scenario.id) == (4, 9, "unit-pie")
    (tmp_path / "run" / "manifest.json").write_text('{"winset_run": 1}')
    with pytest.raises(WinsetError, match="names no worlds"):
        read_side(str(tmp_path / "run"))
