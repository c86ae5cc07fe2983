"""Small turns of phrase that messages and sentences share."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

LONGEST = 60

# C0 and C1 control characters but the line feed and the tab, what reverses the reading order, and
# what no XML may hold.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def as_written(raw: object, longest: int = LONGEST) -> str:
    """Show plain text, a number, list or mapping the way it would stand in the file.

    More than ``longest`` characters are cut and marked with an ellipsis.
    """
    text = _flow(raw, longest)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _flow(raw: object, room: int) -> str:
    if raw is None:
        return "null"
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, float):
        return _float(raw)
    if isinstance(raw, Mapping):
        pairs = [f"{key}: {_flow(item, room)}" for key, item in islice(raw.items(), room)]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(raw, list | tuple):
        return "[" + ", ".join(_flow(item, room) for item in islice(raw, room)) + "]"
    return " ".join(str(raw)[: room + 1].split())


def _float(raw: float) -> str:
    if math.isfinite(raw):
        return f"{raw:.12g}"
    return ".nan" if math.isnan(raw) else (".inf" if raw > 0 else "-.inf")


def listed(items: Sequence[str], last: str = "and") -> str:
    """Join as a sentence does: ``a, b and c``."""
    return "".join(items) if len(items) < 2 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def bind_percents(text: str) -> str:
    """Keep every number and its ``%`` on one line, by a space that does not break."""
    return text.replace(" %", "\u00a0%")


def sentence(text: str) -> str:
    """Start with a capital letter, leaving names and the rest as they are."""
    return text[:1].upper() + text[1:]


def plain_name(identifier: str) -> str:
    """Spell out an id or an option's name: ``recognised_in_part`` as ``recognised in part``."""
    return identifier.replace("_", " ")


def commas(names: Iterable[object], most: int = 12) -> str:
    """Join names with commas; the rest of a long list becomes a count."""
    every = [str(name) for name in names]
    rest = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + rest


def quoted(names: Iterable[object], most: int = 12) -> str:
    """Join names in quotation marks; the rest of a long list becomes a count."""
    return commas([f"“{name}”" for name in names], most)


def did_you_mean(name: object, choices: Iterable[str]) -> str:
    """Suggest which of what may stand there was meant by a name, or list what there is."""
    known = list(choices)
    near = difflib.get_close_matches(str(name)[:80].lower(), [c.lower() for c in known], n=1)
    if near:
        meant = next(c for c in known if c.lower() == near[0])
        return f"Did you mean “{meant}”?"
    return f"Choose one of: {commas(known)}." if known else "There is none to choose from."


def printable(text: str) -> str:
    """Show control characters as a replacement sign, so that no file can steer what shows it.

    Line feed and tab stay; each other one in a title, a name or a path becomes U+FFFD.
    """
    return _UNSAFE.sub("\ufffd", text)


def in_one_line(text: str) -> str:
    """The same for a part of a line: line feeds and tabs are replaced too."""
    return re.sub(r"[\n\t\u2028\u2029]", "\ufffd", printable(text))
