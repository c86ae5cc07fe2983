"""Who would keep a text, in words: what each bloc would do, and what leaving would have to cost."""

from __future__ import annotations

from typing import Any

from tests.texts.test_kept import two_issues
from winset.analysis import Analysis, analyse
from winset.words.kept import kept_in_short, kept_row, kept_table, kept_told, revisions_table


def told_of(**changes: Any) -> tuple[Analysis, Any, int]:
    analysis = analyse(two_issues(**changes), perspectives=False)
    vote = analysis.vote("treaty", "it")
    return analysis, vote.kept, vote.package


def test_a_bloc_that_leaves_is_told_with_its_price_and_what_it_would_ask_for() -> None:
    analysis, kept, package = told_of()
    table = kept_table(analysis, kept, package)
    assert table is not None
    assert table.rows == (
        ("Home",),
        # .4 of utility, on an issue that weighs .7: 57 of 100
        ("  bloc", "0 %", "100 %", "0 %", "40 points", "57 of 100 on Land"),
    )
    revisions = revisions_table(analysis, kept, package)
    assert revisions is not None
    assert revisions.rows == (("Bloc", "Land: kept; Aid: none", "100 %", "100 %"),)
    assert kept_told(analysis, kept) == ()
    assert kept_row(analysis.scenario, kept) == ("then kept by a successor", "0 % in home")
    assert kept_in_short(analysis, kept, "this treaty") == (
        "A successor in home would keep this treaty 0 % of the time."
    )


def test_nothing_is_said_of_a_price_where_none_is_needed_or_none_is_enough() -> None:
    given_away = {"issues.land.options": {"kept": 0, "given": {"at": 100, "reverts": "no"}}}
    analysis, kept, package = told_of(**given_away)
    table = kept_table(analysis, kept, package)
    assert table is not None
    assert table.columns == ("", "keeps", "renegotiates", "tears up")
    assert revisions_table(analysis, kept, package) is None
    assert kept_in_short(analysis, kept, "it") == "Whoever comes to power next would keep it."
    analysis, kept, package = told_of(**{"actors.bloc.stances.land.red_line": {"max": 50}})
    table = kept_table(analysis, kept, package)
    assert table is not None
    assert table.rows[1][4] == "no cost is enough"
    assert kept_told(analysis, kept) == (
        "It crosses a red line of bloc 100 % of the time, and then no cost of leaving is enough.",
    )


def test_where_nobody_may_follow_nothing_is_said() -> None:
    analysis, kept, package = told_of(**{"actors.bloc.influence": 0})
    assert kept_row(analysis.scenario, kept) is None
    assert kept_table(analysis, kept, package) is None
    assert revisions_table(analysis, kept, package) is None
    assert kept_in_short(analysis, kept, "it") == ""
