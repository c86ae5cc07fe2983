"""Why somebody accepts or rejects a package, in words."""

from __future__ import annotations

from collections.abc import Mapping

from winset.ratification import ConsentOdds, Reasons
from winset.scenario.model import Scenario
from winset.words.names import actor_in_words, listed
from winset.words.quantities import counted, listed_with_rest, share, signed

EVERYONE = "Everyone would more likely than not accept it."

_LEAST = 0.005
_MOST = 2
_HALF = 0.5
_SUREST = 3
_OBJECTORS = 4


ANSWERS_METHOD = (
    "A dot is what the package is worth to an actor, a hollow dot what no deal is worth to it, "
    "from 0 to 1, means over worlds; beside it stands the share of worlds in which it accepts, of "
    "a body that in which more than half of its votes do. A red line rules a package out whatever "
    "it is worth, so a dot to the right may still be a no."
)


def answers_told(answers: Mapping[str, ConsentOdds], labels: Mapping[str, str]) -> str:
    """Say how many would accept one package, and who would not, by their ``labels``."""
    against = [actor for actor, own in answers.items() if own.probability[0] < _HALF]
    if not against:
        return EVERYONE
    if len(against) == len(answers):
        return "Everyone would more likely than not reject it."
    surest = sorted(against, key=lambda actor: float(answers[actor].probability[0]))
    named = [labels[actor] for actor in surest[:_SUREST]]
    names = listed_with_rest(named, len(against))
    yes = len(answers) - len(against)
    return f"{yes} of {len(answers)} would more likely than not accept it; {names} would not."


def objectors_told(
    scenario: Scenario, consents: Mapping[str, ConsentOdds], at: int, worlds: int
) -> str:
    """Say who would more likely than not reject a package, the surest first, with their odds.

    The package is the one ``at`` this place among those the consents answer, over so many worlds.
    """
    against = sorted(
        (float(answer.probability[at]), actor)
        for actor, answer in consents.items()
        if answer.probability[at] < _HALF and scenario.actors[actor].stances
    )
    if not against:
        return EVERYONE
    named = [
        f"{actor_in_words(scenario, actor)} ({share(p, worlds)})"
        for p, actor in against[:_OBJECTORS]
    ]
    rest = len(against) - len(named)
    more = f", and {counted(rest, 'other')}" if rest else ""
    start = "Would more likely than not object, with their odds of accepting: "
    return f"{start}{', '.join(named)}{more}."


def answer_told(own: ConsentOdds) -> str:
    """Say what a package is worth to an actor against no deal: the sum of all reasons."""
    gain = float(own.utility[0]) - own.reservation
    if abs(gain) < _LEAST:
        return "Worth as much as no deal."
    return f"Worth {abs(gain):.2f} {'more' if gain > 0 else 'less'} than no deal."


def reason_told(scenario: Scenario, own: Reasons, reservation: float) -> str:
    """Say which issues speak for a package and which against it, and which red lines it crosses.

    ``reservation`` is the actor's utility without a deal, what no deal costs it taken off.
    """
    told = [_issues(scenario, own), _cost(own, reservation), _red_lines(scenario, own)]
    return " ".join(part for part in told if part)


def _issues(scenario: Scenario, own: Reasons) -> str:
    gains = {issue: gain for issue, gain in own.gains().items() if abs(gain) >= _LEAST}
    brings = sorted((issue for issue in gains if gains[issue] > 0), key=lambda i: -gains[i])
    costs = sorted((issue for issue in gains if gains[issue] < 0), key=lambda i: gains[i])
    parts = []
    for verb, issues in (("gains on", brings), ("loses on", costs)):
        if issues:
            named = [f"{scenario.issues[i].title} ({signed(gains[i])})" for i in issues[:_MOST]]
            parts.append(f"{verb} {listed(named)}")
    if not parts:
        return ""
    told = " and ".join(parts)
    return f"Against what it expects without a deal it {told}."


def _cost(own: Reasons, reservation: float) -> str:
    cost = 0.0 if own.expected is None else sum(own.expected.values()) - reservation
    return f"No deal would cost it another {cost:.2f}." if cost >= _LEAST else ""


def _red_lines(scenario: Scenario, own: Reasons) -> str:
    crossed = [
        f"{scenario.issues[issue].title} in {100 * share:.0f} % of worlds"
        for issue, share in sorted(own.ruled_out.items(), key=lambda pair: -pair[1])
        if share >= _LEAST
    ]
    if not crossed:
        return ""
    verb = "A red line rules" if len(crossed) == 1 else "Red lines rule"
    of_body = " (of its members)" if scenario.actors[own.actor].body is not None else ""
    return f"{verb} it out on {listed(crossed)}{of_body}."
