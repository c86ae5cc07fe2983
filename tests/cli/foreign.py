"""Small files of other tools, good and bad, for tests of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ENTITY_BOMB = (
    '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<negotiation_template>&b;</negotiation_template>"
)
EXTERNAL_ENTITY = (
    '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<negotiation_template>&x;</negotiation_template>"
)
TABLE = """issue,option,Ministry,Union
wage,low,1,0
wage,high,0.2,1
wage,,0.6,0.7
hours,38,1,0.5
hours,40,0,1
hours,,0.4,0.3
,reservation,0.5,0.45
"""
WRONG_WEIGHTS = TABLE.replace("wage,,0.6", "wage,,0.8")

_OPTIONS = {"wage": ("low", "middle", "high"), "days": ("28", "30")}


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def genius_files(
    weights: tuple[float, float] = (0.6, 0.4),
    profile_issue: str = "wage",
    missing: bool = False,
) -> dict[str, str]:
    """A Genius domain of two issues with two profiles; the arguments make the first one bad."""
    evaluations = {"wage": (10, 5, 1), "days": (1, 4)}
    first = _objective(evaluations, weights).replace('name="wage"', f'name="{profile_issue}"')
    if missing:
        first = first.replace(' evaluation="5"', "")
    second = _objective({"wage": (0, 3, 4), "days": (3, 2)}, (0.5, 0.5))
    domain = _objective(None, None)
    return {
        "pay.xml": f"<negotiation_template><utility_space>{domain}</utility_space>"
        "</negotiation_template>",
        "first.xml": f'<utility_space>{first}<discount_factor value="0.9"/>'
        '<reservation value="0.46"/></utility_space>',
        "second.xml": f'<utility_space>{second}<reservation value="0.5"/></utility_space>',
    }


def _objective(
    evaluations: Mapping[str, tuple[float, ...]] | None, weights: tuple[float, ...] | None
) -> str:
    lines = ['<objective index="0" name="pay" type="objective" etype="objective">']
    for number, (issue, options) in enumerate(_OPTIONS.items(), start=1):
        lines.append(f'<issue index="{number}" name="{issue}" type="discrete" etype="discrete">')
        for place, option in enumerate(options):
            worth = f' evaluation="{evaluations[issue][place]}"' if evaluations else ""
            lines.append(f'<item index="{place + 1}" value="{option}"{worth}/>')
        lines.append("</issue>")
    for number, weight in enumerate(weights or (), start=1):
        lines.append(f'<weight index="{number}" value="{weight}"/>')
    return "\n".join([*lines, "</objective>"])
