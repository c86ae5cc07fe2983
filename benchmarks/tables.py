"""Synthetic negotiations of any size."""

from __future__ import annotations

import random
from typing import Any


def table(
    issues: int, options: int, actors: int, bodies: int = 0, members: int = 100
) -> dict[str, Any]:
    """Return a scenario in which every number of every actor is uncertain.

    Parameters
    ----------
    issues, options
        Number of issues, and of even options of each.
    actors
        Number of actors, 4 or more; the first two are principals.
    bodies
        How many of the others are bodies.
    members
        Members of each body.
    """
    rng = random.Random(0)

    def number() -> dict[str, float]:
        low, mode, high = sorted(rng.uniform(0, 100) for _ in range(3))
        return {"low": low, "mode": mode, "high": high}

    ids = [f"a{k}" for k in range(actors)]
    entries: dict[str, Any] = {
        id_: {
            "stances": {
                f"i{k}": {"position": number(), "salience": number()} for k in range(issues)
            }
        }
        for id_ in ids
    }
    chambers = ids[2 : 2 + bodies]
    for id_ in chambers:
        entries[id_]["body"] = {"members": members, "dispersion": 20}
    sides: list[list[Any]] = [[ids[0]], [ids[1]]]
    for index, id_ in enumerate(ids[2:]):
        sides[index % 2].append({"majority": id_} if id_ in chambers else id_)
    return {
        "winset": 1,
        "id": "synthetic",
        "title": "Synthetic",
        "issues": {
            f"i{k}": {"title": f"Issue {k}", "options": options, "no_deal": 40}
            for k in range(issues)
        },
        "actors": entries,
        "parties": {
            f"p{k}": {
                "principal": ids[k],
                "ratification": {
                    "understanding": ids[k],
                    "executive": {"all": sides[k][:2]},
                    "treaty": {"all": sides[k]},
                },
            }
            for k in range(2)
        },
    }
