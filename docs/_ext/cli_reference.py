"""Write the reference of the command line from its own help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from winset.cli import main

TARGET = Path(__file__).parent.parent / "reference" / "generated" / "cli-help.md"
WIDTH = 88


def helps(command: click.Command, name: str) -> Iterator[tuple[str, str]]:
    """Name and help of a command and of those below it."""
    context = click.Context(command, info_name=name, max_content_width=WIDTH, terminal_width=WIDTH)
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            own = command.get_command(context, below)
            assert own is not None
            yield from helps(own, f"{name} {below}")


def write() -> None:
    """Write the page's generated part."""
    parts = [f"## {name}\n\n```text\n{text}\n```\n" for name, text in helps(main, "winset")]
    TARGET.parent.mkdir(exist_ok=True)
    text = "\n".join(parts)
    if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
        TARGET.write_text(text, encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:  # noqa: ANN401
    """Write the generated part before the pages are read."""
    app.connect("builder-inited", lambda _: write())
    return {"parallel_read_safe": True}
