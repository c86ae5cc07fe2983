"""Where a model moves the actors, round by round, and who moves whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np

from winset.arrays import Floats
from winset.forecast.forecasts import Forecasts
from winset.report.figures import Figure, chart, grid, ink, layer, over_lines
from winset.words.forecast import moves_told, pulls_told
from winset.words.quantities import quantity
from winset.words.table import Table

_HEIGHT = 300
_CELL = 24
_LABEL_GAP = 0.045
_DOTTED = 15


def trajectories(
    found: Forecasts, model: str, issue: str, names: Mapping[str, str], title: str
) -> Figure | None:
    """Draw the actors' positions by round; None for a model that moves nobody.

    Parameters
    ----------
    found
        The forecasts.
    model, issue
        Of them.
    names
        Actor → its name; actors without one go by their own.
    title
        Of the issue.
    """
    actors, paths = found.paths(model, issue)
    if not len(paths) or issue not in found.issues[model]:
        return None
    low, high = found.issues[model][issue].scale
    paths = _settled(paths, (high - low) / 200)
    shown = [names.get(actor, actor) for actor in actors]
    told = moves_told(shown, paths[0].tolist(), paths[-1].tolist(), (high - low) / 100)
    values = [
        {
            "round": number,
            "at": round(float(at), 4),
            "actor": name,
            "tip": f"{name}: {quantity(at)}",
        }
        for name, path in zip(shown, paths.T, strict=True)
        for number, at in enumerate(path)
    ]
    layers = [
        *_lines(len(paths) - 1, (low, high)),
        *_names(shown, paths[0].tolist(), low, high),
    ]
    spec = chart(f"{title}. {told}", values, layers, height=_HEIGHT)
    return Figure(
        id=f"path-{model}-{found.table.issues.index(issue)}",
        title=f"Round by round: {model}",
        sentence=told,
        spec=spec,
        table=Table(
            ("Actor", *(f"Round {n}" if n else "Start" for n in range(len(paths)))),
            tuple(
                (name, *(f"{at:.3g}" for at in path))
                for name, path in zip(shown, paths.T, strict=True)
            ),
        ),
        method="Mean position over the draws after every round. A mean moves smoothly even where "
        "in each draw actors jump. Rounds in which hardly anything moves any more are left out.",
    )


def _lines(last: int, scale: tuple[float, float]) -> list[dict[str, Any]]:
    """Draw a line an actor from the start to the ``last`` round, on the issue's ``scale``."""
    x = {"field": "round", "type": "quantitative", "scale": {"domain": [0, last]},
         "axis": {"title": "Round", "format": "d", "tickMinStep": 1, "tickCount": 8}}  # fmt: skip
    y = {
        "field": "at",
        "type": "quantitative",
        "scale": {"domain": list(scale), "nice": False, "zero": False},
        "axis": {"title": None, **grid()},
    }
    line = {"type": "line", "strokeWidth": 1.6, "opacity": 0.75, "color": ink("ink")}
    point = {"type": "point", "filled": True, "size": 22, "opacity": 0.9, "color": ink("ink")}
    # beyond a few rounds dots would hide the lines
    dotted = "true" if last < _DOTTED else "false"
    return [
        layer(line, x=x, y=y, detail="actor"),
        layer(point, where=dotted, x=x, y=y, tooltip="tip"),
    ]


def _names(shown: list[str], starts: list[float], low: float, high: float) -> list[dict[str, Any]]:
    """Name the actors where they start; those who start together share a line."""
    gap = (high - low) * _LABEL_GAP
    groups: list[tuple[float, list[str]]] = []
    for at, name in sorted(zip(starts, shown, strict=True)):
        if groups and at - groups[-1][0] < gap:
            groups[-1][1].append(name)
        else:
            groups.append((at, [name]))
    text = {"type": "text", "align": "left", "dx": 7, "dy": -8, "fontSize": 10.5, "limit": 260}
    values = [{"at": at, "label": ", ".join(names)} for at, names in groups]
    x, y = {"datum": 0, "type": "quantitative"}, {"field": "at", "type": "quantitative"}
    return [
        layer(mark, values=values, x=x, y=y, text="label")
        for mark in (over_lines(text), {**text, "fill": ink("muted")})
    ]


def _settled(paths: Floats, least: float) -> Floats:
    """Leave out rounds at the end in which nobody moves by more than ``least``."""
    far = np.abs(paths - paths[-1]).max(1) > least
    return paths[: max(2, int(np.flatnonzero(far).max(initial=0)) + 3)]


def challenge_map(
    found: Forecasts, model: str, issue: str, names: Mapping[str, str], title: str
) -> Figure | None:
    """Draw who moves whom, over all rounds; None where nobody is moved.

    Parameters
    ----------
    found, model, issue, names, title
        As ``trajectories`` takes them.
    """
    totals: dict[tuple[str, str], float] = defaultdict(float)
    for move in found.moves(model, issue):
        totals[names.get(move.actor, move.actor), names.get(move.moved_by, move.moved_by)] += (
            move.share
        )
    if not totals:
        return None
    order = [names.get(actor, actor) for actor in found.paths(model, issue)[0]]
    cells = [
        {
            "who": who,
            "by": by,
            "times": round(times, 3),
            "tip": f"{who} is moved by {by} {times:.2g} times",
        }
        for (who, by), times in totals.items()
    ]
    actors, pulls = found.pulls(model, issue)
    told = pulls_told([names.get(actor, actor) for actor in actors], pulls)
    spec = _cells(f"{title}. {told}", cells, order)
    return Figure(
        id=f"map-{model}-{found.table.issues.index(issue)}",
        title=f"Who moves whom: {model}",
        sentence=told,
        spec=spec,
        table=Table(
            ("Moved", "By", "Times"),
            tuple(
                (who, by, f"{times:.2f}")
                for (who, by), times in sorted(totals.items(), key=lambda pair: -pair[1])
            ),
        ),
        method="Rows are moved by columns. The darker, the more often: the mean, over the draws, "
        "of how many rounds it happens in.",
    )


def _cells(described: str, cells: list[dict[str, Any]], order: list[str]) -> dict[str, Any]:
    """Draw a square a pair, the darker the more often a row is moved by a column."""
    axis = {"title": None, "labelLimit": 150}
    shade = {
        "field": "times",
        "type": "quantitative",
        "legend": None,
        "scale": {"range": [0.08, 1], "zero": True},
    }
    names = {"type": "nominal", "scale": {"domain": order}}
    above = {**axis, "labelAngle": -90, "orient": "top"}
    return chart(
        described,
        cells,
        [layer({"type": "rect", "color": ink("accent")}, opacity=shade, tooltip="tip")],
        height={"step": _CELL},
        encoding={
            "y": {"field": "who", **names, "axis": axis},
            "x": {"field": "by", **names, "axis": above},
        },
    )
