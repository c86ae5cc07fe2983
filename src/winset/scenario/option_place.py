"""Where an option's position stands: beside ``reverts`` it has a key of its own."""

from __future__ import annotations

from collections.abc import Mapping

from winset.scenario.model.issue import says_reverts
from winset.scenario.source_places import Path, value_at

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
    is_number = value is None or isinstance(value, int | float | str | Mapping)
    is_position = is_number and not says_reverts(value)
    return (*path, "at") if is_position and says_reverts(value_at(content, path)) else path
