"""GeniusWeb: JSON of the web-based successor of Genius.

A folder holds one domain (``name``, ``issuesValues``) and one profile an actor
(``LinearAdditiveUtilitySpace``). Values lie in [0, 1] and weights sum to one, so there is only
one reading. A profile has no reservation value but a *reservation bid*: the package whose
utility the actor can count on without a deal.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from winset.formats.domain import (
    ImportedActor,
    ImportedDomain,
    ImportedIssue,
    as_mapping,
)
from winset.formats.foreign_file import (
    ForeignFile,
    files_in,
    files_of,
    label,
    one_domain,
    read_each,
)
from winset.formats.format import DomainFormat

SPACE = "LinearAdditiveUtilitySpace"


def read_geniusweb(folder: Path | str) -> ImportedDomain:
    """Read a GeniusWeb domain with the profiles beside it."""
    trees = [(f := ForeignFile(p), read_json(f)) for p in files_in(Path(folder), (".json",))]
    file, content, profiles = one_domain(
        Path(folder),
        trees,
        lambda tree: "issuesValues" in tree,
        "geniusweb-domain",
        "one domain (with issuesValues) and at least one profile",
        "Keep one domain a folder, with its actors' profiles.",
    )
    issues = _read_issues(file, content)
    notes: list[str] = []
    actors = read_each(profiles, lambda file, raw: _read_profile(file, raw, issues, notes))
    name = str(content.get("name") or file.path.stem)
    return ImportedDomain(name, issues, tuple(actors), "GeniusWeb files", tuple(notes))


def read_json(file: ForeignFile) -> dict[str, Any]:
    """Parse a file as one JSON object without duplicate keys or numbers that are none."""

    def refuse_constant(text: str) -> None:
        raise ValueError(f"{text} is not a number")

    def without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        content = dict(pairs)
        if len(content) < len(pairs):
            (twice, _), *_ = (Counter(key for key, _ in pairs)).most_common(1)
            raise ValueError(f"the key “{twice}” stands twice")
        return content

    text = file.text()
    try:
        content = json.loads(
            text, parse_constant=refuse_constant, object_pairs_hook=without_duplicates
        )
    except json.JSONDecodeError as error:
        file.refuse(
            "json-malformed",
            f"not well-formed JSON: {error.msg}",
            "Correct the JSON at this line.",
            line=error.lineno,
        )
    except (ValueError, RecursionError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        file.refuse("json-malformed", f"not usable JSON: {what}", "Correct the JSON.")
    if not isinstance(content, dict):
        file.refuse("json-malformed", "not a JSON object", "Write {…} at the top.")
    return content


def _read_issues(file: ForeignFile, content: Mapping[str, Any]) -> tuple[ImportedIssue, ...]:
    declared = as_mapping(content["issuesValues"])
    if not declared:
        file.report("no-issues", "issuesValues has no issue", "Name at least one issue.")
    issues = tuple(_read_issue(file, name, as_mapping(raw)) for name, raw in declared.items())
    file.settle()
    return issues


def _read_issue(file: ForeignFile, name: str, raw: Mapping[str, Any]) -> ImportedIssue:
    place = f"issuesValues.{name}"
    if "range" in raw:
        return _read_range(file, name, raw["range"])
    values = raw.get("values")
    names = [label(v) for v in values] if isinstance(values, list) else []
    file.check_options(names, place=place)
    numeric = bool(values) and all(type(v) in (int, float) for v in values or [])
    return ImportedIssue(name, tuple(names), tuple(map(float, values or [])) if numeric else None)


def _read_range(file: ForeignFile, name: str, raw: object) -> ImportedIssue:
    """Spell out a range of numbers: low, high, step, as decimal texts."""
    place = f"issuesValues.{name}.range"
    try:
        low, high, step = (Decimal(str(part)) for part in raw)  # type: ignore[attr-defined]
        count = int((high - low) / step) + 1 if step > 0 and high >= low else 0
    except (TypeError, ValueError, ArithmeticError, InvalidOperation):
        count = 0
    if not file.check_option_count(count, place=place):
        return ImportedIssue(name, ())
    values = [low + step * i for i in range(count)]
    names = tuple(f"{v.normalize():f}" for v in values)
    return ImportedIssue(name, names, tuple(float(v) for v in values))


def _read_profile(
    file: ForeignFile,
    content: Mapping[str, Any],
    issues: Sequence[ImportedIssue],
    notes: list[str],
) -> ImportedActor:
    if SPACE not in content:
        file.refuse(
            "not-additive",
            f"the profile is none of additive utilities: {', '.join(content) or 'empty'}",
            f"Write it as {SPACE}.",
        )
    space = as_mapping(content[SPACE])
    weights, utilities = (
        as_mapping(space.get("issueWeights")),
        as_mapping(space.get("issueUtilities")),
    )
    declared = [issue.name for issue in issues]
    file.check_same(weights, declared, "issue", "missing-weight", place="issueWeights")
    file.check_same(utilities, declared, "issue", "missing-evaluation", place="issueUtilities")
    values = tuple(
        _read_values(file, issue, as_mapping(utilities.get(issue.name))) for issue in issues
    )
    shares = [file.number(weights.get(i.name, 0), place=f"issueWeights.{i.name}") for i in issues]
    file.check_weights(shares)
    file.settle()
    name = str(space.get("name") or file.path.stem)
    reservation = _reservation(file, space.get("reservationBid"), issues, shares, values)
    file.settle()
    if reservation is None:
        notes.append(f"{name} names no reservation bid: any deal suits it, reservation value 0.")
    return ImportedActor(name, tuple(shares), values, reservation or 0.0)


def _read_values(
    file: ForeignFile, issue: ImportedIssue, raw: Mapping[str, Any]
) -> tuple[float, ...]:
    place = f"issueUtilities.{issue.name}"
    if "numberutils" in raw and issue.positions is not None:
        return _interpolate(file, issue, as_mapping(raw["numberutils"]), place)
    given = as_mapping(as_mapping(raw.get("discreteutils")).get("valueUtilities"))
    file.check_same(given, issue.options, "option", "missing-evaluation", place=place)
    return tuple(file.number(given.get(o, 0), place=f"{place}.{o}") for o in issue.options)


def _interpolate(
    file: ForeignFile, issue: ImportedIssue, raw: Mapping[str, Any], place: str
) -> tuple[float, ...]:
    low, low_worth, high, high_worth = (
        file.number(raw.get(key), place=f"{place}.{key}")
        for key in ("lowValue", "lowUtility", "highValue", "highUtility")
    )
    if high == low:
        return tuple(low_worth for _ in issue.options)
    slope = (high_worth - low_worth) / (high - low)
    return tuple(low_worth + slope * (p - low) for p in issue.positions or ())


def _reservation(
    file: ForeignFile,
    raw: object,
    issues: Sequence[ImportedIssue],
    weights: Sequence[float],
    values: Sequence[Sequence[float]],
) -> float | None:
    """Return the utility of the reservation bid; an issue it leaves open counts nothing."""
    if raw is None:
        return None
    bid = as_mapping(as_mapping(raw).get("issuevalues"))
    known = {issue.name: k for k, issue in enumerate(issues)}
    terms = []
    for name, choice in bid.items():
        k = known.get(name)
        option = None if k is None else _findlabel(issues[k], choice)
        if k is None or option is None:
            file.report(
                "profile-domain",
                "the domain has no such issue or option",
                "Name options of the domain.",
                place=f"reservationBid.{name}",
                value=choice,
            )
        else:
            terms.append(weights[k] * values[k][option])
    return math.fsum(terms)


def _findlabel(issue: ImportedIssue, choice: object) -> int | None:
    """Index of an option by its name, or by its number however that is written."""
    name = label(choice)
    if name in issue.options:
        return issue.options.index(name)
    try:
        return (issue.positions or ()).index(float(name))
    except ValueError:
        return None


def write_geniusweb(domain: ImportedDomain, folder: Path | str) -> tuple[str, ...]:
    """Write a domain and its profiles as GeniusWeb JSON.

    GeniusWeb wants values in [0, 1] and weights that sum to one; other utilities are moved
    there by one increasing linear map an actor. A reservation value becomes a reservation bid
    where a package has just that utility, and is dropped with a note where none has.
    """
    declared = {
        "name": domain.name,
        "issuesValues": {issue.name: {"values": list(issue.options)} for issue in domain.issues},
    }
    names = (actor.name for actor in domain.actors)
    path, profiles = files_of(Path(folder), domain.name, names, ".json")
    _write(path, declared)
    notes = []
    for profile, actor in zip(profiles, domain.actors, strict=True):
        rows, weights, reservation, moved = actor.in_unit_scale()
        if moved:
            notes.append(f"Utilities of {actor.name} were rescaled linearly to 0–1.")
        space: dict[str, Any] = {
            "issueUtilities": {
                issue.name: {
                    "discreteutils": {"valueUtilities": dict(zip(issue.options, row, strict=True))}
                }
                for issue, row in zip(domain.issues, rows, strict=True)
            },
            "issueWeights": dict(zip(domain.options, weights, strict=True)),
            "domain": declared,
            "name": actor.name,
        }
        if (bid := _bid_worth(domain, rows, weights, reservation)) is not None:
            space["reservationBid"] = {"issuevalues": bid}
        elif reservation > 0:
            notes.append(
                f"No package is worth just {actor.name}'s reservation value {reservation:g}; "
                "GeniusWeb can't state it."
            )
        if actor.discount not in (None, 1.0):
            notes.append(f"GeniusWeb has no discount; {actor.name}'s is left out.")
        _write(profile, {SPACE: space})
    return tuple(notes)


_MOST_BIDS = 100_000


def _bid_worth(
    domain: ImportedDomain,
    rows: Sequence[Sequence[float]],
    weights: Sequence[float],
    reservation: float,
) -> dict[str, str] | None:
    """Find a package worth the reservation value, in spaces small enough to look through."""
    if reservation <= 0:
        return None
    # All utilities packages can have, issue by issue, with one package for each: equal sums are
    # merged (at 12 decimals), so there are as many as there are different utilities.
    sums: dict[float, tuple[int, ...]] = {0.0: ()}
    for row, weight in zip(rows, weights, strict=True):
        if len(sums) * len(row) > _MOST_BIDS:
            return None
        sums = {
            round(total + weight * v, 12): (*chosen, o)
            for total, chosen in sums.items()
            for o, v in enumerate(row)
        }
    nearest = min(sums, key=lambda total: abs(total - reservation))
    if abs(nearest - reservation) > 1e-9:
        return None
    return {
        issue.name: issue.options[o] for issue, o in zip(domain.issues, sums[nearest], strict=True)
    }


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


FORMAT = DomainFormat(
    name="geniusweb",
    title="GeniusWeb",
    files="JSON",
    read=read_geniusweb,
    write=write_geniusweb,
)
