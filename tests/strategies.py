"""Hypothesis strategies for small scenarios, in the words of the scenario file.

A case is the plain mapping an analyst would write, with the member tables its bodies would read;
so a test can change it as an analyst would (``add a veto player``, ``raise a cost``) and build
the scenario again.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hypothesis import strategies as st

from winset.scenario.model import MemberTable, Scenario, spell_out_options

Raw = dict[str, Any]

_STEPS = 20
SCALES = ((0.0, 100.0), (-10.0, 10.0), (0.0, 1.0))


@dataclass(frozen=True)
class Case:
    """A scenario as written.

    Attributes
    ----------
    raw
        The mapping of the scenario file.
    tables
        Id of a body → its member table.
    """

    raw: Raw
    tables: Mapping[str, MemberTable] = field(default_factory=dict)

    def scenario(self) -> Scenario:
        """Build the scenario."""
        scenario = Scenario.model_validate(self.raw)
        for actor, table in self.tables.items():
            body = scenario.actors[actor].body
            assert body is not None
            body._table = table
        return scenario

    def changed(self, change: Callable[[Raw], None]) -> Case:
        """Apply a change to a copy of the mapping."""
        raw = copy.deepcopy(self.raw)
        change(raw)
        return Case(raw, self.tables)


@cache
def numbers(low: float, high: float, *, certain: bool) -> st.SearchStrategy[Any]:
    """Return numbers of every kind on an even grid between two ends."""
    grid = st.integers(0, _STEPS).map(lambda k: low + (high - low) * k / _STEPS)
    if certain:
        return grid

    def ordered(keys: tuple[str, ...]) -> st.SearchStrategy[Any]:
        ends = st.lists(grid, min_size=len(keys), max_size=len(keys)).map(sorted)
        return ends.map(lambda values: dict(zip(keys, values, strict=True)))

    spreads = st.sampled_from([0.0, 0.05, 0.5]).map(lambda share: share * (high - low))
    weighted = st.lists(st.tuples(grid, st.integers(0, 3)), min_size=1, max_size=3)
    return st.one_of(
        grid,
        grid,
        ordered(("low", "high")),
        ordered(("low", "mode", "high")),
        st.fixed_dictionaries({"mean": grid, "sd": spreads}),
        weighted.filter(lambda pairs: any(weight for _, weight in pairs)).map(
            lambda pairs: {"values": [v for v, _ in pairs], "weights": [w for _, w in pairs]}
        ),
    )


@st.composite
def issues(draw: st.DrawFn, *, certain: bool) -> Raw:
    """Return an issue: numeric with named or even options, or nominal."""
    kind = draw(st.sampled_from(["named", "named", "even", "nominal"]))
    names = [f"o{i}" for i in range(draw(st.integers(1, 3)))]
    if kind == "nominal":
        return {"title": "T", "options": names, "no_deal": draw(st.sampled_from([None, *names]))}
    scale = draw(st.sampled_from(SCALES))
    options: Any = draw(st.integers(2, 4))
    if kind == "named":
        options = {name: draw(numbers(*scale, certain=certain)) for name in names}
    no_deal = draw(
        st.one_of(
            st.none(),
            numbers(*scale, certain=certain),
            st.sampled_from(names) if kind == "named" else st.nothing(),
        )
    )
    return {"title": "T", "scale": list(scale), "options": options, "no_deal": no_deal}


def option_names(issue: Raw) -> list[str]:
    """Names of an issue's options, as the scenario spells them out."""
    options = issue["options"]
    if isinstance(options, int):
        return list(spell_out_options(options, issue["scale"]))
    return list(options)


def is_nominal(issue: Raw) -> bool:
    """Whether an issue has no scale."""
    return isinstance(issue["options"], list)


@st.composite
def stances(draw: st.DrawFn, issue: Raw, *, certain: bool) -> Raw:
    """Return a stance on an issue: a position or explicit values, red lines, an expectation."""
    names = option_names(issue)
    stance: Raw = {"salience": draw(numbers(0, 10, certain=certain))}
    if is_nominal(issue):
        places = st.sampled_from(names)
    else:
        places = st.one_of(
            numbers(*issue["scale"], certain=certain),
            st.sampled_from(names),
        )
    if is_nominal(issue) or draw(st.integers(0, 4)) == 0:
        stance["values"] = {name: draw(numbers(0, 1, certain=certain)) for name in names}
    else:
        stance["position"] = draw(numbers(*issue["scale"], certain=certain))
    if draw(st.integers(0, 3)) == 0:
        stance["expects"] = draw(places)
    red_line: Raw = {}
    if draw(st.integers(0, 5)) == 0:
        red_line["exclude"] = [draw(st.sampled_from(names))]
    if not is_nominal(issue):
        for end in ("min", "max"):
            if draw(st.integers(0, 5)) == 0:
                red_line[end] = draw(numbers(*issue["scale"], certain=certain))
    if red_line:
        stance["red_line"] = red_line
    return stance


@st.composite
def actors(draw: st.DrawFn, all_issues: dict[str, Raw], *, certain: bool) -> Raw:
    """Return an actor with stances on some of the issues."""
    actor: Raw = {
        "stances": {
            id_: draw(stances(issue, certain=certain))
            for id_, issue in all_issues.items()
            if draw(st.integers(0, 5))
        }
    }
    optional = {
        "no_deal_cost": numbers(0, 1, certain=certain),
        "reservation": numbers(0, 1, certain=certain),
        "influence": numbers(0, 100, certain=certain),
        "votes": numbers(0, 10, certain=certain),
    }
    odds = {"no_deal_cost": 1, "reservation": 4, "influence": 1, "votes": 2}
    for key, values in optional.items():
        if draw(st.integers(0, odds[key])) == 0:
            actor[key] = draw(values)
    return actor


@st.composite
def pledges(draw: st.DrawFn, all_issues: dict[str, Raw], *, certain: bool) -> list[Raw]:
    """Return public commitments on issues with a scale, three at most."""
    numeric = [id_ for id_, issue in all_issues.items() if not is_nominal(issue)]
    found = []
    for _ in range(draw(st.integers(0, 3)) if numeric else 0):
        issue = draw(st.sampled_from(numeric))
        number = numbers(*all_issues[issue]["scale"], certain=certain)
        ends = draw(st.sampled_from([("min",), ("max",)]))
        pledge = {"issue": issue, "cost": draw(numbers(0, 0.5, certain=certain))}
        found.append({**pledge, **{end: draw(number) for end in ends}})
    return found


@st.composite
def groups(draw: st.DrawFn, leaders: list[str], sizes: list[int | None], *, certain: bool) -> Raw:
    """Return groups of a body, of so many members each; None where its file says who belongs."""
    found: Raw = {}
    for number, members in enumerate(sizes):
        group: Raw = {} if members is None else {"members": members}
        if members is not None and draw(st.booleans()):
            group["offset"] = draw(numbers(-40, 40, certain=certain))
        if draw(st.integers(0, 3)):
            group["discipline"] = draw(numbers(0, 1, certain=certain))
        if leaders and draw(st.booleans()):
            group["follows"] = draw(st.sampled_from(leaders))
        found[f"g{number}"] = group
    return found


@st.composite
def tables(draw: st.DrawFn, all_issues: dict[str, Raw]) -> MemberTable:
    """Return a member table with columns for some of the issues."""
    members = draw(st.integers(1, 4))

    def column(low: float, high: float) -> tuple[float, ...]:
        cell = numbers(low, high, certain=True)
        return tuple(draw(st.lists(cell, min_size=members, max_size=members)))

    weight = st.integers(0, 3).map(float)
    weights = draw(st.lists(weight, min_size=members, max_size=members).filter(any))
    numeric = {id_: i for id_, i in all_issues.items() if not is_nominal(i)}
    return MemberTable(
        names=tuple(f"m{i}" for i in range(members)),
        weights=tuple(weights),
        blocs=tuple(draw(st.sampled_from(["g0", "g0", "g1", ""])) for _ in range(members)),
        positions={id_: column(*i["scale"]) for id_, i in numeric.items() if draw(st.booleans())},
        saliences={id_: column(0, 10) for id_ in all_issues if draw(st.booleans())},
    )


@cache
def rules(
    actor_ids: tuple[str, ...], body_ids: tuple[str, ...], *, negation: bool = True
) -> st.SearchStrategy[Any]:
    """Return ratification rules of every kind."""
    shares = st.sampled_from(["1/2", "2/3", "1", 0.3, 0.5, 0.75, 1.0])
    thresholds = st.one_of(st.integers(1, 4), shares)
    leaves: list[st.SearchStrategy[Any]] = [
        st.sampled_from(actor_ids),
        st.fixed_dictionaries(
            {
                "at_least": thresholds,
                "of": st.lists(st.sampled_from(actor_ids), min_size=1, max_size=4, unique=True),
                "by": st.sampled_from(["count", "votes", "influence"]),
            }
        ),
    ]
    if body_ids:
        body = st.sampled_from(body_ids)
        leaves += [
            st.fixed_dictionaries({"majority": body}),
            st.fixed_dictionaries({"at_least": thresholds, "of": body}),
        ]

    def nest(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        many = st.lists(inner, min_size=1, max_size=3)
        nested = [many.map(lambda r: {"all": r}), many.map(lambda r: {"any": r})]
        if negation:
            nested.append(inner.map(lambda r: {"not": r}))
        return st.one_of(nested)

    return st.recursive(st.one_of(leaves), nest, max_leaves=4)


@st.composite
def excluded_combinations(draw: st.DrawFn, all_issues: dict[str, Raw]) -> list[Raw]:
    """Return combinations of options that leave at least one text."""
    names = {id_: option_names(issue) for id_, issue in all_issues.items()}
    texts = [dict(zip(names, text, strict=True)) for text in itertools.product(*names.values())]
    kept: list[Raw] = []
    for _ in range(draw(st.integers(1, 3))):
        named = draw(st.lists(st.sampled_from(list(names)), min_size=1, max_size=3, unique=True))
        wanted = [*kept, {id_: draw(st.sampled_from(names[id_])) for id_ in named}]
        if any(not any(each.items() <= text.items() for each in wanted) for text in texts):
            kept = wanted
    return kept


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    certain: bool = False,
    noise: tuple[float, ...] = (0.0, 0.05, 0.3),
    negation: bool = True,
    worlds: tuple[int, ...] = (1, 4, 5, 8, 16),
    secrecy: bool = True,
    exclusions: bool = True,
    envoys: bool = True,
) -> Case:
    """Return small scenarios: 2–3 parties, 1–3 issues, up to 6 actors, perhaps two bodies.

    Parameters
    ----------
    certain
        Whether all numbers are plain.
    noise
        Values the setting of that name takes.
    negation
        Whether rules may contain ``not``.
    worlds
        Numbers of worlds to choose from.
    secrecy
        Whether actors may have made pledges, and forms may keep issues undisclosed.
    exclusions
        Whether some combinations of options may be excluded.
    envoys
        Whether others than the principals may sign.
    """
    all_issues = {f"i{k}": draw(issues(certain=certain)) for k in range(draw(st.integers(1, 3)))}
    parties = [f"p{k}" for k in range(draw(st.integers(2, 3)))]
    entries: Raw = {}
    member_tables: dict[str, MemberTable] = {}
    bodies: list[str] = []
    for k in range(draw(st.integers(len(parties), 6))):
        entry = entries[f"a{k}"] = draw(actors(all_issues, certain=certain))
        if secrecy and draw(st.booleans()):
            entry["pledges"] = draw(pledges(all_issues, certain=certain))
        party = parties[k] if k < len(parties) else draw(st.sampled_from([None, *parties]))
        if party is not None:
            entry["party"] = party
        # the first actors are the principals, mostly persons
        persons = 4 if k < len(parties) else 1
        kind = draw(st.sampled_from([*["person"] * persons, "quantiles", "table"]))
        if kind == "person":
            continue
        bodies.append(f"a{k}")
        if kind == "quantiles":
            spread = draw(numbers(0, 40, certain=certain))
            sizes: list[int | None] = [*draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))]
            members = sum(size or 0 for size in sizes)
            entry["body"] = {"members": members, "dispersion": spread}
        else:
            entry["body"] = {"file": "members.csv"}
            member_tables[f"a{k}"] = draw(tables(all_issues))
            sizes = [None, None]
        if draw(st.booleans()):
            # whose line is followed stands before the body, so that none is followed in a circle
            leaders = list(entries)[:k]
            entry["body"]["groups"] = draw(groups(leaders, sizes, certain=certain))
    rule = rules(tuple(entries), tuple(bodies), negation=negation)
    forms = ["understanding", "treaty"][: draw(st.integers(1, 2))]
    raw_parties: Raw = {}
    for index, party in enumerate(parties):
        signs = [f for f in forms if f == "treaty" or index < 2 or draw(st.booleans())]
        raw_parties[party] = {
            "principal": f"a{index}",
            "ratification": {form: draw(rule) for form in signs or forms},
            "bargaining_weight": draw(
                st.one_of(st.just(1.0), numbers(0, 2, certain=certain)),
            ),
        }
    settings = {
        "worlds": draw(st.sampled_from(worlds)),
        "seed": draw(st.integers(0, 10)),
        "noise": draw(st.sampled_from(noise)),
        "loss": draw(st.sampled_from([1.0, 2.0, 0.5])),
    }
    raw: Raw = {
        "winset": 1,
        "id": "small",
        "title": "Small",
        "issues": all_issues,
        "actors": entries,
        "parties": raw_parties,
        "settings": settings,
    }
    if secrecy:
        undisclosed = st.lists(st.sampled_from(list(all_issues)), unique=True)
        raw["forms"] = {form: {"undisclosed": draw(undisclosed)} for form in forms}
        for party in raw_parties.values():
            if draw(st.integers(0, 3)) == 0:
                party["envoys"] = [draw(st.sampled_from(list(entries)))]
    if not certain and draw(st.integers(0, 2)) == 0:
        ids = [f"s{k}" for k in range(draw(st.integers(1, 2)))]
        raw["shocks"] = {id_: {"title": "Shock", "loads": draw(loads())} for id_ in ids}
    others = list(entries)[len(parties) :]
    for party in raw_parties.values() if envoys else ():
        if others and draw(st.integers(0, 4)) == 0:
            party["signs"] = others.pop()
            party["envoys"] = [*party.get("envoys", ()), party["signs"]]
    if exclusions and draw(st.integers(0, 2)) == 0:
        raw["excludes"] = draw(excluded_combinations(all_issues))
    return Case(raw, member_tables)


def loads() -> st.SearchStrategy[dict[str, float]]:
    """Return what a common cause moves: numbers of many kinds, up or down."""
    patterns = st.sampled_from(
        [
            "actors.*.noise",
            "actors.*.no_deal_cost",
            "actors.*.reservation",
            "actors.a1.influence",
            "actors.*.stances.*.position",
            "actors.*.stances.*.red_line.max",
            "actors.*.stances.i0.expects",
            "actors.a0.stances.*.salience",
            "actors.*.stances.*.values.*",
            "actors.*.body.dispersion",
            "actors.*.body.groups.*.offset",
            "actors.*.body.groups.*.discipline",
            "issues.*.options.*",
            "issues.i0.no_deal",
            "parties.*.bargaining_weight",
        ]
    )
    sizes = st.sampled_from([-10.0, -0.5, -0.05, 0.05, 0.5, 10.0])
    return st.dictionaries(patterns, sizes, min_size=1, max_size=4)
