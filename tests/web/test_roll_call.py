"""The roll call in the app: of the best text, of one the case names, of any text by its options."""

from __future__ import annotations

import html
import json
import re
import shlex
from typing import Any

import pytest
from click.testing import CliRunner

from winset.analysis import Analysis, analyse
from winset.cli import main
from winset.scenario import read_scenario
from winset.web.workspace import Workspace
from winset.words.brief import form_in_question
from winset.words.common_causes import causes_told, effect_table
from winset.words.gates import gate_rows
from winset.words.vote import roll_call_table

from .test_results import words

CASE = "/cases/treaty-senate/roll-call"


@pytest.fixture
def analysis(workspace: Workspace) -> Analysis:
    """Analyse the senate's case, which here names two texts."""
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    texts = "texts:\n  deep_cut: {ceiling: '20'}\n  mild_cut: {ceiling: '80'}\n"
    path.write_text(path.read_text("utf-8") + texts, "utf-8")
    return analyse(read_scenario(path), perspectives=False)


def answered(client: Any, query: str = "") -> str:
    answer = client.get(f"{CASE}/answer?{query}")
    assert answer.status_code == 200
    text: str = answer.text
    return text


def shown(page: str) -> Any:
    (found,) = re.findall(r"data-shown='([^']+)'", page)
    return json.loads(html.unescape(found))


def test_without_a_choice_it_is_the_best_text_of_the_briefs_form(
    client: Any, analysis: Analysis
) -> None:
    form = form_in_question(analysis.texts)
    assert form is not None
    vote, gates = analysis.texts[form].vote, analysis.texts[form].gates
    assert vote is not None
    assert gates is not None
    page = answered(client)
    told = words(page)
    assert shown(page) == {"form": form, "options": analysis.space.package(vote.package)}
    for row in roll_call_table(analysis.scenario, vote).rows:
        assert all(cell.strip() in told for cell in row)
    for name, odds in gate_rows(gates, vote.range):
        assert f"{name}{odds}" in told


@pytest.mark.parametrize("form", ["executive", "treaty"])
@pytest.mark.parametrize("text", ["deep_cut", "mild_cut"])
def test_a_text_is_the_same_by_its_name_and_by_its_options(
    client: Any, analysis: Analysis, form: str, text: str
) -> None:
    ceiling = analysis.scenario.texts[text]["ceiling"]
    named = answered(client, f"form={form}&text={text}")
    spelt = answered(client, f"form={form}&o.ceiling={ceiling}")
    assert shown(named) == shown(spelt) == {"form": form, "options": {"ceiling": ceiling}}
    vote = analysis.vote(form, text)
    for page in (named, spelt):
        gates = re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page[page.index('class="gates"') :])
        assert [(name, html.unescape(odds)) for name, odds in gates] == [
            *gate_rows(vote.gates, vote.range)
        ]
    assert f"“{text.replace('_', ' ')}”" in words(named)
    assert "best text" not in words(spelt)


def test_the_frame_shows_what_was_chosen(client: Any, analysis: Analysis) -> None:
    page = client.get(f"{CASE}?form=treaty&o.ceiling=40").text
    chosen = re.findall(r'<option value="([^"]*)" selected>', page)
    assert chosen == ["treaty", "*", "40"]
    chosen = re.findall(
        r'<option value="([^"]*)" selected>', client.get(f"{CASE}?text=deep_cut").text
    )
    assert chosen == ["deep_cut"]
    assert [f'value="{text}"' in page for text in analysis.scenario.texts] == [True, True]


def test_its_link_and_its_command_lead_to_the_same_text(
    client: Any, analysis: Analysis, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.root / "treaty-senate")
    for query in ("form=treaty&text=deep_cut", "form=treaty&o.ceiling=40"):
        page = answered(client, query)
        (link,) = re.findall(r'data-copy-link="([^"]+)">Copy a link to this roll call', page)
        again = html.unescape(link).replace("/roll-call?", "/roll-call/answer?")
        assert shown(client.get(again).text) == shown(page)
        (command,) = re.findall(r'data-copy="([^"]+)"', page)
        done = CliRunner().invoke(main, [*shlex.split(html.unescape(command))[1:], "--json"])
        assert done.exit_code == 0
        (vote,) = json.loads(done.stdout)["votes"]
        assert vote["package"] == shown(page)["options"]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("form=moon", 404, "moon"),
        ("text=nobody", 404, "nobody"),
        ("o.moon=a", 404, "moon"),
        ("o.ceiling=a", 404, "ceiling"),
        ("text=deep_cut&o.ceiling=40", 422, "Give one of them"),
    ],
)
def test_what_the_case_lacks_is_refused_with_a_reason(
    client: Any, analysis: Analysis, query: str, status: int, said: str
) -> None:
    for part in ("", "/answer"):
        answer = client.get(f"{CASE}{part}?{query}")
        assert answer.status_code == status
        assert said in answer.text


def test_open_issues_are_named(client: Any) -> None:
    answer = client.get("/cases/us-russia-2025/roll-call?o.territory=de_facto")
    assert answer.status_code == 422
    assert "Still open: Security and legal guarantees, Sanctions" in answer.text


def test_where_no_text_passes_any_text_can_still_be_asked_about(
    client: Any, workspace: Workspace
) -> None:
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    text = path.read_text("utf-8").replace("no_deal: 90", "no_deal: 92")
    path.write_text(text.replace("position: 5,", "position: 100,"), "utf-8")
    page = answered(client, "form=treaty")
    assert "no text passes in any draw" in words(page)
    assert 'href="/cases/treaty-senate/advice?' in page
    assert "Where it fails" in words(answered(client, "form=treaty&o.ceiling=40"))


def test_common_causes_that_move_the_text_are_shown(client: Any, workspace: Workspace) -> None:
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    causes = "shocks:\n  hope: {title: Hope, loads: {actors.*.noise: 0.3}}\n"
    path.write_text(path.read_text("utf-8") + causes, "utf-8")
    analysis = analyse(read_scenario(path), perspectives=False)
    form = form_in_question(analysis.texts)
    assert form is not None
    vote = analysis.texts[form].vote
    assert vote is not None
    table = effect_table(analysis.scenario, vote.causes)
    assert table is not None
    told = words(answered(client))
    assert table.title in told
    assert all(cell in told for row in table.rows for cell in row)
    results = words(client.get("/cases/treaty-senate/results/answer").text)
    assert all(
        sentence in results
        for sentence in causes_told(analysis.scenario, analysis.common_causes, form)
    )
    printed = CliRunner().invoke(main, ["vote", str(path), "-v"]).output
    assert table.title in printed
    printed = (
        CliRunner().invoke(main, ["run", str(path), "-v", "-o", str(path.parent / "run")]).output
    )
    assert "Common causes" in printed


def test_it_says_who_carries_the_text_out(client: Any, workspace: Workspace) -> None:
    path = workspace.root / "treaty-senate" / "scenario.yaml"
    text = path.read_text("utf-8")
    before, after = text.split("\nactors:\n")
    needs = "    needs: {30: watchdog}\n"
    watchdog = (
        "  watchdog:\n    name: the watchdog\n    stances:\n"
        "      ceiling: {position: 100, salience: 10, expects: 60}\n"
    )
    path.write_text(f"{before.rstrip()}\n{needs}\nactors:\n{watchdog}{after}", "utf-8")
    told = words(answered(client, "form=treaty&o.ceiling=30"))
    assert "then carried out" in told
    assert "Who does not do its part once the text is ratified" in told
    assert "then carried out" not in words(answered(client, "form=treaty&o.ceiling=80"))
