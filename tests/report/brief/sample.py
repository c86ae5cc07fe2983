"""A brief with every kind of part, and with names that would be markup if they could."""

from __future__ import annotations

from collections.abc import Iterator

from tests.conftest import analysed_once
from winset.analysis import Analysis
from winset.words.brief import Brief, Part
from winset.words.table import Table

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "*bold* _it_ `code` [link](http://x.y) | pipe \\ ~~gone~~ ![a](b)",
    "#panic() $x^2$ @label #set page(width: 1cm)",
    "{{ 7 * 7 }} & Sons &amp; {% raw %}",
    "Міністерство – Министерство",
    "1. first",
    "- item",
    "=",
)


def sample() -> Brief:
    """Return a brief whose names are hostile; one of its parts has no answer."""
    odds = Table(
        ("", "signed", "both", "who stops it"),
        (("Understanding", "62 %", "<1 %", HOSTILE[0]), ("Treaty", ">99 %", "20–70 %", HOSTILE[5])),
        "Odds of each form’s best text",
    )
    call = Table(
        ("", "says yes", "ayes (80 %)", "why not"),
        (
            (HOSTILE[2],),
            ("  Trump", "98 %", "", "red line: Guarantees"),
            (HOSTILE[4],),
            *((f"  {name}", "<1 %", "47 (31–64)", name) for name in HOSTILE),
        ),
        HOSTILE[3],
    )
    survival = Table(("", "1 year", "5 years"), (("Treaty", "99 %", "96 % (93–98)"),))
    return Brief(
        "Harbour talks & <b>more</b>",
        "as of 3 May 2024",
        "As the East sees it",
        (
            Part(1, "Will it pass?", (odds, *HOSTILE)),
            Part(2, "Which text?", (call,)),
            Part(4, "Will it be kept?", (survival, "Had every successor rejected it: 80 %.")),
        ),
        "winset 0.1, 64 draws, seed 1",
    )


def bundled(case: str) -> Analysis:
    """Analyse a bundled case with few draws: its brief is as long with many."""
    return analysed_once(case, worlds=64, perspectives=False)


def tables_of(brief: Brief) -> list[Table]:
    """Return its tables, in order."""
    return [b for part in brief.parts for b in part.blocks if not isinstance(b, str)]


def texts_of(brief: Brief) -> Iterator[str]:
    """Yield every text that must be found in a document."""
    yield from (brief.title, brief.as_of, brief.view, brief.source)
    for part in brief.parts:
        yield part.question
        yield from (block for block in part.blocks if isinstance(block, str))
    for table in tables_of(brief):
        yield from (table.title, *table.columns)
        yield from (cell.strip() for row in table.rows for cell in row)


def plain(text: str) -> str:
    """Take out what laying out adds: breaks of lines, and spaces that do not break."""
    return " ".join(text.replace("\u00a0", " ").split())
