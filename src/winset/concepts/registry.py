"""Every solution concept, in the order in which results give them."""

from __future__ import annotations

from collections.abc import Mapping

from winset.concepts.concept import Concept
from winset.concepts.egalitarian import EGALITARIAN
from winset.concepts.kalai_smorodinsky import KALAI_SMORODINSKY
from winset.concepts.most_ratifiable import MOST_RATIFIABLE
from winset.concepts.nash import NASH
from winset.concepts.utilitarian import UTILITARIAN
from winset.plugins import with_plugins

GROUP = "winset.concepts"
"""Entry points by which other packages add a `Concept`."""

_OWN = {
    concept.name: concept
    for concept in (NASH, KALAI_SMORODINSKY, EGALITARIAN, UTILITARIAN, MOST_RATIFIABLE)
}


def concepts() -> Mapping[str, Concept]:
    """Name → concept, of winset's own and of other packages.

    Raises
    ------
    WinsetError
        If another package's cannot be loaded.
    """
    return with_plugins(GROUP, _OWN, Concept)


def title_of(name: str) -> str:
    """Name of a concept as readers see it; of one that is not installed here, its key."""
    concept = concepts().get(name)
    return name if concept is None else concept.title
