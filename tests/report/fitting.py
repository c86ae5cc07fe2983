"""What stands in the way of reading a chart, computed from its picture: cut, overlaid, outside.

Widths are those of Helvetica (Adobe's published metrics), which Liberation Sans and Arial share.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

_SVG = "{http://www.w3.org/2000/svg}"
_NARROW = {
    **dict.fromkeys("ijl’‘'", 222),
    **dict.fromkeys("ft .,:;!/I[]|", 278),
    **dict.fromkeys("r()-“”", 333),
    **dict.fromkeys("ckvsxyzJ", 500),
    **dict.fromkeys("mM", 833),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("FTZ+−<>=", 600),
    **dict.fromkeys("%", 889),
    **dict.fromkeys("W…←→", 960),
}
_SLACK = 2.0


@dataclass(frozen=True)
class Line:
    """A line of text and the box it takes, in pixels from the picture's upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlays(self, other: Line) -> bool:
        """Whether both take the same place, by more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > _SLACK and down > _SLACK

    def lies_in(self, width: float, height: float) -> bool:
        """Whether a picture of this size shows all of it."""
        return (
            self.left >= -_SLACK
            and self.top >= -_SLACK
            and self.right <= width + _SLACK
            and self.bottom <= height + _SLACK
        )


def width_of(text: str, size: float) -> float:
    """Width of a text in pixels."""
    return sum(_NARROW.get(letter, 556) for letter in text) * size / 1000


def lines_of(svg: str) -> list[Line]:
    """Find every line of text in a picture, each once: what is its own ground counts as one."""
    found = dict.fromkeys(_lines(ET.fromstring(svg), 0.0, 0.0))
    return [line for line in found if line.text]


def faults_of(svg: str) -> list[str]:
    """Say what text of a picture is cut off, ends outside or lies on other text."""
    root, lines = ET.fromstring(svg), lines_of(svg)
    size = float(root.get("width", 0)), float(root.get("height", 0))
    cut = [
        f"cut: {line.text}"
        for line in lines
        if line.text.endswith("…") and len(line.text.split()) > 1
    ]
    outside = [f"outside: {line.text}" for line in lines if not line.lies_in(*size)]
    overlaid = [
        f"overlaid: {one.text} | {other.text}"
        for one, other in combinations(lines, 2)
        if one.overlays(other)
    ]
    return [*cut, *outside, *overlaid]


def _lines(node: ET.Element, x: float, y: float) -> Iterator[Line]:
    move = re.search(r"translate\(([-\d.e]+),\s*([-\d.e]+)\)", node.get("transform", ""))
    if move:
        x, y = x + float(move[1]), y + float(move[2])
    if node.tag == f"{_SVG}text":
        if float(node.get("opacity", 1)) > 0:
            yield from _written(node, x, y)
        return
    for child in node:
        yield from _lines(child, x, y)


def _written(node: ET.Element, x: float, y: float) -> Iterator[Line]:
    size = float(node.get("font-size", "11px").removesuffix("px"))
    bold = 1.06 if node.get("font-weight", "normal") not in ("normal", "400") else 1.0
    upright = "rotate(-90" in node.get("transform", "")
    anchor = {"start": 0.0, "middle": 0.5, "end": 1.0}[node.get("text-anchor", "start")]
    spans = [child for child in node if child.tag == f"{_SVG}tspan"]
    down = 0.0
    for span in spans or [node]:
        down += float(span.get("dy", 0)) if spans else 0.0
        text = (span.text or "").strip()
        wide = width_of(text, size) * bold
        before, above, below = anchor * wide, 0.72 * size - down, 0.2 * size + down
        if upright:
            yield Line(text, x - above, y - wide + before, x + below, y + before)
        else:
            left = x - before
            yield Line(
                text,
                round(left, 2),
                round(y - above, 2),
                round(left + wide, 2),
                round(y + below, 2),
            )
