"""Outsiders who end deals that they reject: how often they would, and where two deals cross."""

from __future__ import annotations

from winset.durability.results import Crossing, Durability
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.words.durability import POINT, choice_named, years_in_words
from winset.words.names import actor_in_words, as_form, sentence
from winset.words.quantities import percent, quantity

_LEAST = 0.005
"""Rate, in ends a year, below which a percent has no figure of its own."""


def disruption_told(result: Result, durability: Durability) -> tuple[str, ...]:
    """Say how often each disrupter rejects the deals of a form, and which rate makes them cross.

    Forms of which the data say the same are told of once where nothing differs; empty where
    nobody disrupts.
    """
    rejected = [
        _rejected(result.scenario, form, actor, deals["nash"].rejections.of(actor))
        for form in durability.shown
        if "nash" in (deals := durability.forms[form])
        for actor in deals["nash"].rejections.actors
    ]
    return tuple(dict.fromkeys((*rejected, *crossings_told(result, durability))))


def crossings_told(result: Result, durability: Durability) -> tuple[str, ...]:
    """Say from which rate of each disrupter on another deal lasts longer; empty where none does."""
    told = (
        _crossing(result.scenario, durability, crossing)
        for crossing in durability.crossings
        if crossing.form in durability.shown and crossing.choice != "most_ratifiable"
    )
    return tuple(dict.fromkeys(filter(None, told)))


def _rejected(scenario: Scenario, form: str, actor: str, odds: float) -> str:
    name = actor_in_words(scenario, actor, starts=True)
    often = f"{percent(odds)} of the time"
    return f"{name} would reject the leaders’ text {as_form(scenario, form)} {often}."


def _crossing(scenario: Scenario, durability: Durability, crossing: Crossing) -> str:
    """Say from which rate on which deal lasts longer; nothing of deals rejected as often."""
    deal = durability.forms[crossing.form][crossing.choice]
    name, who = choice_named(durability, deal), actor_in_words(scenario, crossing.actor)
    if crossing.rate is not None:
        longer = name if crossing.lasts_above else "the leaders’ text"
        from_rate = f"at more than {_rate_in_words(crossing.rate)}"
        if crossing.rate < _LEAST:
            from_rate = f"even at {_rate_in_words(2 * _LEAST)}"
        return (
            f"{sentence(as_form(scenario, crossing.form))}, {from_rate} by {who}, {longer} lasts "
            "longer."
        )
    other, leaders = crossing.rejects
    if abs(other - leaders) < POINT:
        return ""
    return (
        f"No rate of disruption by {who} changes which is likelier to be in force after "
        f"{years_in_words(crossing.years)}, the leaders’ text or {name}."
    )


def _rate_in_words(rate: float) -> str:
    """Write a rate of ends: ``7 % a year``, ``2 a year``."""
    return f"{percent(rate) if rate < 1 else quantity(rate)} a year"
