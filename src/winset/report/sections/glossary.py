"""The field's terms in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.sections.section import Section
from winset.words.glossary import TERMS


def _content(_: Analysis) -> Mapping[str, Any]:
    return {"terms": TERMS}


GLOSSARY = Section("glossary", "Glossary", "glossary.html", _content, question=5)
