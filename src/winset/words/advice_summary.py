"""All advice in the order it is read: what is in sight, what is folded, and five short answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.words.advised import Advised
from winset.words.holdouts import elites_told, holdouts_told
from winset.words.information import information_told, sources_told, worth_told
from winset.words.leader_only import leader_only_told
from winset.words.names import actor_in_words, form_in_words, listed, sentence
from winset.words.onboard import onboard_method, onboard_told
from winset.words.open_zone import clashes_told, zone_told
from winset.words.quantities import figure
from winset.words.robust import robust_told
from winset.words.who_decides import who_decides_told

if TYPE_CHECKING:
    from winset.advice.advice import Advice
    from winset.engine import Result

_MOST = 2


def advice_told(result: Result, found: Advice) -> tuple[Advised, ...]:
    """Say what would change it: what a reader sees first."""
    told = (
        *onboard_told(result, found.onboard),
        zone_told(result, found.open_zone),
        elites_told(result, found.onboard),
        leader_only_told(result, found.leader_only),
        information_told(result.scenario, found.information),
    )
    return tuple(one for one in told if one is not None)


def details_told(result: Result, found: Advice) -> tuple[Advised, ...]:
    """Say all else: who decides, all who hold out, clashes, other views, worth and sources."""
    scenario = result.scenario
    told = (
        who_decides_told(scenario, found.power),
        *holdouts_told(result, found.onboard),
        clashes_told(scenario, found.open_zone),
        robust_told(result, found.robust),
        worth_told(scenario, result.space, found.information, found.totals),
        sources_told(scenario, found.information),
    )
    return tuple(one for one in told if one is not None)


def advice_method(result: Result, found: Advice) -> tuple[str, ...]:
    """Say what all of it rests on, each thing once."""
    told = [
        *(onboard_method(found.onboard) if found.onboard.forms else ()),
        *(text for one in advice_told(result, found) for text in one.method),
    ]
    return tuple(dict.fromkeys(told))


def summary_told(result: Result, found: Advice) -> tuple[tuple[str, str], ...]:
    """Answer in short: (question, answer) of every question to which something can be said."""
    elites = elites_told(result, found.onboard)
    lasts = leader_only_told(result, found.leader_only)
    unknown = information_told(result.scenario, found.information)
    told = (
        ("Is there a zone?", _zones(result, found)),
        ("Who blocks it?", _blockers(result)),
        ("What would bring the elites in, and at what price?", elites.sentence if elites else ""),
        ("Does a deal they back last longer?", lasts.sentence if lasts else ""),
        ("Whose unknown position matters most?", unknown.sentence if unknown else ""),
    )
    return tuple((question, answer) for question, answer in told if answer)


def _zones(result: Result, found: Advice) -> str:
    each = [
        (form_in_words(result.scenario, own.form), figure(own.now))
        for own in found.open_zone.values()
    ]
    if not each:
        return ""
    (first, odds), *others = each
    rest = [f"{form} {share}" for form, share in others]
    return sentence(f"{listed([f'{first} is possible {odds} of the time', *rest])}.")


def _blockers(result: Result) -> str:
    told = []
    for name, form in result.forms.items():
        leading = [own for own in form.ratification.leading_blockers if own.share.value > 0]
        if not leading:
            continue
        names = [actor_in_words(result.scenario, own.actor) for own in leading[:_MOST]]
        if len(leading) > _MOST:
            names.append(f"one of {len(leading) - _MOST} more")
        told.append(f"{sentence(form_in_words(result.scenario, name))}: {listed(names, 'or')}.")
    return " ".join(told)
