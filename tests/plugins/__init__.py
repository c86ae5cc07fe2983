"""Tests of what other packages add, each with a small package made for the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset import plugins


def install(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    package: str,
    source: str,
    entries: dict[str, dict[str, str]],
) -> None:
    """Put a package of one module on ``sys.path``, with entry points as an installer writes them.

    ``entries`` is group → name → what it loads, ``module:attribute``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{package}.py").write_text(source, encoding="utf-8")
    info = folder / f"{package}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    lines = [
        line
        for group, named in entries.items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in named.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    plugins._loaded.cache_clear()
