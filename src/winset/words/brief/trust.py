"""How far to trust it: who judged what, and what has not been tested."""

from __future__ import annotations

from collections.abc import Iterator

from winset.words.alarms import alarms_told
from winset.words.brief.matter import BriefMatter
from winset.words.provenance import thinness
from winset.words.quantities import counted


def trust_told(matter: BriefMatter) -> Iterator[str]:
    """Say what the answer rests on."""
    thin = thinness(matter.scenario)
    if not thin.sources:
        sources = "No source stands behind it."
    else:
        second = ""
        if thin.second_hand:
            is_all = thin.second_hand == thin.sources
            second = ", second-hand" if is_all else f", {thin.second_hand} of them second-hand"
        sources = f"{counted(thin.sources, 'source').capitalize()}{second}."
    rest = "none comes from a source"
    if thin.data:
        rest = f"{thin.data:,} come from a source" if thin.data > 1 else "one comes from a source"
    yield f"{sources} The analyst judged {thin.judgements:,} of its numbers, and {rest}."
    yield from alarms_told(matter.scenario, matter.alarms, matter.form)
    yield "Not tested: no ratification has been forecast with this tool before it took place."
