"""Parts worked out when they are first asked for, and once, whoever asks at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


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
