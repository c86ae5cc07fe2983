"""KTAB's CSV and XML: read, written, refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.errors import ScenarioError
from winset.formats.ktab import KtabScenario
from winset.formats.ktab_csv import read_ktab_csv, write_ktab_csv
from winset.formats.ktab_xml import read_ktab_xml, write_ktab_xml

CSV = """\
Pipeline,"Where it runs, and when",3,2,
Actor,Description,Power,Route,Route sal,Date,Date sal,
NO, Northern ministry, 40.5,20,30,75,20,
EU,,100,0,60.5,100,39.5,
OPP,"The ""other"" side",0,55,1,50,0

"""
XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<Scenario>
  <name>Pipeline</name>
  <desc>Where &amp; when</desc>
  <prngSeed>00007</prngSeed>
  <ModelParameters>
    <VictoryProbModel>Octic</VictoryProbModel>
    <BigRAdjust>None</BigRAdjust>
    <VotingRule>Prop</VotingRule>
  </ModelParameters>
  <Dimensions><dName>Route</dName></Dimensions>
  <Actors>
    <Actor>
      <name>NO</name><description/>
      <capability>40</capability>
      <Position><dCoord>20</dCoord></Position>
      <Salience><dSal>30</dSal></Salience>
    </Actor>
    <Actor>
      <name>EU</name><description>Union</description>
      <capability>1e2</capability>
      <Position><dCoord>0</dCoord></Position>
      <Salience><dSal>60.5</dSal></Salience>
    </Actor>
  </Actors>
  <IdealAdjustment>
    <iaPair><adjustingIdeal>EU</adjustingIdeal><referencePos>EU</referencePos><adjust>0.5</adjust></iaPair>
    <iaPair><adjustingIdeal>EU</adjustingIdeal><referencePos>NO</referencePos><adjust>0.1</adjust></iaPair>
  </IdealAdjustment>
</Scenario>
"""


def write(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> dict[str, list[tuple[int | None, str, str]]]:
    """Code → line, field and value of every problem with a file."""
    read = read_ktab_xml if path.suffix == ".xml" else read_ktab_csv
    with pytest.raises(ScenarioError) as caught:
        read(path)
    found: dict[str, list[tuple[int | None, str, str]]] = {}
    for p in caught.value.problems:
        assert p.file == str(path)
        assert p.fix
        assert p.message
        found.setdefault(p.code, []).append((p.line, p.field, p.value))
    return found


def test_csv(tmp_path: Path) -> None:
    found = read_ktab_csv(write(tmp_path, "a.csv", CSV))
    assert (found.name, found.description) == ("Pipeline", "Where it runs, and when")
    assert found.issues == ("Route", "Date")
    assert found.actors == ("NO", "EU", "OPP")
    assert found.descriptions == ("Northern ministry", "", 'The "other" side')
    assert found.capability.tolist() == [40.5, 100, 0]
    assert found.positions.tolist() == [[20, 75], [0, 100], [55, 50]]
    assert found.salience.tolist() == [[30, 20], [60.5, 39.5], [1, 0]]
    assert found.choices == {}
    assert found.seed is None


def test_xml(tmp_path: Path) -> None:
    found = read_ktab_xml(write(tmp_path, "a.xml", XML))
    assert (found.name, found.description) == ("Pipeline", "Where & when")
    assert found.issues == ("Route",)
    assert found.actors == ("NO", "EU")
    assert found.descriptions == ("", "Union")
    assert found.capability.tolist() == [40, 100]
    assert found.positions.tolist() == [[20], [0]]
    assert found.salience.tolist() == [[30], [60.5]]
    assert found.seed == 7
    assert found.choices == {
        "victory_model": "octic",
        "sight": "none",
        "voting": "proportional",
    }
    assert found.accommodation is not None
    assert found.accommodation.tolist() == [[1, 0], [0.1, 0.5]]


def test_choices_are_those_of_the_model(tmp_path: Path) -> None:
    from winset.forecast.spatial import Choices

    chosen = Choices(**read_ktab_xml(write(tmp_path, "a.xml", XML)).choices)  # type: ignore[arg-type]
    assert chosen == Choices(victory_model="octic", sight="none")


def test_every_value_of_ktab_s_is_one_of_the_model_s() -> None:
    from winset.forecast.spatial import Choices
    from winset.formats import ktab

    for ours, values in ktab._NAMES.values():
        for value in values.values():
            assert getattr(Choices(**{ours: value}), ours) == value  # type: ignore[arg-type]
        assert ktab._DEFAULTS[ours] == getattr(Choices(), ours)


def test_ktab_s_own_examples(ktab: Path) -> None:
    assert read_ktab_csv(ktab / "SOE-Pol-Comp.csv").positions.shape == (13, 2)
    assert read_ktab_csv(ktab / "dummyData_3Dim.csv").positions.shape == (7, 3)
    found = problems(ktab / "smpExample.xml")  # one coordinate of this copy is empty
    assert found == {"not-a-number": [(32, "Alice.FirstDim.position", "")]}


names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@st.composite
def scenarios(draw: st.DrawFn, xml: bool) -> KtabScenario:
    actors = draw(st.lists(names, min_size=2, max_size=4, unique=True))
    issues = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    share = st.floats(0, 100, allow_subnormal=False)
    shape = (len(actors), len(issues))
    cells = st.lists(share, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1])
    positions = np.array(draw(cells)).reshape(shape)
    salience = np.array(draw(cells)).reshape(shape) / len(issues)
    extra = {}
    if xml:
        follows = np.eye(len(actors)) * draw(st.sampled_from([0.0, 0.25, 1.0]))
        extra = {
            "choices": draw(
                st.sampled_from(
                    [{}, {"risk": "max"}, {"election": "markov-uniform", "proposals": "both"}]
                )
            ),
            "seed": draw(st.none() | st.integers(1, 2**64 - 1)),
            "accommodation": draw(st.sampled_from([None, follows])),
        }
    return KtabScenario(
        draw(names),
        draw(names | st.just("")),
        tuple(issues),
        tuple(actors),
        tuple(draw(names | st.just("")) for _ in actors),
        1 + np.array(draw(st.lists(share, min_size=len(actors), max_size=len(actors)))),
        positions,
        salience,
        **extra,
    )


def same(one: KtabScenario, other: KtabScenario) -> None:
    for name in ("name", "description", "issues", "actors", "descriptions", "seed"):
        assert getattr(one, name) == getattr(other, name)
    for name in ("capability", "positions", "salience"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()
    assert (one.accommodation is None) == (other.accommodation is None)
    if one.accommodation is not None and other.accommodation is not None:
        assert one.accommodation.tolist() == other.accommodation.tolist()
    for name, value in one.choices.items():
        assert other.choices[name] == value


@given(scenarios(xml=False))
def test_csv_comes_back(tmp_path_factory: pytest.TempPathFactory, made: KtabScenario) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    assert write_ktab_csv(made, path) == ()
    same(made, read_ktab_csv(path))


@given(scenarios(xml=True))
def test_xml_comes_back(tmp_path_factory: pytest.TempPathFactory, made: KtabScenario) -> None:
    path = tmp_path_factory.mktemp("xml") / "a.xml"
    assert write_ktab_xml(made, path) == ()
    same(made, read_ktab_xml(path))


def test_csv_says_what_it_cannot_hold(tmp_path: Path) -> None:
    scenario = read_ktab_xml(write(tmp_path, "a.xml", XML))
    notes = write_ktab_csv(scenario, tmp_path / "b.csv")
    assert len(notes) == 3
    assert read_ktab_csv(tmp_path / "b.csv").positions.tolist() == [[20], [0]]


def test_all_problems_of_a_csv_at_once(tmp_path: Path) -> None:
    text = """\
Pipeline,,four,2,
Actor,Description,Power,Route,Route sal,Route,Date sal,
NO,,-4,20,30,175,20,
NO,,x,0,60,100,60,
,,1,nan,1,,0,surplus
"""
    found = problems(write(tmp_path, "a.csv", text))
    assert found == {
        "ktab-count": [(1, "number of actors", "four")],
        "ktab-width": [(5, "", "surplus")],
        "dimension-twice": [(None, "Route", "")],
        "actor-twice": [(4, "NO", "")],
        "actor-name": [(5, "", "")],
        "out-of-range": [(3, "NO.capability", "-4"), (3, "NO.Route.position", "175")],
        "not-a-number": [
            (4, "NO.capability", "x"),
            (5, "actor 3.Route.position", "nan"),
            (5, "actor 3.Route.position", ""),
        ],
        "salience-sum": [(4, "NO.salience", "120")],
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "ktab-header"),
        ("Only a line,,2,1\n", "ktab-header"),
        ("N,,2,1\nActor,Description,Power,Route\n", "ktab-header"),
        ("N,,2,1\nActor,Description,Power,,\n", "ktab-header"),
        (CSV.replace(",3,2,", ",4,2,"), "ktab-count"),
        (CSV.replace(",3,2,", ",3,1,"), "ktab-count"),
        ('N,"unclosed,2,1\n', "csv-malformed"),
        ("N,,1,1\nA,D,P,x,y\nNO,,1,1,1\n", "actors-count"),
        ("N,,2,1\nA,D,P,x,y\nNO,,0,1,1\nEU,,0,1,1\n", "no-capability"),
    ],
)
def test_what_is_no_ktab_csv(tmp_path: Path, text: str, code: str) -> None:
    assert code in problems(write(tmp_path, "a.csv", text))


def test_all_problems_of_an_xml_at_once(tmp_path: Path) -> None:
    text = (
        XML.replace("<capability>40<", "<capability><")
        .replace("<dCoord>0<", "<dCoord>-1<")
        .replace("Octic", "Ninth")
        .replace("<dSal>30</dSal>", "")
        .replace("00007", "seven")
        .replace("<referencePos>NO<", "<referencePos>SO<")
        .replace("<adjust>0.5<", "<adjust>1.5<")
        .replace("BigRAdjust>", "BigR>")
    )
    found = problems(write(tmp_path, "a.xml", text))
    assert found == {
        "not-a-number": [(15, "NO.capability", "")],
        "out-of-range": [(22, "EU.Route.position", "-1")],
        "ktab-count": [(13, "NO.salience", "0")],
        "ktab-parameter": [(7, "VictoryProbModel", "Ninth"), (8, "BigR", "None")],
        "ktab-seed": [(5, "prngSeed", "seven")],
        "unknown-actor": [(28, "IdealAdjustment", "SO")],
        "ideal-adjustment": [(27, "IdealAdjustment.EU.EU", "1.5")],
    }


def test_the_asymmetric_rule_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = write(tmp_path, "a.xml", XML.replace(">Prop<", ">ASymProsp<"))
    with pytest.raises(ScenarioError, match="order of the actors"):
        read_ktab_xml(path)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "xml-malformed"),
        ("<Scenario>", "xml-malformed"),
        ("<Other/>", "ktab-scenario"),
        ("<Scenario/>", "actors-count"),
        ("<Scenario/>", "dimensions-count"),
        (
            '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]><Scenario>&x;</Scenario>',
            "xml-entity",
        ),
        (
            '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
            "<Scenario><name>&b;</name></Scenario>",
            "xml-entity",
        ),
        ("<a>" * 50_000, "xml-malformed"),
        (XML.replace("<dName>Route</dName>", "<dName/>"), "dimension-name"),
    ],
)
def test_what_is_no_ktab_xml(tmp_path: Path, text: str, code: str) -> None:
    found = problems(write(tmp_path, "a.xml", text))
    assert code in found
    assert "root:" not in str(found)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "file-unreadable" in problems(tmp_path / "none.csv")
    assert "file-unreadable" in problems(tmp_path / "none.xml")
