"""The roll call of one text: everyone asked, party by party, and what decides a no."""

from __future__ import annotations

from typing import Any

from winset.report.charts.labels import actor_labels
from winset.report.figures import Figure, at, beside, chart, colour, dot, ink, layer, share_axis
from winset.report.palette import slot_of_party
from winset.scenario.model import Scenario
from winset.texts import Ballot, Vote
from winset.words.quantities import figure, standard_error_told
from winset.words.vote import (
    BEST,
    ROLL_CALL_METHOD,
    roll_call_table,
    roll_call_title,
    roll_call_told,
    tally_in_words,
    why_not_in_words,
)

_PARTY, _HEAD, _BAR, _TALLY, _GAP, _AFTER = 24, 15, 11, 12, 9, 6
_LINE = 46
_VALUE, _WHY = 46, 210
_RIGHT = f"(narrow ? {_VALUE} : {_VALUE + _WHY})"
"""Pixels to the right of the bars: for the odds, and where there is room for what decides."""

Row = dict[str, Any]


def roll_call_chart(scenario: Scenario, vote: Vote, which: str = BEST) -> Figure:
    """Draw who says yes to one text, a row an actor; ``which`` names a text without a name."""
    title, told = roll_call_title(scenario, vote, which), roll_call_told(scenario, vote)
    return Figure(
        id=f"roll-call-{vote.form}" + (f"-{vote.text}" if vote.text else ""),
        title=title,
        sentence=told,
        spec=_spec(*_placed(scenario, vote), f"{title}. {told}"),
        table=roll_call_table(scenario, vote, which=which, decides=True),
        method=ROLL_CALL_METHOD,
    )


def _placed(scenario: Scenario, vote: Vote) -> tuple[list[Row], float]:
    """Stack the rows; their heights depend on what there is to say.

    A party's name comes before its first actor, an actor's name above its bar, and what decides
    to the right of it, or below the name where there is little room.
    """
    labels = actor_labels(scenario, dict.fromkeys(ballot.actor for ballot in vote.ballots))
    placed: list[Row] = []
    y, party = 0.0, ""
    for ballot in vote.ballots:
        heads = ballot.party != party
        party = ballot.party
        y += _PARTY + (_AFTER if placed else 0) if heads else 0
        row = _row(scenario, ballot, labels[ballot.actor])
        needs_line = len(row["head"]) + len(row["why"]) > _LINE
        row |= {"heads": heads, "party": scenario.party_name(party), "party_y": y - 9}
        row |= {"head_y": y + 7, "why_y": y + 7 + (_HEAD if needs_line else 0)}
        y += _HEAD * (2 if needs_line else 1)
        row |= {"bar_y": y + _BAR / 2, "tally_y": y + _BAR + 6}
        y += _BAR + (_TALLY if ballot.tally is not None else 0) + _GAP
        placed.append(row)
    return placed, y


def _row(scenario: Scenario, ballot: Ballot, name: str) -> Row:
    tally = ballot.tally
    head = name
    if tally is not None:
        head = f"{name}: {tally_in_words(tally)}"
    votes: Row = {}
    if tally is not None and tally.of > 0:
        ends = {"ayes_low": tally.low, "ayes": tally.median, "ayes_high": tally.high}
        votes = {key: round(count / tally.of, 5) for key, count in ends.items()}
        if tally.quota is not None:
            votes["quota"] = round(min(1.0, tally.quota / tally.of), 5)
    return {
        "slot": slot_of_party(scenario, ballot.party),
        "head": head,
        "why": "" if ballot.refusal is None else why_not_in_words(scenario, ballot.refusal),
        "zero": 0,
        "one": 1,
        "yes": round(ballot.probability.value, 6),
        "told": figure(ballot.probability),
        "tip": f"{name}: {figure(ballot.probability)}, {standard_error_told(ballot.probability)}",
        **votes,
    }


def _spec(values: list[Row], height: float, told: str) -> dict[str, Any]:
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [height, 0], "nice": False}}
    tallies = any("ayes" in value for value in values)
    x = share_axis(title="bar: odds of a yes; line: ayes; upright: quota" if tallies else None)
    x["scale"] = {**x["scale"], "range": [0, {"expr": f"width - {_RIGHT}"}]}
    on_bar, on_tally = at(y, "bar_y"), at(y, "tally_y")
    ground = {"type": "rule", "color": ink("faint"), "strokeWidth": _BAR}
    bar = {"type": "rule", "strokeWidth": _BAR, "opacity": 0.75}
    ayes = {"type": "rule", "strokeWidth": 2.5, "color": ink("ink"), "opacity": 0.55}
    quota = {"type": "tick", "orient": "vertical", "color": ink("ink"), "thickness": 2, "size": 15}
    words = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11.5}
    party = {**words, "fontWeight": "bold"}
    value = {**beside(6, 11), "baseline": "middle"}
    why = {
        **words,
        "fontSize": 11,
        "fill": ink("muted"),
        "align": {"expr": "narrow ? 'right' : 'left'"},
    }
    after_bar = {"value": {"expr": f"width - {_RIGHT}"}}
    why_x = {"value": {"expr": f"narrow ? width : width - {_WHY}"}}
    has_tally = "isValid(datum.ayes)"
    left = {"value": 0}
    layers = [
        layer(ground, x=at(x, "zero"), x2="one", y=on_bar),
        layer(bar, x=at(x, "zero"), x2="yes", y=on_bar, color=colour(), tooltip="tip"),
        layer(ayes, where=has_tally, x=at(x, "ayes_low"), x2="ayes_high", y=on_tally),
        layer(dot(38, color=ink("ink")), where=has_tally, x=at(x, "ayes"), y=on_tally),
        layer(quota, where=has_tally, x=at(x, "quota"), y=on_tally),
        layer(value, x=after_bar, y=on_bar, text="told"),
        layer(words, x=left, y=at(y, "head_y"), text="head"),
        layer(party, where="datum.heads", x=left, y=at(y, "party_y"), text="party"),
        layer(why, where="narrow", x=why_x, y=at(y, "why_y"), text="why"),
        layer(why, where="!narrow", x=why_x, y=on_bar, text="why"),
    ]
    return chart(told, values, layers, height=round(height))
