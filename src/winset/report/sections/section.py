"""What a section of the report is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from winset.analysis import Analysis


@dataclass(frozen=True)
class Section:
    """One section of the report."""

    id: str
    """Anchor in the page."""
    title: str
    """Heading, and entry in the list of contents."""
    template: str
    """File name among the templates; it is given what ``content`` returns."""
    content: Callable[[Analysis], Mapping[str, Any] | None]
    """Gathers what the template shows; None leaves the section out."""
    question: int = 5
    """Which of the five questions it belongs to, from 1, as the brief asks them."""
    folded: bool = True
    """Whether it stands folded in the report, to be opened by whoever wants it."""
