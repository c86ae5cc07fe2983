"""The sections of the report, under the question each answers, in reading order.

A section is one function that gathers what one template shows. To add one, write both and name
it here; a section whose function returns None is left out.
"""

from winset.report.sections.advice import ADVICE
from winset.report.sections.claims import CLAIMS
from winset.report.sections.common_causes import COMMON_CAUSES
from winset.report.sections.durability import DURABILITY
from winset.report.sections.forecast import FORECAST
from winset.report.sections.forms import FORMS
from winset.report.sections.given import GIVEN
from winset.report.sections.glossary import GLOSSARY
from winset.report.sections.odds import ODDS
from winset.report.sections.perspectives import PERSPECTIVES
from winset.report.sections.positions import POSITIONS
from winset.report.sections.reproduce import REPRODUCE
from winset.report.sections.secrecy import SECRECY
from winset.report.sections.section import Section
from winset.report.sections.shape import SHAPE
from winset.report.sections.sources import SOURCES
from winset.report.sections.talks import TALKS

SECTIONS: tuple[Section, ...] = (
    ODDS,
    GIVEN,
    FORMS,
    SECRECY,
    COMMON_CAUSES,
    POSITIONS,
    SHAPE,
    FORECAST,
    ADVICE,
    DURABILITY,
    PERSPECTIVES,
    TALKS,
    CLAIMS,
    SOURCES,
    REPRODUCE,
    GLOSSARY,
)
"""Sections in the order they are shown."""

__all__ = ["SECTIONS", "Section"]
