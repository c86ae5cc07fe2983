"""Why somebody accepts or rejects a package, in words."""

from __future__ import annotations

from collections.abc import Mapping

from winset.ratification import ConsentOdds, Reasons
from winset.scenario.model import Scenario
from winset.words.names import listed, sentence
from winset.words.quantities import counted, listed_with_rest, percent, points

EVERYONE = "Everyone would probably accept it."

_LEAST = 0.005
_MOST = 2
_HALF = 0.5
_SUREST = 3


ANSWERS_METHOD = (
    "A dot is what the text is worth to an actor, a hollow dot what no deal is worth to it. Both "
    "are means over the draws, from 0 to 1; a point is a hundredth. Beside them stands the share "
    "of draws in which the actor accepts. Of a body it is the share in which more than half of "
    "its votes do. A red line rules a text out whatever it is worth, so a dot to the right may "
    "still be a no."
)


def answers_told(answers: Mapping[str, ConsentOdds], labels: Mapping[str, str]) -> str:
    """Say how many would accept one text, and who would not, by their ``labels``."""
    against = [actor for actor, answer in answers.items() if answer.probability[0] < _HALF]
    if not against:
        return EVERYONE
    if len(against) == len(answers):
        return "Everyone would probably reject it."
    surest = sorted(against, key=lambda actor: float(answers[actor].probability[0]))
    names = listed_with_rest([labels[actor] for actor in surest[:_SUREST]], len(against))
    yes = counted(len(answers) - len(against), "would", "would")
    return f"{sentence(yes)} probably accept it. {sentence(names)} would not."


def objectors_told(scenario: Scenario, consents: Mapping[str, ConsentOdds], at: int) -> str:
    """Say who would probably reject a text, the surest first, with their odds of a yes.

    The text is the one ``at`` this place among those the consents answer.
    """
    against = sorted(
        (float(answer.probability[at]), actor)
        for actor, answer in consents.items()
        if answer.probability[at] < _HALF and scenario.actors[actor].stances
    )
    if not against:
        return EVERYONE
    named = [f"{scenario.actor_short(actor)} {percent(p)}" for p, actor in against[:_SUREST]]
    return f"Probable refusals, with the odds of a yes: {listed_with_rest(named, len(against))}."


def answer_told(answer: ConsentOdds) -> str:
    """Say what a text is worth to an actor against no deal: the sum of all reasons."""
    gain = float(answer.utility[0]) - answer.reservation
    if abs(gain) < _LEAST:
        return "Worth as much as no deal."
    return f"Worth {_points(abs(gain))} {'more' if gain > 0 else 'less'} than no deal."


def _points(worth: float) -> str:
    """Write a worth without its sign: ``3 points``."""
    return points(worth).removeprefix("+")


def reason_told(scenario: Scenario, reasons: Reasons, reservation: float) -> str:
    """Say which issues speak for a text and which against it, and which red lines it crosses.

    ``reservation`` is the actor's utility without a deal, what no deal costs it taken off.
    """
    told = [
        _issues(scenario, reasons),
        _cost(reasons, reservation),
        _pledges(scenario, reasons),
        _red_lines(scenario, reasons),
    ]
    return " ".join(part for part in told if part)


def _issues(scenario: Scenario, reasons: Reasons) -> str:
    gains = {issue: gain for issue, gain in reasons.gains().items() if abs(gain) >= _LEAST}
    brings = sorted((issue for issue in gains if gains[issue] > 0), key=lambda i: -gains[i])
    costs = sorted((issue for issue in gains if gains[issue] < 0), key=lambda i: gains[i])
    parts = []
    for verb, issues in (("gains on", brings), ("loses on", costs)):
        if issues:
            named = [f"{scenario.issue_short(i)} ({points(gains[i])})" for i in issues[:_MOST]]
            parts.append(f"{verb} {listed(named)}")
    if not parts:
        return ""
    return f"Against what it expects without a deal it {' and '.join(parts)}."


def _cost(reasons: Reasons, reservation: float) -> str:
    if reasons.expected is None:
        return ""
    cost = sum(reasons.expected.values()) - reservation
    return f"No deal would cost it another {_points(cost)}." if cost >= _LEAST else ""


def _pledges(scenario: Scenario, reasons: Reasons) -> str:
    broken = [
        f"{scenario.issue_short(issue)} ({_points(cost)})"
        for issue, cost in sorted(reasons.pledges.items(), key=lambda pair: -pair[1])
        if cost >= _LEAST
    ]
    if not broken:
        return ""
    return f"It would break its pledge{'s' * (len(broken) > 1)} on {listed(broken)}."


def _red_lines(scenario: Scenario, reasons: Reasons) -> str:
    crossed = [
        f"{scenario.issue_short(issue)} in {percent(share)} of draws"
        for issue, share in sorted(reasons.ruled_out.items(), key=lambda pair: -pair[1])
        if share >= _LEAST
    ]
    if not crossed:
        return ""
    verb = "A red line rules" if len(crossed) == 1 else "Red lines rule"
    members = " for members" if scenario.actors[reasons.actor].body is not None else ""
    return f"{verb} it out{members} on {listed(crossed)}."
