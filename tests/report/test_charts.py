"""Charts: specs that compile, rows that keep apart, words beside every picture."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from winset.analysis import Analysis
from winset.report import charts
from winset.report.export import sized
from winset.report.figures import Figure
from winset.report.palette import slot_of_actor
from winset.report.theme import CHART_THEMES
from winset.words.quantities import figure

from .conftest import analysed


def figures_of(analysis: Analysis) -> Iterator[Figure]:
    yield charts.zone_odds(analysis)
    for id_, issue in analysis.scenario.issues.items():
        draw = charts.value_matrix if issue.nominal else charts.position_map
        yield draw(analysis, id_)
        yield charts.zone_strip(analysis, id_)
    for form in analysis.forms:
        yield charts.ratification_funnel(analysis, form)
        made = [charts.blocker_dots(analysis, form)]
        made += [charts.settlement_strip(analysis, form, id_) for id_ in analysis.scenario.issues]
        yield from (one for one in made if one is not None)
        if analysis.perspectives:
            yield charts.perspective_odds(analysis, form)
    for form in analysis.durability.forms:
        yield charts.survival_curves(analysis, analysis.durability, form)
        yield charts.endings(analysis, analysis.durability, form)


@pytest.mark.parametrize("theme", CHART_THEMES)
@pytest.mark.parametrize("width", [300, 760])
def test_specs_compile(analysis: Analysis, theme: str, width: int) -> None:
    converter = pytest.importorskip("vl_convert")
    for one in figures_of(analysis):
        svg = converter.vegalite_to_svg(sized(one.spec, width), config=CHART_THEMES[theme])
        assert svg.startswith("<svg")
        assert "NaN" not in svg


def test_specs_are_plain_json_with_their_description(analysis: Analysis) -> None:
    for one in figures_of(analysis):
        text = json.dumps(one.spec, allow_nan=False)
        assert one.sentence in one.spec["description"]
        assert one.spec["width"] == "container"
        assert '"url"' not in text


def test_figures_say_what_they_show(analysis: Analysis) -> None:
    ids = [one.id for one in figures_of(analysis)]
    assert len(ids) == len(set(ids))
    for one in figures_of(analysis):
        assert one.sentence.endswith(".")
        assert one.method.endswith(".")
        assert one.table.rows or "No two actors" in one.sentence
        assert {len(row) for row in one.table.rows} <= {len(one.table.columns)}


def test_funnel_ends_in_the_zone() -> None:
    found = analysed("harbour")
    rows = charts.ratification_funnel(found, "treaty").table.rows
    assert rows[-1][2] == figure(found.forms["treaty"].ratification.zone.probability)
    assert [row[0] for row in rows] == [
        "Lee West",
        "and across the table Em East",
        "and two thirds of the Senate",
        "Em East",
        "and across the table Lee West",
        "All parties on one text",
    ]


def test_one_colour_a_party_in_every_chart() -> None:
    found = analysed("crowd")
    told = {
        value["row"]: value["slot"]
        for value in charts.position_map(found, "land").spec["data"]["values"]
    }
    again = {
        value["row"]: value["slot"]
        for value in charts.value_matrix(found, "choice").spec["data"]["values"]
    }
    assert told == again == {actor: slot_of_actor(found.scenario, actor) for actor in told}


def test_actors_of_one_name_keep_their_rows() -> None:
    values = charts.position_map(analysed("crowd"), "land").spec["data"]["values"]
    assert len(values) == 40
    assert {"Twin (a5)", "Twin (a6)"} <= {value["label"] for value in values}


def test_map_shows_bodies_expectations_and_red_lines() -> None:
    values = charts.position_map(analysed("harbour"), "berths").spec["data"]["values"]
    by_actor = {value["row"]: value for value in values}
    assert by_actor["west_senate"]["most_low"] < by_actor["west_senate"]["centre"]
    assert by_actor["west_leader"]["expects"] == 20
    assert by_actor["pilots"]["outsider"]


def test_a_red_line_is_drawn_as_the_range_it_is() -> None:
    """East accepts at most 40 to 70 berths: the wedge thickens from 40 to a wall at 70."""
    layers = charts.position_map(analysed("harbour"), "berths").spec["layer"]
    wedges, walls = (
        own["data"]["values"]
        for own in layers
        if "data" in own and own["data"]["values"][0].get("row") == "east_leader"
    )
    starts, thick = ([value[key] for value in wedges] for key in ("at", "thick"))
    assert starts[0] == 40
    assert starts == sorted(starts)
    assert thick == sorted(thick)
    assert {value["end"] for value in wedges} == {walls[0]["at"]} == {70}
    assert "40 to 70" in walls[0]["tip"]


def test_options_that_cannot_be_told_apart_are_drawn_alike() -> None:
    figure = charts.zone_strip(analysed("harbour"), "venue")
    for title in {value["row"] for value in figure.spec["data"]["values"]}:
        cells = [value for value in figure.spec["data"]["values"] if value["row"] == title]
        leads = [cell for cell in cells if cell["leads"]]
        assert len({cell["share"] for cell in leads}) == 1
        assert leads[0]["share"] == max(cell["share"] for cell in cells)


def test_no_blockers_where_every_world_has_a_zone() -> None:
    assert charts.blocker_dots(analysed("certain"), "accord") is None


def test_a_strip_shows_only_concepts_that_choose(analysis: Analysis) -> None:
    for form in analysis.forms:
        for issue in analysis.scenario.issues:
            strip = charts.settlement_strip(analysis, form, issue)
            if strip is not None:
                assert "Most ratifiable" not in {row[0] for row in strip.table.rows}


def test_where_an_issue_stays_is_told_with_its_range() -> None:
    told = charts.position_map(analysed("harbour"), "berths").method
    assert told.endswith("Without a deal the issue stays at 20 (10 to 40).")
