"""The scenario as a whole: who wants what, and what each side needs at home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PrivateAttr

from winset.errors import Problem, WinsetError
from winset.scenario.model.actor import Actor, Stance
from winset.scenario.model.events import Claim, Event, Options, Shock
from winset.scenario.model.fields import Day, Entry, Id
from winset.scenario.model.issue import Issue
from winset.scenario.model.party import Party
from winset.scenario.model.terms import (
    DurabilityTerms,
    FormTerms,
    Perspective,
    Round,
    Settings,
    Source,
)
from winset.scenario.origin import Origin
from winset.scenario.source_places import Places

RATIFIED: Mapping[str, bool] = {"understanding": False, "executive": False, "treaty": True}
"""Which forms of the default ladder enter into force by ratification."""

UNDISCLOSED = "understanding"
"""The form of the default ladder that is not published."""


Text = Options
"""Issue id → the option a draft takes on it."""


def _no_flag(raw: object) -> object:
    # to Python, true equals 1
    return str(raw).lower() if isinstance(raw, bool) else raw


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
    texts: Mapping[Id, Text] = Field(default_factory=dict)
    """Named drafts: text → issue → the option it takes; a text settles every issue."""
    excludes: tuple[Options, ...] = ()
    """Options that cannot stand in one text: issue → option, each combination by itself."""
    given: tuple[Event, ...] = ()
    """What has happened; worlds that contradict it are left out."""
    shocks: Mapping[Id, Shock] = Field(default_factory=dict)
    """Common causes that move many numbers at once."""
    claims: Mapping[Id, Claim] = Field(default_factory=dict)
    """What the sources claim, each with the switch that shows by how much it matters."""
    perspectives: Mapping[Id, Perspective] = Field(default_factory=dict)
    """Other observers' views, run side by side."""
    form_terms: Annotated[Mapping[Id, FormTerms], Field(alias="forms")] = Field(
        default_factory=dict
    )
    """Form of agreement → what is known of it; whether it is ratified is needed of forms that
    are not understanding, executive or treaty."""
    durability: DurabilityTerms = Field(default_factory=DurabilityTerms)
    """What how long a deal lasts is computed from."""
    settings: Settings = Settings()
    """How the scenario is computed."""

    _warnings: tuple[Problem, ...] = PrivateAttr(default=())
    _origin: Origin | None = PrivateAttr(default=None)
    _perspective_id: str | None = PrivateAttr(default=None)
    _without: tuple[str, ...] = PrivateAttr(default=())

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
    def places(self) -> Places:
        """File and line of every part; of a scenario that was not read, none."""
        return Places() if self._origin is None else self._origin.places

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

    @property
    def without_claims(self) -> tuple[str, ...]:
        """Ids of the claims that are switched off, in the order of the file."""
        return self._without

    def in_file_order(self, claims: Collection[str]) -> tuple[str, ...]:
        """Put ids of claims in the order of the file, each once; any that is not there is last."""
        return tuple(dict.fromkeys([*(id_ for id_ in self.claims if id_ in claims), *claims]))

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
        terms = self.form_terms.get(form)
        if terms is None or terms.ratified is None:
            return RATIFIED.get(form)
        return terms.ratified

    def is_disclosed(self, form: str) -> bool:
        """Whether a form is published: all but the understanding of the default ladder."""
        return form != UNDISCLOSED and not self.undisclosed(form)

    def undisclosed(self, form: str) -> frozenset[str]:
        """Ids of the issues a form keeps undisclosed."""
        terms = self.form_terms.get(form)
        return frozenset(terms.undisclosed) if terms is not None else frozenset()

    def signer(self, party: str) -> str:
        """Id of the actor who writes and signs for a party: its principal, or an envoy."""
        return self.parties[party].signs or self.parties[party].principal

    def is_elite(self, actor: str) -> bool:
        """Whether an actor counts as one of its party's elites: as the party says, or by role."""
        side = self.parties.get(self.actors[actor].party or "")
        if side is None or side.elites is None:
            return self.actors[actor].role == "elite"
        return actor in side.elites

    def bound_by(self, form: str) -> frozenset[str]:
        """Ids of those whom a form binds: its parties' principals, and envoys who sign."""
        parties = self.signatories(form)
        return frozenset(
            actor
            for party in parties
            for actor in (self.parties[party].principal, self.signer(party))
        )

    def in_room(self, form: str) -> frozenset[str]:
        """Ids of those who know all of a form: whom it binds, and its parties' envoys."""
        sides = (self.parties[party] for party in self.signatories(form))
        return self.bound_by(form).union(*(side.envoys for side in sides))

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

    def with_leaders(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Name actors, each once, then those whose line members of theirs follow, and so on."""
        heard = list(dict.fromkeys(actors))
        for actor in heard:
            entry = self.actors.get(actor)  # None of a leader who is not there, which a rule tells
            leaders = entry.body.leaders if entry is not None and entry.body is not None else ()
            heard += [leader for leader in leaders if leader not in heard]
        return tuple(heard)

    def actor_name(self, actor: str) -> str:
        """Name of an actor as readers see it."""
        return self.actors[actor].name or actor

    def actor_short(self, actor: str) -> str:
        """Name of an actor in a table or chart."""
        return self.actors[actor].short or self.actor_name(actor)

    def issue_short(self, issue: str) -> str:
        """Name of an issue in a table or chart."""
        return self.issues[issue].short or self.issues[issue].title

    def party_name(self, party: str) -> str:
        """Name of a party as readers see it."""
        return self.parties[party].name or party


_INDIFFERENT = Stance()
