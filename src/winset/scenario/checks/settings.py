"""Rules about the settings."""

from __future__ import annotations

from collections.abc import Iterator

from winset.scenario.checks.registry import Checked, Flag, warning


@warning("worlds-power")
def check_worlds(checked: Checked) -> Iterator[Flag]:
    """Warn of a number of worlds that is not a power of two: the draws balance less well."""
    worlds = checked.scenario.settings.worlds
    if worlds & (worlds - 1) and not checked.seen:
        below = 1 << (worlds.bit_length() - 1)
        fix = f"Write {below} or {min(2 * below, 1_048_576)}."
        yield Flag(
            ("settings", "worlds"), "the number of worlds is no power of two", fix, str(worlds)
        )
