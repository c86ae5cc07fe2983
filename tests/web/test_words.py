"""What the app says: texts and draws, whole percents, short sentences, in pages and in scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import winset.web
from winset.web.app_state import AppState

from .conftest import real
from .test_results import words

CASE = "/cases/treaty-senate"
STATIC = Path(winset.web.__file__).parent / "static"
OLD = re.compile(r"\bworlds?\b|\bpackages?\b|±|\d\.\d+ ?%", re.IGNORECASE)
TYPED = "40 ± 5"
"""How an uncertain number may be typed, which is no figure of the app's own."""


def prose(page: str) -> str:
    """The words of a page that a person reads; commands and ids are not prose."""
    main = page[page.find("<main") :] if "<main" in page else page
    plain = re.sub(r"<(pre|code|option|title)\b.*?</\1>", " ", main, flags=re.DOTALL)
    plain = re.sub(r"</(p|li|h\d|td|th|dt|dd|figcaption|label|summary|button|a)>", ". ", plain)
    return words(plain).replace(TYPED, "")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        *(f"{CASE}/{page}" for page in ("table", "map", "runs", "report", "brief", "roll-call")),
        f"{CASE}/packages",
        f"{CASE}/packages/found",
        f"{CASE}/packages/found?o.ceiling=40",
        f"{CASE}/brief/answer",
        f"{CASE}/roll-call/answer",
        f"{CASE}/roll-call/answer?form=treaty&o.ceiling=85",
        f"{CASE}/results/answer",
        f"{CASE}/durability/answer",
    ],
)
def test_pages_speak_of_texts_and_draws_in_short_sentences(client: Any, address: str) -> None:
    told = prose(client.get(address, headers={"accept": "text/html"}).text)
    assert [told[max(0, m.start() - 60) : m.end() + 40] for m in OLD.finditer(told)] == []
    long = [part for part in re.split(r"(?<=[.?!:]) ", told) if len(part.split()) > 30]
    assert long == []


def test_scripts_do_too() -> None:
    for path in STATIC.glob("*.js"):
        script = re.sub(r"//.*|/\*.*?\*/", "", path.read_text("utf-8"))
        for said in re.findall(r'"([^"\n]* [^"\n]*)"|`([^`\n]* [^`\n]*)`', script):
            text = re.sub(r"\$\{[^}]*\}", "", "".join(said)).removeprefix(" ± ")
            assert not OLD.search(text), (path.name, text)
            assert max(len(part.split()) for part in re.split(r"[.?!] ", text)) <= 30


@pytest.mark.usefixtures("once")
def test_the_zone_is_told_in_whole_percents(client: Any, state: AppState) -> None:
    zone = client.get("/cases/us-russia-2025/zone?worlds=64").json()
    given = real().given
    assert given is not None
    for form in zone["forms"]:
        assert re.fullmatch(r"(<1|>99|\d+) %", form["figure"])
        assert form["counted"].endswith(f" {given.kept} draws")
