"""Charts as image files, through vl-convert; an extra that needs no browser and no network."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, Literal

from winset.errors import WinsetError
from winset.report.extras import extra
from winset.report.figures import Figure, broken
from winset.report.palette import DARK, LIGHT
from winset.report.theme import CHART_THEMES

_SUFFIXES = (".svg", ".png")
_NARROW = 480
_TITLE, _CREDIT = 8, 6
"""Pixels that a character of the title takes, and one of source and date."""


def export_chart(
    chart: Figure | dict[str, Any],
    path: str | Path,
    *,
    width: int = 720,
    theme: Literal["light", "dark"] = "light",
    scale: float = 2.0,
    ground: str | None = None,
) -> Path:
    """Write a chart as an image.

    Parameters
    ----------
    chart
        A figure, which is written with its title, source and date; or a mere Vega-Lite
        specification.
    path
        File to write; ``.svg`` or ``.png`` decides the kind.
    width
        Width in CSS pixels.
    theme
        Colours on light or dark ground.
    scale
        Pixels of a PNG per CSS pixel.
    ground
        Colour behind it; by default the theme's.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    WinsetError
        If the kind is unknown or vl-convert is not installed.
    """
    target = Path(path)
    if target.suffix.lower() not in _SUFFIXES:
        raise WinsetError(f"{target.name}: a chart is written as .svg or .png.")
    converter = extra("vl_convert", "Image files need vl-convert")
    spec = sized(chart, width) if isinstance(chart, dict) else titled(chart, width)
    paper = {"light": LIGHT, "dark": DARK}[theme].paper
    config = {**CHART_THEMES[theme], "background": ground or paper}
    if target.suffix.lower() == ".svg":
        target.write_text(converter.vegalite_to_svg(spec, config=config), "utf-8")
    else:
        target.write_bytes(converter.vegalite_to_png(spec, config=config, scale=scale))
    return target


def titled(figure: Figure, width: int) -> dict[str, Any]:
    """Fix the width of a figure's spec, and write its title, question, source and date above it."""
    return {
        **sized(figure.spec, width),
        "title": {
            "text": broken(figure.title, width // _TITLE),
            "subtitle": [
                line
                for said in (figure.question, figure.credit)
                for line in broken(said, width // _CREDIT)
                if line
            ],
        },
    }


def sized(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """Fix the width of a spec made for a container, breaking labels where it is narrow."""
    fixed = copy.deepcopy(spec)
    fixed["width"] = width
    for parameter in fixed.get("params", []):
        if parameter["name"] == "narrow":
            parameter["value"] = width < _NARROW
    return fixed
