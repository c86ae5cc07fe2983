"""The table of a case: a row an actor, for each issue what it wants and how much it matters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from winset.report.palette import slot_of_actor
from winset.scenario import Scenario
from winset.scenario.model import Stance, Traced
from winset.scenario.notation import written
from winset.scenario.numbers import Discrete, Fixed, Number
from winset.words.marks import MARKS, attributed, mark_of, source_in_words
from winset.words.names import plain_name, sentence
from winset.words.quantities import quantity
from winset.words.views import rule_in_words

Kind = Literal["position", "salience", "influence", "no_deal_cost"]


@dataclass(frozen=True)
class Cell:
    """One number of the table."""

    path: tuple[str, ...]
    """Where it stands in the file."""
    text: str = ""
    """As it can be typed; empty where nothing is given."""
    shown: str = ""
    range: str = ""
    """``shown``, ``range``: the likeliest value, and the range around it, as a person reads them.
    """
    low: float | None = None
    centre: float | None = None
    high: float | None = None
    """``low``, ``centre``, ``high``: numbers for the slider; None where there is nothing to slide.
    """
    mark: str = ""
    """Where it comes from: data, judgement, assumption, or empty."""
    fixed: str = ""
    """Why it cannot be typed; empty where it can."""

    @property
    def key(self) -> str:
        """The path as one text."""
        return "\x1f".join(self.path)

    def to_dict(self) -> dict[str, Any]:
        """Return it as a script reads it."""
        return {**asdict(self), "sign": MARKS[self.mark][0] if self.mark else ""}  # type: ignore[index]


@dataclass(frozen=True)
class GridRow:
    """One actor."""

    actor: str
    name: str
    role: str
    slot: int
    """``actor``, ``name``, ``role``, ``slot``: id, name, part played, and colour slot of its party.
    """
    own: tuple[Cell, Cell]
    """Influence and cost of no deal."""
    issues: tuple[tuple[Cell, Cell], ...]
    """For each issue position and salience."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, left to right."""
        return (*(cell for pair in self.issues for cell in pair), *self.own)


def rows_by_party(scenario: Scenario) -> list[tuple[str, list[GridRow]]]:
    """Rows of the table under the name of their party, in the order of the file."""
    groups = []
    for party in [*scenario.parties, None]:
        actors = [id_ for id_, actor in scenario.actors.items() if actor.party == party]
        if actors:
            name = "Outsiders" if party is None else scenario.party_name(party)
            groups.append((name, [row_of(scenario, actor) for actor in actors]))
    return groups


def row_of(scenario: Scenario, actor: str) -> GridRow:
    """Row of one actor."""
    about = scenario.actors[actor]
    own = (
        _cell(("actors", actor, "influence"), about.influence, about),
        _cell(("actors", actor, "no_deal_cost"), _given(about.no_deal_cost), about),
    )
    issues = tuple(_pair(scenario, actor, issue) for issue in scenario.issues)
    return GridRow(
        actor,
        scenario.actor_name(actor),
        plain_name(about.role),
        slot_of_actor(scenario, actor),
        own,
        issues,
    )


def _given(number: Number) -> Number | None:
    return None if number == Fixed(0.0) else number


def _pair(scenario: Scenario, actor: str, issue: str) -> tuple[Cell, Cell]:
    stance = scenario.actors[actor].stances.get(issue)
    at = ("actors", actor, "stances", issue)
    trace = stance if stance is not None else Stance()
    position = _cell((*at, "position"), None if stance is None else stance.position, trace)
    if scenario.issues[issue].nominal or (stance is not None and stance.values is not None):
        position = _valued(position, stance)
    body = scenario.actors[actor].body
    if body is not None and body.table is not None and issue in body.table.positions:
        position = _replaced_text(position, "members", f"each member's own, in {body.file}")
    salience = _cell((*at, "salience"), None if stance is None else stance.salience, trace)
    return position, salience


def _valued(cell: Cell, stance: Stance | None) -> Cell:
    values = {} if stance is None or stance.values is None else stance.values
    worth = ", ".join(f"{plain_name(k)} {quantity(v.centre)}" for k, v in values.items())
    why = "This actor gives each option a worth. Change it in the file."
    return _replaced_text(cell, worth, why)


def _replaced_text(cell: Cell, shown: str, why: str) -> Cell:
    return Cell(cell.path, shown=shown, mark=cell.mark, fixed=why)


def _cell(path: tuple[str, ...], number: Number | None, trace: Traced) -> Cell:
    if number is None:
        return Cell(path)
    low, high = number.low, number.high
    spread = "" if low == high else f"{quantity(low)}–{quantity(high)}"
    fixed = (
        "This is one of several values. Change it in the file."
        if isinstance(number, Discrete)
        else ""
    )
    text, centre = written(number), number.centre
    return Cell(
        path, text, quantity(centre), spread, low, centre, high, mark_of(trace), fixed=fixed
    )


def changed_cells(before: Scenario, after: Scenario) -> list[Cell] | None:
    """Cells that differ; None where the table has other rows or columns and is to be drawn anew."""
    # A page that is open replaces cells by their path, so every path must stand where it stood.
    same_shape = (
        [*before.issues] == [*after.issues]
        and [*before.actors] == [*after.actors]
        and [*before.parties] == [*after.parties]
        and all(a.party == after.actors[id_].party for id_, a in before.actors.items())
    )
    if not same_shape:
        return None
    return list(_differing(before, after))


def _differing(before: Scenario, after: Scenario) -> Iterator[Cell]:
    for actor, about in after.actors.items():
        if before.actors[actor] == about:
            continue
        old, new = row_of(before, actor), row_of(after, actor)
        yield from (n for o, n in zip(old.cells, new.cells, strict=True) if o != n)


def trace_of(scenario: Scenario, actor: str, issue: str | None) -> dict[str, Any]:
    """Where the numbers of a cell come from, as a person reads it."""
    about = scenario.actors[actor]
    entry: Traced | None = about if issue is None else about.stances.get(issue)
    if entry is None:
        return {"mark": "", "sign": "", "meaning": "nothing is given", "sources": [], "note": ""}
    mark = mark_of(entry)
    sign, meaning = MARKS[mark]
    sources = [
        source_in_words(scenario.sources[id_]) for id_ in entry.source if id_ in scenario.sources
    ]
    return {
        "mark": mark,
        "sign": sign,
        "meaning": meaning,
        "sources": sources,
        "according": attributed(scenario, entry.source),
        "note": entry.note or "",
    }


def rules_by_party(scenario: Scenario) -> dict[str, dict[str, dict[str, object]]]:
    """Party → form → its rule, ``words`` as a sentence part and ``rule`` in the grammar."""
    return {
        id_: {
            form: {
                "words": sentence(rule_in_words(scenario, rule)),
                "rule": rule.written(),
            }
            for form, rule in party.ratification.items()
        }
        for id_, party in scenario.parties.items()
    }
