"""The real pages in a real browser: edited, dragged, taken back, in two tabs, offline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .browsing import Running, Visit, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CASE = "/cases/us-russia-2025"
HOSTILE = "<img src=x onerror=alert(1)>"
PUTIN = "tr[data-actor=putin] td.pos >> nth=0"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    app = Running(tmp_path, "us-russia-2025", "treaty-senate", worlds=128)
    yield app
    app.stop()


def text_of(running: Running) -> str:
    return running.workspace.case("us-russia-2025").text


def test_a_cell_is_edited_and_the_zone_answers(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/table")
    page = visit.page
    before = visit.zone()
    page.locator(PUTIN).click()
    page.keyboard.type("80–90")
    page.keyboard.press("Enter")
    until(page, f"document.querySelector('{PUTIN[:-9]}').dataset.t === '80–90'")
    assert "position: {low: 80, high: 90}" in text_of(running)
    until(page, "document.getElementById('zone').textContent.includes('was')", seconds=60)
    after = visit.zone()
    assert after != before
    page.get_by_role("button", name="Undo").click()
    until(page, f"document.querySelector('{PUTIN[:-9]}').dataset.t === '75/95/100'")
    assert "position: {low: 75, mode: 95, high: 100}" in text_of(running)
    page.keyboard.press("Control+y")
    until(page, f"document.querySelector('{PUTIN[:-9]}').dataset.t === '80–90'")
    assert visit.complaints == []
    assert visit.elsewhere == []
    visit.close()


def test_the_grid_by_keyboard_alone(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/table")
    page = visit.page
    page.locator("#grid tbody td").first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
    cell = "[document.activeElement.parentElement.dataset.actor, document.activeElement.cellIndex]"
    assert page.evaluate(cell) == ["us_president", 2]
    page.keyboard.press("Control+End")
    assert page.evaluate(cell) == ["europe", 12]
    page.keyboard.press("Home")
    page.keyboard.press("F2")
    page.keyboard.press("Control+a")
    page.keyboard.type("nonsense")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.t") == "0/20/40"
    assert visit.complaints == []
    visit.close()


def test_an_error_stays_in_its_cell_to_be_mended(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/table")
    page = visit.page
    before = text_of(running)
    page.locator(PUTIN).click()
    page.keyboard.type("140")
    page.keyboard.press("Enter")
    wrong = page.locator("td[aria-invalid=true]")
    wrong.wait_for()
    assert "0–100" in wrong.get_attribute("title")
    wrong.click()
    assert page.locator("#about-input").input_value() == "140"
    assert "Stay within 0–100" in page.locator("#about-wrong").text_content()
    assert text_of(running) == before
    page.locator("#about-input").fill("90")
    page.locator("#about-input").press("Enter")
    until(page, f"document.querySelector('{PUTIN[:-9]}').dataset.t === '90'")
    assert "position: 90" in text_of(running)
    visit.close()


def test_a_block_from_a_spreadsheet(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/table")
    page = visit.page
    page.locator(PUTIN).click()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "60\\t30\\r\\n50–70\\t20/25/30\\r\\n");
          const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true});
          document.activeElement.dispatchEvent(event);
        }"""
    )
    until(page, f"document.querySelector('{PUTIN[:-9]}').dataset.t === '60'")
    scenario = running.workspace.case("us-russia-2025").scenario
    stance = scenario.stance("russia_security", "territory")
    assert (stance.position.low, stance.position.high) == (50, 70)
    assert stance.salience.centre == 25
    page.get_by_role("button", name="Undo").click()
    until(page, f"document.querySelector('{PUTIN[:-9]}').dataset.t === '75/95/100'")
    visit.close()


def test_the_slider_previews_and_writes_once(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/table")
    page = visit.page
    visit.zone()
    page.locator(PUTIN).click()
    slider = page.locator("#about-sliders input").nth(1)
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    until(page, f"document.querySelector('{PUTIN[:-9]}').dataset.t === '75/92/100'")
    assert any(url.endswith("/preview") for url in visit.asked)
    visit.close()


def test_two_tabs_lose_nothing(browser: Any, running: Running) -> None:
    one = Visit(browser, running, f"{CASE}/table")
    two = Visit(browser, running, f"{CASE}/table")
    for visit, value in ((one, "70"), (two, "20")):
        visit.page.locator(PUTIN).click()
        visit.page.keyboard.type(value)
        visit.page.keyboard.press("Enter")
        if visit is one:
            until(visit.page, f"document.querySelector('{PUTIN[:-9]}').dataset.t === '70'")
    told = two.page.locator("#conflict")
    until(two.page, "document.getElementById('conflict').textContent.includes('not saved')")
    assert "actors.putin.stances.territory.position" in told.text_content()
    assert "position: 70" in text_of(running)
    told.get_by_role("button", name="make my change to it").click()
    until(two.page, f"document.querySelector('{PUTIN[:-9]}').dataset.t === '20'")
    assert "position: 20" in text_of(running)
    # and the first tab notices by itself
    one.page.locator("#conflict").wait_for(timeout=15_000)
    one.close()
    two.close()


def test_a_change_on_disk_is_noticed(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/table")
    path = running.workspace.root / "us-russia-2025" / "scenario.yaml"
    path.write_text(text_of(running).replace("mode: 95", "mode: 94", 1), "utf-8")
    told = visit.page.locator("#conflict")
    told.wait_for(timeout=15_000)
    assert "on disk" in told.text_content()
    visit.close()


def test_whom_the_president_must_carry(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/table")
    page = visit.page
    before = visit.zone()
    rule = page.locator("article[data-party=us][data-form=treaty]")
    rule.get_by_text("Change").click()
    rule.get_by_role("textbox").first.fill("1/10")
    rule.get_by_role("textbox").first.press("Tab")
    until(
        page,
        "document.querySelector('article[data-party=us][data-form=treaty] .words')"
        ".textContent.includes('one tenth')",
    )
    rule.get_by_role("button", name="Remove this part").last.click()
    until(
        page,
        "!document.querySelector('article[data-party=us][data-form=treaty] .words')"
        ".textContent.includes('House')",
    )
    assert "{at_least: 1/10, of: us_senate}]}" in text_of(running)
    until(page, "document.querySelectorAll('.zone .width')[3].textContent.includes('was')")
    assert float(visit.zone()["treaty"]) > float(before["treaty"])
    visit.close()


def test_actors_and_issues_are_added_and_removed(browser: Any, running: Running) -> None:
    path = running.workspace.root / "us-russia-2025" / "scenario.yaml"
    naming = "texts|claims"  # a named text says something on every issue, and a claim names it
    text = re.sub(rf"^({naming}):\n(?:[ #].*\n|\n)+", "", text_of(running), flags=re.M)
    path.write_text(text, "utf-8")
    visit = Visit(browser, running, f"{CASE}/table")
    page = visit.page
    page.get_by_text("Add an actor or an issue").click()
    page.get_by_label("Actor", exact=True).fill("Élysée: “the palace”")
    page.locator("#actor-party").select_option("europe")
    page.get_by_role("button", name="Add the actor").click()
    ready = "document.querySelector('#grid td[tabindex=\"0\"]')"  # the scripts have run
    row = "document.querySelector('tr[data-actor=elysee_the_palace]')"
    until(page, f"{row} && {ready}")
    page.locator("tr[data-actor=elysee_the_palace] td.pos >> nth=0").click()
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    until(page, f"{row}.querySelector('td.pos').dataset.t === '30'")
    page.get_by_text("Add an actor or an issue").click()
    page.get_by_label("Issue", exact=True).fill("Grain")
    page.get_by_label("from 0:").fill("none")
    page.get_by_label("to 100:").fill("all: free")
    page.get_by_role("button", name="Add the issue").click()
    until(page, f"document.querySelector('th[data-issue=grain]') && {ready}")
    scenario = running.workspace.case("us-russia-2025").scenario
    assert scenario.actors["elysee_the_palace"].name == "Élysée: “the palace”"
    assert scenario.issues["grain"].high == "all: free"
    page.locator("tr[data-actor=us_backers] td.pos >> nth=0").click()
    page.locator("#about-remove").click()
    until(page, "document.getElementById('about-wrong').textContent.includes('Not removed')")
    page.locator("tr[data-actor=elysee_the_palace] td.pos >> nth=0").click()
    page.locator("#about-remove").click()
    until(page, f"!{row}")
    assert "elysee" not in text_of(running)
    visit.close()


def test_drag_on_the_map(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/map", viewport={"width": 1280, "height": 900})
    page = visit.page
    before = visit.zone()
    dot = page.locator("g.dot[data-actor=putin][data-kind=expects]")
    dot.scroll_into_view_if_needed()
    box = dot.locator(".expects").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 50, y, steps=8)
    until(page, "document.querySelector('.zone.rough')?.textContent.includes('was')")
    assert "expects: {low: 50, mode: 70, high: 95}" in text_of(running)
    page.mouse.up()
    until(page, "document.getElementById('map-note').textContent.endsWith('saved.')")
    scenario = running.workspace.case("us-russia-2025").scenario
    expects = scenario.stance("putin", "territory").expects
    assert expects.mode < 66
    assert expects.high - expects.low == 45
    until(page, "!document.querySelector('.zone.rough')")
    until(page, "document.getElementById('zone').textContent.includes('was')")
    assert visit.zone() != before
    assert visit.complaints == []
    assert visit.elsewhere == []
    visit.close()


def test_the_map_by_keyboard(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/map?issue=sanctions")
    page = visit.page
    page.locator("g.dot[data-actor=europe][data-kind=position]").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-valuenow')") == "31"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('aria-valuenow')") == "20"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('map-note').textContent.endsWith('saved.')")
    stance = running.workspace.case("us-russia-2025").scenario.stance("europe", "sanctions")
    assert stance.position.mode == 21
    visit.close()


def test_the_first_minute(browser: Any, tmp_path: Path) -> None:
    app = Running(tmp_path)
    visit = Visit(browser, app, "/")
    page = visit.page
    assert page.get_by_text("There is none yet").is_visible()
    page.get_by_role("button", name="Open the real case").click()
    page.wait_for_url("**/brief?tour=1")
    seen = []
    for _ in range(9):
        tour = page.locator(".tour")
        tour.wait_for()
        seen.append(tour.locator("p").first.text_content().split(":")[0])
        assert page.locator(".pointed").count() == 1
        following = tour.get_by_role("link", name="Next")
        if not following.count():
            break
        following.click()
        page.wait_for_url(f"**tour={len(seen) + 1}")
    assert seen[0] == "The brief"
    assert {"The table", "The map", "The zone", "The roll call"} <= set(seen)
    page.locator(".tour").get_by_role("button", name="Done").click()
    assert page.locator(".tour").count() == 0
    assert "tour" not in page.url
    assert visit.complaints == []
    assert visit.elsewhere == []
    visit.close()
    app.stop()


@pytest.mark.parametrize("path", ["/", f"{CASE}/table", f"{CASE}/map"])
def test_hostile_names_stay_text(browser: Any, running: Running, path: str) -> None:
    case = running.workspace.root / "us-russia-2025" / "scenario.yaml"
    text = case.read_text("utf-8")
    for name in ("Putin", "Territory", "US–Russia talks, Moscow, December 2025"):
        text = text.replace(f": {name}\n", f": '{HOSTILE}'\n", 1)
    text = text.replace("line_frozen", '"<script>alert(2)</script>"')
    case.write_text(text, "utf-8")
    visit = Visit(browser, running, path)
    visit.page.wait_for_timeout(800)
    if path.endswith("table"):
        visit.page.locator(PUTIN).click()
        visit.page.keyboard.type("60")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_timeout(600)
    assert visit.page.locator("img").count() == 0
    assert HOSTILE in visit.page.locator("body").inner_text() + visit.page.title()
    assert visit.complaints == []
    assert visit.elsewhere == []
    visit.close()


def test_a_stopped_server_is_said(browser: Any, running: Running) -> None:
    visit = Visit(browser, running, f"{CASE}/table")
    visit.zone()
    visit.page.route("**/edit", lambda route: route.abort())
    visit.page.locator(PUTIN).click()
    visit.page.keyboard.type("60")
    visit.page.keyboard.press("Enter")
    until(visit.page, "document.getElementById('said').textContent.includes('running')")
    assert visit.page.locator(PUTIN).get_attribute("data-typed") == "60"
    visit.close()
