"""What shape a ratifiable deal has, issue by issue and form by form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.charts.registry import chart_named
from winset.report.sections.section import Section


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    figures = chart_named("zone-strip").figures(analysis)
    return {"figures": figures} if figures else None


SHAPE = Section("shape", "What shape a ratifiable deal has", "shape.html", _content, question=2)
