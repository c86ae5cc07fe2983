"""Two tables side by side: what differs in inputs, zone, deal and how long it lasts.

Both are run on the same number of worlds from the same seed, so that what differs is the edit and
not the luck of the draws; errors of differences are taken world by world.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from winset.comparison.edits import edited_by
from winset.comparison.heirs import Heirs
from winset.comparison.inputs import InputChange, input_changes
from winset.durability.deals import durability_of
from winset.durability.results import Durability
from winset.durability.survival import difference
from winset.engine import Progress, Result, compute
from winset.errors import WinsetError
from winset.scenario.case import Case
from winset.scenario.model import Scenario
from winset.texts import best_answers
from winset.texts.poll import Poll
from winset.uncertainty import Band, Difference
from winset.worlds import compared

_YEARS = 5
"""After how many years two deals are asked whether they are in force."""


@dataclass(frozen=True)
class FormComparison:
    """One form of agreement at both tables."""

    form: str
    """Its name."""
    zone: Difference
    """Odds that some package would be ratified."""
    carried_out: Difference | None
    """Odds that the text likeliest to pass is carried out once it is ratified, 1 where it needs
    nobody; None where no option at either table needs anyone, or no text passes at one."""
    through: Difference | None
    """Odds that it is signed, ratified and carried out; None with ``carried_out``."""
    deals: tuple[Mapping[str, str] | None, Mapping[str, str] | None]
    """The packages most often settled on (Nash), first and second; None without one."""
    ties: tuple[int, int]
    """How many packages are settled on exactly as often, the one in ``deals`` included; 0 without
    one."""
    same_deal: float | None
    """Of the worlds in which both settle, the share that settle on the same package; None where
    none does, or the packages are not the same."""
    utilities: Mapping[str, tuple[float, float]]
    """Principal of both → mean utility of its own table's deal, first and second."""
    kept: Mapping[str, Difference]
    """Party of both → the odds that a successor there keeps its own table's deal, given that it is
    in force; empty where either table has none that ever is."""
    survival: tuple[Band, Band, Band] | None
    """Odds that the deal is in force after ``years``, first and second, with their 95 % bands, and
    the difference on the same parameter draws; None where either is not computed."""
    years: int
    """After how many years."""

    @property
    def issues_changed(self) -> tuple[str, ...]:
        """Issues on which the two deals differ."""
        one, other = self.deals
        if one is None or other is None:
            return ()
        return tuple(issue for issue in one if one[issue] != other.get(issue))


@dataclass(frozen=True)
class Comparison:
    """Two tables side by side."""

    names: tuple[str, str]
    """What the two are called."""
    analyses: tuple[Result, Result]
    """The two analyses."""
    inputs: tuple[InputChange, ...]
    """Where the files differ."""
    forms: Mapping[str, FormComparison]
    """Forms of agreement both have."""
    only: tuple[tuple[str, ...], tuple[str, ...]]
    """Forms that only the first, and only the second has."""
    issues_only: tuple[tuple[str, ...], tuple[str, ...]]
    actors_only: tuple[tuple[str, ...], tuple[str, ...]]
    """``issues_only``, ``actors_only``: ids of issues and actors that only the first, and only the
    second has."""


def compare(
    one: Case,
    other: Case,
    *,
    worlds: int | None = None,
    seed: int | None = None,
    names: tuple[str, str] = ("first", "second"),
    progress: Progress | None = None,
) -> Comparison:
    """Run two tables on the same draws and say what differs.

    Parameters
    ----------
    one, other
        The scenarios: two cases, a case and a perspective on it, a case and an edit of it.
    worlds, seed
        Number of worlds and seed of both; default the first's settings.
    names
        What to call the two.
    progress
        Told how far the runs are.

    Raises
    ------
    WinsetError
        If the two have no issue or no actor in common.
    """
    _refuse_unrelated(one, other, names)
    count = one.settings.worlds if worlds is None else worlds
    start = one.settings.seed if seed is None else seed
    first, second = (
        compute(table, worlds=count, seed=start, perspectives=False, progress=progress)
        for table in (one, other)
    )
    return compare_analyses(first, second, names=names)


def what_if(
    scenario: Case,
    changes: Mapping[str, object],
    *,
    worlds: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run a scenario as it is and as edited.

    Parameters
    ----------
    scenario
        The scenario.
    changes
        Dotted path → new value, as `Case.with_changes` takes them.
    worlds, seed, progress
        As of `compare`.

    Raises
    ------
    ScenarioError
        If a path leads nowhere or the edited scenario has errors: all of them.
    """
    edited = edited_by(scenario, changes)
    return compare(
        scenario,
        edited,
        worlds=worlds,
        seed=seed,
        names=("as it is", "as edited"),
        progress=progress,
    )


def compare_analyses(
    first: Result,
    second: Result,
    *,
    names: tuple[str, str] = ("first", "second"),
    durability: tuple[Durability, Durability] | None = None,
) -> Comparison:
    """Put two results side by side, with how long their deals last if that is known already.

    Raises
    ------
    WinsetError
        If the two have no issue or no actor in common.
    """
    _refuse_unrelated(first.scenario, second.scenario, names)
    durability = durability or (durability_of(first), durability_of(second))
    both = [form for form in first.forms if form in second.forms]
    return Comparison(
        names,
        (first, second),
        tuple(input_changes(first.scenario, second.scenario)),
        {form: _form(first, second, form, durability) for form in both},
        _unshared(first.forms, second.forms),
        _unshared(first.scenario.issues, second.scenario.issues),
        _unshared(first.scenario.actors, second.scenario.actors),
    )


def _unshared(
    one: Collection[str], other: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that only the first, and only the second has."""
    return (
        tuple(name for name in one if name not in other),
        tuple(name for name in other if name not in one),
    )


def _refuse_unrelated(one: Scenario, other: Scenario, names: tuple[str, str]) -> None:
    """Refuse two cases that are about different things: nothing in one has a like in the other."""
    missing = [
        kind
        for kind, first, second in (
            ("issue", one.issues, other.issues),
            ("actor", one.actors, other.actors),
        )
        if not set(first) & set(second)
    ]
    if missing:
        raise WinsetError(
            f"“{names[0]}” and “{names[1]}” have no {' and no '.join(missing)} in common, so they "
            "cannot be compared. Compare two versions of one case, with the same ids in both."
        )


def _form(
    first: Result, second: Result, form: str, durability: tuple[Durability, Durability]
) -> FormComparison:
    one, other = (table.forms[form].settlements["nash"] for table in (first, second))
    carried_out, through = _carried_out(first, second, form)
    return FormComparison(
        form,
        _zone(first, second, form),
        carried_out,
        through,
        (
            None if one.package is None else first.space.package(one.package),
            None if other.package is None else second.space.package(other.package),
        ),
        (len(one.ties), len(other.ties)),
        _same_deal(first, second, form),
        {
            actor: (utility, other.utilities[actor])
            for actor, utility in one.utilities.items()
            if actor in other.utilities
        },
        _kept(first, second, form),
        _survival(durability, form),
        _YEARS,
    )


def _zone(first: Result, second: Result, form: str) -> Difference:
    one, other = (table.forms[form].ratification.has_zone for table in (first, second))
    return compared(first.worlds, (one, None), second.worlds, (other, None))


def _carried_out(
    first: Result, second: Result, form: str
) -> tuple[Difference, Difference] | tuple[None, None]:
    """Odds that the best text is carried out, once ratified and in all, where any could need it."""
    issues = [*first.scenario.issues.values(), *second.scenario.issues.values()]
    if not any(issue.needs for issue in issues):
        return None, None
    one, other = (best_answers(table, form) for table in (first, second))
    if one is None or other is None:
        return None, None
    if not (one.passes.any() and other.passes.any()):
        return None, None
    done = compared(first.worlds, (one.done, one.passes), second.worlds, (other.done, other.passes))
    through = compared(first.worlds, (one.through, None), second.worlds, (other.through, None))
    return done, through


def _kept(first: Result, second: Result, form: str) -> dict[str, Difference]:
    keeps = []
    for table in (first, second):
        package = table.forms[form].settlements["nash"].package
        if package is None:
            return {}
        answers = Poll(table).answers(form, [package])
        if not answers.through.any():
            return {}
        keeps.append(Heirs.of(table, [package]).kept(answers, package))
    one, other = keeps
    return {
        party: compared(first.worlds, one[party], second.worlds, other[party])
        for party in one
        if party in other
    }


def _same_deal(first: Result, second: Result, form: str) -> float | None:
    one, other = (table.forms[form].settlements["nash"].by_world for table in (first, second))
    # a package's number means the same at both tables only where both list the whole of one space
    listed = all(t.forms[form].ratification.listing.is_whole for t in (first, second))
    if one is None or other is None or first.space != second.space or not listed:
        return None
    here, there = first.worlds.shared_with(second.worlds)
    one, other = one[here], other[there]
    both = (one >= 0) & (other >= 0)
    return float((one[both] == other[both]).mean()) if both.any() else None


def _survival(
    durability: tuple[Durability, Durability], form: str
) -> tuple[Band, Band, Band] | None:
    if any(form not in one.forms or one.years < _YEARS for one in durability):
        return None
    first, second = (one.main(form).outlook for one in durability)
    return (
        first.survival_at(_YEARS),
        second.survival_at(_YEARS),
        difference(second, first, _YEARS),
    )
