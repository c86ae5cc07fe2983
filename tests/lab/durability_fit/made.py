"""Small made-up files for tests that need no publisher's data."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from winset.lab.durability_fit import atop, chisols


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def write(path: Path, columns: list[str] | tuple[str, ...], rows: list[dict[str, object]]) -> Path:
    with path.open("w", encoding="latin-1", newline="") as handle:
        writer = csv.DictWriter(handle, fieldnames=list(columns), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def alliance_row(
    atopid: int, begin: str, end: str | None, term: int = 0, **more: object
) -> dict[str, object]:
    first = dt.date.fromisoformat(begin)
    last = dt.date.fromisoformat(end) if end else None
    return {
        "atopid": atopid, "begyr": first.year, "begmo": first.month, "begday": first.day,
        "endyr": last.year if last else 0, "endmo": last.month if last else 0,
        "endday": last.day if last else 0, "ineffect": int(last is None), "bilat": 1,
        "wartime": 0, "estmode": 1, "speclgth": 0, "term": term, "defense": 1, "mem1": 2,
        "mem2": 20, "version": "4.0100002", "minst": 0, "hinst": 0,
    } | more  # fmt: skip


def state_year(
    ccode: int,
    year: int,
    *,
    dem: object = 1,
    changes: list[tuple[str, bool]] | None = None,
    **more: object,
) -> dict[str, object]:
    row: dict[str, object] = {
        "ccode": ccode, "year": year, "nonindep": 0, "dem": dem, "hybrid": 0, "version": "4.0",
        "mil": 0, "sp": 0, "per": 0, "mon": 0,
    }  # fmt: skip
    for slot, (when, coalition) in enumerate(changes or [], 1):
        date = dt.date.fromisoformat(when)
        row |= {f"leaderchyr{slot}": date.year, f"leaderchmo{slot}": date.month,
                f"leaderchday{slot}": date.day}  # fmt: skip
        if coalition:
            row |= {f"solschange{slot}": 1, f"solschyr{slot}": date.year,
                    f"solschmo{slot}": date.month, f"solschday{slot}": date.day}  # fmt: skip
    return row | more


def load_made(
    folder: Path, alliances: list[dict[str, object]], states: list[dict[str, object]]
) -> tuple[atop.Alliances, chisols.LeaderSupport]:
    return (
        atop.load_atop(write(folder / "atop.csv", atop.COLUMNS, alliances)),
        chisols.load_chisols(write(folder / "chisols.csv", chisols.COLUMNS, states)),
    )
