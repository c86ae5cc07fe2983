"""``winset advise`` from the outside, and what a run says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Winset
from tests.durability.divided import divided

pytestmark = pytest.mark.usefixtures("once")
REAL = ("us-russia-2025", "--worlds", "256")

KEYS = {"input", "first_order", "total", "evppi"}


@pytest.fixture
def small(tmp_path: Path) -> str:
    """A small uncertain case in the working directory."""
    uncertain = divided(settings={"worlds": 8, "noise": 0.1})
    (tmp_path / "small.yaml").write_text(json.dumps(uncertain), encoding="utf-8")
    return "small.yaml"


def test_advice_in_words(winset: Winset) -> None:
    done = winset("advise", *REAL)
    assert (done.returncode, done.stderr) == (0, "")
    shown = " ".join(done.stdout.split())
    find_out = shown[shown.index("unknown position") :]
    assert "No one unknown moves the odds of a treaty clearly" in find_out
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_advice_as_json(winset: Winset) -> None:
    done = winset("advise", *REAL, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert all(own.keys() >= KEYS for own in found["information"])
    assert len({row["input"] for row in found["information"]}) == len(found["information"])


def test_the_cases_own_seed_is_taken_where_none_is_given(winset: Winset, small: str) -> None:
    done, again, other = (
        winset("advise", small, "--json", *seed) for seed in ((), ("--seed", "1"), ("--seed", "2"))
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert again.stdout == done.stdout
    assert other.stdout != done.stdout


def test_what_cannot_be_advised_on_is_refused(winset: Winset) -> None:
    done = winset("advise", "no-such-case")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_all_questions_are_answered(winset: Winset) -> None:
    done = winset("advise", *REAL, "--json", "--budget", "0.05")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found.keys() >= {"power", "onboard", "open_zone", "information", "leader_only"}
    assert len(found["summary"]) == 5
    assert all(own["cost"] <= 0.05 + 1e-9 for own in found["within_budget"]["forms"].values())
    assert not found["open_zone"]["treaty"]["open"]
    assert found["open_zone"]["treaty"]["conflicts"]
    assert winset("advise", "us-russia-2025", "--budget", "2").returncode == 2


def test_a_run_has_what_to_find_out_next_and_all_advice_when_asked(
    winset: Winset, small: str
) -> None:
    short = json.loads(winset("run", small, "--json").stdout)
    assert "power" not in short["advice"]
    assert short["advice"]["information_about"]["worlds"] == 8
    whole = winset("run", small, "--json", "--advice")
    assert (whole.returncode, whole.stderr) == (0, "")
    found = json.loads(whole.stdout)["advice"]
    for one, other in zip(found["information"], short["advice"]["information"], strict=True):
        assert (one["input"], one["first_order"]) == (other["input"], other["first_order"])
        assert other["total"] is None
    assert "treaty" in found["open_zone"]
