"""Ratification as a programme: is there a package everyone would ratify, and if not, what clashes.

No package is listed. One world at a time, the rules become linear constraints over one binary an
option; the answer is the same as that of listing all packages, which is what the tests hold it to.
"""

from winset.ratification.programme.conflict import Conflict, conflict_of
from winset.ratification.programme.demands import Demand, RedLines, Refusal, Required, Reservation
from winset.ratification.programme.table import WorldTable, table_of
from winset.ratification.programme.zone import (
    ZoneAnswer,
    feasible,
    in_zone,
    rules_programme,
    zone_package,
)

__all__ = [
    "Conflict",
    "Demand",
    "RedLines",
    "Refusal",
    "Required",
    "Reservation",
    "WorldTable",
    "ZoneAnswer",
    "conflict_of",
    "feasible",
    "in_zone",
    "rules_programme",
    "table_of",
    "zone_package",
]
