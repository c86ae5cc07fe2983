"""What has happened, what may move many numbers at once, and what a source claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from winset.scenario.model.fields import Day, Id, OptionName, Traced

Options = Mapping[str, OptionName]
"""Issue id → an option of it: a text, or a part of one."""

Load = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class Event(Traced):
    """What has happened: worlds in which it could not have happened are left out.

    Either an actor, or a party in a form, has accepted or rejected something; or an issue has been
    agreed. What an offer leaves open stays, for whoever is asked, where it expects it without a
    deal.
    """

    actor: str | None = None
    """Who accepted or rejected; of a body, more than half."""
    party: str | None = None
    """The party whose rule for ``form`` held, or failed."""
    form: str | None = None
    """The form of agreement it was offered in; needed of a party. An actor asked without one sees
    all of the offer, and its pledges bind."""
    accepts: Options | None = None
    """What was accepted: issue → option."""
    rejects: Options | None = None
    """What was rejected: issue → option."""
    issue: str | None = None
    """An issue that has been agreed."""
    agreed: OptionName | None = None
    """The option agreed on: no principal then has a red line against it, and each would accept
    some text that holds it."""
    date: Day | None = None
    """Day it happened."""


class Shock(Traced):
    """A common cause: one thing that moves many numbers at once."""

    title: str
    """What may happen."""
    loads: Mapping[str, Load]
    """Dotted path of a number → by how much a standard deviation of the shock moves it, in the
    number's own unit; * stands for any one key."""


class Claim(Traced):
    """Something a source claims, and how to switch it off to see what it matters."""

    title: str
    """The claim, in a sentence."""
    mechanism: str | None = None
    """What in the scenario carries it."""
    off: Mapping[str, Any] = Field(default_factory=dict)
    """Changes of the scenario that switch it off, laid over it as a perspective is: section →
    key → what differs; null takes a key away. Empty: nothing in the scenario carries it."""
    form: Id | None = None
    """Form in which to look for its effect; default: each."""
    text: Id | None = None
    """Named text to look at; default: the best text of each form."""
