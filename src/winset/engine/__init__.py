"""From a scenario to what would be ratified and settled, by listing packages or by search."""

from winset.engine.compute import compute, method_for
from winset.engine.listing import MOST_PACKAGES, unsettled_results
from winset.engine.parallel import Progress
from winset.engine.result import FormResult, Method, Result, SearchEffort

__all__ = [
    "MOST_PACKAGES",
    "FormResult",
    "Method",
    "Progress",
    "Result",
    "SearchEffort",
    "compute",
    "method_for",
    "unsettled_results",
]
