"""What the treaties gave the member states: votes, thresholds and people.

Votes and thresholds: Treaty of Accession 1994, Article 15 (EU-15); Treaty of Nice, Protocol on
enlargement and Declaration 20, Treaties of Accession 2003, 2005 and 2011 (EU-25, 27, 28); Treaty
on European Union, Article 16(4) (from November 2014: 55 % of the states with 65 % of the people).
The rarely binding test of 62 % of the people under Nice, and the clause that a blocking minority
needs four states, are left out.

People: for the EU of 15 to 27, Eurostat's of 1 January 1999, in thousands, on which the votes of
Nice were settled (as listed by the Seville Game Theory Group, esi2.us.es/~mbilbao/niza.htm); for
the EU of 28, the shares in hundredths of a per cent of Council Decision 2015/2393 (as reported by
Agence Europe 11449).

Ids are those of the data: ``el`` Greece, ``bu`` Bulgaria, ``cr`` Croatia.
"""

from __future__ import annotations

from dataclasses import dataclass

FIFTEEN = (
    "at", "be", "dk", "fi", "fr", "de", "el", "ie", "it", "lu", "nl", "pt", "es", "se", "uk",
)  # fmt: skip
TEN = ("cy", "cz", "ee", "hu", "lv", "lt", "mt", "pl", "si", "sk")
TWO = ("bu", "ro")
ONE = ("cr",)

_VOTES_15 = {
    "de": 10, "fr": 10, "it": 10, "uk": 10, "es": 8, "be": 5, "el": 5, "nl": 5, "pt": 5, "at": 4,
    "se": 4, "dk": 3, "ie": 3, "fi": 3, "lu": 2,
}  # fmt: skip
_VOTES_NICE = {
    "de": 29, "fr": 29, "it": 29, "uk": 29, "es": 27, "pl": 27, "ro": 14, "nl": 13, "be": 12,
    "cz": 12, "el": 12, "hu": 12, "pt": 12, "at": 10, "bu": 10, "se": 10, "dk": 7, "ie": 7, "lt": 7,
    "sk": 7, "fi": 7, "cr": 7, "cy": 4, "ee": 4, "lv": 4, "lu": 4, "si": 4, "mt": 3,
}  # fmt: skip
_PEOPLE_1999 = {
    "de": 82_038, "uk": 59_247, "fr": 58_966, "it": 57_612, "es": 39_394, "pl": 38_667,
    "ro": 22_489, "nl": 15_760, "el": 10_533, "cz": 10_290, "be": 10_213, "hu": 10_092,
    "pt": 9_980, "se": 8_854, "bu": 8_230, "at": 8_082, "sk": 5_393, "dk": 5_313, "fi": 5_160,
    "ie": 3_744, "lt": 3_701, "lv": 2_439, "si": 1_978, "ee": 1_446, "cy": 752, "lu": 429,
    "mt": 379,
}  # fmt: skip
_SHARES_2016 = {
    "de": 1593, "fr": 1304, "uk": 1273, "it": 1207, "es": 912, "pl": 747, "ro": 390, "nl": 337,
    "be": 221, "el": 213, "cz": 205, "pt": 204, "hu": 194, "se": 192, "at": 169, "bu": 142,
    "dk": 111, "fi": 108, "sk": 106, "ie": 91, "cr": 83, "lt": 57, "si": 41, "lv": 39, "ee": 26,
    "cy": 17, "lu": 11, "mt": 8,
}  # fmt: skip


@dataclass(frozen=True)
class Membership:
    """The European Union of one number of members."""

    members: tuple[str, ...]
    """Ids."""
    votes: dict[str, int]
    """Weight of each in the Council."""
    quota: int
    """Votes a qualified majority needs."""
    states: int
    """Members it needs besides."""
    people: dict[str, int]
    """Population of each, in the unit of its source."""


def _membership(
    members: tuple[str, ...], votes: dict[str, int], quota: int, states: int
) -> Membership:
    people = _SHARES_2016 if "cr" in members else _PEOPLE_1999
    return Membership(
        members, {m: votes[m] for m in members}, quota, states, {m: people[m] for m in members}
    )


MEMBERSHIPS = (
    _membership(FIFTEEN, _VOTES_15, 62, 0),
    _membership(FIFTEEN + TEN, _VOTES_NICE, 232, 13),
    _membership(FIFTEEN + TEN + TWO, _VOTES_NICE, 255, 14),
    _membership(FIFTEEN + TEN + TWO + ONE, _VOTES_NICE, 260, 15),
)
"""From the smallest to the largest."""

DOUBLE_MAJORITY_FROM = 2015
"""Proposals from this year on were decided by states and people (Article 16(4))."""

PEOPLE_NEEDED = 0.65
STATES_NEEDED = 0.55


def membership_of(actors: set[str]) -> Membership:
    """Return the smallest Union that all of these member states belong to.

    Raises
    ------
    ValueError
        If a state never was a member between 1995 and 2020.
    """
    for union in MEMBERSHIPS:
        if actors <= set(union.members):
            return union
    strangers = sorted(actors - set(MEMBERSHIPS[-1].members))
    raise ValueError(f"no member states of the European Union: {', '.join(strangers)}")
