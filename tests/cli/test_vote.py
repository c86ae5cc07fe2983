"""``winset vote``: one text, several, or those of any case; and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from tests.texts.denmark import EDINBURGH, MAASTRICHT, NO, denmark
from winset.cli import main
from winset.scenario.origin import write_yaml
from winset.serialise.schema import result_schema

LEADERS = (
    "territory=recognised_in_part,guarantees=mutual,sanctions=phased_out,"
    "economy=some_sectors,standing=at_the_table"
)


def vote(*arguments: str, worlds: int = 16) -> Result:
    return CliRunner().invoke(main, ["vote", *arguments, "--worlds", str(worlds)])


def as_json(*arguments: str) -> dict[str, Any]:
    done = vote(*arguments, "--json")
    assert done.exit_code == 0, done.output
    plain: dict[str, Any] = json.loads(done.stdout)
    return plain


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["--form", "pact"], ["“pact”", "understanding, accord, executive, treaty"]),
        (["--text", "leaders"], ["“leaders”", "between_the_two"]),
        (["--text", "leaders", "--package", LEADERS], ["--text and --package"]),
        (["--texts", "drafts.csv", "--package", LEADERS], ["--texts and --package"]),
        (["--package", "tariffs=high"], ["“tariffs=high”", "territory, guarantees"]),
        (["--package", LEADERS.replace("mutual", "kept")], ["'kept'", "western_pledge, mutual"]),
        (["--package", "territory=recognised"], ["guarantees, sanctions, economy, standing"]),
        (["--texts", "drafts.txt"], ["drafts.txt"]),
        (["--perspective", "moon"], ["“moon”", "kyiv-brussels"]),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_choices(
    arguments: list[str], names: list[str]
) -> None:
    done = vote("us-russia-2025", *arguments)
    assert done.exit_code == 2
    assert not done.stdout
    for name in names:
        assert name in done.stderr


def test_a_text_the_scenario_does_not_name_is_refused_with_those_it_names() -> None:
    done = vote("brexit-2019", "--text", "leaders")
    assert done.exit_code == 2
    assert "withdrawal_agreement, time_limit" in done.stderr


def test_one_text_has_its_gates_and_its_roll_call() -> None:
    done = vote("us-russia-2025", "--form", "executive", "--package", LEADERS)
    assert done.exit_code == 0, done.output
    for told in (
        "signed",
        "then ratified",
        "overall",
        "Roll call: executive agreement",
        "34 of 100",
    ):
        assert told in done.stdout
    assert "ayes (range)" in done.stdout


def test_drafts_of_a_file_stand_in_one_table(tmp_path: Path) -> None:
    drafts = tmp_path / "drafts.csv"
    drafts.write_text("text,ceiling\nhigh,70\nlow,30\n", encoding="utf-8")
    done = vote("treaty-senate", "--texts", str(drafts))
    assert done.exit_code == 0, done.output
    assert "“high”" in done.stdout
    assert "“low”" in done.stdout
    assert "Roll call" not in done.stdout
    chosen = vote("treaty-senate", "--texts", str(drafts), "--text", "low", "--form", "treaty")
    assert "“high”" not in chosen.stdout
    assert "Roll call" in chosen.stdout


def test_json_has_the_keys_of_the_result() -> None:
    form = result_schema()["$defs"]["form"]["properties"]
    plain = as_json("treaty-senate")
    assert set(plain["forms"]) == {"executive", "treaty"}
    texts = plain["forms"]["treaty"]
    assert set(texts) <= set(form)
    (asked,) = as_json("treaty-senate", "--form", "treaty", "--package", "ceiling=30")["votes"]
    assert asked["package"] == {"ceiling": "30"}
    assert set(asked["gates"]) == set(texts["gates"])
    assert set(asked["vote"][0]) == set(texts["vote"][0])


def test_a_text_that_never_passes_is_no_failure(tmp_path: Path) -> None:
    case = tmp_path / "scenario.yaml"
    stances = {"stances": {"border": {"position": 0, "salience": 1, "red_line": {"max": 10}}}}
    other = {"stances": {"border": {"position": 100, "salience": 1, "red_line": {"min": 90}}}}
    scenario = {
        "winset": 1,
        "id": "apart",
        "title": "Apart",
        "issues": {"border": {"title": "Border", "options": 3, "no_deal": 50}},
        "actors": {"a": {"party": "p", **stances}, "b": {"party": "q", **other}},
        "parties": {
            "p": {"principal": "a", "ratification": {"treaty": "a"}},
            "q": {"principal": "b", "ratification": {"treaty": "b"}},
        },
    }
    case.write_text(json.dumps(scenario), encoding="utf-8")
    done = vote(str(case))
    assert done.exit_code == 0, done.output
    assert "Treaty: no text passes in any draw." in done.stdout


def referendum(folder: Path, *events: dict[str, Any]) -> Path:
    path = folder / "scenario.yaml"
    path.write_text(write_yaml(denmark(*events)), "utf-8")
    return path


def test_after_a_no_the_nearest_text_that_passes_is_named(tmp_path: Path) -> None:
    case = str(referendum(tmp_path, NO))
    done = vote(case, "--text", "maastricht", worlds=256)
    assert done.exit_code == 0, done.output
    assert "Rejected. Nearest text that passes: Currency “opt out”;" in " ".join(
        done.stdout.split()
    )
    table = vote(case, "--after-no", worlds=256)
    assert table.exit_code == 0, table.output
    assert "agree with what has happened" in table.stdout
    assert "Treaty: “maastricht”" in table.stdout
    done = vote(case, "--after-no", "--json", worlds=256)
    plain = json.loads(done.stdout)
    (found,) = plain["after_no"]
    assert found["package"] == MAASTRICHT
    assert found["nearest"] == EDINBURGH
    schema = {**result_schema()["$defs"]["after_no"], "$defs": result_schema()["$defs"]}
    jsonschema.Draft202012Validator(schema).validate(found)
    assert plain["settings"]["worlds"] == 256


def test_without_a_no_there_is_nothing_after_it(tmp_path: Path) -> None:
    partial = {"actor": "partners", "rejects": {"currency": "apart"}}
    case = str(referendum(tmp_path, partial))
    for arguments, named in (
        ((case, "--after-no"), "no event under given rejects a whole text"),
        ((case, "--after-no", "--text", "maastricht"), "Leave out the choice of a text"),
    ):
        done = vote(*arguments)
        assert done.exit_code == 2
        assert named in done.stderr


def test_events_that_leave_too_few_draws_are_refused_at_their_line(tmp_path: Path) -> None:
    never = {"actor": "partners", "rejects": MAASTRICHT}
    case = referendum(tmp_path, NO, never)
    done = vote(str(case), worlds=256)
    assert done.exit_code == 2
    assert not done.stdout
    line = case.read_text("utf-8").splitlines().index("- actor: partners") + 1
    assert f"scenario.yaml:{line}: given.1" in done.stderr
    assert "[too-few-worlds]" in done.stderr
    assert "given.0 " in done.stderr
