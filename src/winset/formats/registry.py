"""Every file format that is read, those of other packages included, and reading by it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from winset.errors import WinsetError
from winset.formats.format import ActorFormat, DomainFormat, Format, Scale
from winset.plugins import plugins, with_plugins

if TYPE_CHECKING:
    from winset.formats.actor_table import ActorTable
    from winset.formats.domain import ImportedDomain

GROUP = "winset.formats"
"""Entry points by which other packages add a `DomainFormat` or an `ActorFormat`."""

# name → the module with its FORMAT, loaded when a file is read: names are all that a command line
# needs, and readers take a tenth of a second to load
_DOMAINS = {
    "genius": "genius",
    "geniusweb": "geniusweb",
    "negmas": "negmas_yaml",
    "table": "utility_table",
}
_ACTORS = {
    "ktab-xml": "ktab_xml",
    "decide": "decide_reading",
    "ktab": "ktab_csv",
    "columns": "actor_columns",  # the last: it takes whatever no other claims
}


def domain_names() -> tuple[str, ...]:
    """Names of the formats of domains, winset's own first."""
    added = (name for name, value in plugins(GROUP).items() if isinstance(value, DomainFormat))
    return (*_DOMAINS, *added)


def domain_formats() -> Mapping[str, DomainFormat]:
    """Name → format of domains.

    Raises
    ------
    WinsetError
        If another package's format cannot be loaded.
    """
    return {n: f for n, f in _all(_DOMAINS).items() if isinstance(f, DomainFormat)}


def actor_formats() -> tuple[ActorFormat, ...]:
    """Formats of tables of actors, in the order in which a file is held against them.

    Raises
    ------
    WinsetError
        If another package's format cannot be loaded.
    """
    found = (f for f in _all(_ACTORS).values() if isinstance(f, ActorFormat))
    # those of other packages first: winset's own take most kinds of text for theirs
    return tuple(sorted(found, key=lambda f: f.name in _ACTORS))


def _all(own: Mapping[str, str]) -> dict[str, Format]:
    loaded = {n: import_module(f"winset.formats.{module}").FORMAT for n, module in own.items()}
    return with_plugins(GROUP, loaded, Format)


def domain_format(name: str) -> DomainFormat:
    """Return the format of domains of a name.

    Raises
    ------
    WinsetError
        If there is none.
    """
    known = domain_formats()
    if name not in known:
        raise WinsetError(f"{name}: no format of domains. Choose one of: {', '.join(known)}.")
    return known[name]


def read_domain(source: Path | str, format_: str, *, reading: str = "genius") -> ImportedDomain:
    """Read a domain in a named format.

    Parameters
    ----------
    source
        A folder, or the file of a utility table.
    format_
        Whose files they are: ``genius``, ``geniusweb``, ``negmas``, ``table``, or what another
        package adds.
    reading
        How Genius profiles are evaluated; the other formats have one reading only.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the files.
    WinsetError
        If there is no such format.
    """
    found = domain_format(format_)
    domain: ImportedDomain = found.read(Path(source), **found.options(reading))
    return domain


def write_domain(
    domain: ImportedDomain, target: Path | str, format_: str, *, reading: str = "genius"
) -> tuple[str, ...]:
    """Write a domain in a named format, as ``read_domain`` reads it.

    Returns
    -------
    tuple of str
        What changed on the way, one sentence each.
    """
    found = domain_format(format_)
    return found.write(domain, Path(target), **found.options(reading))


def read_actors(path: Path | str, *, scale: Scale | None = None) -> ActorTable:
    """Read who wants what from a file.

    ``.xml`` is KTAB's; so is a ``.csv`` whose first line gives a number of actors and of
    dimensions; a table whose rows begin with ``#A``, ``#P``, ``#D`` is the Decide exchange model's;
    any other has the columns name, capability, position and salience.

    Parameters
    ----------
    path
        The file.
    scale
        Lower and upper end of every issue, where the format does not say: only of plain columns.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the file.
    """
    path = Path(path)
    *special, plain = actor_formats()
    for format_ in special:
        if format_.matches(path):
            return format_.read(path, scale)
    return plain.read(path, scale)
