"""The brief: five questions in order, one form dwelt on, nothing said where there is nothing."""

from __future__ import annotations

from functools import cache

import pytest

from tests.conftest import analysed_once
from tests.golden.test_paragraphs import CASES, case
from winset.analysis import Analysis, analyse
from winset.scenario import scenario_from
from winset.words.brief import QUESTIONS, Brief, form_in_question
from winset.words.brief.passing import beside
from winset.words.names import form_title
from winset.words.quantities import percent
from winset.words.table import Table


@cache
def small(name: str) -> Analysis:
    """Analyse a small case once; its deals are run forward on ``few_futures``."""
    return analyse(scenario_from(CASES[name]()))


@cache
def real() -> Analysis:
    return analysed_once("us-russia-2025", worlds=64, perspectives=False)


def titled(brief: Brief, start: str) -> Table:
    tables = (block for part in brief.parts for block in part.blocks if isinstance(block, Table))
    return next(table for table in tables if table.title.startswith(start))


def told(brief: Brief, number: int) -> list[str]:
    (part,) = (part for part in brief.parts if part.number == number)
    return [block for block in part.blocks if isinstance(block, str)]


@pytest.mark.usefixtures("few_futures")
@pytest.mark.parametrize("name", CASES)
def test_parts_are_the_five_questions_in_order_and_none_is_empty(name: str) -> None:
    brief = small(name).brief
    assert [part.question for part in brief.parts] == [
        QUESTIONS[part.number - 1] for part in brief.parts
    ]
    assert [part.number for part in brief.parts] == sorted(part.number for part in brief.parts)
    assert all(part.blocks for part in brief.parts)


@pytest.mark.usefixtures("few_futures")
@pytest.mark.parametrize("name", CASES)
def test_no_column_is_empty(name: str) -> None:
    for part in small(name).brief.parts:
        for block in part.blocks:
            if isinstance(block, Table):
                rows = [row for row in block.rows if len(row) == len(block.columns)]
                assert all(any(row[n].strip() for row in rows) for n in range(len(block.columns)))


def test_the_form_dwelt_on_is_the_most_demanding_with_a_chance() -> None:
    texts = real().texts
    odds = {form: each.gates.passes.value for form, each in texts.items() if each.gates}
    assert odds["treaty"] < 0.1 <= odds["executive"]
    assert form_in_question(texts) == "executive"
    assert form_in_question({"treaty": texts["treaty"]}) == "treaty"
    assert form_in_question({}) is None


def test_gates_on_the_page_multiply() -> None:
    for texts in real().texts.values():
        gates = texts.gates
        assert gates is not None
        assert gates.signed.value * gates.ratified.value == pytest.approx(gates.passes.value)
    table = titled(real().brief, "Odds of the text likeliest to pass")
    further = titled(real().brief, "The text carried out most often").columns[1:]
    assert table.columns[1:5] == ("signed", "then ratified", "then carried out", "overall")
    assert [row[0] for row in table.rows] == [
        "Likeliest text", "Understanding", "Accord backed at home", "Executive agreement", "Treaty",
        "Text carried out most often", *further,
        "Named texts", "“between the two”",
    ]  # fmt: skip


def test_the_text_that_gets_furthest_is_shown_where_it_is_another() -> None:
    brief = real().brief
    rows = titled(brief, "Odds of the text likeliest to pass").rows
    start = rows.index(("Text carried out most often",)) + 1
    shown = rows[start : rows.index(("Named texts",))]
    further = {form: texts for form, texts in real().texts.items() if texts.furthest}
    assert 0 < len(further) < len(real().texts)
    for row, (form, texts) in zip(shown, further.items(), strict=True):
        assert row[0] == form_title(real().scenario, form)
        assert texts.carried_out is not None
        assert texts.gates is not None
        assert texts.carried_out.gates.through.value > texts.gates.through.value
        assert row[4] == percent(texts.carried_out.gates.through.value)
    told_in_full = titled(brief, "The text carried out most often")
    assert told_in_full.columns == ("", *(row[0] for row in shown))
    assert told_in_full.rows != titled(brief, "The text likeliest to pass").rows


def test_a_place_that_only_rounding_puts_at_the_text_is_beside_it() -> None:
    assert [beside(end, 50.0) for end in (49.97, 50.0, 50.3, 47.2)] == [
        "just below 50", "50", "just above 50", "47",
    ]  # fmt: skip
    assert beside(49.97, None) == "50"


@pytest.mark.usefixtures("few_futures")
def test_no_text_that_passes_is_a_finding() -> None:
    brief = small("nothing-passes").brief
    assert told(brief, 1) == [
        "Not even negotiators who saw everyone’s limits would find a text that passes."
    ]
    assert "Red lines close a treaty" in " ".join(told(brief, 3))


@pytest.mark.usefixtures("few_futures")
def test_named_texts_are_asked_in_the_form_dwelt_on() -> None:
    raw = case(texts={"half": {"land": "shared", "money": "0"}})
    table = titled(analyse(scenario_from(raw)).brief, "Odds of the text likeliest to pass, and")
    assert table.rows[0] == ("Likeliest text",)
    assert table.rows[2:][0] == ("Named texts",)
    assert table.rows[3][0] == "“half”"


@pytest.mark.usefixtures("few_futures")
def test_sentences_are_of_the_text_on_the_roll_call() -> None:
    raw = CASES["names-with-articles"]()
    raw["texts"] = {"poor": {"land": "ours", "money": "0"}}
    analysis = analyse(scenario_from(raw))
    form = form_in_question(analysis.texts)
    assert form is not None
    vote = analysis.vote(form, "poor")
    sentences = " ".join(told(analysis.brief, 1))
    assert f"“poor” passes {percent(vote.range.swings[0].odds[0])} of the time" in sentences
    unnamed = " ".join(told(small("names-with-articles").brief, 1))
    assert "“poor”" not in unnamed


def test_a_table_loses_its_empty_columns_alone() -> None:
    table = Table(("", "a", "b"), (("over",), ("x", "", "1"), ("y", " ", "2")))
    assert table.without_empty_columns() == Table(("", "b"), (("over",), ("x", "1"), ("y", "2")))
