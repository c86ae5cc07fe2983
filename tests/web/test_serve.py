"""The command: where it listens, what it says, and how it stops."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "winset", "serve"]


def refused(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [*COMMAND, "--no-browser", *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        timeout=60,
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@contextmanager
def started(
    *arguments: str, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[str], list[str]]]:
    said: list[str] = []
    process = subprocess.Popen(
        [*COMMAND, "--no-browser", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
    )
    assert process.stdout is not None
    said.append(process.stdout.readline())
    found = re.search(r"http://\S+", said[0])
    assert found is not None, process.communicate()
    try:
        yield found.group(), process, said
    finally:
        process.send_signal(signal.SIGINT)
        said += process.communicate(timeout=30)


def test_it_starts_answers_and_stops(tmp_path: Path) -> None:
    with started(str(tmp_path / "new")) as (home, process, said):
        with urllib.request.urlopen(home) as answer:
            page = answer.read().decode()
        with pytest.raises(urllib.error.HTTPError) as refusal:
            urllib.request.urlopen(urllib.request.Request(home + "logout", b"{}"))
        refusal.value.close()
    assert process.returncode == 0
    assert (tmp_path / "new").is_dir()
    told = "".join(said)
    assert told.rstrip().endswith("Stopped.")
    token = re.search(r'name="winset-token" content="([^"]+)"', page)
    assert token is not None
    assert token[1] not in told


def test_beyond_this_machine_it_needs_a_password_and_says_what_it_means(tmp_path: Path) -> None:
    assert "needs a password" in refused(str(tmp_path), "--host", "0.0.0.0")
    told = refused(str(tmp_path), "--host", "0.0.0.0", WINSET_PASSWORD="short")
    assert "fewer than 8 characters" in told
    secret = tmp_path / "secret.txt"
    secret.write_text("correct horse\n")
    options = (str(tmp_path), "--host", "0.0.0.0", "--password-file", str(secret))
    with started(*options) as (home, _, said), urllib.request.urlopen(home) as answer:
        assert answer.url.endswith("/login")
    told = "".join(said)
    assert "not encrypted" in told
    assert "read and change every case" in told
    assert "correct horse" not in told


def test_what_cannot_be_served_is_refused(tmp_path: Path) -> None:
    missing = refused(str(tmp_path), "--password-file", str(tmp_path / "none"))
    assert "cannot be read" in missing
    (tmp_path / "file").write_text("")
    refused(str(tmp_path / "file"))
    assert "Cannot listen" in refused(str(tmp_path), "--host", "192.0.2.1", WINSET_PASSWORD="x" * 9)


def test_the_next_port_is_taken_where_one_is_busy(tmp_path: Path) -> None:
    from winset.web.serving import free_port

    first = free_port("127.0.0.1", 0, 1)
    port = first.getsockname()[1]
    second = free_port("127.0.0.1", port, 5)
    assert second.getsockname()[1] > port
    first.close()
    second.close()
