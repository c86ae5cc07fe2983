"""Issues without a scale that have many options, as imported ones do."""

from __future__ import annotations

from winset.analysis import Analysis, analyse
from winset.report.charts import value_matrix
from winset.report.charts.option_strip import MOST_NAMED
from winset.scenario import scenario_from


def wages(options: int) -> Analysis:
    worth = [round(k / (options - 1), 3) for k in range(options)]
    names = [f"+{k} %" for k in range(options)]

    def actor(party: str, values: list[float]) -> dict[str, object]:
        stance = {"values": dict(zip(names, values, strict=True)), "salience": 50}
        return {"party": party, "reservation": 0.3, "stances": {"wage": stance}}

    return analyse(
        scenario_from(
            {
                "winset": 1,
                "id": "wages",
                "title": "Wages",
                "issues": {"wage": {"title": "Wage", "options": names}},
                "actors": {"a": actor("p", worth), "b": actor("q", worth[::-1])},
                "parties": {
                    "p": {"principal": "a", "ratification": {"accord": "a"}},
                    "q": {"principal": "b", "ratification": {"accord": "b"}},
                },
                "settings": {"worlds": 1, "noise": 0},
            }
        )
    )


def test_few_options_have_a_column_each() -> None:
    figure = value_matrix(wages(MOST_NAMED), "wage")
    assert figure.table.columns[:3] == ("Actor", "+0 %", "+1 %")
    assert [row[0] for row in figure.table.rows] == ["a", "b"]


def test_many_options_have_a_row_each_and_are_counted_in_words() -> None:
    figure = value_matrix(wages(60), "wage")
    assert figure.table.columns == ("Actor", "a", "b")
    assert figure.table.rows[1] == ("+1 %", "0.017", "0.983")
    assert len(figure.table.rows) == 60 + 2
    assert figure.sentence.startswith("The choice is between 60 options.")
    values = figure.spec["data"]["values"]
    assert len(values) == 2 * 60
    assert {value["option"] for value in values} == set(range(60))
    assert [value["worth"] for value in values[:60]] == sorted(v["worth"] for v in values[:60])
