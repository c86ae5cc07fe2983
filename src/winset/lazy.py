"""Parts worked out when they are first asked for, once whoever asks; and several side by side."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")
Key = TypeVar("Key")


def side_by_side(work: Callable[[Key], T], keys: Iterable[Key]) -> dict[Key, T]:
    """Work something out for each of several, in as many threads as there are processors."""
    each = tuple(keys)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return dict(zip(each, pool.map(work, each), strict=True))


class lazy(Generic[T]):  # noqa: N801
    """A property worked out once, and kept in the instance.

    As ``functools.cached_property``, which since Python 3.12 lets two threads compute the same at
    once. Every part has a lock of its own, so that a quick part never waits for a slow one; parts
    may ask for each other as long as they do so in no circle.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self.work = work
        self.name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> Self | T:
        if instance is None:
            return self
        # no data descriptor: what is kept under the name is found before this is called again
        kept = instance.__dict__
        with kept.setdefault(f"_lock_of_{self.name}", threading.RLock()):
            if self.name not in kept:
                kept[self.name] = self.work(instance)
        value: T = kept[self.name]
        return value
