"""Rule trees as linear constraints, guarded by a 0–1 expression.

Where the guard is 1 the rule must hold (or, where negative, must not). ``not`` turns the direction
round, and De Morgan's laws turn ``all`` and ``any`` into each other; so every part of a rule is
constrained only in the direction in which it is needed.
"""

from __future__ import annotations

from winset.packages.programme import Linear, total_of
from winset.ratification.programme.acceptance import AcceptanceRows, Backed, enforce_enough
from winset.ratification.quorum import enough_of
from winset.scenario.rules import All, Any, Coalition, Consent, Not, Quorum, Rule, Threshold

TRUE = Linear.fixed(1.0)


def enforce(
    rule: Rule,
    acceptance: AcceptanceRows,
    guard: Linear = TRUE,
    *,
    positive: bool = True,
    tag: object = None,
) -> None:
    """Require a rule to hold, or to fail, wherever the guard is 1.

    Parameters
    ----------
    acceptance
        The binaries of all actors, and the programme they are in.
    guard
        An expression that is 0 or 1.
    positive
        Whether the rule must hold or must fail.
    tag
        Name of the demand this is part of.
    """
    programme = acceptance.programme
    match rule:
        case Not(inner):
            enforce(inner, acceptance, guard, positive=not positive, tag=tag)
        case All(parts) | Any(parts):
            if isinstance(rule, All) == positive:
                for part in parts:
                    enforce(part, acceptance, guard, positive=positive, tag=tag)
            else:
                _one_of(parts, acceptance, guard, positive=positive, tag=tag)
        case Consent(actor) | Quorum(actor, None):
            consents = acceptance.consent(actor, positive=positive)
            if positive:
                programme.constrain(consents - guard, low=0.0, tag=tag)
            else:
                programme.constrain(consents + guard, high=1.0, tag=tag)
        case Quorum(body, Threshold() as threshold):
            groups = acceptance.groups(body, positive=positive)
            enough = enough_of(acceptance.total(body), threshold)
            enforce_enough(programme, groups, enough, guard, positive=positive, tag=tag)
        case Coalition():
            groups, total = _coalition(rule, acceptance, positive=positive)
            enough = enough_of(total, rule.threshold)
            enforce_enough(programme, groups, enough, guard, positive=positive, tag=tag)
        case _:
            enforce(rule.spelt_out(), acceptance, guard, positive=positive, tag=tag)


def _one_of(
    parts: tuple[Rule, ...],
    acceptance: AcceptanceRows,
    guard: Linear,
    *,
    positive: bool,
    tag: object,
) -> None:
    """Require one of several rules to hold, or to fail, wherever the guard is 1."""
    programme = acceptance.programme
    if len(parts) == 1:
        enforce(parts[0], acceptance, guard, positive=positive, tag=tag)
        return
    chosen = [programme.binary() for _ in parts]
    programme.constrain(total_of(chosen) - guard, low=0.0, tag=tag)
    for part, own in zip(parts, chosen, strict=True):
        enforce(part, acceptance, own, positive=positive, tag=tag)


def _coalition(
    rule: Coalition, acceptance: AcceptanceRows, *, positive: bool
) -> tuple[list[Backed], float]:
    """What each actor of a coalition brings, and the weight of all of them.

    By votes a body brings the votes of its members who accept; else it consents whole or not.
    """
    backed: list[Backed] = []
    total = 0.0
    for actor in rule.actors:
        weight = acceptance.table.weight(actor, rule.by)
        total += weight
        if rule.by == "votes" and acceptance.is_body(actor):
            share = weight / acceptance.total(actor)
            backed += [
                Backed(share * group.weight, group.accepts)
                for group in acceptance.groups(actor, positive=positive)
            ]
        else:
            backed.append(Backed(weight, acceptance.consent(actor, positive=positive)))
    return backed, total
