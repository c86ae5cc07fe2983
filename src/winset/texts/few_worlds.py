"""Some draws for questions that cost a look at every text."""

from __future__ import annotations

from collections.abc import Mapping

from winset.arrays import Bools
from winset.engine import Result, unsettled_results
from winset.scenario.case import Case
from winset.worlds import Worlds, draw_worlds, same_draws


def few_worlds(result: Result, most: int) -> Worlds:
    """Return draws of a result, so many at most.

    Draws of their own are more even than the first of more. But what has happened was said of the
    case as it is, and left its draws; so of those that remain, the first are taken.
    """
    count = min(most, result.worlds.count)
    if result.given is None:
        return draw_worlds(result.scenario, count, result.worlds.seed)
    return result.worlds.rows(0, count)


def zones_of(result: Result, tables: Mapping[str, Case], most: int) -> dict[str, dict[str, Bools]]:
    """Ask in some draws whether any text would pass, in a scenario as it is and in other versions.

    Parameters
    ----------
    tables
        Id → another version of the scenario.
    most
        Draws that are asked, at most.

    Returns
    -------
    form → id of a version, "" for the scenario as it is → (draws,)
        Empty of a run by programme, which cannot list packages.
    """
    if result.method == "programme":
        return {}
    worlds, asked = few_worlds(result, most), {"": result.scenario, **tables}
    found = {}
    if len(tables) == 1 and worlds.are(result.worlds.rows(0, worlds.count)):
        # known already; beside more versions the scenario is asked again all the same, for whoever
        # answers alike in one of them and in it is asked once
        found[""] = result
        del asked[""]
    found |= unsettled_results(asked, {id_: same_draws(t, worlds) for id_, t in asked.items()})
    return {
        form: {
            id_: table.forms[form].ratification.has_zone[: worlds.count]
            for id_, table in found.items()
        }
        for form in result.forms
    }
