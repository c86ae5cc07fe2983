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
    judged = f"The analyst judged {thin.judgements:,} numbers."
    if not thin.sources:
        yield f"No source stands behind it. {judged}"
    else:
        count = counted(thin.sources, "source").capitalize()
        second = ""
        if thin.second_hand:
            is_all = thin.second_hand == thin.sources
            second = ", second-hand," if is_all else f", {thin.second_hand} of them second-hand,"
        verb = "points" if thin.sources == 1 else "point"
        gives = "gives" if thin.sources == 1 else "give"
        number = f"{gives} {thin.data:,}" if thin.data else f"{gives} none"
        yield f"{count}{second} {verb} the way and {number} of the numbers. {judged}"
    yield from alarms_told(matter.scenario, matter.alarms, matter.form)
    yield "Not tested: no ratification has been forecast with this tool before it took place."
