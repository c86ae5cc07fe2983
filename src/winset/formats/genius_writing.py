"""Writing Genius XML: a domain and a preference profile an actor."""

from __future__ import annotations

import math
from pathlib import Path
from xml.sax.saxutils import quoteattr

from winset.formats.domain import ImportedActor, ImportedDomain
from winset.formats.foreign_file import files_of


def write_genius(
    domain: ImportedDomain, folder: Path | str, *, reading: str = "genius"
) -> tuple[str, ...]:
    """Write a domain and its profiles as Genius XML, to be read again in the same reading.

    Under ``genius`` an actor's best package is worth exactly 1, so other utilities are shifted
    and scaled to that, reservation values with them. Numeric issues are written as discrete.
    """
    names = (actor.name for actor in domain.actors)
    template, profiles = files_of(Path(folder), f"{domain.name}_domain", names, ".xml")
    template.write_text(_domain_xml(domain), encoding="utf-8")
    notes: list[str] = []
    for profile, actor in zip(profiles, domain.actors, strict=True):
        written = _normalised(actor) if reading == "genius" else actor
        if any(
            not math.isclose(a, b, abs_tol=1e-12)
            for a, b in zip(_flat(actor), _flat(written), strict=True)
        ):
            notes.append(f"Utilities of {actor.name} were rescaled linearly to a best of 1.")
        if actor.constant and reading == "raw":
            notes.append(f"The constant {actor.constant:g} of {actor.name} is left out.")
        xml = _profile_xml(domain, written)
        profile.write_text(xml, encoding="utf-8")
    if any(issue.positions for issue in domain.issues):
        notes.append("Issues with numbers for options are written as discrete.")
    return tuple(notes)


def _flat(actor: ImportedActor) -> list[float]:
    return [actor.constant] + [
        weight * v for weight, row in zip(actor.weights, actor.values, strict=True) for v in row
    ]


def _normalised(actor: ImportedActor) -> ImportedActor:
    """Shift and scale so that the best options' weights sum to one and nothing is negative."""
    sums = [[w * v for v in row] for w, row in zip(actor.weights, actor.values, strict=True)]
    # Only what must be shifted is: Genius can say that an issue's worst option is worth more
    # than nothing, but not that it is worth less.
    lows = [min(0.0, *row) for row in sums]
    tops = [max(row) - low for row, low in zip(sums, lows, strict=True)]
    total = math.fsum(tops)
    base = actor.constant + math.fsum(lows)
    if total <= 0:
        share = 1 / len(tops)
        rows = [tuple(1.0 for _ in row) for row in sums]
        return ImportedActor(actor.name, (share,) * len(tops), tuple(rows), 0.0, actor.discount)
    rows = [
        tuple((c - low) / top if top else 0.0 for c in row)
        for row, low, top in zip(sums, lows, tops, strict=True)
    ]
    reservation = 0.0 if actor.reservation is None else (actor.reservation - base) / total
    weights = tuple(top / total for top in tops)
    return ImportedActor(actor.name, weights, tuple(rows), reservation, actor.discount)


def _domain_xml(domain: ImportedDomain) -> str:
    lines = [
        "<negotiation_template>",
        f'<utility_space number_of_issues="{len(domain.issues)}">',
        *_objective(domain, None),
        "</utility_space>",
        "</negotiation_template>",
    ]
    return "\n".join(lines) + "\n"


def _profile_xml(domain: ImportedDomain, actor: ImportedActor) -> str:
    lines = ["<utility_space>", *_objective(domain, actor)]
    if actor.discount is not None:
        lines.append(f'<discount_factor value="{actor.discount!r}"/>')
    if actor.reservation is not None:
        lines.append(f'<reservation value="{actor.reservation!r}"/>')
    return "\n".join([*lines, "</utility_space>"]) + "\n"


def _objective(domain: ImportedDomain, actor: ImportedActor | None) -> list[str]:
    discrete = 'type="discrete" etype="discrete" vtype="discrete"'
    lines = [
        f'<objective index="0" name={quoteattr(domain.name)} type="objective" etype="objective">'
    ]
    for k, issue in enumerate(domain.issues):
        lines.append(f'<issue index="{k + 1}" name={quoteattr(issue.name)} {discrete}>')
        for o, option in enumerate(issue.options):
            value = f' evaluation="{float(actor.values[k][o])!r}"' if actor else ""
            lines.append(f'<item index="{o + 1}" value={quoteattr(option)}{value}/>')
        lines.append("</issue>")
    if actor:
        lines += [
            f'<weight index="{k}" value="{float(weight)!r}"/>'
            for k, weight in enumerate(actor.weights, start=1)
        ]
    return [*lines, "</objective>"]
