"""A running app, and visits to it that notice every request and complaint."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path
from typing import Any

import uvicorn

from winset.cases import case_path
from winset.web.app import create_app
from winset.web.app_state import AppState
from winset.web.security import Access
from winset.web.serving import free_port
from winset.web.workspace import Workspace


class Running:
    """The app over a workspace, answering on a port of its own.

    Its cases have few worlds, so that a full run takes no time.
    """

    def __init__(self, root: Path, *cases: str, worlds: int = 64) -> None:
        for case in cases:
            shutil.copytree(case_path(case), root / case)
            path = root / case / "scenario.yaml"
            text = path.read_text("utf-8").replace("worlds: 1024", f"worlds: {worlds}")
            path.write_text(text, "utf-8")
        self.workspace = Workspace(root)
        listening = free_port("127.0.0.1", 0, 1)
        self.state = AppState(self.workspace, Access(port=listening.getsockname()[1]))
        self.home = f"http://127.0.0.1:{self.state.access.port}"
        config = uvicorn.Config(create_app(self.state), log_level="error", ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listening],), daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


def until(page: Any, condition: str, seconds: float = 30) -> None:
    """Wait for a condition; asked from outside, for the pages' policy forbids eval inside."""
    end = time.monotonic() + seconds
    while not _holds(page, condition):
        assert time.monotonic() < end, f"still not so after {seconds} s: {condition}"
        time.sleep(0.05)


def _holds(page: Any, condition: str) -> bool:
    from playwright.sync_api import Error

    try:
        return bool(page.evaluate(f"Boolean({condition})"))
    except Error as error:
        if "navigation" in str(error) or "Execution context" in str(error):
            return False  # the page is being loaded again
        raise


class Visit:
    """One visit, with everything the page asked for and complained of."""

    def __init__(self, browser: Any, running: Running, path: str, **options: Any) -> None:
        self.running = running
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(running.home + path)

    @property
    def elsewhere(self) -> list[str]:
        """Requests to anything but the app."""
        own = (self.running.home, "data:", "blob:")
        return [url for url in self.asked if not url.startswith(own)]

    def zone(self) -> dict[str, str]:
        """Odds by form once the full run is there."""
        until(
            self.page,
            "!document.getElementById('zone').hasAttribute('aria-busy')"
            " && !document.querySelector('.zone.rough')"
            " && document.querySelectorAll('.zone data').length > 0",
            60,
        )
        found: dict[str, str] = self.page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('.zone li')]"
            ".map(li => [li.dataset.form, li.querySelector('data').value]))"
        )
        return found

    def across(self) -> int:
        """How far the page is wider than its window."""
        found: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return found

    def close(self) -> None:
        self.context.close()
