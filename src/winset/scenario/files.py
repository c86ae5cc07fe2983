"""Opening the analyst's files, with a plain answer for everything that can be wrong with one."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from winset.scenario.source_places import Finding, Place, UnreadableError

MAX_BYTES = 5_000_000


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Read a whole file of bounded size, in bytes.

    Raises
    ------
    UnreadableError
        If it is missing, no regular file, too large or not readable. The size is looked up before
        anything is read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(path, "not-a-file", "not a regular file", "Name a file.")
        if status.st_size > limit:
            raise _too_large(path, limit)
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except FileNotFoundError:
        raise _refusal(path, "no-such-file", "no such file", "Check the path.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        fix = "Check the path and that you may read it."
        raise _refusal(path, "no-such-file", f"cannot be read: {reason}", fix) from None
    if len(content) > limit:
        raise _too_large(path, limit)
    return content


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """Read a UTF-8 text file of bounded size, with or without byte-order mark.

    Raises
    ------
    UnreadableError
        As :func:`read_bytes`, and if the content is no UTF-8 text.
    """
    content = read_bytes(path, limit)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"0x{content[error.start]:02x}"
        fix = "Save the file as UTF-8 text."
        raise _refusal(path, "not-utf-8", f"not UTF-8 text (byte {byte})", fix, line) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        fix = "This looks like a binary file; name a text file, or save it as UTF-8 text."
        raise _refusal(path, "not-utf-8", "holds a NUL byte", fix, line)
    return text


def sha256(content: str | bytes) -> str:
    """Hash text (as UTF-8) or bytes; 64 hexadecimal digits."""
    raw = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()


def inside(folder: Path, name: str) -> Path:
    """Resolve a file a scenario names by its relative path, which must stay inside the case folder.

    Raises
    ------
    UnreadableError
        If the path is absolute, climbs out with ``..`` or leaves through a symbolic link.
    """
    fix = "Put the file into the case folder and name it relative to that, such as senate.csv."
    where = Path(name)
    if not name.strip() or "\0" in name or where.is_absolute() or "\\" in name or ":" in name:
        raise UnreadableError(Finding("outside-folder", (), "not a relative path", fix, name[:60]))
    try:
        resolved, root = (folder / where).resolve(), folder.resolve()
    except (OSError, RuntimeError):
        raise UnreadableError(Finding("outside-folder", (), "not a path", fix, name[:60])) from None
    if ".." in where.parts or not resolved.is_relative_to(root):
        message = "the file lies outside the case folder"
        raise UnreadableError(Finding("outside-folder", (), message, fix, name[:60]))
    return folder / where


def _too_large(path: Path, limit: int) -> UnreadableError:
    message = f"larger than {limit / 1e6:g} MB"
    return _refusal(path, "too-large", message, "Split it, or put members into CSV files.")


def _refusal(
    path: Path, code: str, message: str, fix: str, line: int | None = None
) -> UnreadableError:
    return UnreadableError(Finding(code, (), message, fix, place=Place(str(path), line)))
