"""What an uncertain number is of: whose, on which issue, and whether anybody could tell it."""

from __future__ import annotations

from dataclasses import dataclass

from winset.scenario.model import Scenario


@dataclass(frozen=True)
class Unknown:
    """One uncertain number of the scenario."""

    path: str
    """Dotted path in the scenario file."""
    field: str
    """Last key it stands under: ``position``, ``red_line``, ``no_deal``, …; ``shock`` of a common
    cause, ``error`` of one that moves nothing but errors of judgement."""
    actor: str | None = None
    issue: str | None = None
    """``actor``, ``issue``: ids of whose and on which, None where it is of none; of a party's
    weight, its principal."""
    party: str | None = None
    """Id, None unless it is a number of a party."""
    form: str | None = None
    """Id, None unless it is a number of a form of agreement."""
    option: str = ""
    """Id of the option it is the worth or the place of, or of a body's group; empty otherwise."""
    shock: str = ""
    """Id of the common cause that it is; empty otherwise."""

    @property
    def can_be_found_out(self) -> bool:
        """False of an actor's error of judgement, which no source can tell beforehand."""
        return self.field not in ("noise", "error")


def unknown_at(scenario: Scenario, path: str) -> Unknown:
    """Read what an input is of from its dotted path, as ``winset.worlds.Input`` gives it."""
    if path.startswith("shocks."):
        shock = path.removeprefix("shocks.")
        loads = scenario.shocks[shock].loads
        field = "error" if all(at.endswith(".noise") for at in loads) else "shock"
        return Unknown(path, field, shock=shock)
    head, id_, field, *rest = path.split(".", 4)
    if head == "issues":
        return Unknown(path, field, issue=id_, option=".".join(rest))
    if head == "parties":
        return Unknown(path, field, scenario.signer(id_), party=id_)
    if head == "forms":
        return Unknown(path, field, form=id_)
    if field == "pledges":
        pledge = scenario.actors[id_].pledges[int(rest[0])]
        return Unknown(path, f"pledge_{rest[1]}", id_, pledge.issue)
    if field == "body" and rest[0] == "groups":
        group, _, field = rest[1].rpartition(".")
        return Unknown(path, field, id_, option=group)
    if field != "stances":
        return Unknown(path, field, id_)
    issue, key = rest
    field, _, option = key.partition(".")
    return Unknown(path, field, id_, issue, option=option)
