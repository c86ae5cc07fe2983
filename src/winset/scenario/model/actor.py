"""Who wants what: actors, their stances and the members of bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from winset.scenario import numbers
from winset.scenario.model.fields import (
    AnyNumber,
    Entry,
    Id,
    Odds,
    OptionName,
    Percent,
    PlaceOnScale,
    Rate,
    Traced,
    Utility,
    YesOrNo,
    within,
)

Role = Literal["leader", "envoy", "elite", "legislature", "electorate", "ally", "spoiler", "other"]


class RedLine(Entry):
    """What an actor accepts at no price."""

    min: AnyNumber | None = None
    """Least acceptable position."""
    max: AnyNumber | None = None
    """Greatest acceptable position."""
    exclude: tuple[OptionName, ...] = ()
    """Options ruled out by name (the only form a nominal issue allows)."""


class Stance(Traced):
    """What an actor wants on an issue, and how much it cares."""

    position: AnyNumber | None = None
    """Ideal position on the issue's scale."""
    values: Mapping[str, Utility] | None = None
    """Worth of each option, 0–1, instead of a position; required on a nominal issue."""
    salience: Percent = numbers.Fixed(0.0)
    """How much the issue matters to the actor, 0–100, relative to its other issues; required beside
    a position or values."""
    expects: PlaceOnScale | None = None
    """Where this actor believes the issue will go without a deal; default: the issue's no_deal."""
    red_line: RedLine | None = None
    """Bounds that no concession elsewhere can buy off."""


class Pledge(Traced):
    """A public commitment: to go beyond it costs its maker, wherever that comes to be known."""

    issue: str
    """Id of the issue."""
    min: AnyNumber | None = None
    """Least position it allows."""
    max: AnyNumber | None = None
    """Greatest position it allows."""
    cost: Utility
    """Utility lost by consent to an option beyond it, 0–1."""


class Disruption(Traced):
    """What an outsider does to a deal it rejects."""

    rate: Rate
    """Ends a year, in the worlds in which it rejects the text: the analyst's own, for no data
    carry it."""


@dataclass(frozen=True)
class MemberTable:
    """Members of a body in the order of their file."""

    names: tuple[str, ...]
    """One a member."""
    weights: tuple[float, ...]
    """Votes each member casts, 0 or more, not all 0."""
    blocs: tuple[str, ...]
    """Party or faction of each member, "" where the file gives none."""
    positions: Mapping[str, tuple[float, ...]]
    """Issue id → each member's ideal position on that issue's scale. An issue without a column is
    absent: the members then share the body's own stance."""
    saliences: Mapping[str, tuple[float, ...]]
    """Issue id → each member's salience, 0–100; absent where the file has no such column."""

    def __len__(self) -> int:
        """Count the members."""
        return len(self.names)


class Group(Entry):
    """A party or faction of a body."""

    members: Annotated[int, Field(strict=True, ge=1, le=100_000)] | None = None
    """How many of the body's members belong to it; left out where the body's file says so: the
    group is then the bloc of its name."""
    offset: AnyNumber = numbers.Fixed(0.0)
    """How far its members stand from the body's own stance, in units of each scale; the members of
    a file stand where it says."""
    discipline: Odds = numbers.Fixed(0.0)
    """Share of its members who follow its line, whatever they would do alone, 0–1. It is the
    share expected, to the nearest member and spread evenly over the group, and no coin for each; so
    votes stay whole."""
    follows: str | None = None
    """Id of the actor whose answer to the text is its line, of a body more than half of it; no rule
    need ask that actor. Default: more than half of the group's own members by weight, each deciding
    alone."""


class Body(Entry):
    """A body of members who decide one by one."""

    members: Annotated[int, Field(strict=True, ge=1, le=100_000)] | None = None
    """How many members, at even quantiles of a normal around the body's own stance."""
    dispersion: Annotated[AnyNumber, within(0, float("inf"))] | None = None
    """Standard deviation of the members' common left–right offset, in units of each scale."""
    file: str | None = None
    """CSV file of the case folder: member, weight, bloc, a column an issue (position), and
    optionally ``<issue>.salience``."""
    groups: Mapping[Id, Group] = Field(default_factory=dict)
    """Parties or factions whose members share an offset and a line; together, all members."""

    _table: MemberTable | None = PrivateAttr(default=None)

    @property
    def table(self) -> MemberTable | None:
        """The members read from ``file``, None for a body of quantiles."""
        return self._table

    @property
    def size(self) -> int:
        """Number of members."""
        return len(self._table) if self._table is not None else (self.members or 0)

    @property
    def leaders(self) -> tuple[str, ...]:
        """Ids of the actors whose lines groups follow, each once."""
        led = (group.follows for group in self.groups.values())
        return tuple(dict.fromkeys(leader for leader in led if leader is not None))

    @property
    def votes(self) -> float:
        """Total weight of the members."""
        return sum(self._table.weights) if self._table is not None else float(self.members or 0)


class Actor(Traced):
    """A person, an institution or a group that wants something and may be asked to consent."""

    name: str = ""
    """Name as readers see it; default: the id."""
    short: str | None = None
    """Short name for tables and charts; default: the name."""
    with_article: YesOrNo = False
    """Whether the name takes “the” inside a sentence: the US Senate."""
    role: Role = "other"
    """Part the actor plays."""
    party: str | None = None
    """The party it belongs to; absent: an outsider."""
    influence: Percent | None = None
    """Weight at home, 0–100, for rules by influence and for whose successor comes next."""
    votes: Annotated[AnyNumber, within(0, float("inf"))] | None = None
    """Votes cast in rules ``by: votes``; default 1, or a body's total weight."""
    no_deal_cost: Utility = numbers.Fixed(0.0)
    """Utility lost if there is no deal, 0–1."""
    reservation: Utility | None = None
    """Least acceptable utility, 0–1, overriding the utility of no deal minus its cost."""
    body: Body | None = None
    """Members, where the actor is a body."""
    stances: Mapping[str, Stance] = Field(default_factory=dict)
    """Issue id → stance; an issue left out does not matter to the actor."""
    pledges: tuple[Pledge, ...] = ()
    """Public commitments; they bind in forms that disclose their issue."""
    disrupts: Disruption | None = None
    """How it ends deals that it rejects."""
