"""Tables of the shipped figures, as lines of Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

SHOWN = ("combined", "compromise:votes", "mean", "condorcet:votes", "median", "mode", "status-quo")
"""Models by kind of issue."""


def score_table(rows: Sequence[Row]) -> list[str]:
    """Every model, the least error first."""
    lines = [
        "| model | error | 95 % | rmse | CRPS | CRPS of positions alone | log score | "
        "in 80 % (should be) | hits | n |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{row['model']}` | {row['mae']:.2f} | {row['mae_ci'][0]:.1f}–{row['mae_ci'][1]:.1f} | "
        f"{row['rmse']:.1f} | {row['crps']:.2f} | {_or_dash(row['crps_spread'])} | "
        f"{row['log_score']:.2f} | {row['coverage80']:.2f} ({row['odds80']:.2f}) | "
        f"{row['hit_rate']:.2f} | {row['n']} |"
        for row in rows
    ]
    return lines


def pair_table(rows: Sequence[Row]) -> list[str]:
    """How much better the combined forecast is than each other model."""
    lines = ["| combined against | error less by | CRPS less by | n |", "| --- | --- | --- | --- |"]
    for row in sorted(rows, key=lambda r: abs(float(r["mae_difference"]))):
        turn = 1 if row["better"] == "combined" else -1
        other = row["than"] if turn > 0 else row["better"]
        lines.append(
            f"| `{other}` | {_difference(row, 'mae', turn)} | {_difference(row, 'crps', turn)} | "
            f"{row['n']} |"
        )
    return lines


def group_table(rows: Sequence[Row]) -> list[str]:
    """Errors by kind of issue."""
    heads = " | ".join(f"`{name}`" for name in SHOWN)
    lines = [f"| issues | n | {heads} |", "| --- | --- |" + " --- |" * len(SHOWN)]
    lines += [
        f"| {row['group']} | {row['n']} | "
        + " | ".join(_one(row["mae"].get(name)) for name in SHOWN)
        + " |"
        for row in rows
    ]
    return lines


def tried_table(rows: Sequence[Row]) -> list[str]:
    """What was tried and left out."""
    lines = ["| tried | coefficient | CRPS saved [95 %] |", "| --- | --- | --- |"]
    lines += [
        f"| {row['term']} | {row['coefficient']:.2f} | {row['crps_gain']:.2f} "
        f"[{row['crps_gain_ci'][0]:.2f}, {row['crps_gain_ci'][1]:.2f}] |"
        for row in rows
    ]
    return lines


def shape_table(shape: Row, se: Row) -> list[str]:
    """The three fitted figures."""
    symbols = {"exponent": "ε", "lumps": "λ", "spread": "κ"}
    lines = ["| figure | fitted | standard error |", "| --- | --- | --- |"]
    lines += [
        f"| {name} {symbols[name]} | {shape[name]:.2f} | {se[name]:.2f} |" for name in symbols
    ]
    return lines


def ladder_table(rows: Sequence[Row]) -> list[str]:
    """What each part is worth."""
    lines = ["| step | error | CRPS |", "| --- | --- | --- |"]
    lines += [f"| {row['step']} | {row['mae']:.2f} | {row['crps']:.2f} |" for row in rows]
    return lines


def wave_table(rows: Sequence[Row]) -> list[str]:
    """Fitted on one wave, tested on the other."""
    lines = [
        "| fitted on proposals | ε | λ | κ | forecast | error | of the compromise model |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {row['fitted']} | {row['exponent']:.2f} | {row['lumps']:.2f} | {row['spread']:.2f} | "
        f"{row['forecast']} others | {row['mae']:.1f} | {row['compromise_mae']:.1f} |"
        for row in rows
    ]
    return lines


def gain(row: Row, name: str) -> str:
    """How much less than the compromise model, with its interval."""
    mean, low, high = row[f"{name}_less_than_compromise"]
    return f"{mean:.2f} [{low:.2f}, {high:.2f}]"


def _difference(row: Row, name: str, turn: int) -> str:
    low, high = sorted(turn * end for end in row[f"{name}_difference_ci"])
    share = 100 * row[f"{name}_share"]
    mark = f" ({share:.1f} %)" if turn > 0 else ""
    return f"{turn * row[f'{name}_difference']:.2f} [{low:.2f}, {high:.2f}]{mark}"


def _one(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _or_dash(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
