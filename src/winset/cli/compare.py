"""``winset compare`` and ``winset whatif``: two tables side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from winset.cli.options import (
    json_option,
    perspective_option,
    seed_option,
    without_option,
    worlds_option,
)
from winset.cli.printable import print_json
from winset.cli.run import read_case, switched_off
from winset.errors import WinsetError

if TYPE_CHECKING:
    from winset.comparison import Comparison

_WORLDS = worlds_option("Joint draws of everything uncertain, the same for both.")
_SEED = seed_option("Seed of the draws, the same for both.")
_JSON = json_option("Print the comparison as JSON.")


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@_WORLDS
@_SEED
@_JSON
def compare(first: str, second: str, worlds: int | None, seed: int | None, as_json: bool) -> None:
    """Say what differs between A and B: inputs, zone, deal, and how long it lasts.

    Each is a case, a scenario file or folder, or the folder of a run; CASE@ID is a perspective on
    it. Both are run on the same draws: those of a run folder where one is given.
    """
    from winset.comparison import compare as put_side_by_side
    from winset.runs import read_side

    one, other = read_side(first), read_side(second)
    drawn = {(side.worlds, side.seed) for side in (one, other) if side.worlds is not None}
    if len(drawn) > 1 and (worlds is None or seed is None):
        raise WinsetError(
            f"{first} and {second} are runs of different worlds or seeds. Say which to use with "
            "--worlds and --seed."
        )
    kept = next(iter(drawn), (None, None))
    comparison = put_side_by_side(
        one.scenario,
        other.scenario,
        worlds=kept[0] if worlds is None else worlds,
        seed=kept[1] if seed is None else seed,
        names=(one.name, other.name),
    )
    _show(comparison, as_json=as_json)


@click.command()
@click.argument("case", metavar="CASE|PATH")
@click.option(
    "--set",
    "edits",
    multiple=True,
    metavar="PATH=VALUE",
    help="Set the number at a dotted path, as it would stand in the file; may be repeated.",
)
@without_option()
@perspective_option()
@_WORLDS
@_SEED
@_JSON
def whatif(
    case: str,
    edits: tuple[str, ...],
    without: tuple[str, ...],
    perspective: str | None,
    worlds: int | None,
    seed: int | None,
    as_json: bool,
) -> None:
    """Say what an edit of CASE, or a claim less, would change: zone, deal, how long it lasts.

    For example `winset whatif us-russia-2025 --set actors.us_senate.stances.territory.position=55`.
    A value may be a number, a range such as `{low: 40, high: 60}`, a name or null. The case
    itself is left as it is.
    """
    from winset.comparison import compare as put_side_by_side
    from winset.comparison import edited_from

    if not (edits or without):
        raise WinsetError("Say what to change: --set PATH=VALUE, or --without CLAIM.")
    scenario = read_case(case, perspective, quiet=as_json)
    edited = edited_from(switched_off(scenario, without, quiet=as_json), edits)
    names = ("as it is", "as edited" if edits else "without")
    comparison = put_side_by_side(scenario, edited, worlds=worlds, seed=seed, names=names)
    _show(comparison, as_json=as_json)


def _show(comparison: Comparison, *, as_json: bool) -> None:
    if as_json:
        from winset.serialise.comparison import plain_comparison

        # a value of the file may be a day
        print_json(plain_comparison(comparison), default=str)
        return
    from winset.cli.comparison_answer import print_comparison

    print_comparison(comparison)
