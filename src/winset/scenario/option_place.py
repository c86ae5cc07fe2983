"""Where an option's position stands: beside ``reverts`` it has a key of its own."""

from __future__ import annotations

from collections.abc import Mapping

from winset.scenario.source_places import Path

_OPTION_DEPTH = 4


def option_place(content: object, path: Path, value: object) -> Path:
    """Lead a new position to where it stands, so that what the option says beside it is kept.

    Parameters
    ----------
    content
        A scenario as plain mappings.
    path
        What shall change.
    value
        What it shall become.

    Returns
    -------
    Path
        The path itself but for ``issues.X.options.O``, where that is written as
        ``{at: 100, reverts: no}`` and the value is a position alone: then that of ``at``.
    """
    if len(path) != _OPTION_DEPTH or (path[0], path[2]) != ("issues", "options"):
        return path
    is_position = value is None or isinstance(value, int | float | str)
    if isinstance(value, Mapping):
        is_position = not {"at", "reverts"} & set(value)
    written: object = content
    for step in path:
        written = written.get(step) if isinstance(written, Mapping) else None
    keeps_more = isinstance(written, Mapping) and bool({"at", "reverts"} & set(written))
    return (*path, "at") if is_position and keeps_more else path
