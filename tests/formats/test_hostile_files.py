"""Files made to break a reader end in a named error, fast, and read nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from winset.errors import ScenarioError
from winset.formats import foreign_file
from winset.formats.registry import read_domain

ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {c} "{f"&{p};" * 10}">' for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><negotiation_template>&i;</negotiation_template>"
)
EXTERNAL_ENTITY = (
    '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<negotiation_template>&x;</negotiation_template>"
)
EXTERNAL_DTD = '<!DOCTYPE b SYSTEM "http://127.0.0.1:9/none.dtd"><negotiation_template/>'
DEEP_YAML = "issues: " + "[" * 100_000
ALIAS_BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
)

CASES = [
    ("genius", "d.xml", ENTITY_BOMB, "xml-entity"),
    ("genius", "d.xml", EXTERNAL_ENTITY, "xml-entity"),
    ("genius", "d.xml", EXTERNAL_DTD, "genius-domain|genius-profiles|xml-entity"),
    ("genius", "d.xml", "", "xml-malformed"),
    ("genius", "d.xml", "not xml", "xml-malformed"),
    ("genius", "d.xml", '<?xml version="1.0" encoding="nonsense"?><a/>', "xml-malformed"),
    ("genius", "d.xml", "<a>" * 50_000, "xml-malformed"),
    ("geniusweb", "d.json", '{"issuesValues": {', "json-malformed"),
    ("geniusweb", "d.json", '{"a": 1, "a": 2}', "json-malformed"),
    ("geniusweb", "d.json", '{"a": NaN}', "json-malformed"),
    ("geniusweb", "d.json", "[" * 200_000, "json-malformed"),
    ("geniusweb", "d.json", "[1]", "json-malformed"),
    ("geniusweb", "d.json", '{"a": ' + "9" * 10_000 + "}", "json-malformed"),
    ("negmas", "d.yml", "issues: [", "yaml-malformed"),
    ("negmas", "d.yml", "a: 1\na: 2", "yaml-malformed"),
    ("negmas", "d.yml", "!!python/object/apply:os.system [echo]", "yaml-malformed"),
    ("negmas", "d.yml", DEEP_YAML[:5000], "yaml-malformed"),
    ("negmas", "d.yml", ALIAS_BOMB, "negmas-domain"),
    ("negmas", "d.yml", "- 1", "yaml-malformed"),
    ("negmas", "d.yml", "a: \x00", "yaml-malformed"),
]


@pytest.mark.parametrize(("format_", "name", "text", "codes"), CASES)
def test_hostile_text(
    folder: Callable[[dict[str, str]], Path], format_: str, name: str, text: str, codes: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_domain(folder({name: text}), format_)
    assert {p.code for p in caught.value.problems} <= set(codes.split("|"))
    assert "root:" not in str(caught.value)


@pytest.mark.parametrize("name", ["d.xml", "d.json", "d.yml", "d.csv"])
def test_text_that_is_no_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff\xfe\x00\xd8 \x81")
    formats = {"xml": "genius", "json": "geniusweb", "yml": "negmas", "csv": "table"}
    format_ = formats[name.rpartition(".")[2]]
    with pytest.raises(ScenarioError):
        read_domain(tmp_path / name if format_ == "table" else tmp_path, format_)


def test_huge_files_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign_file, "LARGEST_FILE", 100)
    (tmp_path / "d.xml").write_text("<a>" + " " * 200 + "</a>")
    with pytest.raises(ScenarioError, match="MiB") as caught:
        read_domain(tmp_path, "genius")
    assert caught.value.problems[0].code == "file-too-large"


@pytest.mark.parametrize("format_", ["genius", "geniusweb", "negmas", "table"])
def test_missing_sources_are_named(tmp_path: Path, format_: str) -> None:
    with pytest.raises(ScenarioError):
        read_domain(tmp_path / "absent", format_)
    with pytest.raises(ScenarioError):
        read_domain(tmp_path, format_)


def test_a_workbook_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (130 * 2**20))
    with pytest.raises(ScenarioError) as caught:
        read_domain(path, "table")
    assert caught.value.problems[0].code == "file-too-large"


def test_a_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_text("issue,option,a")
    with pytest.raises(ScenarioError) as caught:
        read_domain(path, "table")
    assert caught.value.problems[0].code == "xlsx-malformed"
