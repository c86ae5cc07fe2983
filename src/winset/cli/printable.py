"""Text from an analyst's files, made safe to print in a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import click

# C0 and C1 control characters but the line feed and the tab, and what reverses the reading order.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Show control characters as a replacement sign, so that no file can steer the terminal.

    Line feed and tab stay; each other one in a title, a name or a path becomes U+FFFD.
    """
    return _UNSAFE.sub("\ufffd", text)


def in_one_line(text: str) -> str:
    """The same for a part of a line: line feeds and tabs are replaced too."""
    return re.sub(r"[\n\t\u2028\u2029]", "\ufffd", printable(text))


def print_json(
    content: object, *, indent: int | None = 2, default: Callable[[object], object] | None = None
) -> None:
    """Print plain lists and mappings as JSON, letters as they are; a NaN is refused.

    Without an indent it is one line; without a ``default``, what JSON does not know is refused.
    """
    click.echo(
        json.dumps(content, indent=indent, ensure_ascii=False, allow_nan=False, default=default)
    )
