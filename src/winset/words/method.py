"""How the texts were gone through, in words."""

from __future__ import annotations

from winset.engine import Result
from winset.words.given import given_told
from winset.words.quantities import quantity

FORMS_INTRO = (
    "Likely to pass is a text that passes in at least half the draws. Beside a text stand its odds "
    "of passing and, by party, those of the party’s own rule. Filled steps count up from the low "
    "end of the scale. Each solution concept picks among the texts that pass and leave no "
    "principal worse off than no deal. The utility without a deal stands in brackets."
)
"""What all forms have in common, said once."""


def method_in_words(result: Result) -> str:
    """Say whether every text was looked at, and what a search leaves open."""
    effort, size, worlds = result.effort, result.space.texts, result.worlds.count
    if effort is None:
        return "Every text was looked at in every draw."
    told = [
        f"{size:,} texts are too many to look at one by one, so a solver searched {worlds:,} draws "
        f"and found {effort.packages_listed:,} texts.",
        "Odds of single texts are given for these alone.",
    ]
    if worlds < effort.worlds_asked:
        told.append(f"The case asks for {effort.worlds_asked:,} draws; give --worlds to have more.")
    if result.given is not None:
        told.append(given_told(result.given))
    if effort.undecided:
        told.append(f"{effort.undecided:,} questions reached a limit and count as “no”.")
    return " ".join(told)


def draws_told(result: Result) -> str:
    """Count the draws behind all odds: ``1,024``, or ``311 of 1,024`` after what has happened."""
    worlds = result.worlds
    return f"{worlds.count:,}" + ("" if result.given is None else f" of {worlds.drawn:,}")


def settings_told(result: Result) -> list[tuple[str, str]]:
    """Name what a result was computed with, and say it: draws, inputs, texts, method, noise."""
    worlds, settings = result.worlds, result.scenario.settings
    but = " that the case does not exclude" if result.space.excludes else ""
    return [
        (
            "Draws",
            f"{draws_told(result)} joint draws of the uncertain numbers (Latin supercube of "
            f"scrambled Sobol points), seed {worlds.seed}",
        ),
        ("Uncertain numbers", f"{len(worlds.inputs):,}"),
        ("Texts", f"{result.space.texts:,}, every combination of one option an issue{but}"),
        ("Method", method_in_words(result)),
        (
            "Noise",
            f"{quantity(settings.noise)}: standard deviation of each actor’s judgement of a text",
        ),
        (
            "Loss in distance",
            {1.0: "linear", 2.0: "quadratic"}.get(settings.loss, f"exponent {settings.loss:g}"),
        ),
    ]
