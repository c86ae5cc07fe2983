"""What a file format tells the registry: its name, how it is told apart, how to read and write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winset.errors import WinsetError

if TYPE_CHECKING:
    from winset.formats.actor_table import ActorTable

Scale = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file format: either a `DomainFormat` or an `ActorFormat`."""

    name: str
    """As it is typed: ``genius``."""
    title: str
    """As readers see it: ``Genius``."""
    suffixes: tuple[str, ...] = ()
    """Kinds of file, such as ``.csv``; of a domain none where it is a folder."""


@dataclass(frozen=True, kw_only=True)
class DomainFormat(Format):
    """A format of negotiation domains: issues, options, and the actors' additive utilities."""

    files: str
    """What its files are, in a few words: ``XML domain and profiles``."""
    read: Callable[..., Any]
    """Path → `ImportedDomain`. Raises a ``ScenarioError`` with everything that is wrong, each fault
    with file, line, place, value and fix."""
    write: Callable[..., tuple[str, ...]]
    """`ImportedDomain` and path → what changed on the way, one sentence each."""
    readings: tuple[str, ...] = ()
    """Where its files can be read in several ways: their names, the usual one first. ``read`` and
    ``write`` then take one as ``reading=``."""

    def options(self, reading: str) -> dict[str, str]:
        """Return what ``read`` and ``write`` are told of a reading: nothing where there is one.

        Raises
        ------
        WinsetError
            If the files are not read in that way.
        """
        if not self.readings:
            return {}
        if reading not in self.readings:
            known = ", ".join(self.readings)
            raise WinsetError(
                f"{reading}: no reading of {self.title} files. Choose one of: {known}."
            )
        return {"reading": reading}


@dataclass(frozen=True, kw_only=True)
class ActorFormat(Format):
    """A format of tables of actors: who wants what, and who can do how much about it."""

    matches: Callable[[Path], bool]
    """Path → whether the file looks like one of these; formats are asked in the order of the
    registry."""
    read: Callable[[Path, Scale | None], ActorTable]
    """Path, and the ends of every scale where the format does not give them and the user does →
    `ActorTable`. Raises a ``ScenarioError`` with everything that is wrong."""
