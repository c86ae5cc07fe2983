"""The scenario: who wants what, and what each side needs at home.

These types are the file format (the scenario reference in the docs is generated from them) and
the value every later stage reads. They are frozen; a changed scenario is a new one.
"""

from __future__ import annotations

from winset.scenario.model.actor import (
    Actor,
    Body,
    Disruption,
    Group,
    MemberTable,
    Pledge,
    RedLine,
    Role,
    Stance,
)
from winset.scenario.model.events import Claim, Event, Options, Shock
from winset.scenario.model.fields import ID_PATTERN, Entry, Traced
from winset.scenario.model.issue import Issue, spell_out_options
from winset.scenario.model.party import Election, Party, Regime
from winset.scenario.model.scenario import RATIFIED, Scenario, Text
from winset.scenario.model.terms import (
    DurabilityTerms,
    Era,
    FormTerms,
    Perspective,
    Round,
    Settings,
    Source,
    Status,
)

__all__ = [
    "ID_PATTERN",
    "RATIFIED",
    "Actor",
    "Body",
    "Claim",
    "Disruption",
    "DurabilityTerms",
    "Election",
    "Entry",
    "Era",
    "Event",
    "FormTerms",
    "Group",
    "Issue",
    "MemberTable",
    "Options",
    "Party",
    "Perspective",
    "Pledge",
    "RedLine",
    "Regime",
    "Role",
    "Round",
    "Scenario",
    "Settings",
    "Shock",
    "Source",
    "Stance",
    "Status",
    "Text",
    "Traced",
    "spell_out_options",
]
