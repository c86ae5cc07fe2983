"""What is negotiated: issues and their options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, ModelWrapValidatorHandler, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from winset.scenario.model.fields import (
    AnyNumber,
    OptionName,
    PlaceOnScale,
    RuleTree,
    Traced,
    yes_or_no,
)

Binding = Literal["own_part", "whole"]

ScaleEnd = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class Issue(Traced):
    """Something to be settled: a scale with options on it, or a plain choice."""

    title: str
    """Name of the issue as readers see it."""
    short: str | None = None
    """Short name for tables and charts; default: the title."""
    low: str | None = None
    """What the low end of the scale means."""
    high: str | None = None
    """What the high end of the scale means."""
    scale: tuple[ScaleEnd, ScaleEnd] = (0.0, 100.0)
    """Low and high end of the scale."""
    options: Mapping[str, AnyNumber | None]
    """Options by name, each at a position on the scale; a whole number asks for that many even
    levels; a list of names makes the issue nominal (no positions)."""
    no_deal: PlaceOnScale | None = None
    """Where the issue stays without an agreement: a position or an option; on a nominal issue an
    option, or null for worth 0."""
    needs: Mapping[OptionName, RuleTree] = Field(default_factory=dict)
    """Option → the rule of those who must do their part for it to be carried out; who signs the
    form is bound and not asked."""
    binding: Binding = "own_part"
    """What they set against no deal: ``own_part``, the options that need them, the rest being
    as signed; ``whole``, the whole text."""

    _stays: frozenset[str] = PrivateAttr(default=frozenset())

    @model_validator(mode="wrap")
    @classmethod
    def _spell_out_options(cls, raw: object, read: ModelWrapValidatorHandler[Issue]) -> Issue:
        if not isinstance(raw, Mapping) or "options" not in raw:
            return read(raw)
        positions, stays = without_reverts(raw["options"])
        scale = raw.get("scale", (0.0, 100.0))
        issue = read({**raw, "options": spell_out_options(positions, scale)})
        issue._stays = stays
        return issue

    @property
    def stays(self) -> frozenset[str]:
        """Options that stay when a party leaves: those written with ``reverts: no``."""
        return self._stays

    @property
    def nominal(self) -> bool:
        """Whether the options have no positions."""
        return all(position is None for position in self.options.values())

    @property
    def width(self) -> float:
        """Width of the scale, in its own units."""
        return self.scale[1] - self.scale[0]

    def apart(self, one: str, other: str) -> float:
        """How far apart two options are, as a share of the scale.

        Without places all others are as far away as can be.
        """
        before, after = self.options[one], self.options[other]
        if before is None or after is None:
            return float(one != other)
        return abs(after.centre - before.centre) / self.width


def says_reverts(option: object) -> bool:
    """Whether an option is written in the way of ``{at: 100, reverts: no}``."""
    return isinstance(option, Mapping) and bool({"at", "reverts"} & set(option))


def without_reverts(options: object) -> tuple[object, frozenset[str]]:
    """Take ``{at: 100, reverts: no}`` apart: positions as written elsewhere, and what stays."""
    if not isinstance(options, Mapping):
        return options, frozenset()
    plain: dict[object, object] = {}
    stays: set[str] = set()
    for name, written in options.items():
        plain[name] = written
        if not isinstance(written, Mapping) or not says_reverts(written):
            continue
        reverts = yes_or_no(written.get("reverts", True))
        if not set(written) <= {"at", "reverts"}:
            raise PydanticCustomError(
                "options-reverts",
                "“{name}” is not written as a position that may stay",
                {
                    "name": name,
                    "fix": f"Write {name}: {{at: 100, reverts: no}}.",
                    "within": (name,),
                    "value": written,
                },
            )
        if not isinstance(reverts, bool):
            raise PydanticCustomError(
                "options-reverts",
                "“reverts” of “{name}” is neither yes nor no",
                {
                    "name": name,
                    "fix": "Write reverts: no where the option stays when a party leaves.",
                    "within": (name, "reverts"),
                    "value": reverts,
                },
            )
        plain[name] = written.get("at")
        if not reverts:
            stays.add(str(name))
    return plain, frozenset(stays)


def spell_out_options(raw: object, scale: object) -> object:
    """Turn the short ways of writing options, a number of levels or a list, into a mapping."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return _even_levels(raw, scale)
    if not isinstance(raw, list | tuple):
        return raw
    if any(isinstance(item, Mapping | list | tuple | bool) or item is None for item in raw):
        return raw
    names = [item if isinstance(item, str) else f"{item:g}" for item in raw]
    if len(set(names)) < len(names):
        raise PydanticCustomError(
            "options-twice", "an option stands twice", {"fix": "Give each option its own name."}
        )
    return {
        name: None if isinstance(item, str) else item for name, item in zip(names, raw, strict=True)
    }


def _even_levels(count: int, scale: object) -> dict[str, float]:
    if not 2 <= count <= 1001:
        raise PydanticCustomError(
            "options-count",
            "{count} levels",
            {"count": count, "fix": "Ask for 2 to 1001 even levels, or name the options."},
        )
    try:
        low, high = (float(end) for end in scale)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        low, high = 0.0, 100.0  # the scale's own error is reported where it stands
    last = count - 1
    # Weighing both ends, so that a tenth of the way to 1 is 0.1 to the last bit.
    levels = [(low * (last - i) + high * i) / last for i in range(count)]
    return {f"{level:g}": level for level in levels}
