"""Where an answer rests on something an adviser would not guess, as plain mappings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from winset.engine import Result
from winset.serialise.numbers import fields_of, rounded
from winset.texts.alarms import Alarm, SurprisingEvent
from winset.texts.consulted import OnlySigners, Unasked, UnaskedSigner, WholeBlocs
from winset.texts.defaults import ClosedByDefault, CostLeftOut, SureAnswer
from winset.texts.red_lines import RedLinesAlone, RuledOut

KINDS: Mapping[type[Alarm], str] = {
    SurprisingEvent: "surprising_event",
    SureAnswer: "sure_answer",
    ClosedByDefault: "closed_by_default",
    RedLinesAlone: "red_lines_alone",
    RuledOut: "ruled_out",
    WholeBlocs: "whole_blocs",
    UnaskedSigner: "unasked_signer",
    OnlySigners: "only_signers",
    CostLeftOut: "cost_left_out",
    Unasked: "unasked",
}
"""Kind of alarm → what ``result.json`` calls it."""


def plain_alarms(alarms: Sequence[Alarm], result: Result) -> list[dict[str, Any]]:
    """Return alarms under their kinds, those that matter most first."""
    return [_plain(alarm, result) for alarm in alarms]


def _plain(alarm: Alarm, result: Result) -> dict[str, Any]:
    row = {"kind": KINDS[type(alarm)], **fields_of(alarm), "moves": rounded(alarm.moves)}
    if isinstance(alarm, SureAnswer | RedLinesAlone):
        row["package"] = result.space.package(alarm.package)
    if isinstance(alarm, RedLinesAlone):
        row["moved"] = [[rounded(at), rounded(odds)] for at, odds in alarm.moved.items()]
    return row
