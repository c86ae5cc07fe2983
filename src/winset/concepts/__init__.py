"""Which deal: solution concepts over what would be ratified, one a file, and their registry.

Each is defined over listed packages, from the principals' gains over their reservation, and says
how to search for it where packages are too many to list.
"""

from winset.concepts.census import ChunkSolutions, SettlementCensus, solutions_of_zone
from winset.concepts.concept import Concept
from winset.concepts.gains import Gains, Principals, principals_of
from winset.concepts.registry import concepts, title_of
from winset.concepts.settlements import Settlement, settlements_of

__all__ = [
    "ChunkSolutions",
    "Concept",
    "Gains",
    "Principals",
    "Settlement",
    "SettlementCensus",
    "concepts",
    "principals_of",
    "settlements_of",
    "solutions_of_zone",
    "title_of",
]
