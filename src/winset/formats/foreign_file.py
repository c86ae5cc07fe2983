"""Reading files that others wrote: bounded in size, and every fault named with its place."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from winset.errors import Problem, ScenarioError

LARGEST_FILE = 16 * 2**20
"""Bytes; the largest published domain is a tenth of this."""

MOST_OPTIONS = 10_000
"""Options of one issue."""

_WEIGHTS_TOLERANCE = 1e-3


@dataclass
class ForeignFile:
    """One file under reading, and what was found wrong with it so far.

    Attributes
    ----------
    path
        The file.
    problems
        Faults in the order they were found.
    """

    path: Path
    problems: list[Problem] = field(default_factory=list)

    def report(
        self,
        code: str,
        message: str,
        fix: str,
        *,
        line: int | None = None,
        place: str = "",
        value: object = "",
    ) -> None:
        """Note a fault and read on."""
        shown = str(value)
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        self.problems.append(
            Problem(code, message, fix, str(self.path), line, place, shown, "error")
        )

    def refuse(
        self,
        code: str,
        message: str,
        fix: str,
        *,
        line: int | None = None,
        place: str = "",
        value: object = "",
    ) -> NoReturn:
        """Note a fault that makes reading on pointless, and raise all faults.

        Raises
        ------
        ScenarioError
            Always.
        """
        self.report(code, message, fix, line=line, place=place, value=value)
        raise ScenarioError(self.problems)

    def settle(self) -> None:
        """Raise what was found, if anything.

        Raises
        ------
        ScenarioError
            With all faults of the file.
        """
        if self.problems:
            raise ScenarioError(self.problems)

    def content(self) -> bytes:
        """Read the file, refusing one that is missing or too large."""
        try:
            size = self.path.stat().st_size
            content = self.path.read_bytes() if size <= LARGEST_FILE else b""
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self.refuse("file-unreadable", f"can't read the file: {reason}", "Check its path.")
        if size > LARGEST_FILE:
            self.refuse(
                "file-too-large",
                f"{size / 2**20:.0f} MiB is more than the {LARGEST_FILE // 2**20} MiB allowed",
                "Split the domain, or drop what is not about issues and utilities.",
            )
        return content

    def text(self) -> str:
        """Read the file as UTF-8, with or without a byte-order mark."""
        try:
            return self.content().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.refuse("not-utf8", f"not UTF-8 text: {error.reason}", "Save it as UTF-8.")

    def number(self, raw: object, *, line: int | None = None, place: str = "") -> float:
        """Take a finite number, or note the fault and return 0."""
        try:
            if isinstance(raw, bool) or not isinstance(raw, int | float | str):
                raise TypeError  # noqa: TRY301
            value = float(raw)
        except (TypeError, ValueError, OverflowError):
            value = math.nan
        if math.isfinite(value):
            return value
        self.report(
            "not-a-number",
            "missing" if raw is None else "not a finite number",
            "Write a finite number such as 0.25.",
            line=line,
            place=place,
            value="" if raw is None else raw,
        )
        return 0.0

    def check_weights(self, weights: list[float], *, line: int | None = None) -> None:
        """Note weights that are negative or don't sum to one."""
        total = math.fsum(weights)
        if weights and min(weights) < 0:
            self.report(
                "negative-weight",
                "an issue's weight is negative",
                "Write weights of 0 or more.",
                line=line,
                place="weights",
                value=min(weights),
            )
        elif abs(total - 1) > _WEIGHTS_TOLERANCE:
            self.report(
                "weights-sum",
                "the weights of the issues don't sum to one",
                "Divide each weight by their sum.",
                line=line,
                place="weights",
                value=f"{total:g}",
            )

    def check_option_count(self, count: int, *, place: str, line: int | None = None) -> bool:
        """Note an issue with no option, or with more than can be meant."""
        if 1 <= count <= MOST_OPTIONS:
            return True
        self.report(
            "options-count",
            f"the issue has {count} options",
            f"Give it 1 to {MOST_OPTIONS:,}.",
            line=line,
            place=place,
        )
        return False


def files_in(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """List a folder's files of some kinds by name.

    Raises
    ------
    ScenarioError
        If it is no folder or has none.
    """
    here = ForeignFile(folder)
    try:
        found = sorted(p for p in folder.iterdir() if p.suffix.lower() in suffixes and p.is_file())
    except OSError as error:
        here.refuse(
            "folder-unreadable",
            f"can't read the folder: {error.strerror}",
            "Give the folder that holds the domain and its profiles.",
        )
    if not found:
        here.refuse(
            "no-files",
            f"no {' or '.join(suffixes)} file in the folder",
            "Give the folder that holds the domain and its profiles.",
        )
    return found


def even_levels(low: float, high: float, levels: int) -> tuple[float, ...]:
    """Spread levels evenly over a range, ends included."""
    if high == low or levels == 1:
        return (low,)
    return tuple(low + (high - low) * i / (levels - 1) for i in range(levels))


def label(number: float) -> str:
    """Name an option after its number, without a needless ``.0``."""
    short = f"{number:g}"
    return short if float(short) == number else repr(number)


def file_name(name: str) -> str:
    """Turn a domain's or an actor's name into a file name, without a suffix."""
    safe = "".join(c if c.isalnum() or c in "-_ ." else "_" for c in name)
    return safe.strip(" .")[:100] or "unnamed"


def file_names(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Turn names into file names that differ even where case is ignored."""
    used = {name.lower() for name in taken}
    found = []
    for name in names:
        stem = file_name(name)
        candidate, number = stem, 2
        while candidate.lower() in used:
            candidate, number = f"{stem}_{number}", number + 1
        used.add(candidate.lower())
        found.append(candidate)
    return found
