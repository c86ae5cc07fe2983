"""The one loader of entry points: what it finds, and how it names what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins import install
from winset.errors import WinsetError
from winset.plugins import plugins, with_plugins

GROUP = "winset.things"


def test_nothing_is_installed() -> None:
    assert plugins(GROUP) == {}
    assert with_plugins(GROUP, {"one": 1}, int) == {"one": 1}


def test_entries_are_loaded_in_the_order_of_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"two": "added_things:two", "three": "added_things:three"}
    install(monkeypatch, tmp_path, "added_things", "two, three = 2, 3", {GROUP: names})
    assert list(plugins(GROUP).items()) == [("three", 3), ("two", 2)]
    assert with_plugins(GROUP, {"one": 1}, int) == {"one": 1, "three": 3, "two": 2}
    assert plugins("winset.others") == {}


@pytest.mark.parametrize(
    ("source", "value", "why"),
    [
        ("raise OSError('no licence')", "broken_things:two", "OSError: no licence"),
        ("one = 1", "broken_things:two", "AttributeError"),
        ("one = 1", "missing_things:two", "ModuleNotFoundError"),
    ],
)
def test_a_broken_plugin_is_named(
    source: str, value: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, tmp_path, "broken_things", source, {GROUP: {"two": value}})
    monkeypatch.delitem(__import__("sys").modules, "broken_things", raising=False)
    with pytest.raises(WinsetError) as error:
        plugins(GROUP)
    for part in ("'two'", f"'{GROUP}'", "'broken_things'", why):
        assert part in str(error.value)


def test_two_packages_with_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("first_things", "second_things"):
        entries = {GROUP: {"two": f"{package}:two"}}
        install(monkeypatch, tmp_path / package, package, "two = 2", entries)
    with pytest.raises(WinsetError, match=r"of one of '(first|second)_things'"):
        plugins(GROUP)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [("two", "'2'", "is of class str, where int is needed"), ("one", "2", "winset's own")],
)
def test_an_entry_that_does_not_fit(
    name: str, value: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = f"unfit_{name}"
    install(monkeypatch, tmp_path, package, f"x = {value}", {GROUP: {name: f"{package}:x"}})
    with pytest.raises(WinsetError, match=why) as error:
        with_plugins(GROUP, {"one": 1}, int)
    assert package in str(error.value)
