"""How long deals last, in words: plain text for the report and the terminal alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from winset.durability.assumptions import shipped_sample
from winset.durability.elite_backed import ENOUGH
from winset.durability.results import Choice, Contrast, Deal, Durability, FormKind, Reason
from winset.durability.survival import difference
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.uncertainty import Band
from winset.words.names import (
    actor_in_words,
    as_form,
    form_in_words,
    form_name,
    form_title,
    listed,
    party_in_words,
    sentence,
)
from winset.words.quantities import counted, percent, percents, points, signed
from winset.words.table import Table
from winset.words.views import option_in_words

_CHOICES: dict[Choice, str] = {
    "nash": "the leaders’ text",
    "most_ratifiable": "likeliest to pass",
    "elite_backed": "with the elites",
    "named": "as asked",
}
"""Why a deal is looked at → its name in a table."""

_CAUSES = {
    "violated": ("violated", "violated"),
    "renegotiated": ("renegotiated", "renegotiated or replaced"),
    "ended_otherwise": ("run out", "run out or ended otherwise"),
    "disrupted": ("disrupted", "disrupted by outsiders (the analyst’s rate)"),
}
"""Cause of an end → its name, in short and in full."""

_LASTS = {1: "longer", 0: "no clear difference", -1: "less long"}
"""Sign of a difference → how long a deal lasts against another."""

_VERDICTS = {
    1: "lasts longer than the leaders’ own, by this model.",
    0: "lasts about as long as the leaders’ own: there is no clear difference.",
    -1: "lasts less long than the leaders’ own, by this model.",
}
"""Sign of a difference → what it says of the deal for the elites."""

POINT = 0.01
"""Odds that differ by less are not told apart in words."""


def cause_in_words(cause: str, *, brief: bool = False) -> str:
    """Name the cause of an end: ``renegotiated or replaced``, briefly ``renegotiated``."""
    return _CAUSES.get(cause, (cause, cause))[0 if brief else 1]


def span(band: Band) -> str:
    """Write odds with their 95 % interval: ``86 % (77–92)``."""
    return f"{percent(band.mean)} ({percents(band.low, band.high).removesuffix(' %')})"


def change_in_words(band: Band) -> str:
    """Write a change of odds with its 95 % interval: ``−2 points (−3 to 0)``."""
    return f"{points(band.mean)} ({signed(100 * band.low, 0)} to {signed(100 * band.high, 0)})"


def years_in_words(years: int) -> str:
    """``one year``, ``ten years``."""
    return counted(years, "year")


def year_count(years: int) -> str:
    """Head a column of so many years: ``1 year``, ``5 years``."""
    return f"{years} {'year' if years == 1 else 'years'}"


def choice_named(durability: Durability, deal: Deal) -> str:
    """Name a deal in short by why it was chosen: ``leaders’ own``, ``with the elites``."""
    if deal.choice == "elite_backed" and not durability.backing[deal.form].backed:
        return "the text nearest the elites"
    return _CHOICES[deal.choice]


def contrast_shown(durability: Durability, form: str) -> Contrast | None:
    """Return a form's elite-backed deal against the leaders' own, at the last mark.

    None where it is the same deal or the odds differ by less than a percent point.
    """
    contrast = durability.contrast(form, "elite_backed", durability.marks[-1])
    is_shown = contrast is not None and abs(contrast.difference.mean) >= POINT
    return contrast if is_shown else None


def deals_shown(durability: Durability, form: str) -> list[Deal]:
    """Choose the deals of a form that are shown: for the elites only one whose odds differ."""
    return [
        deal
        for choice, deal in durability.forms[form].items()
        if choice in ("nash", "named")
        or (choice == "elite_backed" and contrast_shown(durability, form) is not None)
    ]


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
        yield (f"{sentence(listed(names_of(scenario, kind, forms)))}, {deal_name}", *odds)


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
    """Say what the odds are estimated from, and how far successors could move them."""
    return (*sample_told(durability), *attainable_told(result, durability))


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


def leader_only_told(result: Result, durability: Durability) -> tuple[str, ...]:
    """Answer whether a deal the elites accept lasts longer than the leaders' own, answer first.

    Forms are told of as the data know them; empty where there is no deal to compare with.
    """
    forms = [form for form in durability.shown if "nash" in durability.forms[form]]
    if not forms:
        return ()
    form, *others = forms
    adds = form_adds_told(result.scenario, durability)
    if "elite_backed" not in durability.forms[form]:
        return (_no_elites(result), *attainable_told(result, durability), *adds)
    return (
        *_answer(result.scenario, durability, form),
        *attainable_told(result, durability),
        *_elites_told(result, durability, form),
        *_rejections(result, durability, form),
        *_passing(durability, form),
        *(told for other in others for told in _in_form(result.scenario, durability, other)),
        *adds,
    )


def _no_elites(result: Result) -> str:
    if result.method == "programme":
        return "The texts are too many to put each to the elites, so none is chosen for them."
    return "No signing party has an elite actor, so there is no elite to have on board."


def _answer(scenario: Scenario, durability: Durability, form: str) -> Iterator[str]:
    """Say which lasts longer within one form, and with what odds."""
    deals, contrast = durability.forms[form], contrast_shown(durability, form)
    deal, leaders = deals["elite_backed"], deals["nash"]
    if deal.package == leaders.package:
        whole = "has every elite group on board" if durability.backing[form].backed else ""
        yield f"The leaders’ own deal {whole or 'is already the one nearest to the elites'}."
        return
    name = _deal_for_elites(durability, form)
    if contrast is None:
        yield f"{name} lasts as long as the leaders’ own."
        return
    yield f"{name} {_VERDICTS[contrast.sign]}"
    years = contrast.years
    yield (
        f"{sentence(as_form(scenario, form))}, it is in force after {years_in_words(years)} with "
        f"odds of {span(deal.outlook.survival_at(years))}, the leaders’ own with "
        f"{span(leaders.outlook.survival_at(years))}."
    )
    low, high = (
        signed(100 * end, 0) for end in (contrast.difference.low, contrast.difference.high)
    )
    yield f"The difference lies between {low} and {high} points."
    if abs(contrast.by_form.mean - contrast.difference.mean) >= POINT:
        yield (
            f"It is {change_in_words(contrast.by_form)} if ratification changes what a new "
            "coalition does."
        )


def _deal_for_elites(durability: Durability, form: str) -> str:
    backed = durability.backing[form].backed
    return "A deal with the elites on board" if backed else "The deal nearest to the elites"


def _elites_told(result: Result, durability: Durability, form: str) -> Iterator[str]:
    """Say whom of the elites the text chosen for their sake would not win, or win least."""
    backing, scenario = durability.backing[form], result.scenario
    willing = sorted(backing.elites.items(), key=lambda pair: pair[1])
    if backing.backed:
        actor, odds = willing[0]
        yield (
            f"The least willing of the elites would accept it {percent(odds)} of the time: "
            f"{actor_in_words(scenario, actor)}."
        )
        return
    yield "No text has every elite group on board more often than not."
    missing = [
        f"{actor_in_words(scenario, actor)} {percent(odds)}"
        for actor, odds in willing
        if odds < ENOUGH
    ]
    yield f"The nearest to that would win {listed(missing)} of the time."


def _rejections(result: Result, durability: Durability, form: str) -> Iterator[str]:
    """Say how the text for the elites moves the odds that a successor rejects the deal."""
    deals = durability.forms[form]
    before, after = deals["nash"].rejects, deals["elite_backed"].rejects
    known = [
        (party, odds, other)
        for party, odds in before.items()
        if odds is not None and (other := after[party]) is not None
    ]
    if not known:
        yield "Nobody is named who might succeed either side, so both deals face the same risk."
    for party, odds, other in known:
        if abs(other - odds) >= POINT:
            yield (
                f"A successor in {party_in_words(result.scenario, party)} would reject it "
                f"{percent(other)} of the time instead of {percent(odds)}."
            )


def _passing(durability: Durability, form: str) -> Iterator[str]:
    deals = durability.forms[form]
    odds, leaders = deals["elite_backed"].ratified, deals["nash"].ratified
    if abs(odds - leaders) >= POINT:
        yield f"It would pass {percent(odds)} of the time, the leaders’ own {percent(leaders)}."


def _in_form(scenario: Scenario, durability: Durability, form: str) -> Iterator[str]:
    """Answer within another form, where there is a difference to tell."""
    contrast = contrast_shown(durability, form)
    if contrast is not None:
        name = _deal_for_elites(durability, form)
        lasts = {1: "lasts longer", -1: "lasts less long", 0: "shows no clear difference"}
        yield (
            f"{sentence(as_form(scenario, form))}, {name[0].lower()}{name[1:]} "
            f"{lasts[contrast.sign]}: {change_in_words(contrast.difference)}."
        )


def form_adds_told(scenario: Scenario, durability: Durability) -> tuple[str, ...]:
    """Say what another form adds to the life of one text, where that is a point or more."""
    return tuple(
        _form_adds(scenario, durability, contrast)
        for contrast in durability.form_adds
        if contrast.choice == "nash"
        and contrast.years == durability.marks[-1]
        and contrast.form == durability.kind(contrast.form).shown[0]
        and abs(contrast.difference.mean) >= POINT
    )


def _form_adds(scenario: Scenario, durability: Durability, contrast: Contrast) -> str:
    # the data know no difference between the first form and those of its kind that are published
    against = durability.kind(contrast.against).shown[0]
    this, other = as_form(scenario, contrast.form), as_form(scenario, against)
    clearly = "" if contrast.sign else "no clearly "
    longer = f"{clearly}{'longer' if contrast.difference.mean > 0 else 'less long'}"
    return (
        f"One and the same text lasts {longer} {this} than {other}: "
        f"{change_in_words(contrast.difference)}."
    )


def texts_table(result: Result, durability: Durability, form: str) -> Table | None:
    """Return what the leaders' own text and the one for the elites differ in; None if nothing."""
    deals = durability.forms[form]
    if "elite_backed" not in deals:
        return None
    texts = [result.space.package(deals[choice].package) for choice in ("nash", "elite_backed")]
    rows = tuple(
        (result.scenario.issues[issue].title, option_in_words(option), option_in_words(other))
        for (issue, option), other in zip(texts[0].items(), texts[1].values(), strict=True)
        if option != other
    )
    names = [choice_named(durability, deals[choice]) for choice in ("nash", "elite_backed")]
    return Table((form_title(result.scenario, form), *map(sentence, names)), rows) if rows else None


def drivers_told(result: Result, deal: Deal, most: int = 3) -> str:
    """Say what ends a deal: the risk every agreement runs, or whose change of coalition."""
    rows = deal.outlook.driven_by()
    if not rows:
        return "Nothing ends it within the years looked at."
    plain = sum(share for party, _, _, share in rows if not party)
    start = f"Of its ends, {percent(plain)} would come without any change of coalition."
    blocs: dict[str, dict[str, float]] = {}
    for party, bloc, _, share in rows:
        if party:
            shares = blocs.setdefault(party, {})
            shares[bloc] = shares.get(bloc, 0.0) + share
    parties = sorted(blocs, key=lambda party: -sum(blocs[party].values()))[:most]
    told = [_driver(result, party, blocs[party]) for party in parties]
    return " ".join([start, *filter(None, told)])


def _driver(result: Result, party: str, shares: Mapping[str, float]) -> str:
    """Say what part of the ends a party's changes bring, and who comes in most often."""
    share = sum(shares.values())
    if share < POINT:
        return ""
    bloc = max(shares, key=lambda bloc: shares[bloc])
    towards = f", most often towards {actor_in_words(result.scenario, bloc)}" if bloc else ""
    return (
        f"A change in {party_in_words(result.scenario, party)} would bring "
        f"{percent(share)}{towards}."
    )


def skipped_told(scenario: Scenario, durability: Durability) -> Sequence[str]:
    """Say which forms are left out, and why."""
    return [
        f"{sentence(form_in_words(scenario, form))}: {why_skipped(form, reason)}."
        for form, reason in durability.skipped.items()
    ]


def why_skipped(form: str, reason: Reason) -> str:
    """Say why nothing is computed for a form, after a colon."""
    match reason:
        case "no_rule":
            return "no two parties have a rule for it"
        case "unknown_kind":
            return f"the scenario does not say whether it is ratified (forms.{form}.ratified)"
        case "no_deal":
            return "no deal can be settled on in any draw, so there is none to last"
