"""How the packages were gone through, in words."""

from __future__ import annotations

from winset.analysis import Analysis


def method_in_words(analysis: Analysis) -> str:
    """Say whether every package was looked at, and what a search leaves open."""
    effort = analysis.effort
    if effort is None:
        return "enumeration: every package looked at in every world"
    told = (
        f"programme: {analysis.space.size:,} packages are too many to look at one by one, so a "
        f"solver searched {analysis.worlds.count:,} worlds; the odds of single packages are those "
        f"of the {effort.packages_listed:,} found"
    )
    if analysis.worlds.count < effort.worlds_asked:
        told += f"; the case asks for {effort.worlds_asked:,} worlds (give --worlds to have more)"
    if effort.undecided:
        told += f"; {effort.undecided:,} questions reached a limit and count as “no”"
    return told
