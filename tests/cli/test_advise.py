"""``winset advise`` as a subprocess."""

from __future__ import annotations

import json

from tests.cli.conftest import Winset

KEYS = {"input", "first_order", "total", "evppi"}


def test_advice_in_words(winset: Winset) -> None:
    done = winset("advise", "us-russia-2025", "--worlds", "256")
    assert (done.returncode, done.stderr) == (0, "")
    shown = " ".join(done.stdout.split())
    assert "Most worth finding out is the red line of Vladimir Putin on Security and" in shown
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
