"""winset: negotiations that must survive at home."""

from __future__ import annotations

from winset._version import __version__
from winset.errors import Problem, ScenarioError, WinsetError

__all__ = ["Problem", "ScenarioError", "WinsetError", "__version__"]
