"""Made-up decisions in the layout of the real ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np

ACTORS = ("com", "ep", "at", "be", "fr", "de", "it", "nl", "es", "uk")
HEADER = [
    *("prnr", "isnr", "proc", "counvte"),
    *(f"p{a}" for a in ACTORS),
    *(f"s{a}" for a in ACTORS),
    *("rp", "out"),
]


def made_rows(proposals: int = 20, seed: int = 3) -> list[list[str]]:
    """Rows of issues: outcomes near the mean or at an actor's position; some cells missing."""
    rng = np.random.default_rng(seed)
    rows = []
    for proposal in range(proposals):
        procedure = ["COD", "CNS"][proposal % 2]
        rule = ["QMV", "QMV", "Unan", "QMV(10)"][proposal % 4]
        for issue in range(int(rng.integers(1, 4))):
            places = rng.choice([0, 20, 50, 80, 100], size=len(ACTORS))
            places[:2] = 0, 100
            cares = rng.integers(10, 100, size=len(ACTORS))
            if rng.uniform() < 0.5:
                out = float(rng.choice(places))
            else:
                out = float(np.clip(round(places.mean() + rng.normal(0, 15)), 0, 100))
            cells = [str(p) for p in places]
            if rng.uniform() < 0.5:
                cells[int(rng.integers(2, len(ACTORS)))] = ""
            rows.append(
                [
                    f"d{proposal % 5 + 1:02d}{proposal:03d}",
                    f"d{proposal % 5 + 1:02d}{proposal:03d}i{issue}",
                    procedure,
                    rule,
                    *cells,
                    *(str(s) for s in cares),
                    str(int(rng.choice([0, 100]))) if rng.uniform() < 0.7 else "",
                    f"{out:g}",
                ]
            )
    return rows


GDP = ["", "", "", "", *(str(g) for g in (4, 4, 0.5, 0.6, 2.8, 4, 2.1, 1, 1.5, 2.6))]


def write(path: Path, rows: list[list[str]], *, separator: str = "\t", gdp: bool = True) -> Path:
    """Write a file with its header and its row of GDP."""
    weights = [*GDP, *[""] * (len(HEADER) - len(GDP))]
    lines = [HEADER, *([weights] if gdp else []), *rows]
    path.write_text("".join(separator.join(line) + "\n" for line in lines), encoding="utf-8")
    return path
