"""Where every number of a scenario comes from: a source, the analyst's judgement, an assumption."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from winset.scenario.loads import loads_of
from winset.scenario.model import (
    Actor,
    Body,
    Issue,
    MemberTable,
    Party,
    Pledge,
    Scenario,
    Stance,
    Traced,
)
from winset.scenario.numbers import Number
from winset.scenario.rules import Coalition, Quorum, walk
from winset.words.marks import Mark, attributed, cited, mark_of
from winset.words.names import (
    actor_in_words,
    form_in_words,
    form_title,
    listed,
    plain_name,
    sentence,
)
from winset.words.quantities import (
    counted,
    day_in_words,
    number_in_words,
    odds_in_words,
    percent,
    quantity,
)
from winset.words.views import option_in_words, threshold_in_words


@dataclass(frozen=True)
class ProvenanceRow:
    """One number of the scenario."""

    group: str
    """What it belongs to: an issue, an actor, a party, the talks, common causes or the settings."""
    path: str
    """Dotted path in the scenario file."""
    what: str
    """What it says, in words."""
    value: str
    """The number with its range, in words."""
    mark: Mark
    """Where it comes from."""
    sources: tuple[str, ...] = ()
    """Ids of the sources behind it, or that point its way."""
    note: str = ""
    """Paragraph of the source and what it says."""


@dataclass(frozen=True)
class Thinness:
    """How much stands behind a scenario."""

    sources: int
    second_hand: int
    """``sources``, ``second_hand``: number of sources, and how many report what others want at one
    remove."""
    data: int
    judgements: int
    assumptions: int
    """``data``, ``judgements``, ``assumptions``: numbers by mark."""

    @property
    def numbers(self) -> int:
        """All numbers of the scenario."""
        return self.data + self.judgements + self.assumptions


def provenance(scenario: Scenario) -> tuple[ProvenanceRow, ...]:
    """List every number of a scenario with where it comes from, in the order of the file.

    Returns
    -------
    rows
        One a number; a column of a body's member table is one row, and so is a common cause.
    """
    return tuple(_rows(scenario))


def thinness(scenario: Scenario, rows: Iterable[ProvenanceRow] | None = None) -> Thinness:
    """Count sources and numbers by mark."""
    marks = Counter(row.mark for row in (provenance(scenario) if rows is None else rows))
    second_hand = sum(source.second_hand for source in scenario.sources.values())
    return Thinness(
        len(scenario.sources),
        second_hand,
        marks["data"],
        marks["judgement"],
        marks["assumption"],
    )


def numbers_told(thin: Thinness) -> str:
    """Say how many numbers stand behind a report, and on what they rest."""
    data = f"{thin.data:,}" if thin.data else "none"
    return (
        f"This report rests on {counted(thin.numbers, 'number')}. Of these {data} "
        f"{'comes' if thin.data < 2 else 'come'} from a source; {thin.judgements:,} are the "
        f"analyst’s judgement and {thin.assumptions:,} are settings or defaults."
    )


_COUNTED: Mapping[Mark, tuple[str, str]] = {
    "data": ("number from a source", "numbers from a source"),
    "judgement": ("judgement", "judgements"),
    "assumption": ("assumption", "assumptions"),
}


def marks_told(marks: Iterable[Mark]) -> str:
    """Count numbers by their marks: ``One number from a source and five judgements``."""
    often = Counter(marks)
    told = [counted(often[mark], *words) for mark, words in _COUNTED.items() if often[mark]]
    return sentence(listed(told))


def whence_told(scenario: Scenario, row: ProvenanceRow) -> str:
    """Say which sources a number is from, or follows in its direction, and whose word it is."""
    whence = "; ".join(cited(scenario, row.sources))
    if not whence:
        return ""
    holder = attributed(scenario, row.sources)
    direction = "direction from " if row.mark == "judgement" else ""
    return f"{direction}{whence}{', ' if holder else ''}{holder}"


def _rows(scenario: Scenario) -> Iterator[ProvenanceRow]:
    for issue_id, issue in scenario.issues.items():
        yield from _issue_rows(issue_id, issue)
    for actor_id, actor in scenario.actors.items():
        yield from _actor_rows(scenario, actor_id, actor)
    for party_id, party in scenario.parties.items():
        yield from _party_rows(scenario, party_id, party)
    for number, talks in enumerate(scenario.talks):
        if talks.hours is not None:
            what = f"Hours of the round of {day_in_words(talks.date)}"
            path = f"talks.{number}.hours"
            yield _row("State of the talks", path, what, quantity(talks.hours), talks)
    for shock, loads in loads_of(scenario).items():
        entry = scenario.shocks[shock]
        moves = f"moves {counted(len(loads), 'number')}"
        yield _row("Common causes", f"shocks.{shock}", entry.title, moves, entry)
    yield from _durability_rows(scenario)
    settings, group = scenario.settings, "Settings"
    noise = "Standard deviation of each actor’s judgement of a text, in utility"
    yield _row(group, "settings.noise", noise, quantity(settings.noise), None)
    loss = "Exponent of the loss in distance (1 linear, 2 quadratic)"
    yield _row(group, "settings.loss", loss, quantity(settings.loss), None)


def _row(group: str, path: str, what: str, value: str, entry: Traced | None) -> ProvenanceRow:
    """Row of a number an entry gives; without one, of a setting or a default."""
    if entry is None:
        return ProvenanceRow(group, path, what, value, "assumption")
    return ProvenanceRow(group, path, what, value, mark_of(entry), entry.source, entry.note or "")


def _place(value: Number | str) -> str:
    return option_in_words(value) if isinstance(value, str) else number_in_words(value)


def _durability_rows(scenario: Scenario) -> Iterator[ProvenanceRow]:
    own, group, at = scenario.durability, "How long it lasts", "durability"
    what = "Ends a year brought about by outsiders"
    given = own if "disruption" in own.model_fields_set else None
    value = number_in_words(own.disruption) if given else "0 (off), since no data carry it"
    yield _row(group, f"{at}.disruption", what, value, given)
    for form, terms in scenario.form_terms.items():
        if "exit_cost" in terms.model_fields_set:
            what = f"Cost of leaving {form_in_words(scenario, form)}, in utility"
            cost = number_in_words(terms.exit_cost)
            yield ProvenanceRow(group, f"forms.{form}.exit_cost", what, cost, "judgement")
    what = "Share of successors in the data who reject what they inherit (ρ)"
    given = None if own.rho is None else own
    value = "20 % to 90 %, most likely half: Beta(4, 4)" if own.rho is None else percent(own.rho)
    yield _row(group, f"{at}.rho", what, value, given)


def _issue_rows(issue_id: str, issue: Issue) -> Iterator[ProvenanceRow]:
    group, at = issue.title, f"issues.{issue_id}"
    for option, position in issue.options.items():
        # a level named by its own position is a ruler, not a claim
        if position is not None and option != f"{position.centre:g}":
            what = f"Position of the option “{option_in_words(option)}”"
            yield _row(group, f"{at}.options.{option}", what, number_in_words(position), issue)
    if issue.no_deal is not None:
        yield _row(
            group, f"{at}.no_deal", "Where it stays without a deal", _place(issue.no_deal), issue
        )


def _actor_rows(scenario: Scenario, actor_id: str, actor: Actor) -> Iterator[ProvenanceRow]:
    group, at = scenario.actor_name(actor_id), f"actors.{actor_id}"
    own: tuple[tuple[str, str, Number | None], ...] = (
        ("influence", "Influence at home (0–100)", actor.influence),
        ("votes", "Votes it casts", actor.votes),
        ("no_deal_cost", "Cost of no deal, in utility", actor.no_deal_cost),
        ("reservation", "Least acceptable utility", actor.reservation),
    )
    for key, what, number in own:
        if number is None:
            continue
        given = actor if key in actor.model_fields_set else None
        if given is not None or actor.reservation is None:
            yield _row(group, f"{at}.{key}", what, number_in_words(number), given)
    if actor.disrupts is not None:
        what, rate = "Ends a year of deals it rejects", number_in_words(actor.disrupts.rate)
        yield _row(group, f"{at}.disrupts.rate", what, rate, actor.disrupts)
    yield from _body_rows(scenario, group, at, actor)
    for issue_id, stance in actor.stances.items():
        yield from _stance_rows(
            scenario.issues[issue_id], group, f"{at}.stances.{issue_id}", stance
        )
    for place, pledge in enumerate(actor.pledges):
        title = scenario.issues[pledge.issue].title
        yield from _pledge_rows(title, group, f"{at}.pledges.{place}", pledge)


def _body_rows(scenario: Scenario, group: str, at: str, actor: Actor) -> Iterator[ProvenanceRow]:
    body = actor.body
    if body is None:
        return
    yield _row(group, f"{at}.body.members", "Members", f"{body.size:,}", actor)
    if body.table is not None:
        yield from _table_rows(scenario, group, f"{at}.body", body.table, actor)
    elif body.dispersion is not None:
        what = "Spread of the members (standard deviation, in units of the scales)"
        value = number_in_words(body.dispersion)
        yield _row(group, f"{at}.body.dispersion", what, value, actor)
    yield from _group_rows(scenario, group, f"{at}.body.groups", body, actor)


def _group_rows(
    scenario: Scenario, group: str, at: str, body: Body, actor: Actor
) -> Iterator[ProvenanceRow]:
    for id_, each in body.groups.items():
        name = sentence(plain_name(id_))
        if each.members is not None:
            yield _row(group, f"{at}.{id_}.members", f"{name}: members", f"{each.members:,}", actor)
        if "offset" in each.model_fields_set:
            what = f"{name}: offset from the rest (in units of the scales)"
            yield _row(group, f"{at}.{id_}.offset", what, number_in_words(each.offset), actor)
        if "discipline" in each.model_fields_set:
            line = "its own majority"
            if each.follows is not None:
                line = actor_in_words(scenario, each.follows)
            what = f"{name}: share of members who follow {line}"
            yield _row(
                group, f"{at}.{id_}.discipline", what, number_in_words(each.discipline), actor
            )


def _table_rows(
    scenario: Scenario, group: str, at: str, table: MemberTable, actor: Actor
) -> Iterator[ProvenanceRow]:
    columns = [("positions of the members", table.positions), ("salience", table.saliences)]
    for what, by_issue in columns:
        for issue_id, values in by_issue.items():
            title = f"{scenario.issues[issue_id].title}: {what}, one each from the file"
            span = f"{quantity(min(values))} to {quantity(max(values))}"
            path = f"{at}.{issue_id}" + ("" if by_issue is table.positions else ".salience")
            yield _row(group, path, title, span, actor)


def _stance_rows(issue: Issue, group: str, at: str, stance: Stance) -> Iterator[ProvenanceRow]:
    title = issue.title
    if stance.position is not None:
        yield _row(
            group, f"{at}.position", f"{title}: wants", number_in_words(stance.position), stance
        )
    for option, worth in (stance.values or {}).items():
        what = f"{title}: worth of “{option_in_words(option)}” (0–1)"
        yield _row(group, f"{at}.values.{option}", what, number_in_words(worth), stance)
    if "salience" in stance.model_fields_set:
        what = f"{title}: salience (0–100)"
        yield _row(group, f"{at}.salience", what, number_in_words(stance.salience), stance)
    if stance.expects is not None:
        what = f"{title}: expects without a deal"
        yield _row(group, f"{at}.expects", what, _place(stance.expects), stance)
    red_line = stance.red_line
    if red_line is not None:
        for end, words in (("min", "accepts nothing below"), ("max", "accepts nothing above")):
            number: Number | None = getattr(red_line, end)
            if number is not None:
                path = f"{at}.red_line.{end}"
                yield _row(group, path, f"{title}: {words}", number_in_words(number), stance)


def _pledge_rows(title: str, group: str, at: str, pledge: Pledge) -> Iterator[ProvenanceRow]:
    for end, words in (("min", "pledged nothing below"), ("max", "pledged nothing above")):
        number: Number | None = getattr(pledge, end)
        if number is not None:
            yield _row(group, f"{at}.{end}", f"{title}: {words}", number_in_words(number), pledge)
    what = f"{title}: cost of breaking the pledge, in utility"
    yield _row(group, f"{at}.cost", what, number_in_words(pledge.cost), pledge)


def _party_rows(scenario: Scenario, party_id: str, party: Party) -> Iterator[ProvenanceRow]:
    group, at = scenario.party_name(party_id), f"parties.{party_id}"
    what, value = "Bargaining weight (Nash)", number_in_words(party.bargaining_weight)
    given = party if "bargaining_weight" in party.model_fields_set else None
    yield _row(group, f"{at}.bargaining_weight", what, value, given)
    yield from _turnover_rows(group, at, party)
    for form, rule in party.ratification.items():
        for part in walk(rule):
            if isinstance(part, Quorum):
                share = (
                    "a majority" if part.threshold is None else threshold_in_words(part.threshold)
                )
                value = f"{share} of {actor_in_words(scenario, part.body)}"
            elif isinstance(part, Coalition):
                value = f"{threshold_in_words(part.threshold)} of {len(part.actors)}, by {part.by}"
            else:
                continue
            what = f"{form_title(scenario, form)}: support needed"
            yield _row(group, f"{at}.ratification.{form}", what, value, party)


def _turnover_rows(group: str, at: str, party: Party) -> Iterator[ProvenanceRow]:
    for n, election in enumerate(party.elections):
        what = f"Odds of another coalition after the election of {day_in_words(election.date)}"
        value = odds_in_words(election.change)
        yield _row(group, f"{at}.elections.{n}.change", what, value, election)
    if party.turnover is not None:
        what = "Coalition changes a year that no dated election brings"
        yield _row(group, f"{at}.turnover", what, number_in_words(party.turnover), party)
    if party.approval is not None:
        what = "Approval of its president, per cent"
        yield _row(group, f"{at}.approval", what, number_in_words(party.approval), party)
