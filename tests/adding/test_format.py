"""The recipe for a file format, followed: one file and one line, and the format is everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import winset
from tests.plugins import install
from winset import plugins
from winset.cli import main
from winset.errors import WinsetError
from winset.formats import registry
from winset.formats.format import DomainFormat

PLAIN = '''
"""Preferences in a plain text: a line an actor, the worth of each option after it."""

from pathlib import Path

from winset.formats.actor_table import plain_table
from winset.formats.domain import ImportedActor, ImportedDomain, ImportedIssue
from winset.formats.foreign_file import ForeignFile
from winset.formats.format import ActorFormat, DomainFormat


def read(path):
    file = ForeignFile(path)
    head, *lines = file.text().split("\\n")
    options = tuple(head.split())
    actors = []
    for number, line in enumerate(filter(None, lines), start=2):
        name, *worths = line.split()
        values = tuple(file.number(w, line=number, place=name) for w in worths)
        actors.append(ImportedActor(name, (1.0,), (values,), 0.0))
    file.settle()
    issue = ImportedIssue("what", options)
    return ImportedDomain(path.stem, (issue,), tuple(actors), "plain text")


def write(domain, path):
    (issue,) = domain.issues
    rows = [issue.options, *((a.name, *map(str, a.values[0])) for a in domain.actors)]
    path.write_text("\\n".join(" ".join(row) for row in rows) + "\\n")
    return ("Weights are left out.",)


def actors(path, scale):
    rows = [line.split() for line in path.read_text().split("\\n") if line]
    numbers = [[float(n) for n in row[1:]] for row in rows]
    import numpy as np
    power, stands, cares = np.array(numbers).T
    names = tuple(row[0] for row in rows)
    return plain_table(names, ("what",), stands[:, None], cares[:, None], power)


DOMAIN = DomainFormat(
    name="plain", title="plain text", suffixes=(".pln",), files=".pln", read=read, write=write
)
ACTORS = ActorFormat(
    name="plain-actors", title="plain text", suffixes=(".act",),
    matches=lambda path: path.suffix == ".act", read=actors,
)
'''
POINTS = {"plain": "winset_plain:DOMAIN", "plain-actors": "winset_plain:ACTORS"}
TEXT = "sell keep\nAnn 1 0\nBob 0.25 0.5\n"


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Install the package, and return a file of its format."""
    install(monkeypatch, tmp_path / "package", "winset_plain", PLAIN, {registry.GROUP: POINTS})
    path = tmp_path / "house.pln"
    path.write_text(TEXT, encoding="utf-8")
    yield path
    plugins._loaded.cache_clear()


def test_names_and_modules_of_the_registry_agree() -> None:
    """Each of winset's own formats is found under its name, and under no other."""
    for name, format_ in registry.domain_formats().items():
        assert format_.name == name
        assert isinstance(format_, DomainFormat)
    assert registry.domain_names() == tuple(registry.domain_formats())
    assert [f.name for f in registry.actor_formats()] == list(registry._ACTORS)


def test_a_format_of_another_package_is_read_and_written(plain: Path, tmp_path: Path) -> None:
    assert "plain" in registry.domain_names()
    domain = winset.read_domain(plain, "plain")
    assert [actor.values for actor in domain.actors] == [((1.0, 0.0),), ((0.25, 0.5),)]
    notes = registry.write_domain(domain, tmp_path / "again.pln", "plain")
    assert notes == ("Weights are left out.",)
    assert winset.read_domain(tmp_path / "again.pln", "plain").actors == domain.actors


def test_a_format_of_another_package_is_on_the_command_line(plain: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    found = run(main, ["frontier", str(plain), "--from", "plain", "--json"])
    assert found.exit_code == 0, found.output
    case = tmp_path / "case"
    assert run(main, ["import", "plain", str(plain), str(case)]).exit_code == 0
    assert "plain text" in (case / "README.md").read_text(encoding="utf-8")
    assert run(main, ["export", str(case), "plain", str(tmp_path / "out.pln")]).exit_code == 0
    assert winset.read_domain(tmp_path / "out.pln", "plain").issues[0].options == ("sell", "keep")
    refused = run(main, ["export", str(case), "plain", str(tmp_path / "out.txt")])
    assert "plain text is written as .pln" in refused.stderr
    assert "plain" in run(main, ["frontier", "--help"]).output


def test_a_table_of_actors_of_another_package_is_told_apart(plain: Path, tmp_path: Path) -> None:
    table = plain.with_name("house.act")
    table.write_text("Ann 3 10 50\nBob 1 90 80\nCleo 2 40 20\n", encoding="utf-8")
    assert winset.read_actors(table).actors == ("Ann", "Bob", "Cleo")
    found = CliRunner().invoke(main, ["forecast", str(table), "--json", "--model", "compromise"])
    assert found.exit_code == 0, found.output
    assert json.loads(found.output)


def test_a_format_nobody_has_is_named() -> None:
    with pytest.raises(WinsetError, match=r"nonsuch: no format of domains\. Choose one of: genius"):
        winset.read_domain("x", "nonsuch")
    with pytest.raises(WinsetError, match=r"upside-down: no reading of Genius"):
        winset.read_domain("x", "genius", reading="upside-down")
