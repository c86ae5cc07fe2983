"""Case folders made, copied, taken in, handed out and thrown away."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from winset.cases import case_ids, case_path, copy_case
from winset.errors import WinsetError
from winset.runs.folder import first_free
from winset.scenario.cells import id_of
from winset.scenario.folder import write_whole
from winset.scenario.rewrite import rewrite
from winset.web.archives import plain_files
from winset.web.workspace import SCENARIO, CaseFile, Workspace

TRASH = ".trash"
_NAMELESS = frozenset({"scenario", "actors", "file", "case", ""})
_TRASHED = re.compile(r"^(?P<name>.{1,80})~(?P<when>\d{8}T\d{6}\d*)$")


def free_name(workspace: Workspace, wish: str) -> str:
    """First free one of ``wish``, ``wish-2``, … as the name of a new case folder."""
    plain = id_of(wish, "-")[:60] or "case"
    return first_free(
        plain,
        lambda name: (workspace.root / name).exists() or (workspace.root / name).is_symlink(),
    )


def create(workspace: Workspace, title: str) -> str:
    """Start a case from the template; returns its name."""
    from winset.scenario import write_template

    name = free_name(workspace, title)
    write_template(workspace.root / name, title)
    return name


def open_bundled(workspace: Workspace, case_id: str) -> str:
    """Open a bundled case as a copy in the workspace, the one there if it was opened before."""
    if case_id not in case_ids():
        raise WinsetError(f"{case_id[:80]}: no bundled case.")
    if case_id in workspace.names():
        return case_id
    name = free_name(workspace, case_id)
    copy_case(case_id, workspace.root / name)
    return name


def duplicate(workspace: Workspace, case: CaseFile) -> str:
    """Copy a case under another name; links are left out. Returns the name."""
    name = free_name(workspace, case.name)
    text = case.text
    if case.usable:
        title = case.scenario.title
        text = rewrite(text, {("id",): name, ("title",): f"{title} (copy)"})

    def fill(folder: Path) -> None:
        copy_plainly(case.folder, folder)
        (folder / SCENARIO).write_text(text, "utf-8", newline="")

    write_whole(workspace.root / name, fill)
    return name


def copy_plainly(source: Path, target: Path) -> None:
    """Copy files, leaving out links and what is hidden."""
    for name in plain_files(source):
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, copy)


@dataclass(frozen=True)
class TrashedCase:
    """A case in the trash."""

    entry: str
    """Name of its folder in the trash."""
    name: str
    """Name it had."""
    when: dt.datetime
    """When it was thrown away."""


def move_to_trash(workspace: Workspace, case: CaseFile) -> TrashedCase:
    """Move a case to the trash folder of the workspace."""
    now = dt.datetime.now()
    entry = f"{case.name}~{now:%Y%m%dT%H%M%S%f}"
    try:
        with workspace.lock(case.name):
            trash = workspace.root / TRASH
            trash.mkdir(exist_ok=True)
            if trash.is_symlink():
                raise WinsetError(f"{TRASH} is a link. Remove it; the trash is a plain folder.")
            workspace.folder(case.name).rename(trash / entry)
    except OSError as error:
        raise WinsetError(f"{case.name} cannot be moved ({error.strerror}).") from error
    return TrashedCase(entry, case.name, now)


def trashed(workspace: Workspace) -> list[TrashedCase]:
    """What is in the trash, the latest first."""
    trash = workspace.root / TRASH
    if trash.is_symlink() or not trash.is_dir():
        return []
    cases = []
    for folder in trash.iterdir():
        match = _TRASHED.match(folder.name)
        if match is not None and folder.is_dir() and not folder.is_symlink():
            when = dt.datetime.strptime(match["when"][:15], "%Y%m%dT%H%M%S")
            cases.append(TrashedCase(folder.name, match["name"], when))
    return sorted(cases, key=lambda one: one.entry.rpartition("~")[2], reverse=True)


def restore(workspace: Workspace, entry: str) -> str:
    """Take a case out of the trash again; returns its name."""
    one = next((one for one in trashed(workspace) if one.entry == entry), None)
    if one is None:
        raise WinsetError("That is not in the trash any more.")
    name = one.name if not (workspace.root / one.name).exists() else free_name(workspace, one.name)
    (workspace.root / TRASH / entry).rename(workspace.root / name)
    return name


def import_files(workspace: Workspace, folder: Path, wish: str) -> str:
    """Make a case of uploaded files: a scenario with what it names, tables, or a workbook.

    The folder holds nothing else; the case has the name wished for if that is free, and its name
    is returned.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the files; then nothing is left behind.
    """
    from winset.scenario import read_scenario

    books = [path for path in sorted(folder.iterdir()) if path.suffix.lower() == ".xlsx"]
    source = books[0] if len(books) == 1 and not (folder / SCENARIO).exists() else folder
    scenario = read_scenario(source)
    origin = scenario.origin
    if origin.text is None:
        text = f"# Read from {source.name if source != folder else 'tables'}.\n{origin.yaml()}"
    else:
        text = origin.text

    def fill(case: Path) -> None:
        copy_plainly(folder, case)
        if origin.path is not None and origin.path.parent == folder and origin.text is not None:
            (case / origin.path.name).unlink()
        (case / SCENARIO).write_text(text, "utf-8", newline="")
        read_scenario(case)

    name = free_name(workspace, scenario.id if wish in _NAMELESS else wish)
    write_whole(workspace.root / name, fill)
    return name


def import_foreign(workspace: Workspace, folder: Path, format_: str, wish: str) -> str:
    """Make a case of another tool's files; returns its name."""
    from winset.formats.convert import import_case
    from winset.formats.registry import domain_format

    inner = [path for path in folder.iterdir() if not path.name.startswith(".")]
    source = folder
    if len(inner) == 1 and (inner[0].is_dir() or domain_format(format_).suffixes):
        source = inner[0]
    name = free_name(workspace, wish or source.stem)
    import_case(source, format_, workspace.root / name)
    return name


def export_foreign(case: CaseFile, format_: str, then: Callable[[Path], None]) -> None:
    """Write a case as another tool's files into a folder that ``then`` is given."""
    from winset.engine.bargaining import bargaining_problem
    from winset.formats.convert import export_domain
    from winset.formats.registry import domain_format
    from winset.words.frontier import lost_in_export

    with tempfile.TemporaryDirectory(prefix="winset-") as scratch:
        folder = Path(scratch) / "export"
        # a workbook, of a table: the last of its kinds
        suffix = "".join(domain_format(format_).suffixes[-1:])
        target = folder / f"{case.name}{suffix}"
        problem = bargaining_problem(case.scenario)
        written = export_domain(problem.named_domain(), format_, target)
        if notes := [*lost_in_export(problem), *written]:
            lines = "\n".join(["What was left out or changed on the way:", "", *notes])
            (folder / "NOTES.txt").write_text(lines + "\n", "utf-8")
        then(folder)


def bundled() -> tuple[tuple[str, str, str], ...]:
    """Id, title and summary of each bundled case, the real ones first."""
    from winset.scenario import read_scenario

    scenarios = [read_scenario(case_path(id_)) for id_ in case_ids()]
    return tuple((scenario.id, scenario.title, scenario.summary) for scenario in scenarios)
