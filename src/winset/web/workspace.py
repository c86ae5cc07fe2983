"""The cases on disk: ordinary folders, the same the command line sees."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from winset.errors import ScenarioError, WinsetError
from winset.scenario.files import read_bytes
from winset.scenario.source_places import UnreadableError

if TYPE_CHECKING:
    from winset.errors import Problem
    from winset.scenario.case import Case

SCENARIO = "scenario.yaml"
KEPT = 8
"""Cases kept in memory as they were read, with their earlier revisions."""

NAME = re.compile(r"^[A-Za-z0-9_][A-Za-z0-9_\-.]{0,79}$")
"""Names of case folders the app makes and opens."""


class NoSuchCaseError(WinsetError):
    """There is no such case in the workspace."""


class ChangedError(WinsetError):
    """A case is no longer what the change was made for."""


@dataclass(frozen=True)
class CaseFile:
    """A case as it is on disk at one moment."""

    name: str
    """Its folder's name, and its part of an address."""
    folder: Path
    """Where it is."""
    text: str
    """Its ``scenario.yaml``, line ends as written."""
    revision: str
    """Hash of the text and of the tables beside it, 16 hexadecimal digits: the same for the same
    content, so an edit taken back has the earlier revision again."""
    known: Case | None = field(default=None, compare=False, repr=False)
    """What the text says, where that is known already."""

    @cached_property
    def _read(self) -> Case | ScenarioError:
        from winset.scenario import read_scenario

        if self.known is not None:
            return self.known
        try:
            return read_scenario(self.folder / SCENARIO)
        except ScenarioError as error:
            return error

    @property
    def scenario(self) -> Case:
        """The scenario.

        Raises
        ------
        ScenarioError
            With every problem of the file.
        """
        if isinstance(self._read, ScenarioError):
            raise self._read
        return self._read

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The errors of the file, or else its warnings."""
        if isinstance(self._read, ScenarioError):
            return self._read.problems
        return self._read.warnings

    @property
    def usable(self) -> bool:
        """Whether it can be analysed."""
        return not isinstance(self._read, ScenarioError)


class Workspace:
    """A folder of cases.

    Parameters
    ----------
    root
        The folder; it is created if need be.
    """

    def __init__(self, root: Path) -> None:
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WinsetError(f"{root}: cannot be a workspace ({error.strerror}).") from error
        self.root = root.resolve()
        self._memory = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._read: OrderedDict[tuple[str, str], CaseFile] = OrderedDict()

    def names(self) -> tuple[str, ...]:
        """Names of the cases, in the order of the alphabet; run folders are none."""
        return tuple(sorted(entry.name for entry in os.scandir(self.root) if self._is_case(entry)))

    def _is_case(self, entry: os.DirEntry[str]) -> bool:
        folder = Path(entry.path)
        return (
            NAME.match(entry.name) is not None
            and entry.is_dir(follow_symlinks=False)
            and _is_plain_file(folder / SCENARIO)
            and not (folder / "manifest.json").exists()
        )

    def folder(self, name: str) -> Path:
        """Folder of a case.

        Raises
        ------
        NoSuchCaseError
            If there is none of that name directly in the workspace.
        """
        folder = self.root / name
        if not NAME.match(name) or folder.is_symlink() or not _is_plain_file(folder / SCENARIO):
            raise NoSuchCaseError(f"There is no case “{name[:80]}” in this workspace.")
        return folder

    def case(self, name: str) -> CaseFile:
        """Read a case as it is now.

        Raises
        ------
        NoSuchCaseError
            If there is none of that name, or its file lies elsewhere.
        """
        folder = self.folder(name)
        try:
            content = read_bytes(folder / SCENARIO)
        except UnreadableError as error:
            raise NoSuchCaseError(f"The file of the case “{name}” cannot be read.") from error
        revision = _revision(folder, content)
        with self._memory:
            known = self._read.get((name, revision))
            if known is None:
                text = content.decode("utf-8", errors="replace")
                known = CaseFile(name, folder, text, revision)
            self._remember(known)
        return known

    def earlier(self, name: str, revision: str) -> CaseFile | None:
        """A case as it was at a revision, None where that is not in memory any more."""
        with self._memory:
            return self._read.get((name, revision))

    def _remember(self, case: CaseFile) -> None:
        """Keep a case as it was read, so that undo need not read it again."""
        self._read[(case.name, case.revision)] = case
        self._read.move_to_end((case.name, case.revision))
        while len(self._read) > KEPT:
            self._read.popitem(last=False)

    def lock(self, name: str) -> threading.Lock:
        """Lock that whoever writes a case holds."""
        return self._locks.setdefault(name, threading.Lock())

    def write(self, name: str, text: str, *, expected: str, known: Case | None = None) -> CaseFile:
        """Write the file of a case in one step, if it still is at the revision expected.

        What the new file says may be given as ``known``, so that it need not be read again.

        Raises
        ------
        ChangedError
            If the case on disk has another revision; then nothing is written.
        """
        with self.lock(name):
            # Asked again under the lock: two pages that saw one revision may both get this far.
            # A text editor holds no lock: what it saves in the moment before the rename is lost.
            if self.case(name).revision != expected:
                raise ChangedError(f"The case “{name}” was changed meanwhile.")
            _replace(self.folder(name) / SCENARIO, text)
            written = self.case(name)
            if known is None or written.text != text:
                return written
            written = replace(written, known=known)
            with self._memory:
                self._remember(written)
            return written


def _is_plain_file(path: Path) -> bool:
    """Whether a file is there and no link, which could lead out of the workspace."""
    return path.is_file() and not path.is_symlink()


def _replace(path: Path, text: str) -> None:
    """Put a file in the place of another, whole or not at all."""
    descriptor, draft = tempfile.mkstemp(prefix=".scenario-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).chmod(path.stat().st_mode & 0o777)
        Path(draft).replace(path)
    except OSError as error:
        raise WinsetError(f"{path.name} cannot be written ({error.strerror}).") from error
    finally:
        Path(draft).unlink(missing_ok=True)


def _revision(folder: Path, content: bytes) -> str:
    """Hash the scenario and the size and time of each table beside it."""
    # Tables may be large and are read with every case: their time stands for their content. The
    # file itself is hashed, so an edit taken back has the earlier revision, whenever it is written.
    digest = hashlib.sha256(content)
    for table in sorted(folder.glob("*.csv")):
        status = table.stat()
        digest.update(f"{table.name} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]
