"""The scenario: who wants what, and what each side needs at home.

These types are the file format (the scenario reference in the docs is generated from them) and
the value every later stage reads. They are frozen; a changed scenario is a new one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    PrivateAttr,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from winset.errors import Problem, WinsetError
from winset.scenario import numbers, rules
from winset.scenario.members import MemberTable
from winset.scenario.origin import Origin

ID_PATTERN = r"^[A-Za-z0-9_][A-Za-z0-9_\-]*$"
Id = Annotated[str, Field(pattern=ID_PATTERN)]

Role = Literal["leader", "envoy", "elite", "legislature", "electorate", "ally", "spoiler", "other"]
Regime = Literal["democracy", "personalist", "single_party", "military", "monarchy", "other"]
Status = Literal["open", "narrowed", "agreed", "rejected", "undisclosed"]
Basis = Literal["source", "judgement"]
Era = Literal["cold_war", "after_1989"]

RATIFIED: Mapping[str, bool] = {"understanding": False, "executive": False, "treaty": True}
"""Which forms of the default ladder enter into force by ratification."""

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
# stand-ins that winset.scenario.schema replaces by the definitions of the grammar
_NUMBER_SCHEMA: dict[str, Any] = {"x-grammar": "Number"}
_RULE_SCHEMA: dict[str, Any] = {"x-grammar": "Rule"}


def _within(low: float, high: float) -> BeforeValidator:
    def check(raw: object) -> object:
        number = numbers.parse_number(raw)
        ends = (
            (number.mean, number.mean)
            if isinstance(number, numbers.Normal)
            else (number.low, number.high)
        )
        if ends[0] < low or ends[1] > high:
            endless = high == float("inf")
            span = f"below {low:g}" if endless else f"outside {low:g}–{high:g}"
            fix = f"Write {low:g} or more." if endless else f"Stay within {low:g}–{high:g}."
            raise PydanticCustomError("out-of-range", "{span}", {"span": span, "fix": fix})
        return number

    return BeforeValidator(check)


def _one_or_many(raw: object) -> object:
    return (raw,) if isinstance(raw, str) else raw


def _parse_day(raw: object) -> dt.date:
    # pydantic itself would also read numbers, as seconds since 1970
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return raw
    try:
        if isinstance(raw, str) and _DAY.match(raw):
            return dt.date.fromisoformat(raw)
    except ValueError:
        pass
    raise PydanticCustomError(
        "not-a-date", "not a day of the calendar", {"fix": "Write a date such as 2025-12-02."}
    )


def _parse_place(raw: object) -> numbers.Number | str:
    return raw if isinstance(raw, str) else numbers.parse_number(raw)


def _no_flag(raw: object) -> object:
    # to Python, true equals 1
    return str(raw).lower() if isinstance(raw, bool) else raw


def _option_name(raw: object) -> object:
    # even levels are named 0, 25, 50 …, and an analyst writes them without quotation marks
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    return f"{raw:g}" if is_number else raw


AnyNumber = Annotated[
    numbers.Number, PlainValidator(numbers.parse_number), WithJsonSchema(_NUMBER_SCHEMA)
]
PlaceOnScale = Annotated[
    numbers.Number | str,
    PlainValidator(_parse_place),
    WithJsonSchema({"anyOf": [_NUMBER_SCHEMA, {"type": "string"}]}),
]
OptionName = Annotated[str, BeforeValidator(_option_name)]
Day = Annotated[
    dt.date, PlainValidator(_parse_day), WithJsonSchema({"type": "string", "format": "date"})
]
ScaleEnd = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Percent = Annotated[AnyNumber, _within(0, 100)]
Utility = Annotated[AnyNumber, _within(0, 1)]
Odds = Annotated[AnyNumber, _within(0, 1)]
Rate = Annotated[AnyNumber, _within(0, 12)]
RuleTree = Annotated[rules.Rule, PlainValidator(rules.parse_rule), WithJsonSchema(_RULE_SCHEMA)]
SourceIds = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]


class Entry(BaseModel):
    """Base of every part of a scenario: frozen, and strict about unknown keys."""

    # the text below each field is read where it is shown (winset.scenario.schema);
    # letting pydantic do so costs every start most of its time
    model_config = ConfigDict(frozen=True, extra="forbid")


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
    second_hand: Annotated[bool, Field(strict=True)] = False
    """Whether the source reports what others want at one remove."""
    url: str | None = None
    """Where to find it."""
    file: str | None = None
    """A file of the case folder with notes on the source."""


class Traced(Entry):
    """Part of a scenario whose numbers say where they come from."""

    source: SourceIds = ()
    """Ids of the sources behind these numbers; none: the analyst's judgement."""
    note: str | None = None
    """Paragraph or page of the source, and what it says."""
    basis: Basis | None = None
    """``source`` if the source itself gives these numbers, ``judgement`` if the analyst coded
    them; by default ``source`` where a source is named."""

    @property
    def is_judgement(self) -> bool:
        """Whether these numbers are the analyst's own, even if a source points the way."""
        return self.basis == "judgement" or not self.source


class Issue(Traced):
    """Something to be settled: a scale with options on it, or a plain choice."""

    title: str
    """Name of the issue as readers see it."""
    low: str | None = None
    """What the low end of the scale means."""
    high: str | None = None
    """What the high end of the scale means."""
    scale: tuple[ScaleEnd, ScaleEnd] = (0.0, 100.0)
    """Low and high end of the scale."""
    options: Mapping[str, AnyNumber | None]
    """Options by name, each at a position on the scale; a whole number asks for that many even
    levels; a list of names makes the issue nominal (no positions)."""
    no_deal: PlaceOnScale | None = None
    """Where the issue stays without an agreement: a position or an option; on a nominal issue an
    option, or null for worth 0."""

    @model_validator(mode="before")
    @classmethod
    def _spell_out_options(cls, raw: object) -> object:
        if isinstance(raw, Mapping) and "options" in raw:
            scale = raw.get("scale", (0.0, 100.0))
            return {**raw, "options": spell_out_options(raw["options"], scale)}
        return raw

    @property
    def nominal(self) -> bool:
        """Whether the options have no positions."""
        return all(position is None for position in self.options.values())

    @property
    def width(self) -> float:
        """Width of the scale, in its own units."""
        return self.scale[1] - self.scale[0]


def spell_out_options(raw: object, scale: object) -> object:
    """Turn the short ways of writing options, a number of levels or a list, into a mapping."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return _even_levels(raw, scale)
    if not isinstance(raw, list | tuple):
        return raw
    if any(isinstance(item, Mapping | list | tuple | bool) or item is None for item in raw):
        return raw
    names = [item if isinstance(item, str) else f"{item:g}" for item in raw]
    if len(set(names)) < len(names):
        raise PydanticCustomError(
            "options-twice", "an option stands twice", {"fix": "Give each option its own name."}
        )
    return {
        name: None if isinstance(item, str) else item for name, item in zip(names, raw, strict=True)
    }


def _even_levels(count: int, scale: object) -> dict[str, float]:
    if not 2 <= count <= 1001:
        raise PydanticCustomError(
            "options-count",
            "{count} levels",
            {"count": count, "fix": "Ask for 2 to 1001 even levels, or name the options."},
        )
    try:
        low, high = (float(end) for end in scale)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        low, high = 0.0, 100.0  # the scale's own error is reported where it stands
    last = count - 1
    # Weighing both ends, so that a tenth of the way to 1 is 0.1 to the last bit.
    levels = [(low * (last - i) + high * i) / last for i in range(count)]
    return {f"{level:g}": level for level in levels}


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
    """How much the issue matters to the actor, 0–100, relative to its other issues."""
    expects: PlaceOnScale | None = None
    """Where this actor believes the issue will go without a deal; default: the issue's no_deal."""
    red_line: RedLine | None = None
    """Bounds that no concession elsewhere can buy off."""


class Body(Entry):
    """A body of members who decide one by one."""

    members: Annotated[int, Field(strict=True, ge=1, le=100_000)] | None = None
    """How many members, at even quantiles of a normal around the body's own stance."""
    dispersion: Annotated[AnyNumber, _within(0, float("inf"))] | None = None
    """Standard deviation of the members' common left–right offset, in units of each scale."""
    file: str | None = None
    """CSV file of the case folder: member, weight, bloc, a column an issue (position), and
    optionally ``<issue>.salience``."""

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
    def votes(self) -> float:
        """Total weight of the members."""
        return sum(self._table.weights) if self._table is not None else float(self.members or 0)


class Actor(Traced):
    """A person, an institution or a group that wants something and may be asked to consent."""

    name: str = ""
    """Name as readers see it; default: the id."""
    role: Role = "other"
    """Part the actor plays."""
    party: str | None = None
    """The party it belongs to; absent: an outsider."""
    influence: Percent | None = None
    """Weight at home, 0–100, for rules by influence and for whose successor comes next."""
    votes: Annotated[AnyNumber, _within(0, float("inf"))] | None = None
    """Votes cast in rules ``by: votes``; default 1, or a body's total weight."""
    no_deal_cost: Utility = numbers.Fixed(0.0)
    """Utility lost if there is no deal, 0–1."""
    reservation: Utility | None = None
    """Least acceptable utility, 0–1, overriding the utility of no deal minus its cost."""
    body: Body | None = None
    """Members, where the actor is a body."""
    stances: Mapping[str, Stance] = Field(default_factory=dict)
    """Issue id → stance; an issue left out does not matter to the actor."""


class Election(Traced):
    """A dated vote that may bring another coalition to power."""

    date: Day
    """Day of the vote."""
    takes_office: Day | None = None
    """Day the winner takes office, from which a change counts; default: the day of the vote."""
    change: Odds
    """Odds that the leader's supporting coalition is another one afterwards, 0–1."""

    @property
    def in_office(self) -> dt.date:
        """Day from which a change counts."""
        return self.takes_office or self.date


class Party(Traced):
    """A side that signs, and what it needs at home for each form of agreement."""

    name: str = ""
    """Name as readers see it; default: the id."""
    regime: Regime = "other"
    """Type of regime, as in the data on agreements and turnover."""
    principal: str
    """The actor who signs; the settlement is between the principals."""
    envoys: tuple[str, ...] = ()
    """Actors who negotiate for the principal."""
    bargaining_weight: Annotated[AnyNumber, _within(0, float("inf"))] = numbers.Fixed(1.0)
    """Exponent in the weighted Nash solution."""
    ratification: Mapping[Id, RuleTree]
    """Form of agreement → the rule that must hold at home; forms are tried in this order."""
    elections: tuple[Election, ...] = ()
    """Dated votes, for how long a deal lasts: until the last of them they stand in place of the
    rate at which coalitions change in this type of regime."""
    turnover: Rate | None = None
    """Coalition changes a year that no dated election brings; default: the rate of the type of
    regime, and none before the last dated election."""
    approval: Percent | None = None
    """Per cent who approve of a US president; used only where ``durability.use_approval`` says so,
    for fifteen elections do not establish what it does."""


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


class FormTerms(Entry):
    """What is known of a form of agreement beside who must consent to it."""

    ratified: Annotated[bool, Field(strict=True)]
    """Whether it enters into force by ratification; the data on how long agreements last know
    this difference and no other."""


class DurabilityTerms(Traced):
    """What how long a deal lasts is computed from, beside turnover and successors."""

    signed: Day | None = None
    """Day of signature; default: ``as_of``."""
    years: Annotated[int, Field(strict=True, ge=1, le=40)] = 10
    """Years to look ahead."""
    era: Era = "after_1989"
    """Years whose level of risk is used: the cold war's (1946–1989) or that of 1990–2008."""
    signed_in_war: Annotated[bool, Field(strict=True)] = False
    """Whether a party is at war when it signs."""
    institutions: Annotated[bool, Field(strict=True)] = False
    """Whether the agreement sets up common military institutions."""
    disruption: Rate = numbers.Fixed(0.0)
    """Ends a year brought about by outsiders: the analyst's own rate, for no data carry it; 0 is
    off."""
    rho: Annotated[float, Field(strict=True, ge=0.2, le=0.9, allow_inf_nan=False)] | None = None
    """Share of successors in the data who reject what they inherit; default: not fixed, but drawn
    from Beta(4, 4) cut to 0.2–0.9."""
    use_approval: Annotated[bool, Field(strict=True)] = False
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


class Scenario(Entry):
    """A negotiation, its parties and what each needs at home."""

    winset: Annotated[Literal[1], BeforeValidator(_no_flag)]
    """Version of the file format."""
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9\-]*$")]
    """Id of the case: lower-case letters, digits and hyphens."""
    title: str
    """Title as readers see it."""
    as_of: Day | None = None
    """The day whose state of affairs the scenario describes."""
    summary: str = ""
    """One paragraph on what is negotiated."""
    sources: Mapping[Id, Source] = Field(default_factory=dict)
    """Documents that claims are traced to."""
    issues: Annotated[Mapping[Id, Issue], Field(min_length=1)]
    """What is to be settled."""
    actors: Annotated[Mapping[Id, Actor], Field(min_length=1)]
    """Who wants what."""
    parties: Annotated[Mapping[Id, Party], Field(min_length=1)]
    """Who signs, and what each needs at home."""
    talks: tuple[Round, ...] = ()
    """The rounds so far."""
    perspectives: Mapping[Id, Perspective] = Field(default_factory=dict)
    """Other observers' views, run side by side."""
    form_terms: Annotated[Mapping[Id, FormTerms], Field(alias="forms")] = Field(
        default_factory=dict
    )
    """Form of agreement → what is known of it; needed for forms that are not understanding,
    executive or treaty."""
    durability: DurabilityTerms = Field(default_factory=DurabilityTerms)
    """What how long a deal lasts is computed from."""
    settings: Settings = Settings()
    """How the scenario is computed."""

    _warnings: tuple[Problem, ...] = PrivateAttr(default=())
    _origin: Origin | None = PrivateAttr(default=None)
    _perspective_id: str | None = PrivateAttr(default=None)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is doubtful in the scenario without stopping its reading."""
        return self._warnings

    @property
    def origin(self) -> Origin:
        """What the scenario was read from.

        Raises
        ------
        WinsetError
            If it was built from the types directly and not read.
        """
        if self._origin is None:
            raise WinsetError("This scenario was not read; use read_scenario or scenario_from.")
        return self._origin

    @property
    def sha256(self) -> str:
        """Hash of the text it was read from, 64 hexadecimal digits."""
        return self.origin.sha256

    @property
    def perspective_id(self) -> str | None:
        """Id of the perspective it is seen from, None for the scenario itself."""
        return self._perspective_id

    @property
    def perspective(self) -> Perspective | None:
        """The perspective it is seen from, None for the scenario itself."""
        return None if self._perspective_id is None else self.perspectives[self._perspective_id]

    def seen_as(self, perspective: str) -> Scenario:
        """Lay a perspective over the scenario.

        Parameters
        ----------
        perspective
            One of the ids in ``perspectives``.

        Raises
        ------
        ScenarioError
            If there is no such perspective, or the scenario is already seen from one.
        """
        from winset.scenario.change import seen_as

        return seen_as(self, perspective)

    def with_changes(self, changes: Mapping[str, object]) -> Scenario:
        """Change the scenario as if its file said otherwise, and check it again.

        Parameters
        ----------
        changes
            Dotted path → new value as it would be written, such as
            ``{"actors.us_senate.stances.territory.position": 55}``. A changed number without a
            source of its own counts as the analyst's judgement.

        Raises
        ------
        ScenarioError
            If a path leads nowhere or the changed scenario has errors.
        """
        from winset.scenario.change import with_changes

        return with_changes(self, changes)

    @property
    def forms(self) -> tuple[str, ...]:
        """Forms of agreement at least two parties have a rule for, in the order they are tried."""
        named: dict[str, int] = {}
        for party in self.parties.values():
            for form in party.ratification:
                named[form] = named.get(form, 0) + 1
        return tuple(form for form, parties in named.items() if parties >= 2)

    def is_ratified(self, form: str) -> bool | None:
        """Whether a form enters into force by ratification; None where the file does not say."""
        if form in self.form_terms:
            return self.form_terms[form].ratified
        return RATIFIED.get(form)

    @property
    def signed(self) -> dt.date | None:
        """Day of signature, from which durability counts; None where the file gives no day."""
        return self.durability.signed or self.as_of

    def signatories(self, form: str) -> tuple[str, ...]:
        """Ids of the parties that have a ratification rule for ``form``."""
        return tuple(id_ for id_, party in self.parties.items() if form in party.ratification)

    def stance(self, actor: str, issue: str) -> Stance:
        """Return the actor's stance on an issue; one of no salience where it gives none."""
        return self.actors[actor].stances.get(issue, _INDIFFERENT)

    def actor_name(self, actor: str) -> str:
        """Name of an actor as readers see it."""
        return self.actors[actor].name or actor

    def party_name(self, party: str) -> str:
        """Name of a party as readers see it."""
        return self.parties[party].name or party


_INDIFFERENT = Stance()
