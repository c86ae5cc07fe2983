"""Hypothesis strategies: small tables of actors, on a grid so that ties and shared places occur."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.forecast.coalition_twin import Table


@st.composite
def tables(draw: st.DrawFn, most: int = 6, issues: int | None = None) -> Table:
    """Two actors and more, one to three issues."""
    actors = draw(st.integers(2, most))
    dimensions = issues or draw(st.integers(1, 3))
    share = st.integers(0, 20).map(lambda n: n / 20)
    stand = st.tuples(*[share] * dimensions)
    care = st.tuples(*[st.integers(1, 30).map(lambda n: n / 100)] * dimensions)
    return Table(
        draw(st.lists(stand, min_size=actors, max_size=actors)),
        draw(st.lists(care, min_size=actors, max_size=actors)),
        draw(st.lists(st.integers(1, 100).map(float), min_size=actors, max_size=actors)),
    )
