"""Bodies, rules, win-sets and the zone."""

from winset.ratification.acceptance import Acceptance, acceptance_of
from winset.ratification.bits import Layout
from winset.ratification.census import ChunkCount, FormCensus
from winset.ratification.consent_odds import ConsentOdds, consent_odds
from winset.ratification.consents import Consents, asked_by_form, consents_of
from winset.ratification.forms import Form, forms_of
from winset.ratification.given import Given, TooFewWorldsError, worlds_of
from winset.ratification.packed_census import (
    PackedChunk,
    PackedCount,
    packed_layout,
    packed_worlds,
)
from winset.ratification.reasons import Reasons, reasons_for
from winset.ratification.results import (
    Blocker,
    Ratification,
    Step,
    WinSet,
    ratification_of,
)
from winset.ratification.winsets import WinSets, win_sets

__all__ = [
    "Acceptance",
    "Blocker",
    "ChunkCount",
    "ConsentOdds",
    "Consents",
    "Form",
    "FormCensus",
    "Given",
    "Layout",
    "PackedChunk",
    "PackedCount",
    "Ratification",
    "Reasons",
    "Step",
    "TooFewWorldsError",
    "WinSet",
    "WinSets",
    "acceptance_of",
    "asked_by_form",
    "consent_odds",
    "consents_of",
    "forms_of",
    "packed_layout",
    "packed_worlds",
    "ratification_of",
    "reasons_for",
    "win_sets",
    "worlds_of",
]
