"""Pages of results in a real browser: run, read, choose, take away, cancel, outlive the server."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from winset.cases import case_path

from .browsing import Running, Visit, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CASE = "/cases/us-russia-2025"
HOSTILE = "<img src=x onerror=alert(1)>"
LOADED = "!document.querySelector('[aria-busy], .waiting')"
DRAWN = (
    f"{LOADED} && [...document.querySelectorAll('[data-chart]')].every(c => c.firstElementChild)"
)
ONE = (
    "packages?form=executive&o.territory=de_facto&o.guarantees=mutual&o.sanctions=phased_out"
    "&o.economy=some_sectors&o.standing=consulted"
)
PAGES = [
    "/cases/treaty-senate/results",
    "/cases/treaty-senate/roll-call",
    *(
        f"{CASE}/{part}"
        for part in ("brief", ONE, "durability", "advice", "forecast", "runs", "report")
    ),
]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    app = Running(tmp_path_factory.mktemp("workspace"), "us-russia-2025", "treaty-senate")
    yield app
    app.stop()


def quiet(visit: Visit) -> None:
    assert visit.complaints == []
    assert visit.elsewhere == []
    visit.close()


def test_from_a_run_to_its_report(browser: Any, running: Running, tmp_path: Path) -> None:
    visit = Visit(browser, running, f"{CASE}/runs")
    page = visit.page
    assert "There is none yet." in page.locator("#finished").inner_text()
    page.get_by_role("button", name="Run", exact=True).click()
    until(page, "document.querySelector('#finished table')", 120)
    page.get_by_role("link", name="Brief of us-russia-2025-run").click()
    until(page, f"{DRAWN} && document.querySelectorAll('.beside [data-chart]').length > 1", 60)
    assert "From the run us-russia-2025-run" in page.locator("main").inner_text()
    page.get_by_role("link", name="Results", exact=True).last.click()
    until(page, f"{DRAWN} && document.querySelectorAll('[data-chart]').length > 20", 60)
    assert "From the run us-russia-2025-run" in page.locator("main").inner_text()

    page.get_by_role("link", name="Texts", exact=True).click()
    until(page, f"{LOADED} && document.querySelectorAll('#found ol > li').length === 6", 60)
    page.get_by_label("Putin", exact=True).check()
    until(page, f"{LOADED} && document.querySelector('#found').innerText.includes('Putin')", 60)
    page.get_by_role("link", name="Everyone’s answer").first.click()
    until(page, f"{DRAWN} && document.querySelector('#package-answers svg')", 60)
    assert "than no deal" in page.locator(".whys").inner_text()

    page.get_by_role("link", name="Durability", exact=True).click()
    until(page, f"{DRAWN} && document.querySelectorAll('[data-chart] svg').length >= 2", 60)

    page.get_by_role("link", name="Report", exact=True).click()
    with visit.context.expect_page() as opened:
        page.get_by_role("link", name="Open the report").click()
    report = opened.value
    until(report, "document.querySelectorAll('[data-spec] svg').length > 20", 60)
    assert report.evaluate("self.origin") == "null"
    with page.expect_download() as taken:
        page.get_by_role("link", name="With result and scenario").click()
    taken.value.save_as(tmp_path / "run.zip")
    assert "us-russia-2025-run/result.json" in zipfile.ZipFile(tmp_path / "run.zip").namelist()
    quiet(visit)


def test_another_option_is_a_text_of_its_own(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, "/cases/treaty-senate/roll-call?form=treaty")
    page = visit.page
    until(page, f"{LOADED} && document.querySelector('.vote')", 60)
    best = page.get_by_label("Ceiling on missiles").input_value()
    assert best
    page.get_by_label("Ceiling on missiles").select_option("85")
    assert page.get_by_label("Text", exact=True).input_value() == "*"
    assert "best text" in page.locator(".vote h2").inner_text()
    page.get_by_role("button", name="Show this text’s roll call").click()
    until(page, f"{LOADED} && document.querySelector('.says').innerText.includes('85')", 60)
    assert page.url.endswith("?form=treaty&o.ceiling=85")
    page.get_by_label("Text", exact=True).select_option("")
    page.get_by_role("button", name="Show this text’s roll call").click()
    until(page, f"{LOADED} && document.querySelector('.vote h2').innerText.includes('best')", 60)
    assert page.get_by_label("Ceiling on missiles").input_value() == best
    assert page.url.endswith("?form=treaty&text=")
    quiet(visit)


def test_a_figure_is_taken_away(browser: Any, running: Running, tmp_path: Path) -> None:
    visit = Visit(browser, running, f"{CASE}/durability", permissions=["clipboard-write"])
    page = visit.page
    until(page, DRAWN, 60)
    figure = page.locator("figure").first
    for kind, start in (("SVG", b"<svg"), ("PNG", b"\x89PNG\r\n"), ("CSV", b"\xef\xbb\xbf")):
        with page.expect_download() as taken:
            figure.get_by_role("button", name=kind).click()
        taken.value.save_as(tmp_path / "it")
        assert (tmp_path / "it").read_bytes().startswith(start)
        assert taken.value.suggested_filename.endswith(f".{kind.lower()}")
        if kind == "SVG":
            assert "winset, from “" in (tmp_path / "it").read_text("utf-8")
    lines = (tmp_path / "it").read_text("utf-8-sig").splitlines()
    assert len(lines) == figure.locator("tr").count()
    figure.get_by_role("button", name="Copy link").click()
    until(page, "document.getElementById('said').textContent.includes('copied')")
    quiet(visit)


def test_a_long_run_is_cancelled(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/runs")
    page = visit.page
    page.get_by_label("Draws").fill("6000")
    page.get_by_role("button", name="Run", exact=True).click()
    until(page, "document.querySelector('.under-way li progress[value]')", 60)
    started = time.monotonic()
    page.get_by_role("button", name="Cancel").click()
    until(page, "document.getElementById('under-way').hidden", 20)
    assert time.monotonic() - started < 20
    assert not list(running.workspace.root.glob(".under-way-*"))
    quiet(visit)


def process_of(folder: Path) -> int:
    """Id of the process that works on a run."""
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if str(folder).encode() in (entry / "cmdline").read_bytes().split(b"\0"):
                return int(entry.name)
    raise AssertionError(f"nothing works on {folder}")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds the run's process in /proc")
def test_a_run_outlives_the_server_and_its_own_end(browser: Any, tmp_path: Path) -> None:
    shutil.copytree(case_path("us-russia-2025"), tmp_path / "us-russia-2025")
    command = [sys.executable, "-m", "winset", "serve", str(tmp_path), "--no-browser"]
    with subprocess.Popen(
        [*command, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout is not None
        home = server.stdout.readline().split(" at ")[1].strip()
        page = browser.new_context().new_page()
        page.goto(f"{home}cases/us-russia-2025/runs")
        page.get_by_label("Draws").fill("6000")
        page.get_by_role("button", name="Run", exact=True).click()
        until(page, "document.querySelector('.under-way li progress[value]')", 60)
        server.kill()
    until(page, "document.body.innerText.includes('does not answer')", 20)
    page.context.close()

    again = Running(tmp_path)
    visit = Visit(browser, again, f"{CASE}/runs")
    until(visit.page, "document.querySelector('.under-way li[data-state=running]')", 20)
    (folder,) = tmp_path.glob(".under-way-*")
    os.kill(process_of(folder), signal.SIGKILL)
    until(visit.page, "document.querySelector('.under-way li[data-state=interrupted]')", 30)
    assert "There is none yet." in visit.page.locator("#finished").inner_text()
    visit.page.get_by_role("button", name="Start again").click()
    until(visit.page, "document.querySelector('.under-way li[data-state=running]')", 20)
    visit.page.get_by_role("button", name="Cancel").click()
    until(visit.page, "document.getElementById('under-way').hidden", 20)
    # it is out of sight in one step, and what it had written is deleted after
    end = time.monotonic() + 10
    while any(path.name.startswith(".gone-") for path in tmp_path.iterdir()):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["us-russia-2025"]
    quiet(visit)
    again.stop()


def test_hostile_names_stay_text(browser: Any, tmp_path: Path) -> None:
    app = Running(tmp_path, "us-russia-2025")
    path = tmp_path / "us-russia-2025" / "scenario.yaml"
    text = path.read_text("utf-8").replace("short: Putin", f"short: '{HOSTILE}'")
    path.write_text(text.replace("title: Territory", f"title: '{HOSTILE}'"), "utf-8")
    for part in ("brief", "roll-call", ONE):
        size = {"width": 360, "height": 900}
        visit = Visit(browser, app, f"{CASE}/{part}", viewport=size)
        until(visit.page, DRAWN, 60)
        assert visit.across() <= 0
        assert HOSTILE in visit.page.locator("main").inner_text()
        assert visit.page.locator("main img").count() == 0
        quiet(visit)
    app.stop()


@pytest.mark.parametrize("path", PAGES)
def test_no_serious_finding_at_any_width(browser: Any, running: Running, path: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    visit = Visit(browser, running, path, viewport={"width": 1440, "height": 900})
    page = visit.page
    until(page, DRAWN, 120)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    for scheme, options in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)
        until(page, DRAWN)
        serious = {
            one["id"]: [node["html"][:160] for node in one["nodes"]][:3]
            for one in axe.run(page, options=options).response["violations"]
            if one["impact"] in {"serious", "critical"}
        }
        assert serious == {}
    for width in (360, 3840):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)
        assert visit.across() <= 0
    quiet(visit)
