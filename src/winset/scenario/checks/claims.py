"""Rules about claims: what switches one off must be there, and must change something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from winset.phrases import commas, did_you_mean
from winset.scenario.checks.perspectives import ADDS
from winset.scenario.checks.registry import Checked, Flag, error, warning
from winset.scenario.model import Scenario
from winset.scenario.overlay import SECTIONS, is_merged, overlay
from winset.scenario.source_places import Path, dotted, value_at
from winset.scenario.structure import keys_of, part_at

_ADDS = {**ADDS, "shocks": "title"}
_HELD = frozenset(keys_of(Scenario)) - {*SECTIONS}
"""What every table of a case has in common, whatever is switched off."""


@error("unknown-in-claim")
def check_claims(checked: Checked) -> Iterator[Flag]:
    """Flag a claim about a form, a text or a part of the scenario that is not there."""
    scenario = checked.scenario
    if checked.seen:
        return
    for id_, claim in scenario.claims.items():
        path = ("claims", id_)
        if claim.form is not None and claim.form not in scenario.forms:
            message = f"the claim “{id_}” looks at “{claim.form}”, a form that no two parties sign"
            yield Flag((*path, "form"), message, did_you_mean(claim.form, scenario.forms))
        if claim.text is not None and claim.text not in scenario.texts:
            message = f"the claim “{id_}” looks at “{claim.text}”, which is no text"
            fix = did_you_mean(claim.text, scenario.texts) if scenario.texts else _NO_TEXT
            yield Flag((*path, "text"), message, fix)
        if checked.raw is not None:
            yield from _strangers(id_, checked.raw, claim.off)


_NO_TEXT = "Name it under texts, or leave the key out."


def _strangers(id_: str, written: Mapping[str, Any], off: Mapping[str, Any]) -> Iterator[Flag]:
    """Flag keys that no part of a scenario has, and entries that this one does not."""
    for inner, known, change in _apart(written, off, ()):
        if len(inner) == 1 and inner[0] in _HELD:
            continue
        place = ("claims", id_, "off", *inner)
        adds = _ADDS.get(str(inner[0])) if len(inner) == 2 else None
        message = f"the claim “{id_}” changes “{dotted(inner)}”, which is not there"
        if known is not None:
            if inner[-1] not in known:
                yield Flag(place, message, did_you_mean(inner[-1], known))
        elif change is None or (adds and not (isinstance(change, Mapping) and adds in change)):
            around = value_at(written, inner[:-1])
            fix = "Remove it from the claim."
            if isinstance(around, Mapping) and around:
                fix = did_you_mean(inner[-1], around)
            yield Flag(
                place, message, f"{fix} To add a new one, give it a {adds}." if adds else fix
            )


def _apart(
    written: Mapping[str, Any], off: Mapping[str, Any], path: Path
) -> Iterator[tuple[Path, Sequence[str] | None, Any]]:
    """Path of each key of a claim that the scenario does not write, what it may be, and the change.

    What it may be is None where the keys are ids, as of entries.
    """
    around = part_at(path)
    known = SECTIONS if not path else None if around is None else keys_of(around)
    for key, change in off.items():
        inner = (*path, key)
        if key not in written or (known is not None and key not in known):
            yield inner, known, change
        elif isinstance(change, Mapping) and isinstance(written[key], Mapping) and is_merged(inner):
            yield from _apart(written[key], change, inner)


@error("unswitchable-part")
def check_sections(checked: Checked) -> Iterator[Flag]:
    """Flag a claim that switches what no source claims: how the case is computed or written."""
    if checked.seen:
        return
    for id_, claim in checked.scenario.claims.items():
        for section in claim.off:
            if section in _HELD:
                message = f"the claim “{id_}” changes “{section}”, which no claim may switch off"
                fix = f"Take it out of off, which may change {commas(SECTIONS)}."
                yield Flag(("claims", id_, "off", section), message, fix)


@warning("idle-claim")
def check_switches(checked: Checked) -> Iterator[Flag]:
    """Warn of a claim whose switch changes nothing, or takes away what is not there."""
    raw = checked.raw
    if raw is None or checked.seen:
        return
    for id_, claim in checked.scenario.claims.items():
        place: Path = ("claims", id_, "off")
        if any(section in _HELD for section in claim.off):
            continue  # an error of its own
        if claim.off and overlay(raw, claim.off) == overlay(raw):
            message = f"switching the claim “{id_}” off changes nothing"
            fix = "Write under off what carries it; leave off out where nothing does."
            yield Flag(place, message, fix)
            continue
        for inner, known, change in _apart(raw, claim.off, ()):
            if change is None and known is not None and inner[-1] in known:
                message = f"the claim “{id_}” takes away “{dotted(inner)}”, which is not there"
                yield Flag((*place, *inner), message, "Remove it from the claim.")


@warning("uncarried-claim")
def check_carried(checked: Checked) -> Iterator[Flag]:
    """Warn of a claim that nothing carries and that does not say why."""
    for id_, claim in checked.scenario.claims.items():
        if not (claim.off or claim.mechanism or checked.seen):
            message = f"the claim “{id_}” has no switch, and does not say why"
            fix = "Write under off what carries it, or under mechanism why nothing does."
            yield Flag(("claims", id_), message, fix)
