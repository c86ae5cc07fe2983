"""A run in a process of its own: finished, cancelled, killed, begun again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from winset.cases import load
from winset.errors import WinsetError
from winset.runs import job as jobs
from winset.runs.history import finished_run, finished_runs
from winset.runs.job import Job, create_job, job_named, unfinished_jobs
from winset.scenario import read_scenario

CASE = "treaty-senate"
LONG = 10_000


def wait(process: subprocess.Popen[bytes]) -> int:
    return process.wait(60)


def until_working(job: Job, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while not job.progress.total:
        assert process.poll() is None, (job.folder / "log").read_text("utf-8")
        if time.monotonic() > end:
            process.kill()
            pytest.fail("it does not begin", pytrace=False)
        time.sleep(0.02)


def begun(root: Path) -> tuple[Job, subprocess.Popen[bytes]]:
    """A run that would take minutes, at work."""
    job = create_job(root, "us-russia-2025", load("us-russia-2025"), worlds=LONG)
    process = job.start()
    until_working(job, process)
    return job, process


def test_finishes_as_an_ordinary_run_folder(tmp_path: Path) -> None:
    job = create_job(tmp_path, CASE, load(CASE))
    assert [own.spec for own in unfinished_jobs(tmp_path)] == [job.spec]
    assert wait(job.start()) == 0
    assert [path.name for path in tmp_path.iterdir()] == [f"{CASE}-run"]
    assert unfinished_jobs(tmp_path) == ()
    (run,) = finished_runs(tmp_path)
    assert (run.name, run.scenario_id, run.worlds) == (f"{CASE}-run", CASE, 1)
    assert run.sha256 == load(CASE).sha256
    assert run.result()["scenario"]["id"] == CASE


def test_the_next_run_has_a_name_of_its_own(tmp_path: Path) -> None:
    first = create_job(tmp_path, CASE, load(CASE))
    second = create_job(tmp_path, CASE, load(CASE))
    assert (first.spec.name, second.spec.name) == (f"{CASE}-run", f"{CASE}-run-2")


@pytest.mark.slow
def test_cancelled_at_once_and_without_a_trace(tmp_path: Path) -> None:
    job, process = begun(tmp_path)
    assert job.state == "running"
    assert job.progress.total >= LONG  # the case and how others see it keep different draws
    job.cancel()
    assert wait(process) == 0
    assert list(tmp_path.iterdir()) == []


def test_cancelled_before_it_reads_the_case_it_still_clears_up(tmp_path: Path) -> None:
    job = create_job(tmp_path, CASE, load(CASE))
    # so many files that the work, which finds its case gone, fails long before they are deleted
    for number in range(20_000):
        (job.case_folder / f"{number}").touch()
    process = job.start()
    job.cancel()
    assert wait(process) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_killed_it_is_interrupted_and_can_be_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, process = begun(tmp_path)
    os.kill(process.pid, signal.SIGKILL)
    assert wait(process) == -signal.SIGKILL
    monkeypatch.setattr(jobs, "SILENCE", 0.0)
    found = job_named(tmp_path, job.spec.name)
    assert found is not None
    assert found.state == "interrupted"
    assert finished_runs(tmp_path) == ()
    monkeypatch.undo()
    order = {**json.loads((found.folder / "order.json").read_text("utf-8")), "worlds": 16}
    (found.folder / "order.json").write_text(json.dumps(order), "utf-8")
    assert wait(found.start()) == 0
    (run,) = finished_runs(tmp_path)
    assert 0 < run.worlds <= 16


@pytest.mark.slow
def test_a_process_that_lost_its_run_to_another_ends(tmp_path: Path) -> None:
    job, first = begun(tmp_path)
    second = job.start()
    assert wait(first) == 0
    assert job.folder.exists()
    job.cancel()
    assert wait(second) == 0


def test_interrupted_it_can_be_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = create_job(tmp_path, CASE, load(CASE))
    monkeypatch.setattr(jobs, "SILENCE", 0.0)
    assert job.state == "interrupted"
    job.cancel()
    assert list(tmp_path.iterdir()) == []


def test_a_case_that_went_wrong_says_why(tmp_path: Path) -> None:
    job = create_job(tmp_path, CASE, load(CASE))
    (job.case_folder / "scenario.yaml").write_text("winset: 2\n", "utf-8")
    assert wait(job.start()) == 2
    assert job.state == "failed"
    assert job.failure.startswith("The case has errors:")
    assert finished_runs(tmp_path) == ()


def test_a_case_without_draws_has_no_errors(tmp_path: Path) -> None:
    job = create_job(tmp_path, CASE, load(CASE))
    scenario = job.case_folder / "scenario.yaml"
    never = "given: [{actor: foreign_leader, rejects: {ceiling: 5}}]\n"
    scenario.write_text(scenario.read_text("utf-8") + never, "utf-8")
    assert wait(job.start()) == 2
    assert job.failure.startswith("Of 1 draws 0 agree with all that has happened")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    job = create_job(tmp_path, CASE, load(CASE))
    job.target.mkdir()
    (job.target / "mine").touch()
    assert wait(job.start()) == 2
    assert "nothing is overwritten" in job.failure
    assert [path.name for path in job.target.iterdir()] == ["mine"]


def test_a_changed_file_is_not_taken_for_the_runs(tmp_path: Path) -> None:
    wait(create_job(tmp_path, CASE, load(CASE)).start())
    (run,) = finished_runs(tmp_path)
    (run.folder / "report.html").write_text("else", "utf-8")
    with pytest.raises(WinsetError, match="was changed after"):
        run.file("report.html")
    with pytest.raises(WinsetError, match="has no"):
        run.file("../treaty-senate-run/manifest.json")


@pytest.mark.parametrize(
    "manifest",
    ["", "[]", '{"winset_run": 1}', '{"winset_run": 2}', '{"winset_run": 1, "scenario": 3}'],
)
def test_folders_that_are_no_runs_are_passed_over(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "manifest.json").write_text(manifest, "utf-8")
    assert finished_run(tmp_path / "odd") is None
    assert finished_runs(tmp_path) == ()


@pytest.mark.parametrize("name", ["../x", "", ".", "a/b", "a" * 200])
def test_no_name_leads_elsewhere(tmp_path: Path, name: str) -> None:
    assert job_named(tmp_path, name) is None


def test_what_was_thrown_away_halfway_goes_at_the_next_start(tmp_path: Path) -> None:
    (tmp_path / ".gone-1" / "case").mkdir(parents=True)
    job = create_job(tmp_path, CASE, load(CASE))
    jobs.remove_discarded(tmp_path)
    assert list(tmp_path.iterdir()) == [job.folder]


def test_a_run_is_of_its_tables_too(tmp_path: Path) -> None:
    wait(create_job(tmp_path, CASE, load(CASE)).start())
    (run,) = finished_runs(tmp_path)
    assert run.is_of(read_scenario(run.folder / "scenario.yaml"))
    table = run.folder / "senate.csv"
    table.write_text(table.read_text("utf-8") + "one more,1,doves,50\n", "utf-8")
    assert not run.is_of(read_scenario(run.folder / "scenario.yaml"))
