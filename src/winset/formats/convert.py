"""Cases made of other tools' files, and other tools' files made of cases."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from winset.errors import ScenarioError, WinsetError
from winset.formats.domain import ImportedDomain
from winset.formats.foreign_file import LARGEST_FILE
from winset.formats.registry import domain_format, read_domain, write_domain
from winset.scenario.files import sha256
from winset.scenario.folder import check_new, write_whole
from winset.scenario.origin import write_yaml
from winset.scenario.read import read_scenario


def import_case(
    source: Path, format_: str, target: Path, *, reading: str = "genius"
) -> ImportedDomain:
    """Make a case folder, new or empty, of another tool's files; return the domain they hold.

    Each actor becomes a party that ratifies by its reservation value, each issue a choice whose
    options every actor values. The README says where the case comes from and what is missing.
    ``source``, ``format_`` and ``reading`` are those of ``read_domain``.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the files.
    WinsetError
        If the folder holds anything already or cannot be written. Then nothing is left behind.
    """
    check_new(target)
    domain = read_domain(source, format_, reading=reading)
    text = write_yaml(domain.to_scenario())

    def fill(case: Path) -> None:
        (case / "scenario.yaml").write_text(text, encoding="utf-8")
        (case / "README.md").write_text(_readme(domain, source), encoding="utf-8")
        try:
            read_scenario(case)
        except ScenarioError as error:
            # the file it names is gone in a moment: name the one the user asked for
            file = str(target / "scenario.yaml")
            raise ScenarioError(
                [replace(p, file=file, line=None) for p in error.problems]
            ) from None

    write_whole(target, fill)
    return domain


def export_domain(
    domain: ImportedDomain, format_: str, target: Path, *, reading: str = "genius"
) -> tuple[str, ...]:
    """Write a domain as another tool's files, in a new or empty folder, or as one new file.

    The domain of a scenario is that of its bargaining problem; all else is as in ``write_domain``.

    Raises
    ------
    WinsetError
        If the target is there already or cannot be written. Then nothing is left behind.
    """
    if suffixes := domain_format(format_).suffixes:
        return _write_file(domain, target, format_, suffixes)
    notes: list[str] = []
    write_whole(
        target, lambda folder: notes.extend(write_domain(domain, folder, format_, reading=reading))
    )
    return tuple(notes)


def _write_file(
    domain: ImportedDomain, target: Path, format_: str, suffixes: Sequence[str]
) -> tuple[str, ...]:
    """Write a file beside its place and move it there last."""
    if target.suffix.lower() not in suffixes:
        title = domain_format(format_).title
        raise WinsetError(f"{target}: {title} is written as {' or '.join(suffixes)}.")
    if target.exists():
        raise WinsetError(f"{target}: is there already, and nothing is overwritten.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".new-") as scratch:
            draft = Path(scratch) / target.name
            notes = write_domain(domain, draft, format_)
            draft.rename(target)
    except OSError as error:
        raise WinsetError(f"{target}: cannot be written ({error.strerror}).") from error
    return notes


def _readme(domain: ImportedDomain, source: Path) -> str:
    """Say where a case comes from, how it was carried over, and what is missing."""
    notes = [*domain.notes, *domain.moved()]
    lost = "\n".join(f"- {note}" for note in notes) or "- Nothing the files say is missing."
    return f"""# {domain.name}

Imported by winset from {domain.origin}:
{len(domain.actors)} actors, {len(domain.issues)} issues, {domain.packages:,} packages.

{_files(source)}

Each issue is a choice without a scale, and every actor values its options as in the files. Each
actor is a party of its own that ratifies a package worth at least its reservation value. Nothing
is uncertain, so there is one world and no noise.

What was changed or left out:

{lost}

The files carry no sources, so every number counts as an analyst's judgement.
"""


def _files(source: Path) -> str:
    """List the files something was read from, with their hashes; none too large to be read."""
    beside = [source] if source.is_file() else sorted(source.iterdir())
    paths = [p for p in beside if p.is_file() and p.stat().st_size <= LARGEST_FILE]
    return "\n".join(f"- `{path.name}`, sha256 `{sha256(path.read_bytes())}`" for path in paths)
