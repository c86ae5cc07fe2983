"""Zip files in and out of the workspace: bounded, and never outside the folder meant."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from starlette.responses import Response

from winset.errors import WinsetError

MOST_FILES = 2_000
MOST_BYTES = 60_000_000
_CHUNK = 1 << 16
_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""So that the same files make the same archive."""

_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


def packed(folder: Path, top: str) -> bytes:
    """Pack a folder, inside one called ``top`` unless that is empty; no links, nothing hidden.

    Raises
    ------
    WinsetError
        If it holds more than fits an archive that can be taken in again.
    """
    stream = io.BytesIO()
    total = 0
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(plain_files(folder)):
            total += (folder / name).stat().st_size
            if number >= MOST_FILES or total > MOST_BYTES:
                raise WinsetError(f"The folder holds more than {MOST_BYTES // 10**6} MB.")
            archive.writestr(
                zipfile.ZipInfo(str(PurePosixPath(top, name)), _NO_DATE),
                (folder / name).read_bytes(),
            )
    return stream.getvalue()


def zip_answer(content: bytes, name: str) -> Response:
    """Answer an archive, to be saved under a name."""
    headers = {"content-disposition": f'attachment; filename="{name}.zip"'}
    return Response(content, media_type="application/zip", headers=headers)


def plain_files(folder: Path) -> list[PurePosixPath]:
    """List the files of a folder by their path in it, leaving out links and what is hidden.

    No link is followed on the way down either, so nothing outside the folder is ever read.
    """
    files: list[PurePosixPath] = []
    for part in sorted(folder.iterdir()):
        if part.is_symlink() or part.name.startswith("."):
            continue
        if part.is_dir():
            files += [PurePosixPath(part.name, inner) for inner in plain_files(part)]
        elif part.is_file():
            files.append(PurePosixPath(part.name))
    return files


def unpack(content: bytes, folder: Path) -> None:
    """Unpack an archive into an empty folder; a single folder around everything is taken off.

    Raises
    ------
    WinsetError
        If it is no zip file, encrypted, holds links, paths that lead elsewhere, or more than a
        case may. What was unpacked is the caller's to remove.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            if len(parts) > MOST_FILES:
                raise WinsetError(f"The archive holds more than {MOST_FILES:,} files.")
            names = [_checked(part) for part in parts]
            names = _without_top(names)
            left = MOST_BYTES
            for part, name in zip(parts, names, strict=True):
                if any(step.startswith((".", "__MACOSX")) for step in name.parts):
                    continue
                left -= _write(archive, part, folder.joinpath(*name.parts), left)
    except _BROKEN as error:
        raise WinsetError("That zip file cannot be read. An encrypted one never can.") from error


def _checked(part: zipfile.ZipInfo) -> PurePosixPath:
    name = PurePosixPath(part.filename)
    is_link = stat.S_ISLNK(part.external_attr >> 16)
    odd = not name.parts or name.is_absolute() or ".." in name.parts
    if odd or is_link or any(c in part.filename for c in "\\:\0"):
        raise WinsetError("The archive holds links or paths that lead out of it.")
    return name


def _without_top(names: list[PurePosixPath]) -> list[PurePosixPath]:
    tops = {name.parts[0] for name in names}
    if len(tops) == 1 and all(len(name.parts) > 1 for name in names):
        return [PurePosixPath(*name.parts[1:]) for name in names]
    return names


def _write(archive: zipfile.ZipFile, part: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Write one file, never more than is left, whatever size the archive states."""
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with archive.open(part) as source, target.open("xb") as out:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise WinsetError(f"The archive expands to more than {MOST_BYTES // 10**6} MB.")
            out.write(chunk)
    return size
