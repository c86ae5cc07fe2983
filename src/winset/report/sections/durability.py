"""Does it last: survival, how it ends, and with the elites or without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.durability.results import Durability
from winset.report.charts import endings, survival_curves
from winset.report.sections.section import Section
from winset.words.disruption import disruption_told
from winset.words.durability import skipped_told, texts_table, years_in_words
from winset.words.durability_grounds import grounds_told
from winset.words.elite_backed import leader_only_told
from winset.words.kept import KEPT_METHOD, kept_table, kept_told, revisions_table
from winset.words.marks import MARKS
from winset.words.survival import forms_told, sample_told, survival_table
from winset.words.vote import BEST, roll_call_title


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    if not analysis.forms:
        return None
    durability = analysis.durability
    forms = forms_told(analysis, durability)
    texts = [texts_table(analysis, durability, form) for form in forms]
    return {
        "told": (
            *leader_only_told(analysis, durability),
            *disruption_told(analysis, durability),
        ),
        "kept": _kept(analysis),
        "survival": survival_table(analysis, durability),
        "last": years_in_words(durability.marks[-1]),
        "sample": sample_told(durability),
        "pairs": [
            (survival_curves(analysis, durability, form), endings(analysis, durability, form))
            for form in forms
        ],
        "texts": [table for table in texts if table is not None],
        "skipped": skipped_told(analysis.scenario, durability),
        "grounds": _grounds(analysis, durability),
    }


def _kept(analysis: Analysis) -> dict[str, Any] | None:
    """What those who may come to power would do with the text on the brief's roll call."""
    vote = analysis.brief_matter.vote
    table = None if vote is None else kept_table(analysis, vote.kept, vote.package)
    if vote is None or table is None:
        return None
    return {
        "of": roll_call_title(analysis.scenario, vote, BEST).partition(": ")[2],
        "table": table,
        "told": (*kept_told(analysis, vote.kept), KEPT_METHOD[0]),
        "method": KEPT_METHOD[1:],
        "revisions": revisions_table(analysis, vote.kept, vote.package),
    }


def _grounds(analysis: Analysis, durability: Durability) -> list[tuple[str, str, list[str]]]:
    """Group what the section rests on by its mark: sign, mark, texts."""
    grounds = grounds_told(durability, analysis.scenario)
    return [
        (sign, mark, [ground.text for ground in grounds if ground.mark == mark])
        for mark, (sign, _) in MARKS.items()
    ]


DURABILITY = Section("durability", "Does it last", "durability.html", _content, question=4)
