"""The brief as one page for a browser, in the look of the report."""

from __future__ import annotations

from winset.report.document import render_document
from winset.words.brief import Brief


def html_of(brief: Brief) -> str:
    """Return the text of one HTML file, the same for the same brief, letter by letter."""
    return render_document("brief.html", title=brief.title, brief=brief, specs=str, scripts="")
