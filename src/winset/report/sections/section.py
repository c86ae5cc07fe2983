"""What a section of the report is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from winset.analysis import Analysis


@dataclass(frozen=True)
class Section:
    """One section of the report.

    Attributes
    ----------
    id
        Anchor in the page.
    title
        Heading, and entry in the list of contents.
    template
        File name among the templates; it is given what ``content`` returns.
    content
        Gathers what the template shows; None leaves the section out.
    """

    id: str
    title: str
    template: str
    content: Callable[[Analysis], Mapping[str, Any] | None]
