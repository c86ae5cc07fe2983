"""``winset advise`` as a subprocess."""

from __future__ import annotations

import json
import re

from tests.cli.conftest import Winset

KEYS = {"input", "first_order", "total", "evppi"}


def test_advice_in_words(winset: Winset) -> None:
    done = winset("advise", "us-russia-2025", "--worlds", "256")
    assert (done.returncode, done.stderr) == (0, "")
    shown = " ".join(done.stdout.split())
    # 256 worlds may not tell it from the second; it is named first in any case
    first = r"Most worth finding out (is|are) the red line of Vladimir Putin on Security and"
    assert re.search(first, shown)
    assert "Steve Witkoff and Jared Kushner sat with Vladimir Putin in Moscow" in shown
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_advice_as_json(winset: Winset) -> None:
    done = winset("advise", "us-russia-2025", "--worlds", "256", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert all(own.keys() >= KEYS for own in found["information"])
    assert found["information"][0]["actor"] == "putin"
    again = winset("advise", "us-russia-2025", "--worlds", "256", "--json", "--seed", "1")
    assert again.stdout == done.stdout


def test_what_cannot_be_advised_on_is_refused(winset: Winset) -> None:
    done = winset("advise", "no-such-case")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_all_questions_are_answered(winset: Winset) -> None:
    done = winset("advise", "us-russia-2025", "--worlds", "128", "--json", "--budget", "0.05")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found.keys() >= {"power", "onboard", "open_zone", "information", "leader_only"}
    assert len(found["summary"]) == 5
    assert all(own["cost"] <= 0.05 + 1e-9 for own in found["within_budget"]["forms"].values())
    assert not found["open_zone"]["treaty"]["open"]
    assert found["open_zone"]["treaty"]["conflicts"]
    assert winset("advise", "us-russia-2025", "--budget", "2").returncode == 2


def test_a_run_has_what_to_find_out_next_and_all_advice_when_asked(winset: Winset) -> None:
    short = json.loads(winset("run", "us-russia-2025", "--worlds", "64", "--json").stdout)
    assert "power" not in short["advice"]
    assert short["advice"]["information_about"]["worlds"] == 64
    whole = winset("run", "us-russia-2025", "--worlds", "64", "--json", "--advice")
    assert (whole.returncode, whole.stderr) == (0, "")
    found = json.loads(whole.stdout)["advice"]
    for one, other in zip(found["information"], short["advice"]["information"], strict=True):
        assert (one["input"], one["first_order"]) == (other["input"], other["first_order"])
        assert other["total"] is None
    assert "treaty" in found["open_zone"]
