"""The option space and what each package is worth to whom."""

from winset.packages.alike import alike
from winset.packages.caucuses import (
    Caucus,
    alone_of,
    caucuses_of,
    even_quantiles,
    followers_of,
    groups_of,
    member_weights,
)
from winset.packages.issue_to_actor import TOLERANCE, barred_by_red_line, pledge_costs
from winset.packages.listing import Listing
from winset.packages.space import PackageSpace, space_of
from winset.packages.utilities import (
    Utilities,
    issue_weights,
    mean_utilities,
    no_deal_contributions,
    own_part_of,
    package_utilities,
    utilities_at,
    utilities_of,
    worlds_at_once,
)
from winset.packages.views import View, by_view, view_of

__all__ = [
    "TOLERANCE",
    "Caucus",
    "Listing",
    "PackageSpace",
    "Utilities",
    "View",
    "alike",
    "alone_of",
    "barred_by_red_line",
    "by_view",
    "caucuses_of",
    "even_quantiles",
    "followers_of",
    "groups_of",
    "issue_weights",
    "mean_utilities",
    "member_weights",
    "no_deal_contributions",
    "own_part_of",
    "package_utilities",
    "pledge_costs",
    "space_of",
    "utilities_at",
    "utilities_of",
    "view_of",
    "worlds_at_once",
]
