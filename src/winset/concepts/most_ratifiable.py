"""The package in the zone of most worlds, whoever gains by it."""

from __future__ import annotations

from winset.concepts.concept import Concept

MOST_RATIFIABLE = Concept(
    name="most_ratifiable",
    title="Most ratifiable",
    definition="the package that would be ratified in most worlds, whoever gains by it",
    source="no solution of the literature; it shows what ratification alone would leave",
    efficient=False,
)
