"""The pages of the app, in the order of the navigation."""

from winset.web.page import Page
from winset.web.pages.brief import BRIEF
from winset.web.pages.cases import CASES
from winset.web.pages.map import MAP
from winset.web.pages.packages import PACKAGES
from winset.web.pages.report import REPORT
from winset.web.pages.results import RESULTS
from winset.web.pages.roll_call import ROLL_CALL
from winset.web.pages.runs import RUNS
from winset.web.pages.section_pages import ADVICE, DURABILITY, FORECAST
from winset.web.pages.table import TABLE

PAGES: tuple[Page, ...] = (
    CASES,
    BRIEF,
    ROLL_CALL,
    RESULTS,
    PACKAGES,
    MAP,
    FORECAST,
    ADVICE,
    DURABILITY,
    TABLE,
    RUNS,
    REPORT,
)
"""The entries of the navigation, question by question; all but the first are about one case."""

__all__ = ["PAGES", "Page"]
