"""No plugin of one test is left to the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from winset import plugins


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    plugins._loaded.cache_clear()
