"""Whom to bring on board, against a brute force over all packages and all sets."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.profiles import COSTLY
from tests.strategies import Case, cases
from tests.twin import Ballot, Twin, World, excluded, mean_utility
from winset.advice import acceptance_odds as standing
from winset.advice.coalitions import cheapest_coalitions
from winset.advice.consenters import asked_in
from winset.advice.onboard import onboard
from winset.advice.payments import shortfall_of
from winset.advice.robust import robust_deals
from winset.advice.survival import Lasting
from winset.analysis import Analysis, analyse
from winset.errors import WinsetError
from winset.ratification import forms_of
from winset.scenario import scenario_from
from winset.serialise.advice.onboard import coalition_rows, holdout_rows, onboard_rows

from .town import advised, elite, onboard_in_words, rule, stance, town


def test_the_cheapest_concession_is_on_the_issue_the_principals_care_least_about() -> None:
    # the council wants 0 on both alike and needs 0.5: one whole issue must go its way
    council = elite(reservation=0.5, stances={"land": stance(0), "money": stance(0)})
    analysis, found = advised(town(council=council))
    (own,) = found.forms["treaty"].holdouts
    assert own.actor == "council"
    assert not own.in_rule
    assert own.won is not None
    assert [(m.issue, m.after) for m in own.won.concession.moves] == [("money", "0")]
    # each leader loses its whole weight of money, a tenth
    assert own.won.concession.cost == pytest.approx(0.2)
    assert own.won.concession.losses == pytest.approx({"mayor": 0.1, "rival": 0.1})
    assert own.at_centre == own.won.concession
    # utility 0 at the leaders' deal, so the whole of 0.5 must be paid: all of an issue's weight
    assert own.payment.price.value == pytest.approx(0.5)
    assert own.payment.meaning.issue == "land"
    assert own.payment.meaning.steps == pytest.approx(100)
    assert found.whole
    assert found.within(0.1)["treaty"].cost == 0
    assert found.within(0.2)["treaty"].joined == ("council",)
    assert json.dumps(onboard_rows(found), allow_nan=False)
    assert json.dumps(holdout_rows(analysis.scenario, found), allow_nan=False)


def test_a_red_line_is_not_bought_off() -> None:
    line = {"max": 40}
    guard = elite(
        reservation=0.2,
        stances={"land": stance(0, red_line=line), "money": stance(0)},
    )
    analysis, found = advised(town(guard=guard))
    (own,) = found.forms["treaty"].holdouts
    assert own.payment.barred == 1
    assert math.isinf(own.payment_at_centre)
    # Land must move to 40 first; then it has 0.3 and nothing more is needed
    assert own.payment.after is not None
    assert [(m.issue, m.after) for m in own.payment.after.moves] == [("land", "40")]
    assert own.payment.price.value == 0
    assert own.paid is None
    assert own.won is not None
    assert "a red line rules this text out in 100 % of draws" in onboard_in_words(analysis, found)


def test_a_body_is_won_for_the_quorum_the_rule_asks() -> None:
    raw = town(
        house={
            "party": "p", "role": "legislature", "influence": 10, "reservation": 0.5,
            "body": {"members": 9, "dispersion": 30},
            "stances": {"land": stance(50, 0), "money": stance(0)},
        }
    )  # fmt: skip
    for quorum, place in (("1/3", 2), ("2/3", 5), (9, 8)):
        written = {"all": ["mayor", {"at_least": quorum, "of": "house"}]}
        analysis = analyse(scenario_from(rule(raw, "p", written)))
        form = forms_of(analysis.scenario)[0]
        asked = next(own for own in asked_in(analysis.scenario, form) if own.actor == "house")
        start = analysis.space.choices([analysis.space.number({"land": "100", "money": "100"})])[0]
        short = shortfall_of(analysis.scenario, analysis.worlds, asked, start, form.name)
        ordered = np.sort(short.by_member[0])
        assert short.needed[0] == pytest.approx(ordered[place])
        assert short.backing(float(ordered[place]))[0] >= place + 1


def test_a_form_without_any_zone_is_advised_on_from_its_most_ratifiable_package() -> None:
    raw = town(
        hawks=elite(reservation=1, stances={"land": stance(100), "money": stance(100)}),
        doves=elite(reservation=1, stances={"land": stance(0), "money": stance(0)}),
    )
    raw = rule(raw, "p", {"all": ["mayor", "hawks", "doves"]})
    analysis, found = advised(raw)
    form = found.forms["treaty"]
    assert analysis.forms["treaty"].settlements["nash"].package is None
    assert form.start.concept == "most_ratifiable"
    assert form.start.package == analysis.forms["treaty"].ratification.most_ratifiable(1)[0]
    assert {own.actor for own in form.holdouts} & {"hawks", "doves"}
    # payments open what no package does
    assert form.robust.cheapest
    assert form.robust.exact


def test_a_principal_who_rejects_is_a_holdout_too() -> None:
    raw = town()
    raw["actors"]["rival"]["reservation"] = 0.95
    raw["actors"]["rival"]["stances"]["land"]["position"] = 0
    raw["actors"]["mayor"]["reservation"] = 0.95
    _, found = advised(raw)
    form = found.forms["treaty"]
    assert form.holdouts
    assert not form.outcome.ratified.value
    assert set(form.robust.cheapest[0].actors) <= {"mayor", "rival"}


def test_payments_can_win_a_rule_with_not_only_by_leaving_someone_out() -> None:
    spoiler = elite(reservation=1, stances={"land": stance(0), "money": stance(0)})
    raw = rule(town(spoiler=spoiler), "p", {"all": ["mayor", {"not": "spoiler"}]})
    _, found = advised(raw)
    form = found.forms["treaty"]
    assert form.outcome.ratified.value == 1
    (own,) = form.holdouts
    assert own.paid is not None
    assert own.paid.ratified.value == 0


@pytest.mark.parametrize("budget", [-0.1, math.nan])
def test_a_budget_below_nothing_is_refused(budget: float) -> None:
    _, found = advised(town())
    with pytest.raises(WinsetError, match="budget"):
        found.within(budget)


def test_nothing_to_advise_is_said() -> None:
    analysis, found = advised(town())
    form = found.forms["treaty"]
    assert form.holdouts == ()
    assert "Nobody needs to be won: everyone consents" in onboard_in_words(analysis, found)
    assert form.robust.cheapest[0].actors == ()


def wins_by(table: dict[frozenset[str], bool], names: tuple[str, ...]) -> Any:
    def wins(sets: Mapping[str, Any]) -> Any:
        count = max((len(own) for own in sets.values()), default=1)
        return np.array(
            [table[frozenset(n for n in names if n in sets and sets[n][k])] for k in range(count)]
        )

    return wins


@settings(deadline=None)
@given(st.data(), st.integers(1, 5), st.booleans())
def test_coalitions_are_the_cheapest_of_all_sets(
    data: st.DataObject, count: int, monotone: bool
) -> None:
    names = tuple("abcde"[:count])
    sets = [frozenset(s) for k in range(count + 1) for s in itertools.combinations(names, k)]
    seeds = {s: data.draw(st.booleans()) for s in sets}
    table = (
        {s: any(seeds[other] for other in sets if other <= s) for s in sets} if monotone else seeds
    )
    costs = {name: data.draw(st.integers(1, 4)) / 2 for name in names}
    found = cheapest_coalitions(costs, wins_by(table, names), monotone=monotone, most=99)
    winning = [s for s in sets if table[s]]
    minimal = [s for s in winning if not any(table[s - {name}] for name in s)]
    assert {frozenset(own.actors) for own in found.cheapest} == set(minimal)
    prices = [own.cost for own in found.cheapest]
    assert prices == sorted(prices)
    least = min((sum(costs[n] for n in s) for s in winning), default=math.inf)
    assert found.bound == least
    greedy = cheapest_coalitions(costs, wins_by(table, names), monotone=monotone, listed=0)
    if monotone:
        assert bool(greedy.cheapest) == bool(winning)
        if winning:
            assert greedy.bound <= least <= greedy.cheapest[0].cost
            assert frozenset(greedy.cheapest[0].actors) in set(minimal)
    assert not greedy.exact


@COSTLY
@given(cases(worlds=(1, 4)))
def test_concessions_and_payments_against_brute_force(case: Case) -> None:
    compare(case)


@pytest.mark.slow
@given(cases(worlds=(1, 4, 8)))
def test_many_concessions_and_payments_against_brute_force(case: Case) -> None:
    compare(case)


def compare(case: Case) -> None:
    """Hold everything told of a case against going through packages, sets, worlds and members."""
    scenario = case.scenario()
    assume(forms_of(scenario))
    analysis = analyse(scenario)
    with pytest.MonkeyPatch.context() as patch:
        # how long deals last is not what is compared, and takes most of the time
        patch.setattr(Lasting, "tells", lambda *_: False)
        found = onboard(analysis)
    twin = Twin(scenario, analysis.worlds)
    for form in forms_of(scenario):
        advice = found.forms[form.name]
        brute = _Brute(twin, analysis, form, advice.start.package)
        told = {own.actor: own for own in advice.holdouts}
        for asked in asked_in(scenario, form):
            odds = brute.odds(asked, advice.start.package)
            assert (asked.actor in told) == (odds < 0.8 - 1e-9)
            if asked.actor not in told:
                continue
            own = told[asked.actor]
            assert own.odds.value == pytest.approx(odds)
            least = brute.cheapest(asked)
            assert (own.won is None) == (least is None)
            if own.won is not None and least is not None:
                assert own.won.concession.cost == pytest.approx(least, abs=1e-8)
                assert own.won.odds.value >= 0.8 - 1e-9
            price = brute.price(asked, advice.start.package)
            brute.payments[asked.actor] = price
            mine = own.payment.price.value if own.payment.after is None else math.inf
            assert mine == pytest.approx(price, abs=2e-9)
        if len(brute.payable) <= 4:
            expected = brute.cheapest_sets()
            found_sets = [(own.cost, frozenset(own.actors)) for own in advice.robust.cheapest]
            assert advice.robust.exact
            assert bool(found_sets) == bool(expected)
            if found_sets:
                assert found_sets[0][0] == pytest.approx(min(expected.values()), abs=1e-7)
                assert {chosen for _, chosen in found_sets} <= set(expected)


class _Brute:
    """Everything about one form by going through packages, worlds and members."""

    def __init__(self, twin: Twin, analysis: Analysis, form: Any, start: int) -> None:
        self.twin, self.form, self.start = twin, form, start
        self.worlds = twin.forms[form.name].worlds
        self.asked = {own.actor: own for own in asked_in(analysis.scenario, form)}
        self.ballots = [[Ballot(world, p) for p in twin.packages] for world in self.worlds]
        self.payments: dict[str, float] = {}

    @property
    def payable(self) -> list[str]:
        """Whom a rule asks and a payment can win."""
        return [
            actor
            for actor, price in self.payments.items()
            if self.asked[actor].in_rule and math.isfinite(price)
        ]

    def passes(self, paid: frozenset[str]) -> float:
        """Share of worlds in which the deal passes once these are paid."""
        count = 0
        for world in self.worlds:
            ballot = Ballot(world, self.twin.packages[self.start])
            for actor in paid:
                price = self.payments[actor] + 1e-9
                ballot.yes[actor] = [
                    short <= price for _, short in self.lacking(world, actor, self.start)
                ]
            count += all(ballot.holds(rule) for rule in self.form.rules.values())
        return count / len(self.worlds)

    def cheapest_sets(self) -> dict[frozenset[str], float]:
        """Every set that makes the deal pass and of which none can be spared, with its cost."""
        names = self.payable
        odds = {
            frozenset(chosen): self.passes(frozenset(chosen))
            for size in range(len(names) + 1)
            for chosen in itertools.combinations(names, size)
        }
        winning = {chosen for chosen, share in odds.items() if share >= 0.8 - 1e-9}
        return {
            chosen: sum(self.payments[actor] for actor in chosen)
            for chosen in winning
            if not any(chosen - {actor} in winning for actor in chosen)
        }

    def odds(self, asked: Any, number: int) -> float:
        votes = [own[number].backing(asked.actor) for own in self.ballots]
        return sum(bool(asked.enough.met_by(np.array(v))) for v in votes) / len(votes)

    def utility(self, actor: str, number: int) -> float:
        package = self.twin.packages[number]
        each = [mean_utility(world.members[actor], package) for world in self.worlds]
        return sum(each) / len(each)

    def cheapest(self, asked: Any) -> float | None:
        principals = tuple(dict.fromkeys(self.form.principals.values()))
        best = None
        for number, package in enumerate(self.twin.packages):
            if excluded(self.worlds[0].scenario, package):
                continue
            kept = all(
                self.odds(self.asked[p], number)
                >= min(0.5, self.odds(self.asked[p], self.start)) - 1e-9
                for p in principals
            )
            if not kept or self.odds(asked, number) < 0.8 - 1e-9:
                continue
            cost = sum(
                max(0.0, self.utility(p, self.start) - self.utility(p, number)) for p in principals
            )
            best = cost if best is None else min(best, cost)
        return best

    def price(self, asked: Any, number: int) -> float:
        needed = sorted(self._needed(world, asked, number) for world in self.worlds)
        return needed[math.ceil(round(0.8 * len(needed), 9)) - 1]

    def lacking(self, world: World, actor: str, number: int) -> list[tuple[Any, float]]:
        """Members, and what each lacks to accept a package."""
        package, noise = self.twin.packages[number], world.noise(actor)
        found = []
        for member in world.members[actor]:
            barred = any(o in b for b, o in zip(member.barred, package, strict=True))
            short = member.reservation - member.utility(package) - noise
            found.append((member, math.inf if barred else short if short > 1e-9 else 0.0))
        return found

    def _needed(self, world: World, asked: Any, number: int) -> float:
        lacking = self.lacking(world, asked.actor, number)
        ballot = Ballot(world, self.twin.packages[number])
        for level in [0.0, *sorted(short for _, short in lacking)]:
            ballot.yes[asked.actor] = [short <= level for _, short in lacking]
            votes = ballot.backing(asked.actor)
            if asked.enough.met_by(np.array(votes)):
                return level
        return math.inf


def test_spaces_too_large_to_list_say_so() -> None:
    raw = town(council=elite(reservation=0.5, stances={"land": stance(0), "money": stance(0)}))
    analysis = analyse(scenario_from(raw), method="programme")
    found = onboard(analysis)
    assert not found.whole
    assert "too many texts" in onboard_in_words(analysis, found)
    (own,) = found.forms["treaty"].holdouts
    # payments need no list of packages
    assert own.payment.price.value == pytest.approx(0.5)


def test_coalition_rows_name_their_basis() -> None:
    hawks = elite(reservation=0.5, stances={"land": stance(0), "money": stance(0)})
    doves = elite(reservation=0.25, stances={"land": stance(0), "money": stance(0)})
    raw = town(hawks=hawks, doves=doves)
    raw = rule(raw, "p", {"all": ["mayor", {"any": ["hawks", "doves"]}]})
    raw["parties"]["q"]["ratification"]["treaty"] = {"all": ["rival", {"any": ["hawks", "doves"]}]}
    _, found = advised(raw)
    form = found.forms["treaty"]
    rows = coalition_rows(found)
    assert {row["basis"] for row in rows} <= {"expected_world", "robust"}
    # whichever deal is settled, the cheaper of the two is enough
    for own in (form.at_centre, form.robust):
        assert len(own.cheapest[0].actors) <= 1


def test_of_too_many_packages_the_likeliest_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    council = elite(reservation=0.5, stances={"land": stance(0), "money": stance(0)})
    analysis = analyse(scenario_from(town(council=council)))
    monkeypatch.setattr(standing, "MOST_WHOLE", 10)
    monkeypatch.setattr(standing, "MOST_LIKELY", 120)
    table = standing.tables_of(analysis)["treaty"]
    numbers = table.standing.listing.numbers
    assert numbers is not None
    assert len(numbers) in (120, 121)
    found = onboard(analysis)
    assert not found.whole
    (own,) = found.forms["treaty"].holdouts
    assert own.won is not None
    assert own.won.concession.package in numbers
    # what is told of a package does not hang on how it was looked for
    monkeypatch.undo()
    (same,) = onboard(analysis).forms["treaty"].holdouts
    assert same.won is not None
    assert own.won == same.won
    assert robust_deals(analysis, {"treaty": table}).rows


def test_large_bodies_are_asked_in_all_worlds_about_what_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wide = {"low": 0, "high": 100}
    house = {
        "party": "p", "role": "legislature", "influence": 10, "reservation": 0.6,
        "body": {"members": 40, "dispersion": 10},
        "stances": {"land": {"position": wide, "salience": 1}, "money": stance(0)},
    }  # fmt: skip
    raw = town(house=house)
    raw["settings"]["worlds"] = 64
    analysis = analyse(scenario_from(raw))
    every = onboard(analysis)
    monkeypatch.setattr(standing, "_MOST_VOTES", 1)
    part = onboard(analysis)
    assert (every.asked_in, part.asked_in) == (64, 16)
    (own,), (same,) = part.forms["treaty"].holdouts, every.forms["treaty"].holdouts
    for few, all_ in ((own.won, same.won), (own.nearest, same.nearest)):
        if few is not None and all_ is not None:
            assert few.odds.worlds == 64
            if few.concession.package == all_.concession.package:
                assert few.odds == all_.odds
    assert own.odds == same.odds
    assert own.payment == same.payment
    assert "in all of them" in onboard_in_words(analysis, part)


def test_robust_deals_of_a_search_are_among_what_it_found() -> None:
    council = elite(reservation=0.5, stances={"land": stance(0), "money": stance(0)})
    raw = rule(town(council=council), "p", {"all": ["mayor", "council"]})
    raw["perspectives"] = {"other": {"title": "Other", "actors": {"council": {"reservation": 0.4}}}}
    analysis = analyse(scenario_from(raw), method="programme")
    found = robust_deals(analysis)
    listing = analysis.forms["treaty"].ratification.listing
    assert all(listing.lists(own.package) for own in found.rows)
    assert found.rows or found.nowhere
