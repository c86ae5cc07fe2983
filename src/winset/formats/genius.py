"""Genius: XML of the negotiation simulator used in the ANAC competitions.

A folder holds one domain (root ``negotiation_template``) and a preference profile an actor
(root ``utility_space``). Two readings of a profile:

``genius`` (default)
    As Genius itself evaluates it (Lin, Kraus, Baarslag, Tykhonov, Hindriks & Jonker 2014,
    Computational Intelligence 30:48): a discrete issue gives weight × evaluation / the issue's
    greatest evaluation; an integer issue gives weight × (slope · (value − lower bound) + offset)
    and a real one weight × (parameter1 · value + parameter0), both clamped to [0, 1].
    Reservation values live on this scale.
``raw``
    Weight × evaluation, slope · value + offset, nothing divided, shifted or clamped: how some
    importers read the same file. The two can lead to different deals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from winset.formats.domain import ImportedActor, ImportedDomain, ImportedIssue
from winset.formats.foreign_file import (
    ForeignFile,
    even_levels,
    files_in,
    first_twice,
    label,
    read_each,
)
from winset.formats.format import DomainFormat
from winset.formats.genius_writing import write_genius
from winset.formats.xml_tree import Node, read_xml

DOMAIN_ROOT = "negotiation_template"
PROFILE_ROOT = "utility_space"


@dataclass(frozen=True)
class _IssueSpec:
    """An issue as the domain declares it; bounds are None on a discrete one."""

    index: str
    kind: str
    issue: ImportedIssue
    low: float = 0.0


def read_genius(
    folder: Path | str,
    *,
    reading: str = "genius",
    levels: int = 11,
    profiles: Sequence[Path | str] | None = None,
) -> ImportedDomain:
    """Read a Genius domain with its preference profiles.

    Parameters
    ----------
    folder
        Folder of the domain, or the domain file itself if ``profiles`` are given.
    reading
        ``genius`` or ``raw``; see the module.
    levels
        How many even levels stand for a real-valued issue.
    profiles
        The profiles; default: all of the folder by name.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the files.
    """
    domain_file, root, found = _sort_files(Path(folder), profiles)
    specs = _read_issues(domain_file, root, levels)
    notes = [
        f"The real-valued issue “{s.issue.name}” is represented by {levels} even levels."
        for s in specs
        if s.kind == "real"
    ]
    actors = read_each(found, lambda file, raw: _read_profile(file, raw, specs, reading))
    discounted = [a.name for a in actors if a.discount not in (None, 1.0)]
    if discounted:
        notes.append(f"Discount factors of {', '.join(discounted)} are not applied.")
    objective = root.first("objective")
    name = (objective.get("name") if objective else None) or domain_file.path.stem
    generic = name.strip().lower() in {"", "root", "any"}
    return ImportedDomain(
        name=domain_file.path.stem if generic else name,
        issues=tuple(s.issue for s in specs),
        actors=tuple(actors),
        origin=f"Genius files, reading {reading}",
        notes=tuple(notes),
    )


def _sort_files(
    source: Path, profiles: Sequence[Path | str] | None
) -> tuple[ForeignFile, Node, list[tuple[ForeignFile, Node]]]:
    """Tell the domain from the profiles by their roots."""
    if profiles is not None:
        domain = ForeignFile(source)
        files = [ForeignFile(Path(p)) for p in profiles]
        return domain, read_xml(domain), [(f, read_xml(f)) for f in files]
    trees = [(ForeignFile(p), read_xml(ForeignFile(p))) for p in files_in(source, (".xml",))]
    domains = [pair for pair in trees if pair[1].tag == DOMAIN_ROOT]
    found = [pair for pair in trees if pair[1].tag == PROFILE_ROOT]
    here = ForeignFile(source)
    if len(domains) != 1:
        names = ", ".join(pair[0].path.name for pair in domains) or "none"
        here.refuse(
            "genius-domain",
            f"the folder needs one file with the root <{DOMAIN_ROOT}>; it has: {names}",
            "Keep one domain a folder.",
        )
    if not found:
        here.refuse(
            "genius-profiles",
            f"no preference profile (root <{PROFILE_ROOT}>) in the folder",
            "Put the actors' profiles beside the domain.",
        )
    return *domains[0], found


def _read_issues(file: ForeignFile, root: Node, levels: int) -> list[_IssueSpec]:
    specs = [_read_issue(file, node, levels) for node in root.descendants("issue")]
    if not specs:
        file.report("no-issues", "the domain has no issue", "Add <issue> elements.")
    for what, twice in (
        ("name", first_twice(s.issue.name for s in specs)),
        ("index", first_twice(s.index for s in specs)),
    ):
        if twice is not None:
            file.report(
                "issue-twice",
                f"two issues have the {what} “{twice}”, or it is empty",
                f"Give every issue its own {what}.",
            )
    file.settle()
    return specs


def _read_issue(file: ForeignFile, node: Node, levels: int) -> _IssueSpec:
    name, index, kind = node.get("name") or "", node.get("index") or "", _kind(node)
    if kind == "discrete":
        names = tuple(item.get("value") or "" for item in node.descendants("item"))
        file.check_options(names, place=name, line=node.line)
        return _IssueSpec(index, kind, ImportedIssue(name, names))
    if kind not in {"integer", "real"}:
        file.report(
            "issue-type",
            "the issue's type is not known",
            "Use discrete, integer or real.",
            line=node.line,
            place=name,
            value=kind,
        )
        return _IssueSpec(index, "discrete", ImportedIssue(name, ()))
    return _numeric_issue(file, node, kind, levels)


def _numeric_issue(file: ForeignFile, node: Node, kind: str, levels: int) -> _IssueSpec:
    name, index = node.get("name") or "", node.get("index") or ""
    low, high = (
        file.number(_bound(node, end), line=node.line, place=f"{name}.{end}")
        for end in ("lowerbound", "upperbound")
    )
    empty = _IssueSpec(index, kind, ImportedIssue(name, ()), low)
    if high < low or (kind == "integer" and (low % 1 or high % 1)):
        file.report(
            "bounds",
            "the bounds are not in order, or not whole on an integer issue",
            "Put lowerbound ≤ upperbound.",
            line=node.line,
            place=name,
            value=f"{low:g} to {high:g}",
        )
        return empty
    count = int(high - low) + 1 if kind == "integer" else levels
    if not file.check_option_count(count, place=name, line=node.line):
        return empty
    positions = even_levels(low, high, count)
    names = tuple(label(p) for p in positions)
    return _IssueSpec(index, kind, ImportedIssue(name, names, positions), low)


def _kind(node: Node) -> str:
    return (node.get("vtype") or node.get("etype") or node.get("type") or "discrete").lower()


def _bound(node: Node, end: str) -> str | None:
    span = node.first("range")
    return node.get(end) or (span.get(end) if span else None)


def _read_profile(
    file: ForeignFile, root: Node, specs: Sequence[_IssueSpec], reading: str
) -> ImportedActor:
    if root.tag != PROFILE_ROOT:
        file.refuse(
            "genius-profiles",
            f"the root is <{root.tag}>, not <{PROFILE_ROOT}>",
            "Give a preference profile.",
            line=root.line,
        )
    if next(root.descendants("hyper_rectangle"), None) or root.first("utility_function"):
        file.refuse(
            "not-additive",
            "the profile has interdependent issues; only additive utilities can be read",
            "Use a linear additive profile.",
            line=root.line,
        )
    nodes = {node.get("index") or "": node for node in root.descendants("issue")}
    weights = _read_weights(file, root, specs)
    _match_issues(file, nodes, specs)
    values = tuple(
        _read_values(file, nodes[s.index], s, reading) if s.index in nodes else () for s in specs
    )
    reservation = _tail_number(file, root, "reservation")
    discount = _tail_number(file, root, "discount_factor")
    file.settle()
    return ImportedActor(
        name=file.path.stem,
        weights=weights,
        values=values,
        reservation=0.0 if reservation is None else reservation,  # Genius' own default
        discount=discount,
    )


def _tail_number(file: ForeignFile, root: Node, tag: str) -> float | None:
    node = root.first(tag)
    if node is None:
        return None
    return file.number(node.get("value"), line=node.line, place=tag)


def _read_weights(file: ForeignFile, root: Node, specs: Sequence[_IssueSpec]) -> tuple[float, ...]:
    nodes = {node.get("index") or "": node for node in root.descendants("weight")}
    absent = [s.issue.name for s in specs if s.index not in nodes]
    if absent:
        file.report(
            "missing-weight",
            f"no weight for {', '.join(absent)}",
            "Add a <weight> with the issue's index.",
            line=root.line,
            place="weights",
        )
        return tuple(0.0 for _ in specs)
    weights = [
        file.number(
            nodes[s.index].get("value"), line=nodes[s.index].line, place=f"{s.issue.name}.weight"
        )
        for s in specs
    ]
    file.check_weights(weights, line=nodes[specs[0].index].line)
    return tuple(weights)


def _match_issues(file: ForeignFile, nodes: dict[str, Node], specs: Sequence[_IssueSpec]) -> None:
    """Note issues that the domain and the profile don't share."""
    for spec in specs:
        node = nodes.get(spec.index)
        if node is None or node.get("name") != spec.issue.name or _kind(node) != spec.kind:
            found = "nothing" if node is None else f"“{node.get('name')}” ({_kind(node)})"
            file.report(
                "profile-domain",
                f"issue {spec.index} is “{spec.issue.name}” ({spec.kind}) in the domain, "
                f"{found} here",
                "Give the profile the domain's issues, by index and name.",
                line=node.line if node else None,
                place=spec.issue.name,
            )
    declared = {s.index for s in specs}
    for index, node in nodes.items():
        if index not in declared:
            file.report(
                "profile-domain",
                f"the domain has no issue {index or '(no index)'}",
                "Give the profile the domain's issues, by index and name.",
                line=node.line,
                place=node.get("name") or "",
            )


def _read_values(
    file: ForeignFile, node: Node, spec: _IssueSpec, reading: str
) -> tuple[float, ...]:
    if spec.issue.positions is not None:
        return _evaluate(file, node, spec, reading)
    items = {item.get("value") or "": item for item in node.descendants("item")}
    options, lines = spec.issue.options, {name: item.line for name, item in items.items()}
    file.check_same(
        items,
        options,
        "option",
        "missing-evaluation",
        place=spec.issue.name,
        line=node.line,
        lines=lines,
    )
    if items.keys() != set(options):
        return ()
    values = [_evaluation(file, items[name], f"{spec.issue.name}.{name}") for name in options]
    if reading == "raw":
        return tuple(values)
    if min(values) < 0:
        file.report(
            "negative-evaluation",
            "an evaluation is negative, which Genius does not allow",
            "Shift the issue's evaluations to 0 or more, or use the reading raw.",
            line=node.line,
            place=spec.issue.name,
            value=min(values),
        )
    top = max(values)
    return tuple(v / top if top > 0 else 0.0 for v in values)


def _evaluation(file: ForeignFile, item: Node, place: str) -> float:
    text = item.get("evaluation")
    if text is None:
        file.report(
            "missing-evaluation",
            "the option has no evaluation",
            'Add evaluation="…".',
            line=item.line,
            place=place,
        )
        return 0.0
    return file.number(text, line=item.line, place=place)


def _evaluate(file: ForeignFile, node: Node, spec: _IssueSpec, reading: str) -> tuple[float, ...]:
    """Evaluate the levels of an integer or real issue by its evaluator."""
    positions = spec.issue.positions or ()
    line = _line_of(file, node, spec)
    if line is None:
        return ()
    slope, offset = line
    start = spec.low if spec.kind == "integer" and reading == "genius" else 0.0
    values = [slope * (p - start) + offset for p in positions]
    if reading == "genius":
        values = [min(1.0, max(0.0, v)) for v in values]
    return tuple(values)


def _line_of(file: ForeignFile, node: Node, spec: _IssueSpec) -> tuple[float, float] | None:
    """Slope and offset of an issue's evaluator, None (and noted) if it has none."""
    evaluator, name = node.first("evaluator"), spec.issue.name
    if evaluator is None:
        file.report(
            "missing-evaluation",
            "the issue has no <evaluator>",
            'Add <evaluator ftype="linear" …/>.',
            line=node.line,
            place=name,
        )
        return None
    kind = (evaluator.get("ftype") or "linear").lower()
    if kind not in {"linear", "constant"}:
        file.report(
            "evaluator-type",
            "only linear and constant evaluators can be read",
            "Write the issue as discrete, with an evaluation for each option.",
            line=evaluator.line,
            place=name,
            value=kind,
        )
        return None
    offset = evaluator.get("offset") or evaluator.get("parameter0")
    slope = evaluator.get("slope") or evaluator.get("parameter1")
    place = f"{name}.evaluator"
    rise = 0.0 if kind == "constant" else file.number(slope, line=evaluator.line, place=place)
    return rise, file.number(offset, line=evaluator.line, place=place)


FORMAT = DomainFormat(
    name="genius",
    title="Genius",
    files="XML domain and profiles",
    read=read_genius,
    write=write_genius,
    readings=("genius", "raw"),
)
