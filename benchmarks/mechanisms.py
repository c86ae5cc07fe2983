"""Times the bundled case as it is, and stripped of what its article's claims are coded with.

Run as ``python benchmarks/mechanisms.py [RUNS]``. The stripped case keeps its actors, its texts and
its four forms. It has no parts to be done, events, shocks, secrecy, pledges, exclusions, costs of
leaving, options that stay, or claims. All of these together should cost less than 40 %.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from processes import ROOT, run

CASE = ROOT / "src" / "winset" / "cases" / "us-russia-2025" / "scenario.yaml"

OUTPUTS = {"run with its report": "-o", "run --json": "--json"}

LEFT_OUT = ("given", "shocks", "excludes", "claims")


def main() -> None:
    """Print processor seconds of both, and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with TemporaryDirectory() as folder:
        stripped = Path(folder) / "scenario.yaml"
        case = yaml.safe_load(CASE.read_text(encoding="utf-8"))
        stripped.write_text(yaml.safe_dump(_stripped(case), sort_keys=False), encoding="utf-8")
        for name, option in OUTPUTS.items():
            target = [option, str(Path(folder) / "run")] if option == "-o" else [option]
            pairs = [
                [run("-m", "winset", "run", str(path), *target).cpu for path in (CASE, stripped)]
                for _ in range(runs)
            ]
            whole, without = (median(column) for column in zip(*pairs, strict=True))
            ratio = median(one / other for one, other in pairs)
            print(f"{name:20} {whole:6.1f} s, stripped {without:6.1f} s processor: {ratio:.2f}")


def _stripped(case: dict[str, Any]) -> dict[str, Any]:
    """Take the mechanisms out of a case, which is changed."""
    for entry in (case, *case["perspectives"].values()):
        for key in LEFT_OUT:
            entry.pop(key, None)
    for issue in case["issues"].values():
        issue.pop("needs", None)
        for option, place in issue["options"].items():
            issue["options"][option] = place["at"] if isinstance(place, dict) else place
    for actor in case["actors"].values():
        actor.pop("pledges", None)
        actor.pop("disrupts", None)
    for form in case["forms"].values():
        form.pop("undisclosed", None)
        form.pop("exit_cost", None)
    return case


if __name__ == "__main__":
    main()
