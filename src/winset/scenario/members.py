"""The members of a body, as a table of people and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MemberTable:
    """Members of a body in the order of their file.

    Attributes
    ----------
    names
        One a member.
    weights
        Votes each member casts, 0 or more, not all 0.
    blocs
        Party or faction of each member, "" where the file gives none.
    positions
        Issue id → each member's ideal position on that issue's scale. An issue without a column
        is absent: the members then share the body's own stance.
    saliences
        Issue id → each member's salience, 0–100; absent where the file has no such column.
    """

    names: tuple[str, ...]
    weights: tuple[float, ...]
    blocs: tuple[str, ...]
    positions: Mapping[str, tuple[float, ...]]
    saliences: Mapping[str, tuple[float, ...]]

    def __len__(self) -> int:
        """Count the members."""
        return len(self.names)
