"""What shape a ratifiable deal has, issue by issue and form by form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.charts import zone_strip
from winset.report.sections.section import Section


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    if not any(form.ratification.has_zone.any() for form in analysis.forms.values()):
        return None
    if not all(form.ratification.listing.is_whole for form in analysis.forms.values()):
        return None
    return {"figures": [zone_strip(analysis, issue) for issue in analysis.scenario.issues]}


SHAPE = Section("shape", "What shape a ratifiable deal has", "shape.html", _content)
