"""How long `winset serve` takes to show its first page, and to answer a change of the real case.

python benchmarks/web.py [STARTS]
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from processes import spread

CASE = "us-russia-2025"
POSITION = ["actors", "us_backers", "stances", "sanctions", "position"]


class Started:
    """The app in a process of its own."""

    def __init__(self, workspace: Path) -> None:
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "winset",
                "serve",
                str(workspace),
                "--no-browser",
                "--port",
                "0",
            ],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found is not None, line
        self.home = found.group().rstrip("/")
        self.token = ""

    def get(self, path: str) -> str:
        """Ask for a page or a part."""
        with urllib.request.urlopen(self.home + path, timeout=120) as answer:
            return str(answer.read().decode())

    def first_page(self) -> float:
        """Seconds from the start of the process to the whole first page, with its styles."""
        while True:
            try:
                page = self.get("/")
                break
            except urllib.error.URLError:
                time.sleep(0.01)
        self.get("/static/style.css")
        self.token = re.search(r'name="winset-token" content="([^"]+)"', page)[1]  # type: ignore[index]
        return time.perf_counter() - self.began

    def post(self, path: str, content: object) -> dict[str, object]:
        """Change something, as a page does."""
        request = urllib.request.Request(
            self.home + path,
            json.dumps(content).encode(),
            {"x-winset-token": self.token, "accept": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            return dict(json.loads(answer.read()))

    def kib(self, key: str) -> int:
        """A line of the process's status: VmRSS, VmHWM."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{key}:\s+(\d+)", status)[1])  # type: ignore[index]

    def cpu(self) -> float:
        """Seconds of processor time so far, over all threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def timed(self, work: Callable[[], object]) -> tuple[float, float]:
        """Seconds by the clock and of processor time that an answer took."""
        began, cpu = time.perf_counter(), self.cpu()
        work()
        return time.perf_counter() - began, self.cpu() - cpu

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()


def main() -> None:
    """Print the first page, changes, and memory."""
    starts = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{starts} starts after one unmeasured; least / median / greatest\n")
    print(f"{'':34}{'wall, s':>22}{'user + sys, s':>22}")
    with TemporaryDirectory() as folder:
        firsts, resting = [], []
        for _ in range(starts + 1):
            app = Started(Path(folder))
            firsts.append((app.first_page(), app.cpu()))
            resting.append(app.kib("VmRSS") / 1024)
            app.stop()
        _row("first page after a start", firsts[1:])
        app = Started(Path(folder))
        app.first_page()
        app.post("/cases/open", {"id": CASE})
        _row("the table", [app.timed(lambda: app.get(f"/cases/{CASE}/table")) for _ in range(9)])
        _changes(app)
        print(f"\nmemory after a start {spread(resting[1:], 0)} MiB, ", end="")
        print(f"after all of this at most {app.kib('VmHWM') / 1024:.0f} MiB")
        app.stop()


def _changes(app: Started) -> None:
    rows: dict[str, list[tuple[float, float]]] = {}
    for value in range(30, 60, 3):
        wish = {"changes": [{"path": POSITION, "text": f"{value - 20}/{value}/{value + 20}"}]}
        revision = json.loads(app.get(f"/cases/{CASE}/state"))["revision"]
        edit = {**wish, "revision": revision, "label": "benchmark"}
        for name, work in (
            ("zone while dragging, 64 worlds", lambda: app.post(f"/cases/{CASE}/preview", wish)),  # noqa: B023
            ("an edit, written to the file", lambda: app.post(f"/cases/{CASE}/edit", edit)),  # noqa: B023
            ("zone after it, 64 worlds", lambda: app.get(f"/cases/{CASE}/zone?worlds=64")),
            ("zone after it, 1,024 worlds", lambda: app.get(f"/cases/{CASE}/zone")),
        ):
            rows.setdefault(name, []).append(app.timed(work))
    for name, measured in rows.items():
        _row(name, measured[1:])


def _row(name: str, measured: list[tuple[float, float]]) -> None:
    wall, cpu = (spread([one[at] for one in measured], 2) for at in (0, 1))
    print(f"{name:34}{wall:>22}{cpu:>22}", flush=True)


if __name__ == "__main__":
    main()
