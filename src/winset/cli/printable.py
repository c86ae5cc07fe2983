"""Results as JSON on standard output."""

from __future__ import annotations

import json
from collections.abc import Callable

import click


def print_json(
    content: object, *, indent: int | None = 2, default: Callable[[object], object] | None = None
) -> None:
    """Print plain lists and mappings as JSON, letters as they are; a NaN is refused.

    Without an indent it is one line; without a ``default``, what JSON does not know is refused.
    """
    click.echo(
        json.dumps(content, indent=indent, ensure_ascii=False, allow_nan=False, default=default)
    )
