"""The pages of the app, in the order of the navigation."""

from winset.web.page import Page
from winset.web.pages.cases import CASES
from winset.web.pages.map import MAP
from winset.web.pages.packages import PACKAGES
from winset.web.pages.report import REPORT
from winset.web.pages.results import RESULTS
from winset.web.pages.runs import RUNS
from winset.web.pages.section_pages import ADVICE, DURABILITY, FORECAST
from winset.web.pages.table import TABLE

PAGES: tuple[Page, ...] = (
    CASES,
    TABLE,
    MAP,
    RESULTS,
    PACKAGES,
    DURABILITY,
    ADVICE,
    FORECAST,
    RUNS,
    REPORT,
)
"""The entries of the navigation; all but the first are about one case."""

__all__ = ["PAGES", "Page"]
