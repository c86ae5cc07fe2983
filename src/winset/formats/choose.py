"""The formats by name, for callers that let a user choose."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from winset.formats.domain import ImportedDomain
from winset.formats.genius import Reading

Format = Literal["genius", "geniusweb", "negmas", "table"]


def read_domain(
    source: Path | str, format_: Format, *, reading: Reading = "genius"
) -> ImportedDomain:
    """Read a domain in a named format.

    Parameters
    ----------
    source
        A folder, or the file of a utility table.
    format_
        Whose files they are.
    reading
        How Genius profiles are evaluated; the other formats have one reading only.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the files.
    """
    match format_:
        case "genius":
            from winset.formats.genius import read_genius

            return read_genius(source, reading=reading)
        case "geniusweb":
            from winset.formats.geniusweb import read_geniusweb

            return read_geniusweb(source)
        case "negmas":
            from winset.formats.negmas_yaml import read_negmas

            return read_negmas(source)
        case "table":
            from winset.formats.utility_table import read_utility_table

            return read_utility_table(source)


def write_domain(
    domain: ImportedDomain,
    target: Path | str,
    format_: Format,
    *,
    reading: Reading = "genius",
) -> tuple[str, ...]:
    """Write a domain in a named format.

    Parameters
    ----------
    domain
        What to write.
    target
        A folder, or the file of a utility table.
    format_
        Whose files to write.
    reading
        How Genius profiles are meant.

    Returns
    -------
    tuple of str
        What changed on the way, one sentence each.
    """
    match format_:
        case "genius":
            from winset.formats.genius_writing import write_genius

            return write_genius(domain, target, reading=reading)
        case "geniusweb":
            from winset.formats.geniusweb import write_geniusweb

            return write_geniusweb(domain, target)
        case "negmas":
            from winset.formats.negmas_yaml import write_negmas

            return write_negmas(domain, target)
        case "table":
            from winset.formats.utility_table import write_utility_table

            return write_utility_table(domain, target)
