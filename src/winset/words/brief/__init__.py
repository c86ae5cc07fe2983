"""The brief: one page, five questions, for the terminal, the report, the app and documents."""

from __future__ import annotations

from collections.abc import Iterator

from winset.texts import Vote
from winset.words.brief.document import QUESTIONS, Brief, Part
from winset.words.brief.matter import BriefMatter, form_in_question, seldom_open
from winset.words.brief.passing import gates_table, passing_told
from winset.words.brief.text import furthest_table, texts_table
from winset.words.brief.trust import trust_told
from winset.words.carrying_out import brought_in_told
from winset.words.disruption import crossings_told
from winset.words.kept import kept_in_short
from winset.words.method import draws_told
from winset.words.names import form_name
from winset.words.no_zone import why_no_zone_told
from winset.words.quantities import day_in_words
from winset.words.survival import survival_grounds, survival_table
from winset.words.table import Table
from winset.words.text_changes import changes_table
from winset.words.views import seen_told
from winset.words.vote import roll_call_table, title_of_text

__all__ = [
    "QUESTIONS",
    "Brief",
    "BriefMatter",
    "Part",
    "brief_of",
    "form_in_question",
    "seldom_open",
]

_MOST_CHANGES = 4


def brief_of(matter: BriefMatter) -> Brief:
    """Write the brief: what an adviser asks, in the order in which she asks it."""
    scenario, worlds, vote = matter.scenario, matter.result.worlds, matter.vote
    answers: tuple[list[Table | str | None], ...] = (
        [gates_table(matter) if matter.texts else None, *passing_told(matter)],
        [
            texts_table(matter),
            furthest_table(matter),
            None if vote is None else roll_call_table(scenario, vote, is_short=True),
        ],
        [
            *([] if vote is None else _changes(matter, vote)),
            *why_no_zone_told(matter.result, matter.why_no_zone),
        ],
        [*_lasting(matter)],
        [*trust_told(matter)],
    )
    parts = (
        Part(number, question, tuple(_tidy(block) for block in blocks if block is not None))
        for number, (question, blocks) in enumerate(zip(QUESTIONS, answers, strict=True), start=1)
    )
    drawn = f"{draws_told(matter.result)} draw{'' if worlds.drawn == 1 else 's'}"
    as_of = "" if scenario.as_of is None else f"as of {day_in_words(scenario.as_of)}"
    return Brief(
        scenario.title,
        as_of,
        seen_told(scenario),
        tuple(part for part in parts if part.blocks),
        f"winset {matter.result.version}, {drawn}, seed {worlds.seed}",
    )


def _lasting(matter: BriefMatter) -> Iterator[Table | str]:
    """Say who would keep the text on the roll call, and how long alliances like it last."""
    vote, durability = matter.vote, matter.durability
    if vote is not None:
        form = form_name(matter.scenario, vote.form)
        what = f"this {form}" if vote.text is None else title_of_text(vote.text)
        if kept := kept_in_short(matter.result, vote.kept, what):
            yield kept
    if durability.forms:
        yield survival_table(matter.result, durability)
        yield from survival_grounds(matter.result, durability)
        yield from crossings_told(matter.result, durability)[:1]


def _changes(matter: BriefMatter, vote: Vote) -> Iterator[Table | str | None]:
    """Say what would get the text on the roll call ratified, and then carried out."""
    gates = matter.gates_of(vote)
    yield changes_table(matter.scenario, vote, _MOST_CHANGES, gates.passes.value)
    yield from brought_in_told(matter.scenario, vote, gates)


def _tidy(block: Table | str) -> Table | str:
    return block if isinstance(block, str) else block.without_empty_columns()
