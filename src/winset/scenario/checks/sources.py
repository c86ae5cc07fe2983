"""Rules about sources: what is named must be there, and what is there should be named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from winset.phrases import did_you_mean
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.files import inside
from winset.scenario.model import Scenario, Traced
from winset.scenario.source_places import Path, UnreadableError


def _traced(scenario: Scenario) -> Iterator[tuple[Path, Traced]]:
    for section in ("issues", "actors", "parties"):
        entries: Mapping[str, Traced] = getattr(scenario, section)
        yield from (((section, id_), entry) for id_, entry in entries.items())
    for id_, actor in scenario.actors.items():
        yield from ((("actors", id_, "stances", on), s) for on, s in actor.stances.items())
        yield from ((("actors", id_, "pledges", n), p) for n, p in enumerate(actor.pledges))
    for id_, party in scenario.parties.items():
        yield from ((("parties", id_, "elections", i), e) for i, e in enumerate(party.elections))
    yield ("durability",), scenario.durability
    yield from ((("talks", i), talk) for i, talk in enumerate(scenario.talks))
    yield from ((("shocks", id_), shock) for id_, shock in scenario.shocks.items())
    yield from ((("claims", id_), claim) for id_, claim in scenario.claims.items())
    yield from ((("given", i), event) for i, event in enumerate(scenario.given))


@error("unknown-source")
def check_sources_known(checked: Checked) -> Iterator[Flag]:
    """Flag a source id that is not listed under sources."""
    sources = checked.scenario.sources
    for path, entry in _traced(checked.scenario):
        for id_ in entry.source:
            if id_ not in sources:
                message = f"“{path[-1]}” names the source “{id_}”, which is not listed"
                fix = did_you_mean(id_, sources) if sources else f"List “{id_}” under sources."
                yield Flag((*path, "source"), message, fix)


@error("basis-without-source")
def check_basis_named(checked: Checked) -> Iterator[Flag]:
    """Flag numbers said to be given by a source where none is named."""
    for path, entry in _traced(checked.scenario):
        if not entry.is_judgement and not entry.source:
            message = f"a source is said to give the numbers of “{path[-1]}”, but none is named"
            fix = "Name it under source, or write basis: judgement."
            yield Flag((*path, "basis"), message, fix, "source")


@warning("unused-source")
def check_sources_used(checked: Checked) -> Iterator[Flag]:
    """Warn of a listed source that nothing is traced to."""
    if checked.seen:
        return
    used = {id_ for _, entry in _traced(checked.scenario) for id_ in entry.source}
    for perspective in checked.scenario.perspectives.values():
        used |= set(_named([perspective.issues, perspective.actors, perspective.parties]))
    used |= set(_named([claim.off for claim in checked.scenario.claims.values()]))
    for id_ in checked.scenario.sources:
        if id_ not in used:
            message = f"nothing is traced to the source “{id_}”"
            yield Flag(("sources", id_), message, "Name it where it is used, or remove it.")


def _named(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        written = part.get("source", ())
        if isinstance(written, str):
            yield written
        elif isinstance(written, list | tuple):
            yield from (id_ for id_ in written if isinstance(id_, str))
        for inner in part.values():
            yield from _named(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _named(inner)


@error("source-outside-folder")
def check_source_paths(checked: Checked) -> Iterator[Flag]:
    """Flag a source's file that would lie outside the case folder."""
    for id_, source in checked.scenario.sources.items():
        if source.file is not None and checked.folder is not None:
            try:
                inside(checked.folder, source.file)
            except UnreadableError:
                message = f"the file of “{id_}” is not inside the case folder"
                fix = "Name a file relative to the case folder, such as sources/article.md."
                yield Flag(("sources", id_, "file"), message, fix, source.file[:60])


@warning("missing-source-file")
def check_source_files(checked: Checked) -> Iterator[Flag]:
    """Warn of a source's file that is not there; no number depends on it."""
    for id_, source in checked.scenario.sources.items():
        if source.file is None or checked.folder is None:
            continue
        try:
            found = inside(checked.folder, source.file).is_file()
        except UnreadableError:
            continue
        if not found:
            message = f"the file of “{id_}” is not there"
            fix = "Add it to the case folder, or remove the key “file”."
            yield Flag(("sources", id_, "file"), message, fix, source.file[:60])
