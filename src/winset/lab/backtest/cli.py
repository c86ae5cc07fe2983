"""``winset backtest``: which forecast to believe, by what was decided."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winset.cli.options import GroupWithDefault, json_option, output_option
from winset.cli.printable import print_json
from winset.errors import WinsetError

if TYPE_CHECKING:
    from winset.lab.backtest import Backtest, PairedScores
    from winset.lab.backtest.resampling import ResampledMean

_FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
_KIND = click.option(
    "--from",
    "kind",
    required=True,
    type=click.Choice(["deu"]),
    help="Format of FILE: deu, Decision-making in the European Union.",
)
_PAIRS_SHOWN = 12
_KINDS = (".json", ".svg", ".png")


@click.group(
    cls=GroupWithDefault,
    default="score",
    usages=("--from deu FILE [OPTIONS]", "fit --from deu FILE [OPTIONS]"),
)
def backtest() -> None:
    """Score forecasting models on decisions that were taken.

    `winset backtest --from deu FILE` runs the models on the issues of a file and compares what they
    say with what was decided; `winset backtest score --help` lists its options. `winset backtest
    fit` fits the combined forecast anew.
    """


@backtest.command()
@_FILE
@_KIND
@click.option(
    "--models",
    metavar="NAME,…",
    help="Score these, or all; by default those that take no time. A colon adds a capability: "
    "compromise:gdp.",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True,
              help="Of the draws of proposals that intervals rest on.")  # fmt: skip
@output_option("Write the result to this file as JSON, or plot it into this .svg or .png.")
@json_option()
def score(
    file: Path, kind: str, models: str | None, seed: int, output: Path | None, as_json: bool
) -> None:
    """Run models on the issues of FILE and score them by what was decided."""
    from winset.lab.backtest import backtest as run
    from winset.lab.backtest.deu import read_deu

    if output is not None:
        _check_output(output)
    readers = {"deu": read_deu}
    names = None if models is None else tuple(name.strip() for name in models.split(","))
    if names is not None and not all(names):
        raise WinsetError("--models: an empty name. Write names with commas between them.")
    found = run(readers[kind](file), names, seed=seed)
    from winset.lab.backtest.as_json import plain_backtest

    shown = {"file": file.name, "format": kind, **plain_backtest(found)}
    if output is not None:
        _write(output, found, shown)
    if as_json:
        print_json(shown)
        return
    _print(found)
    if output is not None:
        click.echo(f"Wrote {output}.")


def _check_output(output: Path) -> None:
    """Refuse a file that could not be written, before anything is worked out."""
    if output.suffix.lower() not in _KINDS:
        raise WinsetError(f"{output}: name a file that ends in {', '.join(_KINDS)}.")
    if not output.absolute().parent.is_dir():
        raise WinsetError(f"{output}: cannot be written, for there is no such folder.")


def _write(output: Path, found: Backtest, shown: dict[str, Any]) -> None:
    from winset.lab.backtest.figures import write_figures

    try:
        if output.suffix.lower() == ".json":
            write_figures(shown, output)
            return
        from winset.lab.backtest.chart import backtest_chart
        from winset.report.export import export_chart

        export_chart(backtest_chart(found), output)
    except OSError as error:
        raise WinsetError(f"{output}: cannot be written ({error.strerror}).") from error


@backtest.command()
@_FILE
@_KIND
@output_option("Write all figures to this file, in the layout of the shipped ones.")
@json_option("Print all figures as JSON.")
def fit(file: Path, kind: str, output: Path | None, as_json: bool) -> None:
    """Fit the combined forecast anew to the decisions in FILE, and try what else might help."""
    from winset.lab.backtest.deu import read_deu
    from winset.lab.backtest.figures import fitted_figures, write_figures

    if output is not None and output.suffix.lower() != ".json":
        raise WinsetError(f"{output}: name a file that ends in .json.")
    if output is not None:
        _check_output(output)
    readers = {"deu": read_deu}
    decisions = readers[kind](file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    figures = fitted_figures(decisions, sha256=digest, day=dt.datetime.now(dt.UTC).date())
    if output is not None:
        try:
            write_figures(figures, output)
        except OSError as error:
            raise WinsetError(f"{output}: cannot be written ({error.strerror}).") from error
    if as_json:
        print_json(figures)
        return
    _print_fit(figures)
    if output is not None:
        click.echo(f"Wrote {output}.")


def _print_fit(figures: dict[str, Any]) -> None:
    from rich.text import Text

    from winset.cli.printing import console, table_of

    out, origin, left = console(), figures["provenance"], figures["left_out"]
    out.print(
        Text(
            f"{origin['issues']} issues of {origin['proposals']} proposals. On proposals left out, "
            f"an error of {left['mae']:.2f} points and a CRPS of {left['crps']:.2f}."
        )
    )
    out.print()
    rows = [
        [name, f"{value:.2f} ± {figures['se'][name]:.2f}"]
        for name, value in figures["shape"].items()
    ]
    out.print(table_of(["figure", "fitted ± standard error"], rows))
    out.print()
    out.print(Text("Tried, and left out: CRPS saved on proposals left out", style="bold"))
    tried = [
        [row["term"], f"{row['coefficient']:.2f}",
         f"{row['crps_gain']:.2f} [{row['crps_gain_ci'][0]:.2f}, {row['crps_gain_ci'][1]:.2f}]"]
        for row in figures["tried"]
    ]  # fmt: skip
    out.print(table_of(["term", "coefficient", "CRPS saved"], tried))


def _print(found: Backtest) -> None:
    from rich.text import Text

    from winset.cli.printing import console, table_of

    out = console()
    out.print(
        Text(f"{found.issues} issues of {found.proposals} proposals, scored by what was decided.")
    )
    for note in found.notes:
        out.print(Text(note))
    out.print()
    ordered = sorted(found.trials, key=lambda trial: trial.mae.mean)
    heads = ["model", "error", "95 %", "rmse", "crps", "in 80 %", "hits", "n"]
    rows = [
        [
            trial.name,
            f"{trial.mae.mean:.1f}",
            _between(trial.mae),
            f"{trial.rmse:.1f}",
            f"{trial.crps.mean:.1f}",
            f"{trial.coverage80:.2f} ({trial.odds80:.2f})",
            f"{trial.hit_rate:.2f}",
            str(trial.mae.n),
        ]
        for trial in ordered
    ]
    out.print(table_of(heads, rows))
    out.print()
    best = ordered[0].name
    against = [pair for pair in found.pairs if best in {pair.better, pair.than}]
    if against:
        out.print(Text(f"{best}, on issues both forecast", style="bold"))
        shown = sorted(against, key=lambda p: abs(p.mae.mean))[:_PAIRS_SHOWN]
        out.print(
            table_of(
                ["against", "error less by", "crps less by", "n"],
                [_row(pair, best) for pair in shown],
            )
        )
        out.print()
    out.print(
        Text(
            "In 80 %: outcomes inside the central 80 % interval, and in brackets what it should "
            "be with the odds its lumps have. Error is the mean absolute error in points of a "
            "scale of 0 to 100; intervals draw proposals anew. Where a model has no distribution "
            "of its own, the crps is that of its misses on other proposals, laid around its "
            "forecast."
        )
    )


def _row(pair: PairedScores, best: str) -> list[str]:
    turn = 1 if pair.better == best else -1
    other = pair.than if turn > 0 else pair.better
    return [other, _difference(pair.mae, turn), _difference(pair.crps, turn), str(pair.mae.n)]


def _difference(estimate: ResampledMean, turn: int) -> str:
    low, high = sorted((turn * estimate.low, turn * estimate.high))
    return f"{turn * estimate.mean:.2f} ({low:.2f} to {high:.2f})".replace("-", "−")


def _between(estimate: ResampledMean) -> str:
    return f"{estimate.low:.1f}–{estimate.high:.1f}"
