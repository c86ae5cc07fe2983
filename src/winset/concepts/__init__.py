"""Which deal: solution concepts over the zone, one a file.

Each takes the principals' gains over their reservation and the eligible packages, and marks the
solutions of every world, ties included.
"""

from winset.concepts.census import (
    SOLVERS,
    ChunkSolutions,
    Gains,
    SettlementCensus,
    gains_at,
    gains_of,
    solutions_of_zone,
)
from winset.concepts.results import CONCEPTS, Settlement, settlements_of

__all__ = [
    "CONCEPTS",
    "SOLVERS",
    "ChunkSolutions",
    "Gains",
    "Settlement",
    "SettlementCensus",
    "gains_at",
    "gains_of",
    "settlements_of",
    "solutions_of_zone",
]
