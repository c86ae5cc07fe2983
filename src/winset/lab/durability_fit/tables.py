"""Fitted figures as Markdown tables, for the docs page and the report alike.

They read the shipped figures, so that a number in prose can be traced to the file, and a test can
hold the page to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def ratio_text(row: Row) -> str:
    """Render a hazard ratio with its limits, or why there is none."""
    if row["hr"] is None:
        return f"– ({row['note']})" if row["note"] else "–"
    return f"{row['hr']:.2f} [{row['lo']:.2f}, {row['hi']:.2f}]"


def p_text(p: float | None) -> str:
    """Render a p, never as nought."""
    if p is None:
        return "–"
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def words(term: str) -> str:
    """Turn a term's name into words."""
    return term.replace("nondemocracy", "non-democracy").replace("_", " ")


def by_window(rows: Iterable[Row], cause: str, terms: Iterable[str]) -> list[str]:
    """Return one line a term, with the windows of one, two and three years side by side."""
    found = {(r["term"], r["window_years"]): r for r in rows
             if r["cause"] == cause and r["variant"] == "main"}  # fmt: skip
    lines = ["| term | 1 year | 2 years | 3 years | events (1, 2, 3) |", "|---|---|---|---|---|"]
    for term in terms:
        three = [found[term, w] for w in (1.0, 2.0, 3.0)]
        events = ", ".join(str(r["events"]) for r in three)
        cells = " | ".join(ratio_text(r) for r in three)
        lines.append(f"| {words(term)} | {cells} | {events} |")
    return lines


def by_variant(rows: Iterable[Row], cause: str, terms: tuple[str, ...]) -> list[str]:
    """Return one line a robustness check, with the terms side by side."""
    found: dict[str, dict[str, Row]] = {}
    for r in rows:
        if r["cause"] == cause:
            found.setdefault(r["variant"], {})[r["term"]] = r
    head = " | ".join(words(t) for t in terms)
    lines = [f"| check | {head} |", "|---" * (len(terms) + 1) + "|"]
    for variant, terms_of in found.items():
        if variant == "placebo":
            for prefix, label in (("", "placebo fit: after"), ("before_", "placebo fit: before")):
                cells = " | ".join(ratio_text(terms_of[prefix + t]) for t in terms)
                lines.append(f"| {label} | {cells} |")
        else:
            cells = " | ".join(ratio_text(terms_of[t]) for t in terms)
            lines.append(f"| {variant} | {cells} |")
    return lines


def turnover_table(rows: Iterable[Row]) -> list[str]:
    """Return yearly odds by regime type."""
    heads = ("regime", "state-years", "leader changes", "coalition changes",
             "leader change, odds a year", "coalition change, odds a year",
             "coalition given leader")  # fmt: skip
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for r in rows:
        cells = " | ".join(
            f"{100 * r[k]['value']:.1f} % [{100 * r[k]['low']:.1f}, {100 * r[k]['high']:.1f}]"
            for k in ("leader_odds", "coalition_odds", "coalition_given_leader")
        )
        lines.append(
            f"| {words(r['regime'])} | {r['state_years']:,} | {r['leader_changes']:,} | "
            f"{r['coalition_changes']:,} | {cells} |"
        )
    return lines


def score_table(rows: Iterable[Row]) -> list[str]:
    """Return out-of-time scores."""
    lines = ["| cause | forecaster | ends forecast | ends seen | Brier × 1000 | log score × 1000 "
             "| AUC |", "|---|---|---|---|---|---|---|"]  # fmt: skip
    lines += [
        f"| {r['cause']} | {r['forecaster']} | {r['expected']:.0f} | {r['observed']} | "
        f"{1000 * r['brier']:.2f} | {1000 * r['log_score']:.1f} | {r['auc']:.2f} |"
        for r in rows
    ]
    return lines


def calibration_table(rows: Iterable[Row], cause: str) -> list[str]:
    """Return forecast against observed shares, by fifths of the forecast."""
    lines = ["| fifth | mean forecast, a year | observed, a year |", "|---|---|---|"]
    chosen = [r for r in rows if r["cause"] == cause]
    lines += [
        f"| {i} | {100 * r['mean_forecast']:.2f} % | {100 * r['observed_share']:.2f} % |"
        for i, r in enumerate(chosen, 1)
    ]
    return lines


def incidence_table(rows: Iterable[Row]) -> list[str]:
    """Return in-sample cumulative incidence against Aalen–Johansen."""
    lines = [
        "| pair | cause | 5 years: model, seen | 10 years | 20 years |",
        "|---|---|---|---|---|",
    ]
    for r in rows:
        cells = " | ".join(
            f"{100 * m:.1f} %, {100 * o:.1f} %"
            for m, o in zip(r["model"], r["observed"], strict=True)
        )
        lines.append(f"| {r['pair']} | {words(r['cause'])} | {cells} |")
    return lines


def era_table(rows: Iterable[Row]) -> list[str]:
    """Return crude rates by era."""
    lines = ["| years | alliance-years | violated | renegotiated | ended otherwise |",
             "|---|---|---|---|---|"]  # fmt: skip
    lines += [
        f"| {r['from']}–{r['to']} | {r['alliance_years']:,.0f} | "
        f"{r['violated_per_100_years']:.2f} | {r['renegotiated_per_100_years']:.2f} | "
        f"{r['ended_otherwise_per_100_years']:.2f} |"
        for r in rows
    ]
    return lines
