"""Uploaded files, in a folder of their own until they are a case or are gone."""

from __future__ import annotations

import re
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from winset.errors import WinsetError
from winset.web.archives import unpack

MOST_BYTES = 25_000_000
MOST_FILES = 200
_NAME = re.compile(r"[^A-Za-z0-9_\-.]+")


@dataclass(frozen=True)
class Upload:
    """What a form sent."""

    fields: Mapping[str, str]
    """Its fields that are no files."""
    folder: Path
    """Its files; a zip file unpacked."""
    name: str
    """Name of the first file without its ending, to name a case by."""


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[Upload]:
    """Receive a form with files, which are gone when the block ends.

    Raises
    ------
    HTTPException
        411 without a length, 413 for more than may be sent: before anything is read.
    WinsetError
        If there is no file, or a zip file is not acceptable.
    """
    # The server reads no more of a request than it announces, so this bounds what is stored;
    # without an announced length (chunked) nothing would.
    length = request.headers.get("content-length", "")
    if not length.isascii() or not length.isdigit():
        raise HTTPException(411, "The size of the upload is missing.")
    if int(length) > MOST_BYTES:
        raise HTTPException(413, f"At most {MOST_BYTES // 10**6} MB may be uploaded at once.")
    async with request.form(max_files=MOST_FILES, max_fields=20) as form:
        with tempfile.TemporaryDirectory(prefix="winset-upload-") as scratch:
            folder = Path(scratch)
            first = await _stored(form, folder)
            fields = {key: value for key, value in form.items() if isinstance(value, str)}
            yield Upload(fields, folder, Path(first).stem)


async def _stored(form: FormData, folder: Path) -> str:
    files = [value for value in form.getlist("files") if isinstance(value, UploadFile)]
    named = [(plain_name(file.filename or ""), file) for file in files if file.filename]
    if not named:
        raise WinsetError("Choose at least one file.")
    for name, file in named:
        content = await file.read()
        if name.lower().endswith(".zip"):
            if len(named) > 1:
                raise WinsetError("Upload one zip file alone, or other files without a zip file.")
            await run_in_threadpool(unpack, content, folder)
        elif (folder / name).exists():
            raise WinsetError(f"Two files are called {name}.")
        else:
            await run_in_threadpool((folder / name).write_bytes, content)
    return named[0][0]


def plain_name(given: str) -> str:
    """Name a file is stored under: its last part, without anything that could lead elsewhere."""
    last = re.split(r"[/\\]", given)[-1]
    return _NAME.sub("_", last).lstrip(".")[-100:] or "file"
