"""What a minimal actor table leaves out, filled in with a warning that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from winset.scenario.places import Finding

LEVELS = 11


def infer_issues(raw: dict[str, Any]) -> Iterator[Finding]:
    """Give every issue that actors take a stance on a title and even levels.

    Parameters
    ----------
    raw
        The plain scenario; its issues are filled in, in place.

    Yields
    ------
    Finding
        The warning.
    """
    named: dict[str, None] = {}
    for actor in raw["actors"].values():
        named.update(dict.fromkeys(actor.get("stances", {})))
    issues = raw.setdefault("issues", {})
    for id_ in named:
        title = id_.replace("_", " ").capitalize()
        issues[id_] = {"title": title, "options": LEVELS, **issues.get(id_, {})}
    message = f"no table of issues, so each takes {LEVELS} even levels on 0–100"
    fix = "Add a table “issues” with id, title, options and no_deal."
    yield Finding("inferred-issues", ("issues",), message, fix, severity="warning")


def infer_parties(raw: dict[str, Any], names: Mapping[str, str]) -> Iterator[Finding]:
    """Make the one leader of every party its principal, who alone decides.

    Parameters
    ----------
    raw
        The plain scenario; its parties are filled in, in place.
    names
        Party id → name as readers see it.

    Yields
    ------
    Finding
        The warning, and an error for each party without one leader.
    """
    leaders: dict[str, list[str]] = {}
    for id_, actor in raw["actors"].items():
        if "party" in actor:
            leaders.setdefault(actor["party"], []).extend(
                [id_] if actor.get("role") == "leader" else []
            )
    parties = raw["parties"] = {}
    for party, found in leaders.items():
        if len(found) == 1:
            rule = {"understanding": found[0]}
            name = names.get(party, party)
            parties[party] = {"name": name, "principal": found[0], "ratification": rule}
        else:
            message = f"“{party}” has {len(found)} actors of role leader, so who signs is not clear"
            fix = "Give one actor the role leader, or add a table “parties” that names principals."
            yield Finding("no-leader", ("actors",), message, fix)
    message = "no table of parties, so each party's leader alone decides"
    fix = "Add a table “parties” with id, principal and a column such as ratification.treaty."
    yield Finding("inferred-parties", ("parties",), message, fix, severity="warning")
