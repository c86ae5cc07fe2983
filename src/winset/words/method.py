"""How the packages were gone through, in words."""

from __future__ import annotations

from winset.engine import Result
from winset.words.quantities import quantity


def method_in_words(result: Result) -> str:
    """Say whether every package was looked at, and what a search leaves open."""
    effort = result.effort
    if effort is None:
        return "enumeration: every package looked at in every world"
    told = (
        f"programme: {result.space.size:,} packages are too many to look at one by one, so a "
        f"solver searched {result.worlds.count:,} worlds; the odds of single packages are those "
        f"of the {effort.packages_listed:,} found"
    )
    if result.worlds.count < effort.worlds_asked:
        told += f"; the case asks for {effort.worlds_asked:,} worlds (give --worlds to have more)"
    if effort.undecided:
        told += f"; {effort.undecided:,} questions reached a limit and count as “no”"
    return told


def settings_told(result: Result) -> list[tuple[str, str]]:
    """Name what a result was computed with, and say it: worlds, inputs, packages, method, noise."""
    worlds, settings = result.worlds, result.scenario.settings
    return [
        (
            "Worlds",
            f"{worlds.count:,} joint draws (Latin supercube of scrambled Sobol points), "
            f"seed {worlds.seed}",
        ),
        ("Uncertain inputs", f"{len(worlds.inputs):,}"),
        ("Packages", f"{result.space.size:,}, every combination of one option an issue"),
        ("Method", method_in_words(result)),
        (
            "Noise",
            f"{quantity(settings.noise)}: standard deviation of each actor’s judgement of a deal",
        ),
        (
            "Loss in distance",
            {1.0: "linear", 2.0: "quadratic"}.get(settings.loss, f"exponent {settings.loss:g}"),
        ),
    ]
