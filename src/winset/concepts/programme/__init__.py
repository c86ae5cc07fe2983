"""Solutions over the zone of one world without listing packages: one concept per file.

Each finds what the concept of the same name in ``winset.concepts`` finds over listed packages.
"""

from winset.concepts.programme.concepts import OBJECTIVES, settle
from winset.concepts.programme.optimum import Optimum

__all__ = ["OBJECTIVES", "Optimum", "settle"]
