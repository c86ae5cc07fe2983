"""``winset compare`` and ``winset whatif`` as subprocesses."""

from __future__ import annotations

import json

from tests.cli.conftest import Winset


def test_what_if_in_words_and_as_json(winset: Winset) -> None:
    edit = "actors.us_senate.stances.territory.position=55"
    arguments = ("whatif", "us-russia-2025", "--set", edit, "--worlds", "64")
    done = winset(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "differ in one place of the file" in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 100
    found = json.loads(winset(*arguments, "--json").stdout)
    assert found["inputs"] == [
        {
            "path": "actors.us_senate.stances.territory.position",
            "before": {"low": 20, "mode": 40, "high": 60},
            "after": 55,
        }
    ]
    assert found["forms"].keys() == {"understanding", "accord", "executive", "treaty"}
    assert found["forms"]["understanding"]["zone"]["difference"] == 0.0


def test_every_bad_edit_is_named_with_its_value(winset: Winset) -> None:
    done = winset(
        "whatif", "us-russia-2025",
        "--set", "actors.us_sente.stances.territory.position=55",
        "--set", "actors.putin.stances.territory.position=400",
        "--set", "actors.putin.stances.terr.position=4",
        "--set", "nonsense",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "4 errors; nothing was written." in done.stderr
    for part in ("us_sente", "us_senate", "(got 55)", "400", "terr", "nonsense", "(got 4)"):
        assert part in done.stderr
    assert "Traceback" not in done.stderr


def test_compare_a_case_with_a_perspective(winset: Winset) -> None:
    done = winset(
        "compare", "us-russia-2025", "us-russia-2025@kyiv-brussels", "--worlds", "64", "--json"
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert [side["perspective"] for side in found["sides"]] == [None, "kyiv-brussels"]
    assert len(found["inputs"]) == 17


def test_compare_refuses_unrelated_cases_with_the_reason(winset: Winset) -> None:
    done = winset("compare", "us-russia-2025", "treaty-senate")
    assert (done.returncode, done.stdout) == (2, "")
    assert "have no issue and no actor in common, so they cannot be compared" in done.stderr


def test_compare_refuses_what_is_not_there(winset: Winset) -> None:
    for other in ("no-such-case", "us-russia-2025@nobody"):
        done = winset("compare", "us-russia-2025", other)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr
