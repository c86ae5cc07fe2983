"""What a page of the app is."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.routing import BaseRoute


@dataclass(frozen=True)
class Page:
    """One entry of the navigation, with everything that answers below it."""

    id: str
    """Last part of its address, ``/cases/{case}/ID``; empty for the start page."""
    title: str
    """Its entry in the navigation."""
    routes: tuple[BaseRoute, ...]
    """The page itself, its parts and its actions."""
    question: int = 0
    """Which of the five questions of the brief it belongs to, from 1; 0 before all of them."""
