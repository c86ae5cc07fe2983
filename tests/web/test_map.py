"""The position map: what the page draws and what may be dragged."""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.testclient import TestClient

from winset.web.workspace import Workspace


def drawing(visitor: TestClient, address: str) -> Any:
    text = visitor.get(address).text
    found = re.search(r'<script type="application/json" id="drawing">(.*?)</script>', text)
    assert found is not None
    return json.loads(found.group(1))


def test_every_actor_with_a_position_is_drawn(visitor: TestClient, workspace: Workspace) -> None:
    told = drawing(visitor, "/cases/us-russia-2025/map?issue=standing")
    scenario = workspace.case("us-russia-2025").scenario
    with_one = {id_ for id_, actor in scenario.actors.items() if "standing" in actor.stances}
    assert {stand["actor"] for stand in told["stands"]} == with_one
    centres = [stand["handles"]["position"]["centre"] for stand in told["stands"]]
    assert centres == sorted(centres, reverse=True)
    assert told["scale"] == [0, 100]


def test_expectations_and_red_lines_can_be_taken_hold_of(visitor: TestClient) -> None:
    told = drawing(visitor, "/cases/us-russia-2025/map?issue=territory")
    critics = next(stand for stand in told["stands"] if stand["actor"] == "us_critics")
    texts = {kind: handle["text"] for kind, handle in critics["handles"].items()}
    assert texts == {"position": "0/20/45", "expects": "35/50/60", "red_line.max": "60–95"}
    now = visitor.get("/cases/us-russia-2025/drawing?issue=territory").json()
    assert now == told
    assert visitor.get("/cases/us-russia-2025/drawing?issue=none").status_code == 404


def test_an_unknown_issue_is_not_found(visitor: TestClient) -> None:
    assert visitor.get("/cases/us-russia-2025/map?issue=none").status_code == 404


def test_members_from_a_file_are_not_dragged(visitor: TestClient) -> None:
    told = drawing(visitor, "/cases/treaty-senate/map")
    fixed = {stand["actor"]: stand["handles"]["position"]["fixed"] for stand in told["stands"]}
    assert fixed["senate"]
    assert not all(fixed.values())


def test_a_hostile_name_cannot_leave_the_drawing(visitor: TestClient, workspace: Workspace) -> None:
    path = workspace.root / "us-russia-2025" / "scenario.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("short: Putin", 'short: "</script><img src=x onerror=alert(1)>"'),
        "utf-8",
    )
    page = visitor.get("/cases/us-russia-2025/map")
    assert "<img" not in page.text
    told = drawing(visitor, "/cases/us-russia-2025/map")
    assert "</script><img src=x onerror=alert(1)>" in [stand["name"] for stand in told["stands"]]
