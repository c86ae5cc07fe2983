"""Colours of the report and its charts: one a party, the same on every page.

Muted hues after Okabe and Ito (2008), spread in lightness so that they can be told apart in
greyscale and with the common colour deficiencies; the tests hold the distances and contrasts.
Colour is never the only signal: names stand beside the marks, and outsiders have their own shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winset.scenario.model import Scenario

PARTY_SLOTS = 6
"""Parties with a colour of their own; a seventh takes the first again."""

OUTSIDER = PARTY_SLOTS
"""Slot of the actors of no party."""


@dataclass(frozen=True)
class Palette:
    """Colours of one theme, as hexadecimal."""

    paper: str
    ink: str
    muted: str
    rule: str
    faint: str
    """``paper``, ``ink``, ``muted``, ``rule``, ``faint``: background, text, secondary text, lines,
    and the quietest fill."""
    accent: str
    """Links, focus and what is to be noticed."""
    deepest: float
    """Opacity of the darkest fill that text in ink may still stand on."""
    parties: tuple[str, ...]
    """One a party slot, and last the outsiders'."""

    def variables(self) -> Mapping[str, str]:
        """Names of the style sheet's variables → colours."""
        named = {name: getattr(self, name) for name in INKS}
        return {**named, **{f"party-{slot}": colour for slot, colour in enumerate(self.parties)}}


INKS = ("paper", "ink", "muted", "rule", "faint", "accent")
"""Names by which style sheet and specs know the colours that are no party's."""


LIGHT = Palette(
    paper="#fdfcf9",
    ink="#1b1d1f",
    muted="#5a5f63",
    rule="#d5d2c9",
    faint="#efede6",
    accent="#8a2f1d",
    deepest=0.48,
    parties=("#085182", "#c75739", "#00715a", "#571d3f", "#a88f18", "#855fa7", "#848a8e"),
)

DARK = Palette(
    paper="#15181b",
    ink="#e8e6e1",
    muted="#a3a8ab",
    rule="#3a4045",
    faint="#23282c",
    accent="#f0a58f",
    deepest=0.33,
    parties=("#74b6f1", "#e1794f", "#83ddc0", "#be6086", "#f5e482", "#d188c4", "#a1a6ab"),
)


def slot_of_party(scenario: Scenario, party: str | None) -> int:
    """Colour slot of a party, by its place in the scenario; outsiders share the last."""
    if party is None:
        return OUTSIDER
    return list(scenario.parties).index(party) % PARTY_SLOTS


def slot_of_actor(scenario: Scenario, actor: str) -> int:
    """Colour slot of the party an actor belongs to."""
    return slot_of_party(scenario, scenario.actors[actor].party)
