"""Why somebody accepts or rejects a package, in words."""

from __future__ import annotations

from winset.ratification import ConsentOdds, Reasons
from winset.scenario.model import Scenario
from winset.words.names import listed

_LEAST = 0.005
_MOST = 2


def answer_told(own: ConsentOdds) -> str:
    """Say what a package is worth to an actor against no deal: the sum of all reasons."""
    gain = float(own.utility[0]) - own.reservation
    if abs(gain) < _LEAST:
        return "Worth as much as no deal."
    return f"Worth {abs(gain):.2f} {'more' if gain > 0 else 'less'} than no deal."


def reason_told(scenario: Scenario, own: Reasons, reservation: float) -> str:
    """Say which issues speak for a package and which against it, and which red lines it crosses.

    Parameters
    ----------
    scenario
        The scenario.
    own
        An actor's reasons.
    reservation
        Its utility without a deal, what no deal costs it taken off.
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
            named = [f"{scenario.issues[i].title} ({_signed(gains[i])})" for i in issues[:_MOST]]
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


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
