"""The pages of the app, in the order of the navigation."""

from winset.web.pages.advice import ADVICE
from winset.web.pages.cases import CASES
from winset.web.pages.durability import DURABILITY
from winset.web.pages.map import MAP
from winset.web.pages.packages import PACKAGES
from winset.web.pages.page import Page
from winset.web.pages.report import REPORT
from winset.web.pages.results import RESULTS
from winset.web.pages.runs import RUNS
from winset.web.pages.table import TABLE

PAGES: tuple[Page, ...] = (CASES, TABLE, MAP, RESULTS, PACKAGES, DURABILITY, ADVICE, RUNS, REPORT)
"""Cases, Table, Map, Results, Durability, Advice, Runs, Report: as far as they are there."""

__all__ = ["PAGES", "Page"]
