"""The data sets durability is estimated from: who publishes each, and how to know the right file.

Nothing here downloads. None of the files carries a licence that lets winset ship it, so a user
gets them from their publishers, puts them in one folder, and `check_data` says what is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from winset.lab.durability_fit.reading import SourceFileError, sha256_of

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class DataSource:
    """One file of one data set, in the version the loaders' codes were checked against."""

    key: str
    """Short name used in notes and provenance."""
    title: str
    citation: str
    """``title``, ``citation``: what it is, and whose."""
    page: str
    """The publisher's page to get it from."""
    file: str
    folder: str
    """``file``, ``folder``: its file name, and the subfolder it may also stand in."""
    version: str
    rows: int
    sha256: str
    """``version``, ``rows``, ``sha256``: what the checked copy was; another copy is reported, not
    refused, unless its columns or its version column differ."""
    needed_for: str
    """What can't be computed without it."""


SOURCES: tuple[DataSource, ...] = (
    DataSource(
        "atop",
        "Alliance Treaty Obligations and Provisions, alliance level",
        "Leeds, Ritter, Mitchell & Long (2002), International Interactions 28(3)",
        "https://www.atopdata.org",
        "atop-alliance-level.csv",
        "durability",
        "4.01",
        745,
        "84f6e5a488db64e2b04db3143ebb99b4d1c1a57073e388f44f04b0ccfa3a814e",
        "hazards of alliances",
    ),
    DataSource(
        "atop-member",
        "Alliance Treaty Obligations and Provisions, member level",
        "Leeds, Ritter, Mitchell & Long (2002), International Interactions 28(3)",
        "https://www.atopdata.org",
        "atop-member-level.csv",
        "durability",
        "4.01",
        2398,
        "37533634acbba64af9b900425fad50fcecb69f4a80f9f1d22d9847911bf21e40",
        "checking the meaning of ATOP's termination codes",
    ),
    DataSource(
        "chisols",
        "Change in Source of Leader Support, state-years",
        "Mattes, Leeds & Matsumura (2016), Journal of Peace Research 53(2)",
        "https://www.chisols.org",
        "CHISOLSstyr4_0.csv",
        "durability",
        "4.0",
        9703,
        "414b5b1c7bb6b9231e6c2bff4fe34b54cbb9c30b8aeb0c208f72df343f7f6ced",
        "hazards of alliances, turnover by regime type",
    ),
    DataSource(
        "archigos",
        "Archigos, leaders' spells in office",
        "Goemans, Gleditsch & Chiozza (2009), Journal of Peace Research 46(2)",
        "https://www.rochester.edu/college/faculty/hgoemans/data.htm",
        "archigos.csv",
        "durability",
        "4.1",
        3409,
        "52244aea408adaaaa3b5192026df622ab5951319ace4262f7ed1dd2ae65d98be",
        "peace agreements, tenure curves",
    ),
    DataSource(
        "ucdp-peace-agreements",
        "UCDP Peace Agreement Dataset",
        "Pettersson, Högbladh & Öberg (2019), Journal of Peace Research 56(4)",
        "https://ucdp.uu.se/downloads",
        "ucdp-peace-agreements-221.csv",
        "durability",
        "22.1",
        374,
        "d512c104ac085d9934646873df9bbd682f6d9a4c29201504ace6b3fc7b553c2e",
        "hazards of peace agreements",
    ),
    DataSource(
        "fortna",
        "Peacekeeping and the survival of peace after civil wars",
        "Fortna (2008), Does Peacekeeping Work?, Princeton University Press",
        "http://www.columbia.edu/~vpf4/",
        "fortna-pk.dta",
        "durability",
        "Stata release 114 of 13 May 2009",
        192,
        "fbce1c63727351042152325bde2fa919802fc4d64a93967accf228706a3345bb",
        "what peacekeeping, treaty and victory do to the survival of peace",
    ),
    DataSource(
        "gallup",
        "Job approval of US presidents, polls",
        "Gallup, as collected by the Roper Center",
        "https://ropercenter.cornell.edu/presidential-approval",
        "gallup-approval-1941-2022.csv",
        "votes",
        "to August 2022",
        8563,
        "a81431c812a01a53a048dcebf34218bfbac4a92215a5eb334f9c49d1f66945a2",
        "approval and the loss of office",
    ),
    DataSource(
        "voteview",
        "Members' ideology: senators and presidents",
        "Lewis, Poole, Rosenthal, Boche, Rudkin & Sonnet, Voteview",
        "https://voteview.com/data",
        "voteview-senate-members.csv",
        "votes",
        "70th to 118th Congress",
        5103,
        "922765357d9a6d506b00efe5c05474ba98068f8bdfdae4985668a562ae82eaca",
        "approval and the loss of office",
    ),
)

State = Literal["as checked", "another copy", "absent"]


@dataclass(frozen=True)
class SourceStatus:
    """Whether one source is in a folder, and whether it is the copy the codes were checked on."""

    source: DataSource
    state: State
    path: Path | None
    sha256: str | None

    @property
    def advice(self) -> str:
        """What to do about it, or an empty string."""
        if self.state == "absent":
            return f"get {self.source.file} (version {self.source.version}) at {self.source.page}"
        if self.state == "another copy":
            return (
                f"differs from the checked copy of version {self.source.version}; loaders still "
                "check its columns and version, results may differ"
            )
        return ""


def source(key: str) -> DataSource:
    """Return the registered source of that key."""
    for entry in SOURCES:
        if entry.key == key:
            return entry
    known = ", ".join(entry.key for entry in SOURCES)
    raise SourceFileError(f"no source is called {key!r}. Known: {known}.")


def find(folder: Path, key: str) -> Path | None:
    """Return where a source's file stands in ``folder`` or its own subfolder, or None."""
    entry = source(key)
    for candidate in (folder / entry.file, folder / entry.folder / entry.file):
        if candidate.is_file():
            return candidate
    return None


def locate(folder: Path, key: str) -> Path:
    """Return where a source's file stands, or say where to get it.

    Raises
    ------
    SourceFileError
        If it is in neither place.
    """
    path = find(folder, key)
    if path is None:
        entry = source(key)
        raise SourceFileError(
            f"{entry.file} is neither in {folder} nor in {folder / entry.folder}. It is "
            f"“{entry.title}” ({entry.citation}), version {entry.version}; get it at {entry.page}."
        )
    return path


def check_data(folder: Path) -> tuple[SourceStatus, ...]:
    """Say for every source whether it is there and is the checked copy; reads, never downloads."""
    statuses = []
    for entry in SOURCES:
        path = find(folder, entry.key)
        digest = None if path is None else sha256_of(path)
        state: State = (
            "absent" if digest is None else
            "as checked" if digest == entry.sha256 else
            "another copy"
        )  # fmt: skip
        statuses.append(SourceStatus(entry, state, path, digest))
    return tuple(statuses)
