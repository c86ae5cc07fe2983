"""What other installed packages add to winset's registries, by entry points."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from winset.errors import WinsetError

T = TypeVar("T")

LAB = "winset.lab"
"""The one part of winset that may be missing: what it registers then counts as not there."""


@dataclass(frozen=True)
class _Plugin:
    where: str
    package: str
    value: object


def plugins(group: str) -> Mapping[str, object]:
    """Load what installed packages register under a group; looked up once, when first asked for.

    Parameters
    ----------
    group
        Group of entry points, ``winset.concepts``.

    Returns
    -------
    name → object
        In the order of the names, so that it does not depend on what was installed first.

    Raises
    ------
    WinsetError
        If one cannot be loaded or two have the same name; names package, group and entry.
    """
    return {name: plugin.value for name, plugin in _loaded(group).items()}


def with_plugins(group: str, own: Mapping[str, T], kind: type[T]) -> dict[str, T]:
    """Join winset's own entries of a registry and those of other packages, which come last.

    Parameters
    ----------
    group
        Group of entry points.
    own
        Name → winset's own entry.
    kind
        Class that every entry must be an instance of.

    Raises
    ------
    WinsetError
        As `plugins`; also if an entry is of another class, takes the name of one of winset's, or
        has another name than its entry point.
    """
    joined = dict(own)
    for name, plugin in _loaded(group).items():
        if not isinstance(plugin.value, kind):
            is_a = type(plugin.value).__name__
            raise WinsetError(
                f"{plugin.where} is of class {is_a}, where {kind.__name__} is needed."
            )
        if name in own:
            raise WinsetError(f"{plugin.where} has the name of one of winset's own. Rename it.")
        named = getattr(plugin.value, "name", name)
        if named != name:
            raise WinsetError(f"{plugin.where} is named {named!r} itself. Give both one name.")
        joined[name] = plugin.value
    return joined


@functools.cache
def _loaded(group: str) -> Mapping[str, _Plugin]:
    from importlib.metadata import entry_points

    loaded: dict[str, _Plugin] = {}
    for entry in sorted(set(entry_points(group=group)), key=lambda entry: entry.name):
        package = entry.dist.name if entry.dist is not None else "unknown"
        where = f"The entry point {entry.name!r} in {group!r} of the package {package!r}"
        if entry.name in loaded:
            other = loaded[entry.name].package
            raise WinsetError(f"{where} has the name of one of {other!r}. Uninstall one of them.")
        try:
            value = entry.load()
        except Exception as error:  # whatever another package's code may raise
            if isinstance(error, ModuleNotFoundError) and error.name == LAB:
                continue  # registered with winset itself, which may be installed without its lab
            raise WinsetError(
                f"{where} can't be loaded from {entry.value!r}: {type(error).__name__}: {error}. "
                "Mend or uninstall that package."
            ) from error
        loaded[entry.name] = _Plugin(where, package, value)
    return loaded
