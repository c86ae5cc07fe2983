"""The look of the charts: one Vega-Lite config for light and one for dark.

Specs name no colour of their own. Marks take ``ink``, ``muted``, ``rule``, ``faint``, ``paper``,
``accent`` and ``deepest`` as parameters of the config, and party slots its category range, so that
one spec serves both themes and every output.
"""

from __future__ import annotations

from typing import Any

from winset.report.palette import DARK, INKS, LIGHT, Palette

TEXT_FACE = (
    "Charter, 'Bitstream Charter', 'Iowan Old Style', 'Source Serif 4', Georgia, "
    "'Liberation Serif', serif"
)
"""Face of prose and headings."""

NUMERIC_FACE = (
    "'Helvetica Neue', 'Segoe UI', Roboto, 'Liberation Sans', Arial, 'Noto Sans', sans-serif"
)
"""Face of charts, tables and figures."""


def chart_config(palette: Palette) -> dict[str, Any]:
    """Build the Vega-Lite config of a palette."""
    text = {"font": NUMERIC_FACE, "fontSize": 11}
    return {
        "background": "transparent",
        "font": NUMERIC_FACE,
        "padding": 2,
        "params": [
            {"name": "deepest", "value": palette.deepest},
            *({"name": name, "value": getattr(palette, name)} for name in INKS),
        ],
        "range": {"category": list(palette.parties)},
        "view": {"stroke": None},
        "text": {**text, "fill": palette.ink},
        "axis": {
            "labelFont": NUMERIC_FACE,
            "labelFontSize": 11,
            "labelColor": palette.ink,
            "titleColor": palette.muted,
            "titleFontWeight": "normal",
            "titleFontSize": 11,
            "domain": False,
            "ticks": False,
            "grid": False,
            "labelPadding": 6,
        },
        "axisX": {
            "domain": True,
            "domainColor": palette.rule,
            "ticks": True,
            "tickSize": 4,
            "tickColor": palette.rule,
            "labelColor": palette.muted,
        },
        "legend": {"disable": True},
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "offset": 12,
            "font": NUMERIC_FACE,
            "fontSize": 14,
            "fontWeight": 600,
            "lineHeight": 17,
            "color": palette.ink,
            "subtitleFont": NUMERIC_FACE,
            "subtitleFontSize": 10.5,
            "subtitleLineHeight": 13,
            "subtitlePadding": 4,
            "subtitleColor": palette.muted,
        },
    }


CHART_THEMES: dict[str, dict[str, Any]] = {
    "light": chart_config(LIGHT),
    "dark": chart_config(DARK),
}
"""Theme → Vega-Lite config."""
