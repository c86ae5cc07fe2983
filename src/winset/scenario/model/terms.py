"""What surrounds the table: sources, talks, perspectives, and how the scenario is computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from winset.scenario import numbers
from winset.scenario.model.events import Event
from winset.scenario.model.fields import Day, Entry, Rate, Traced, Utility, YesOrNo

Status = Literal["open", "narrowed", "agreed", "rejected", "undisclosed"]

Era = Literal["cold_war", "after_1989"]


class Source(Entry):
    """A document that claims are traced to."""

    title: str
    """Title of the document."""
    publisher: str | None = None
    """Who published it."""
    date: Day | None = None
    """Day of publication."""
    author: str | None = None
    """Who wrote it."""
    speaker: str | None = None
    """Whose view it reports, where that is not the author; claims are attributed to this person."""
    second_hand: YesOrNo = False
    """Whether the source reports what others want at one remove."""
    url: str | None = None
    """Where to find it."""
    file: str | None = None
    """A file of the case folder with notes on the source."""


class Round(Traced):
    """A dated round of the talks."""

    date: Day
    """First day of the round."""
    place: str | None = None
    """Where."""
    hours: Annotated[float, Field(strict=True, gt=0, le=10_000, allow_inf_nan=False)] | None = None
    """How long the parties sat, in hours."""
    present: tuple[str, ...] = ()
    """Actors in the room."""
    status: Mapping[str, Status] = Field(default_factory=dict)
    """Issue id → where it stands after the round."""


class Perspective(Entry):
    """How another observer sees the same table: changes laid over the scenario."""

    title: str
    """Whose view it is."""
    note: str | None = None
    """What it rests on."""
    issues: Mapping[str, Any] = Field(default_factory=dict)
    """Issue id → the keys that differ."""
    actors: Mapping[str, Any] = Field(default_factory=dict)
    """Actor id → the keys that differ."""
    parties: Mapping[str, Any] = Field(default_factory=dict)
    """Party id → the keys that differ."""
    given: tuple[Event, ...] | None = None
    """What has happened, as this observer reads it, in place of the scenario's; an empty list
    takes nothing for granted."""


class FormTerms(Entry):
    """What is known of a form of agreement beside who must consent to it."""

    title: str | None = None
    """Name as readers see it: Beijing accord; default: that of the ladder, or the id."""
    with_article: YesOrNo = False
    """Whether the title takes “the” inside a sentence: the Beijing accord."""
    ratified: YesOrNo | None = None
    """Whether it enters into force by ratification; the data on how long agreements last know
    this difference and no other. Default: as the ladder has it, or not known."""
    undisclosed: tuple[str, ...] = ()
    """Issues that it keeps undisclosed: whoever is not in the room values them where it expects
    them without a deal."""
    exit_cost: Utility = numbers.Fixed(0.0)
    """Utility that whoever leaves it later loses, 0–1; nobody has estimated such costs."""


class DurabilityTerms(Traced):
    """What how long a deal lasts is computed from, beside turnover and successors."""

    signed: Day | None = None
    """Day of signature; default: ``as_of``."""
    years: Annotated[int, Field(strict=True, ge=1, le=40)] = 10
    """Years to look ahead."""
    era: Era = "after_1989"
    """Years whose level of risk is used: the cold war's (1946–1989) or that of 1990–2008."""
    signed_in_war: YesOrNo = False
    """Whether a party is at war when it signs."""
    institutions: YesOrNo = False
    """Whether the agreement sets up common military institutions."""
    disruption: Rate = numbers.Fixed(0.0)
    """Ends a year brought about by outsiders: the analyst's own rate, for no data carry it; 0 is
    off."""
    rho: Annotated[float, Field(strict=True, ge=0.2, le=0.9, allow_inf_nan=False)] | None = None
    """Share of successors in the data who reject what they inherit; default: not fixed, but drawn
    from Beta(4, 4) cut to 0.2–0.9."""
    use_approval: YesOrNo = False
    """Whether a US president's approval sets the odds of the first dated election."""


class Settings(Entry):
    """How the scenario is computed."""

    worlds: Annotated[int, Field(strict=True, ge=1, le=1_048_576)] = 1024
    """Joint draws of everything uncertain; a power of two balances best."""
    seed: Annotated[int, Field(strict=True, ge=0, le=2**63 - 1)] = 1
    """Seed of the draws."""
    noise: Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)] = 0.05
    """Standard deviation of each actor's judgement of a deal, in utility."""
    loss: Annotated[float, Field(strict=True, gt=0, le=10, allow_inf_nan=False)] = 1.0
    """Exponent of the loss in distance: 1 linear, 2 quadratic."""
