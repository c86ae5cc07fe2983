"""The package explorer: by who accepts, by options, and one package with everyone's reasons."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from winset.cases import load

from .conftest import real
from .test_results import words

pytestmark = pytest.mark.usefixtures("once")

CASE = "/cases/us-russia-2025/packages"
ONE = (
    "o.territory=de_facto&o.guarantees=mutual&o.sanctions=phased_out"
    "&o.economy=some_sectors&o.standing=consulted"
)


def test_the_likeliest_come_first(client: Any) -> None:
    page = words(client.get(f"{CASE}/found?worlds=64").text)
    assert "These are all 3,000 texts. Those likeliest to pass" in page
    assert "and 2,994 more." in page


def test_filter_by_who_accepts_counts_what_is_left(client: Any) -> None:
    found = real()
    left = int(found.acceptance.where(["putin", "us_senate"]).sum())
    page = words(client.get(f"{CASE}/found?worlds=64&by=putin&by=us_senate").text)
    told = f"Of 3,000 texts {left:,}" if left else "Of 3,000 texts none"
    assert told in page
    assert "accepted by each of Vladimir Putin and the US Senate" in page


def test_nobody_has_everything(client: Any) -> None:
    everyone = "&".join(f"by={actor}" for actor in load("us-russia-2025").actors)
    page = words(client.get(f"{CASE}/found?worlds=64&{everyone}").text)
    assert "Of 3,000 texts none" in page
    assert "Ask for less at once" in page


def test_one_package_tells_everyones_reasons(client: Any) -> None:
    page = client.get(f"{CASE}/found?worlds=64&form=treaty&{ONE}").text
    assert 'id="package-answers"' in page
    assert words(page).count("than no deal.") + words(page).count("as much as no deal.") >= 15
    assert "This text, as a treaty" in words(page)


def test_the_link_of_a_row_leads_to_its_package(client: Any) -> None:
    page = client.get(f"{CASE}/found?worlds=64&by=putin").text
    link = html.unescape(re.findall(r'<a href="([^"]+)"', page)[0])
    assert link.startswith(f"{CASE}?worlds=64&revision=")
    frame = client.get(link).text
    assert frame.count(" selected") == 6
    assert "package-answers" in client.get(link.replace("packages?", "packages/found?")).text


@pytest.mark.parametrize("query", ["by=nobody", "o.territory=moon", "o.moon=a", "form=moon"])
def test_unknown_wishes_are_refused(client: Any, query: str) -> None:
    for part in ("", "/found"):
        assert client.get(f"{CASE}{part}?worlds=64&{query}").status_code == 404


def test_a_space_too_large_to_ask_everyone(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("winset.web.pages.packages.MOST_LISTED", 100)
    page = words(client.get(f"{CASE}/found?worlds=16&by=putin").text)
    assert "cannot be sorted by who accepts them" in page
