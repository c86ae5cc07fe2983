"""Cells and rules are changed in the file, judged first, and never over somebody else's change."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from winset.cases import load
from winset.web.analysis_cache import AnalysisCache, SupersededError
from winset.web.workspace import Workspace

CASE = "/cases/us-russia-2025"
POSITION = ["actors", "putin", "stances", "territory", "position"]


def text_of(workspace: Workspace, name: str = "us-russia-2025") -> str:
    return workspace.case(name).text


def change(
    client: TestClient, workspace: Workspace, *changes: dict[str, Any], revision: str = ""
) -> Any:
    seen = revision or workspace.case("us-russia-2025").revision
    content = {"revision": seen, "label": "A change", "changes": list(changes)}
    return client.post(f"{CASE}/edit", json=content)


def test_a_cell_is_changed_where_it_stands(client: TestClient, workspace: Workspace) -> None:
    before = text_of(workspace)
    told = change(client, workspace, {"path": POSITION, "text": "40–60"}).json()
    after = text_of(workspace)
    changed = [
        (b, a) for b, a in zip(before.splitlines(), after.splitlines(), strict=True) if a != b
    ]
    assert len(changed) == 1
    assert changed[0][1] == changed[0][0].replace(
        "position: {low: 75, mode: 95, high: 100}", "position: {low: 40, high: 60}", 1
    )
    (cell,) = told["cells"]
    assert (cell["path"], cell["text"], cell["shown"]) == (POSITION, "40–60", "50")
    stance = load(workspace.root / "us-russia-2025").stance("putin", "territory")
    assert (stance.position.low, stance.position.high) == (40, 60)  # type: ignore[union-attr]


def test_undo_and_redo(client: TestClient, workspace: Workspace) -> None:
    first = workspace.case("us-russia-2025")
    told = change(client, workspace, {"path": POSITION, "text": "1"}).json()
    assert told["undo"] == "A change"
    second = text_of(workspace)
    back = client.post(f"{CASE}/undo", json={"revision": told["revision"]}).json()
    assert text_of(workspace) == first.text
    assert (back["revision"], back["undo"], back["redo"]) == (first.revision, None, "A change")
    again = client.post(f"{CASE}/redo", json={"revision": back["revision"]}).json()
    assert text_of(workspace) == second
    assert (again["revision"], again["redo"]) == (told["revision"], None)
    refused = client.post(f"{CASE}/redo", json={"revision": again["revision"]})
    assert refused.status_code == 422


def test_a_new_change_ends_what_could_be_done_again(
    client: TestClient, workspace: Workspace
) -> None:
    told = change(client, workspace, {"path": POSITION, "text": "1"}).json()
    client.post(f"{CASE}/undo", json={"revision": told["revision"]})
    assert change(client, workspace, {"path": POSITION, "text": "2"}).json()["redo"] is None


def test_errors_as_check_gives_them_and_nothing_written(
    client: TestClient, workspace: Workspace
) -> None:
    before = text_of(workspace)
    answer = change(
        client,
        workspace,
        {"path": POSITION, "text": "140"},
        {"path": ["actors", "europe", "stances", "territory", "salience"], "text": "200"},
    )
    assert answer.status_code == 422
    fields = [problem["field"] for problem in answer.json()["problems"]]
    assert ".".join(POSITION) in fields
    assert "actors.europe.stances.territory.salience" in fields
    assert all(problem["fix"] for problem in answer.json()["problems"])
    assert text_of(workspace) == before
    assert str(workspace.root) not in answer.text


def test_what_is_no_number_is_said_for_every_cell(client: TestClient, workspace: Workspace) -> None:
    answer = change(
        client,
        workspace,
        {"path": POSITION, "text": "many"},
        {"path": [*POSITION[:-1], "salience"], "text": "<b>"},
    )
    assert answer.status_code == 422
    assert [p["code"] for p in answer.json()["problems"]] == ["not-a-number"] * 2


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"changes": []},
        {"changes": [{"path": []}]},
        {"changes": [{"path": [True]}]},
        {"changes": "x"},
        {"changes": [{"path": ["a"] * 99, "value": 1}]},
    ],
)
def test_nonsense_is_refused(client: TestClient, content: dict[str, Any]) -> None:
    assert client.post(f"{CASE}/edit", json=content).status_code == 422


def test_no_json_and_too_much_json_are_refused(client: TestClient) -> None:
    assert client.post(f"{CASE}/edit", content=b"{").status_code == 400
    assert client.post(f"{CASE}/edit", content=b"[]").status_code == 400
    assert client.post(f"{CASE}/edit", content=b"[" * 2_000_001).status_code == 413


def test_no_update_is_lost(client: TestClient, workspace: Workspace) -> None:
    seen = workspace.case("us-russia-2025").revision
    change(client, workspace, {"path": POSITION, "text": "70"}, revision=seen)
    theirs = text_of(workspace)
    late = change(client, workspace, {"path": POSITION, "text": "20"}, revision=seen)
    assert late.status_code == 409
    told = late.json()
    assert told["revision"] == workspace.case("us-russia-2025").revision
    assert told["theirs"] == [
        {
            "field": ".".join(POSITION),
            "before": "{low: 75, mode: 95, high: 100}",
            "after": "70",
        }
    ]
    assert text_of(workspace) == theirs
    assert client.post(f"{CASE}/undo", json={"revision": seen}).status_code == 409


def test_a_change_on_disk_is_noticed(client: TestClient, workspace: Workspace) -> None:
    case = workspace.case("us-russia-2025")
    path = case.folder / "scenario.yaml"
    path.write_text(case.text.replace("mode: 95", "mode: 94", 1), "utf-8")
    state = client.get(f"{CASE}/state", params={"seen": case.revision}).json()
    assert state["revision"] != case.revision
    late = change(client, workspace, {"path": POSITION, "text": "1"}, revision=case.revision)
    assert late.status_code == 409
    assert "mode: 94" in path.read_text("utf-8")


def test_a_changed_table_of_members_is_noticed(client: TestClient, workspace: Workspace) -> None:
    case = workspace.case("treaty-senate")
    with (case.folder / "senate.csv").open("a") as table:
        table.write("\n")
    assert workspace.case("treaty-senate").revision != case.revision


def test_rules_are_changed_and_told_in_words(client: TestClient, workspace: Workspace) -> None:
    rule = {"all": ["us_president", {"at_least": "3/5", "of": "us_senate"}]}
    path = ["parties", "us", "ratification", "treaty"]
    told = change(client, workspace, {"path": path, "value": rule}).json()
    assert told["rules"]["us"]["treaty"]["words"] == (
        "Donald Trump and three fifths of the US Senate"
    )
    assert "# Two thirds of the Senate" in text_of(workspace)
    wrong = change(client, workspace, {"path": path, "value": {"all": ["nobody"]}})
    assert wrong.status_code == 422
    assert wrong.json()["problems"][0]["code"] == "unknown-actor"


def test_a_source_stays_but_the_number_is_a_judgement(
    client: TestClient, workspace: Workspace
) -> None:
    case = workspace.case("us-russia-2025")
    path = case.folder / "scenario.yaml"
    path.write_text(
        case.text.replace(
            'source: alpha-news, basis: judgement, note: "¶3: wants the terr',
            'source: alpha-news, basis: source, note: "¶3: wants the terr',
        ),
        "utf-8",
    )
    assert not workspace.case("us-russia-2025").scenario.stance("putin", "territory").is_judgement
    change(client, workspace, {"path": POSITION, "text": "50"})
    stance = workspace.case("us-russia-2025").scenario.stance("putin", "territory")
    assert stance.is_judgement
    assert stance.source == ("alpha-news",)


def test_the_zone_follows(client: TestClient, workspace: Workspace) -> None:
    def odds(told: Any) -> dict[str, float]:
        return {form["form"]: form["value"] for form in told["forms"]}

    few = {"worlds": "256"}
    before = odds(client.get(f"{CASE}/zone", params=few).json())
    wish = {"path": POSITION, "text": "75"}
    told = client.post(f"{CASE}/preview", json={"changes": [wish], "worlds": 256}).json()
    seen = odds(told)
    assert odds({"forms": told["before"]}) == before
    assert odds(client.get(f"{CASE}/zone", params=few).json()) == before
    change(client, workspace, wish)
    after = odds(client.get(f"{CASE}/zone", params=few).json())
    assert after == seen
    assert after != before


def test_a_newer_question_ends_an_older_run(workspace: Workspace) -> None:
    results, case = AnalysisCache(), workspace.case("us-russia-2025")
    asked = []

    def interrupting(*args: Any, progress: Any, **options: Any) -> None:
        asked.append(options["worlds"])
        results.preview(case, {"settings.worlds": 8}, 8, asker="another")
        progress("worlds", 0, 1)  # somebody else's question ends nothing
        results.preview(case, {"settings.worlds": 8}, 8, asker="one")
        progress("worlds", 0, 1)
        asked.append(0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            AnalysisCache, "analysis_for", lambda self, *a, **o: interrupting(worlds=a[1], **o)
        )
        with pytest.raises(SupersededError):
            results.live(case, 1_000_000, asker="one")
    assert asked == [1_000_000]
    given = results.live(case, 8).given
    assert given is not None
    assert given.drawn == 8


def test_a_space_too_large_to_list_is_said(client: TestClient, workspace: Workspace) -> None:
    path = workspace.root / "us-russia-2025" / "scenario.yaml"
    naming = "texts|excludes|given|claims|perspectives"  # what names options that are to go
    text = re.sub(rf"^({naming}):\n(?:[ #].*\n|\n)+", "", path.read_text("utf-8"), flags=re.M)
    path.write_text(re.sub(r"^ +needs: .*\n", "", text, flags=re.M), "utf-8")
    for issue in ("territory", "guarantees", "sanctions"):
        changes = {"path": ["issues", issue, "options"], "value": 101}
        changed = change(client, workspace, changes)
        assert changed.status_code == 200, changed.text
    told = client.get(f"{CASE}/zone").json()
    assert told["too_large"].startswith("25,757,525 texts take minutes")
    wish = {"path": POSITION, "text": "1"}
    assert "too_large" in client.post(f"{CASE}/preview", json={"changes": [wish]}).json()


def test_a_broken_file_is_told_line_by_line(client: TestClient, workspace: Workspace) -> None:
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    path.write_text(path.read_text("utf-8").replace("role:", "rôle:", 1), "utf-8")
    told = client.get("/cases/treaty-senate/table")
    assert told.status_code == 422
    assert told.json()["problems"][0]["line"]
    page = client.get("/cases/treaty-senate/table", headers={"accept": "text/html"})
    assert page.status_code == 422
    assert "rôle" in page.text
    assert client.get("/", headers={"accept": "text/html"}).status_code == 200


def test_hostile_names_stay_text(client: TestClient, workspace: Workspace) -> None:
    name = "<img src=x onerror=alert(1)>'\""
    change(client, workspace, {"path": ["actors", "putin", "name"], "value": name})
    page = client.get(f"{CASE}/table", headers={"accept": "text/html"}).text
    assert "<img" not in page
    assert "&lt;img src=x" in page
    assert workspace.case("us-russia-2025").scenario.actors["putin"].name == name


def test_a_stance_begins_with_a_position_and_keeps_its_salience(
    client: TestClient, workspace: Workspace
) -> None:
    actor = "kushner"
    path = workspace.root / "us-russia-2025" / "scenario.yaml"
    before, after = path.read_text("utf-8").split(f"\n  {actor}:\n")
    after = re.sub(r"^ +guarantees: .*\n", "", after, count=1, flags=re.M)
    path.write_text(f"{before}\n  {actor}:\n{after}", "utf-8")
    assert "guarantees" not in load(path).actors[actor].stances
    stance = ["actors", actor, "stances", "guarantees"]
    assert change(client, workspace, {"path": [*stance, "position"], "text": "40"}).is_success
    begun = load(workspace.root / "us-russia-2025").stance(actor, "guarantees")
    assert begun.salience.centre == 0
    assert "salience" in begun.model_fields_set
    refused = change(client, workspace, {"path": [*POSITION[:-1], "salience"], "text": ""})
    assert refused.status_code == 422
    assert [p["code"] for p in refused.json()["problems"]] == ["no-salience"]
