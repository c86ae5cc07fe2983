"""Reading files that others wrote: bounded in size, and every fault named with its place."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn, TypeVar

from winset.errors import Problem, ScenarioError

T = TypeVar("T")
R = TypeVar("R")

LARGEST_FILE = 16 * 2**20
"""Bytes; the largest published domain is a tenth of this."""

MOST_OPTIONS = 10_000
"""Options of one issue."""

_WEIGHTS_TOLERANCE = 1e-3


@dataclass
class ForeignFile:
    """One file under reading, and what was found wrong with it so far."""

    path: Path
    """The file."""
    problems: list[Problem] = field(default_factory=list)
    """Faults in the order they were found."""

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

    def number_within(
        self,
        raw: object,
        least: float,
        most: float,
        *,
        line: int | None = None,
        place: str = "",
    ) -> float:
        """Take a finite number, and note one that is none (then 0) or not between two ends."""
        before = len(self.problems)
        value = self.number(raw, line=line, place=place)
        if len(self.problems) > before or least <= value <= most:
            return value
        limits = f"{least:g} or more" if most == math.inf else f"{least:g} to {most:g}"
        fix = f"Write a number of {limits}."
        self.report("out-of-range", f"not {limits}", fix, line=line, place=place, value=raw)
        return value

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

    def check_options(self, names: Sequence[str], *, place: str, line: int | None = None) -> None:
        """Note an issue with no option or too many, or with two of one name."""
        self.check_option_count(len(names), place=place, line=line)
        if (twice := first_twice(names)) is not None:
            self.report(
                "option-twice",
                "an option stands twice or has no name",
                "Give every option its own value.",
                line=line,
                place=place,
                value=twice,
            )

    def check_same(
        self,
        given: Collection[str],
        declared: Collection[str],
        what: str,
        missing: str,
        *,
        place: str,
        line: int | None = None,
        lines: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Note what a profile gives and its domain does not declare, and the other way round.

        Parameters
        ----------
        what
            What they are: ``issue`` or ``option``.
        missing
            Code of a fault where the profile leaves one out.
        lines
            Where names stand that do not stand in ``line``.
        """
        faults = {
            "profile-domain": ([n for n in given if n not in declared], "is none of the domain's"),
            missing: ([n for n in declared if n not in given], "is missing: it is one of the"),
        }
        for code, (names, wrong) in faults.items():
            for name in names:
                self.report(
                    code,
                    f"“{name}” {wrong} {what}s",
                    f"Give each of the domain's {what}s, and no other.",
                    line=lines.get(name, line),
                    place=place,
                )


def first_twice(names: Iterable[str]) -> str | None:
    """Return the first name that stands twice or is empty, None if there is none."""
    seen: set[str] = set()
    for name in names:
        if name in seen or not name.strip():
            return name
        seen.add(name)
    return None


def read_each(
    files: Iterable[tuple[ForeignFile, T]], read: Callable[[ForeignFile, T], R]
) -> list[R]:
    """Read several files, so that a fault in one does not hide those of the next.

    Raises
    ------
    ScenarioError
        With the faults of all of them.
    """
    found: list[R] = []
    problems: list[Problem] = []
    for file, content in files:
        try:
            found.append(read(file, content))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return found


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


def one_domain(
    folder: Path,
    files: Sequence[tuple[ForeignFile, T]],
    is_domain: Callable[[T], bool],
    code: str,
    needs: str,
    fix: str,
) -> tuple[ForeignFile, T, list[tuple[ForeignFile, T]]]:
    """Tell the domain of a folder from the profiles beside it.

    Parameters
    ----------
    code, needs, fix
        Of the fault where there is not one domain with profiles: what the folder needs.
    """
    domains = [pair for pair in files if is_domain(pair[1])]
    profiles = [pair for pair in files if not is_domain(pair[1])]
    if len(domains) != 1 or not profiles:
        has = f"it has {len(domains)} and {len(profiles)}"
        ForeignFile(folder).refuse(code, f"the folder needs {needs}; {has}", fix)
    return *domains[0], profiles


def even_levels(low: float, high: float, levels: int) -> tuple[float, ...]:
    """Spread levels evenly over a range, ends included."""
    if high == low or levels == 1:
        return (low,)
    return tuple(low + (high - low) * i / (levels - 1) for i in range(levels))


def label(value: object) -> str:
    """Name an option after its value: a number goes without a needless ``.0``."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    short = f"{value:g}"
    return short if float(short) == value else repr(value)


def files_of(
    folder: Path, domain: str, actors: Iterable[str], suffix: str
) -> tuple[Path, list[Path]]:
    """Make a folder for a domain; return where the domain goes, and where each actor's profile.

    File names differ even where case is ignored.
    """
    folder.mkdir(parents=True, exist_ok=True)
    used: set[str] = set()
    paths = []
    for name in (domain, *actors):
        stem = "".join(c if c.isalnum() or c in "-_ ." else "_" for c in name)
        stem = stem.strip(" .")[:100] or "unnamed"
        candidate, number = stem, 2
        while candidate.lower() in used:
            candidate, number = f"{stem}_{number}", number + 1
        used.add(candidate.lower())
        paths.append(folder / f"{candidate}{suffix}")
    return paths[0], paths[1:]
