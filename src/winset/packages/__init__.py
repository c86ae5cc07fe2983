"""The option space and what each package is worth to whom."""

from winset.packages.listing import Listing
from winset.packages.space import PackageSpace, space_of
from winset.packages.utilities import (
    TOLERANCE,
    Utilities,
    barred_by_red_line,
    issue_weights,
    mean_utilities,
    member_weights,
    no_deal_contributions,
    package_utilities,
    utilities_at,
    utilities_of,
    worlds_at_once,
)

__all__ = [
    "TOLERANCE",
    "Listing",
    "PackageSpace",
    "Utilities",
    "barred_by_red_line",
    "issue_weights",
    "mean_utilities",
    "member_weights",
    "no_deal_contributions",
    "package_utilities",
    "space_of",
    "utilities_at",
    "utilities_of",
    "worlds_at_once",
]
