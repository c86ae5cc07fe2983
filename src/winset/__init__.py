"""winset: negotiations that must survive at home.

>>> import winset
>>> scenario = winset.load("unit-pie")
>>> analysis = winset.analyse(scenario)
>>> analysis.forms["treaty"].ratification.zone.probability.value
1.0
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winset._version import __version__
from winset.errors import Problem, ScenarioError, TooLargeError, WinsetError

if TYPE_CHECKING:
    from winset.analysis import Analysis, analyse
    from winset.cases import case_ids, load
    from winset.comparison import compare, what_if
    from winset.engine.bargaining import frontier
    from winset.forecast.forecasts import forecasts
    from winset.formats.registry import read_actors, read_domain
    from winset.scenario.case import Case as Scenario

__all__ = [
    "Analysis",
    "Problem",
    "Scenario",
    "ScenarioError",
    "TooLargeError",
    "WinsetError",
    "__version__",
    "analyse",
    "case_ids",
    "compare",
    "forecasts",
    "frontier",
    "load",
    "read_actors",
    "read_domain",
    "what_if",
]

_HOMES = {
    "Analysis": "winset.analysis",
    "Scenario": "winset.scenario.case:Case",
    "analyse": "winset.analysis",
    "case_ids": "winset.cases",
    "compare": "winset.comparison",
    "forecasts": "winset.forecast.forecasts",
    "frontier": "winset.engine.bargaining",
    "load": "winset.cases",
    "read_actors": "winset.formats.registry",
    "read_domain": "winset.formats.registry",
    "what_if": "winset.comparison",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load the heavier parts when they are first asked for, to keep ``import winset`` light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'winset' has no attribute {name!r}")
    from importlib import import_module

    module, _, attribute = _HOMES[name].partition(":")
    value = getattr(import_module(module), attribute or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Names of the public interface."""
    return sorted(__all__)
