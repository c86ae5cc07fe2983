"""Runs in the app: started, watched, opened, put side by side, sent on."""

from __future__ import annotations

import io
import shutil
import time
import zipfile
from typing import Any

import pytest

from winset.runs import job as jobs
from winset.runs.job import create_job
from winset.web.app_state import AppState
from winset.web.workspace import Workspace

from .test_results import words

CASE = "/cases/treaty-senate"


def run_to_the_end(client: Any, **content: Any) -> str:
    answer = client.post(f"{CASE}/runs", json=content)
    assert answer.status_code == 200, answer.text
    name: str = answer.json()["run"]
    end = time.monotonic() + 60
    while client.get(f"{CASE}/runs/state").json()["runs"]:
        assert time.monotonic() < end
        time.sleep(0.05)
    return name


@pytest.fixture
def run(client: Any) -> str:
    return run_to_the_end(client)


def test_none_yet_says_what_one_is(client: Any) -> None:
    assert "There is none yet." in words(client.get(f"{CASE}/runs").text)


def test_run_is_a_folder_the_command_line_knows(
    client: Any, run: str, workspace: Workspace
) -> None:
    assert run == "treaty-senate-run"
    assert (workspace.root / run / "result.json").is_file()
    assert workspace.names() == ("treaty-senate", "us-russia-2025")
    page = words(client.get(f"{CASE}/runs").text)
    assert run in page
    assert "the case as it is now" in page
    assert run in words(client.get(f"{CASE}/runs/finished").text)


def test_report_is_the_file_and_stands_apart(client: Any, run: str, workspace: Workspace) -> None:
    answer = client.get(f"{CASE}/runs/{run}/report.html")
    assert answer.content == (workspace.root / run / "report.html").read_bytes()
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox ")
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    download = client.get(f"{CASE}/runs/{run}/report.html?download=1")
    assert download.headers["content-disposition"] == f'attachment; filename="{run}.html"'


def test_zip_holds_the_run(client: Any, run: str) -> None:
    answer = client.get(f"{CASE}/runs/{run}.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {name.split("/", 1)[1] for name in archive.namelist()} == {
            "manifest.json",
            "report.html",
            "result.json",
            "scenario.yaml",
            "senate.csv",
        }


def test_results_of_a_run_outlive_the_case(client: Any, run: str, workspace: Workspace) -> None:
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    path.write_text(path.read_text("utf-8").replace("position: 5", "position: 55"), "utf-8")
    now = words(client.get(f"{CASE}/results/answer").text)
    then = words(client.get(f"{CASE}/results/answer?run={run}").text)
    assert now != then
    frame = words(client.get(f"{CASE}/results?run={run}").text)
    assert f"From the run {run}" in frame
    assert "the case as it is now" not in words(client.get(f"{CASE}/runs/finished").text)


def test_two_side_by_side(client: Any, run: str, workspace: Workspace) -> None:
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    path.write_text(path.read_text("utf-8").replace("position: 5", "position: 55"), "utf-8")
    second = run_to_the_end(client)
    query = f"?run={second}&run={run}"
    assert client.get(f"{CASE}/runs/compare{query}").status_code == 200
    page = words(client.get(f"{CASE}/runs/compared{query}").text)
    assert f"“{run}” and “{second}” differ in one place of the file." in page
    assert "actors.foreign_leader.stances.ceiling.position" in page
    assert f"winset compare {run} {second}" in page


@pytest.mark.parametrize("query", ["", "?run=a", "?run=a&run=a", "?run=a&run=b&run=c"])
def test_one_is_not_two(client: Any, query: str) -> None:
    assert client.get(f"{CASE}/runs/compare{query}").status_code == 400


def test_no_such_run(client: Any) -> None:
    for part in ("runs/compare?run=a&run=b", "runs/a/report.html", "runs/a.zip", "results?run=a"):
        assert client.get(f"{CASE}/{part}").status_code == 404
    for act in ("cancel", "again"):
        assert client.post(f"{CASE}/runs/a/{act}", json={}).status_code == 404


@pytest.mark.parametrize("content", [{"worlds": "many"}, {"worlds": 0}, {"seed": -1}])
def test_odd_numbers_start_nothing(client: Any, workspace: Workspace, content: Any) -> None:
    before = sorted(path.name for path in workspace.root.iterdir())
    answer = client.post(f"{CASE}/runs", json=content)
    assert answer.status_code == 422
    assert "whole number" in answer.json()["error"]
    assert sorted(path.name for path in workspace.root.iterdir()) == before


def test_a_case_with_errors_starts_nothing(client: Any, workspace: Workspace) -> None:
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    path.write_text(path.read_text("utf-8").replace("salience: 1", "salience: lots"), "utf-8")
    answer = client.post(f"{CASE}/runs", json={})
    assert answer.status_code == 422
    assert answer.json()["problems"]
    assert not list(workspace.root.glob(".under-way-*"))


def test_interrupted_is_shown_and_begun_again(
    client: Any, state: AppState, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = state.workspace.case("treaty-senate")
    name = create_job(state.workspace.root, case.name, case.scenario).spec.name
    monkeypatch.setattr(jobs, "SILENCE", 0.0)
    (shown,) = client.get(f"{CASE}/runs/state").json()["runs"]
    assert (shown["name"], shown["state"]) == (name, "interrupted")
    monkeypatch.undo()
    time.sleep(0.01)
    job = state.jobs.job(name)
    assert job is not None
    (job.folder / "failure").write_text("killed", "utf-8")
    assert client.post(f"{CASE}/runs/{name}/again", json={}).status_code == 200
    end = time.monotonic() + 60
    while client.get(f"{CASE}/runs/state").json()["runs"]:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert name in words(client.get(f"{CASE}/runs/finished").text)


def test_two_runs_at_a_time(client: Any, state: AppState) -> None:
    case = state.workspace.case("treaty-senate")
    for _ in range(2):
        create_job(state.workspace.root, case.name, case.scenario)  # waits to be started
    answer = client.post(f"{CASE}/runs", json={})
    assert answer.status_code == 422
    assert "at work already" in answer.json()["error"]


def test_a_perspective_is_opened_as_a_report_only(client: Any, workspace: Workspace) -> None:
    from winset.analysis import analyse
    from winset.cases import load
    from winset.runs import RunTarget, write_run

    seen = load("us-russia-2025").seen_as("kyiv-brussels")
    found = analyse(seen, worlds=16, perspectives=False)
    write_run(found, RunTarget(workspace.root / "theirs"), {})
    page = client.get("/cases/us-russia-2025/runs").text
    assert "theirs/report.html" in page
    assert "brief?run=theirs" not in page
    answer = client.get("/cases/us-russia-2025/results/answer?run=theirs")
    assert answer.status_code == 422
    shutil.rmtree(workspace.root / "theirs")


def test_writes_need_the_token(visitor: Any) -> None:
    assert visitor.post(f"{CASE}/runs", json={}).status_code == 403


def test_the_report_page_leads_from_none_to_one_of_now(client: Any, workspace: Workspace) -> None:
    assert "There is no report yet" in words(client.get(f"{CASE}/report").text)
    run = run_to_the_end(client, advice="yes")
    page = client.get(f"{CASE}/report/latest").text
    assert "The report of the case as it is now" in words(page)
    assert f"runs/{run}/report.html" in page
    assert "Who decides" in words(client.get(f"{CASE}/runs/{run}/report.html").text)
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    path.write_text(path.read_text("utf-8").replace("position: 5", "position: 55"), "utf-8")
    assert "earlier state of the case" in words(client.get(f"{CASE}/report").text)
