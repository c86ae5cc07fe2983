"""The odds that deals are in force after some years, and what they are estimated from, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from winset.durability.assumptions import shipped_sample
from winset.durability.results import Deal, Durability, FormKind
from winset.durability.survival import difference
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.words.durability import (
    POINT,
    choice_named,
    deals_shown,
    span,
    year_count,
    years_in_words,
)
from winset.words.names import (
    form_name,
    form_title,
    listed,
    sentence,
)
from winset.words.quantities import percent
from winset.words.table import Table

_LASTS = {1: "longer", 0: "no clear difference", -1: "less long"}
"""Sign of a difference → how long a deal lasts against another."""


_IN_FORCE = "Odds of still being in force, not renegotiated"


def survival_table(result: Result, durability: Durability) -> Table:
    """Return the odds that deals are in force after some years: a row a deal.

    Forms that the data cannot tell apart share a row where their figures are equal, and an
    undisclosed one has none beside them.
    """
    heads = ("", *(year_count(mark) for mark in durability.marks), "Compared")
    rows = tuple(
        row for kind in durability.kinds for row in _rows_of(result.scenario, durability, kind)
    )
    if any(row[-1] for row in rows):
        return Table(heads, rows, _IN_FORCE)
    return Table(heads[:-1], tuple(row[:-1] for row in rows), _IN_FORCE)


def _rows_of(
    scenario: Scenario, durability: Durability, kind: FormKind
) -> Iterator[tuple[str, ...]]:
    forms_of: dict[tuple[str, ...], list[str]] = {}
    for form in kind.shown:
        for deal in deals_shown(durability, form):
            cells = (choice_named(durability, deal), *_odds_cells(durability, deal))
            forms_of.setdefault(cells, []).append(form)
    for (deal_name, *odds), forms in forms_of.items():
        yield (f"{sentence(listed(names_of(scenario, kind, forms)))}: {deal_name}", *odds)


def _odds_cells(durability: Durability, deal: Deal) -> tuple[str, ...]:
    *early, last = (deal.outlook.survival_at(mark) for mark in durability.marks)
    contrast = durability.contrast(deal.form, deal.choice, durability.marks[-1])
    against = "" if contrast is None else _LASTS[contrast.sign]
    return (*(percent(band.mean) for band in early), span(last), against)


def names_of(scenario: Scenario, kind: FormKind, forms: Sequence[str] = ()) -> list[str]:
    """Name forms the data cannot tell apart; an undisclosed one by what its figures are of."""
    if not kind.published:
        kept = "ratified" if scenario.is_ratified(kind.forms[0]) else "unratified"
        return [f"published, {kept} alliance"]
    return [form_name(scenario, form) for form in forms or kind.shown]


def forms_told(result: Result, durability: Durability) -> dict[str, str]:
    """Choose the forms to tell of: the first of those alike whose rows are equal.

    Returns
    -------
    dict
        Form → title of all it stands for.
    """
    titles = {}
    for kind in durability.kinds:
        alike: dict[tuple[tuple[str, ...], ...], list[str]] = {}
        for form in kind.shown:
            rows = tuple(_odds_cells(durability, deal) for deal in deals_shown(durability, form))
            alike.setdefault(rows, []).append(form)
        for forms in alike.values():
            titles[forms[0]] = sentence(listed(names_of(result.scenario, kind, forms)))
    return titles


def title_told(result: Result, durability: Durability, form: str) -> str:
    """Name a form as a heading, with those it stands for."""
    return forms_told(result, durability).get(form) or form_title(result.scenario, form)


def survival_grounds(result: Result, durability: Durability) -> tuple[str, ...]:
    """Say whose text it is, what its odds are estimated from, and how far they could move."""
    settled = any("nash" in deals for deals in durability.forms.values())
    theirs = (
        "The leaders’ text is the one they would most often settle on, had they known every mind.",
    )
    return (
        *(theirs if settled else ()),
        *sample_told(durability),
        *attainable_told(result, durability),
    )


def sample_told(durability: Durability) -> tuple[str, ...]:
    """Say which real agreements the odds are estimated from, and which have no data."""
    sample = shipped_sample()
    ends = sample.ends
    told = (
        f"Estimated from {sample.alliances} alliances of {sample.first}–{sample.last}: "
        f"{ends['violated']} were violated, {ends['renegotiated']} renegotiated or replaced, "
        f"{ends['ended_otherwise']} ran out or ended otherwise. "
        "The others were still in force when last observed."
    )
    if all(kind.forms == kind.published for kind in durability.kinds):
        return (told,)
    if all(kind.published for kind in durability.kinds):
        return (told, "No data hold undisclosed understandings, so none has a row.")
    return (
        told,
        "No data hold undisclosed understandings. The first row is the rate of published, "
        "unratified alliances.",
    )


def attainable_told(result: Result, durability: Durability) -> tuple[str, ...]:
    """Say between which odds the consent of those who may succeed can move a deal."""
    kinds = [kind for kind in durability.kinds if attainable_in_words(durability, kind)]
    if not kinds:
        return ()
    last = durability.marks[-1]
    worst = [percent(kind.all_reject.survival_at(last).mean) for kind in kinds]
    best = [percent(kind.none_rejects.survival_at(last).mean) for kind in kinds]
    if len(durability.kinds) > 1:
        names = [", ".join(names_of(result.scenario, kind)) for kind in kinds]
        worst = [f"{odds} ({name})" for odds, name in zip(worst, names, strict=True)]
    return (
        f"Were every later government against it: {listed(worst)} after {years_in_words(last)}. "
        f"Were none against it: {listed(best)}.",
    )


def attainable_in_words(durability: Durability, kind: FormKind, *, brief: bool = False) -> str:
    """Say both ends of the attainable range at the last mark; empty where there is none to tell."""
    last = durability.marks[-1]
    if difference(kind.none_rejects, kind.all_reject, last).mean < POINT:
        return ""
    worst, best = (
        percent(outlook.survival_at(last).mean) for outlook in (kind.all_reject, kind.none_rejects)
    )
    if brief:
        return f"All later governments against: {worst}, none: {best}"
    return f"Were every later government against it: {worst}. Were none against it: {best}."


def attainable_rows(durability: Durability, kind: FormKind) -> tuple[tuple[str, ...], ...]:
    """Return rows of the odds had every successor rejected a deal, and had none."""
    if not attainable_in_words(durability, kind):
        return ()
    return tuple(
        (name, *(span(outlook.survival_at(mark)) for mark in durability.marks))
        for name, outlook in (
            ("Every later government against it", kind.all_reject),
            ("None against it", kind.none_rejects),
        )
    )
