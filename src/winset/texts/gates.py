"""The gates one text passes or not: signed, then ratified, then carried out (model, section 0).

1 − the second is involuntary defection (Putnam 1988; Iida 1993, Journal of Conflict Resolution
37:403): a text signed in good faith that a party cannot carry at home.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winset.arrays import Bools
from winset.scenario.model.issue import Binding
from winset.texts.answers import TextAnswers
from winset.texts.carrying_out import CarryingOut
from winset.uncertainty import Difference, Estimate, leaders, paired, share_of

_COUNTS_TOO = 0.25


@dataclass(frozen=True)
class Stopper:
    """An actor in the way of a text: one that stops it, or whose consent would carry it."""

    actor: str
    """Its id."""
    stops: Estimate
    """Of the draws in which the text fails, the share in which this actor would stop it even if
    everyone else accepted."""
    decides: Estimate
    """Of the same draws, the share in which its consent alone would carry the text."""


@dataclass(frozen=True)
class Withheld:
    """An implementer that does not always do its part in a text."""

    actor: str
    """Its id."""
    share: Estimate
    """Of the draws in which the text is ratified, the share in which it withholds its part."""
    issues: Mapping[str, Estimate]
    """Issue id → the same of its part on that issue alone."""


@dataclass(frozen=True)
class Gates:
    """How far one text comes in one form; the conditional shares multiply."""

    form: str
    """Name of the form."""
    signed: Estimate
    """That every principal who signs accepts it."""
    ratified: Estimate
    """That every party's rule holds, given that it is signed; NaN where it never is."""
    passes: Estimate
    """That it is signed and ratified: the product of the two."""
    in_zone: Estimate
    """That every party's rule holds, whether or not the principals sign: ``passes`` wherever the
    rules ask the principals themselves."""
    defects: Mapping[str, Estimate]
    """Party id → the share of the signed draws in which its rule fails: who defects."""
    stoppers: tuple[Stopper, ...]
    """Who is in its way in some draw, most often first."""
    leading: tuple[str, ...]
    """Ids of the foremost of them, of those who cannot be told from it, and of any other that is
    in its way in a quarter of the draws in which it fails."""
    carried_out: Estimate | None
    """That those do their part who must, given that it is signed and ratified, each issue by its
    own binding; NaN where it never is; None where no option of the text needs anyone."""
    own_part: Estimate | None
    whole: Estimate | None
    """``own_part``, ``whole``: the same, did they all decide on their own part, or on the whole."""
    through: Estimate
    """That it is signed, ratified and carried out: the product of the three."""
    withheld: tuple[Withheld, ...]
    """Who withholds its part in some draw in which the text is ratified, most often first."""
    discipline: Difference | None = None
    """Odds that it is signed and ratified, before with every member of a body deciding alone, after
    with the discipline that groups have; None where no group has any."""


def gates_of(answers: TextAnswers, alone: TextAnswers | None = None) -> Gates:
    """Count how far a text comes, and who stops it.

    Parameters
    ----------
    answers
        Of everyone the form asks, to one text or to one a world.
    alone
        The same with every member of a body deciding alone, where that makes a difference.
    """
    signed, in_zone = answers.signed, answers.in_zone
    passes = signed & in_zone
    stoppers, leading = _stoppers(answers)
    carrying = answers.carrying

    def carried(reading: Binding | None) -> Estimate | None:
        if carrying is None:
            return None
        return share_of(carrying.done if reading is None else carrying.by_reading[reading], passes)

    return Gates(
        answers.form.name,
        share_of(signed),
        share_of(in_zone, signed),
        share_of(passes),
        share_of(in_zone),
        {party: share_of(~answers.holds(party), signed) for party in answers.form.rules},
        stoppers,
        leading,
        carried(None),
        carried("own_part"),
        carried("whole"),
        share_of(answers.through),
        () if carrying is None else _withheld(carrying, passes),
        None if alone is None else paired(alone.passes, passes),
    )


def _withheld(carrying: CarryingOut, passes: Bools) -> tuple[Withheld, ...]:
    found = [
        Withheld(
            actor,
            share_of(carrying.by(actor), passes),
            {issue: share_of(withholds, passes) for issue, withholds in issues.items()},
        )
        for actor, issues in carrying.withholds.items()
    ]
    often = [each for each in found if each.share.value > 0]
    return tuple(sorted(often, key=lambda each: -each.share.value))


def _stoppers(answers: TextAnswers) -> tuple[tuple[Stopper, ...], tuple[str, ...]]:
    fails, everyone = ~answers.passes, answers.actors
    if not fails.any():
        return (), ()
    # a veto stops it even if all others accept; of a coalition, or of alternatives, nobody does,
    # and whoever would carry it by joining is in the way as well
    stops = {
        actor: fails & ~answers.passes_if(willing=[a for a in everyone if a != actor])
        for actor in everyone
    }
    decides = {actor: fails & answers.passes_if(willing=[actor]) for actor in everyone}
    if answers.form.has_negation:
        # with a “not”, all the others' consent may itself close a rule: whoever would carry the
        # text by answering otherwise is in the way
        turns = {actor: answers.passes_if(refusing=[actor]) for actor in everyone}
        stops = {actor: fails & (decides[actor] | turns[actor]) for actor in everyone}
    in_the_way = {actor: stops[actor] | decides[actor] for actor in everyone}
    listed = sorted(
        (actor for actor in everyone if in_the_way[actor].any()),
        key=lambda actor: -int(in_the_way[actor].sum()),
    )
    first = {listed[n] for n in leaders([in_the_way[actor] for actor in listed], fails)}
    least = _COUNTS_TOO * fails.sum()
    return (
        tuple(
            Stopper(actor, share_of(stops[actor], fails), share_of(decides[actor], fails))
            for actor in listed
        ),
        tuple(actor for actor in listed if actor in first or in_the_way[actor].sum() >= least),
    )
