"""``winset lab``: everything that makes the figures winset ships, under one name."""

from __future__ import annotations

import click

from winset.lab.backtest.cli import backtest
from winset.lab.durability_fit.cli import data, fit, validate


@click.group()
def lab() -> None:
    """Make the figures that ship with winset anew, and test them.

    Nothing else needs the lab. `fit` and `validate` are of how long agreements last, `backtest` is
    of forecasts; `data` says which files of which publishers are wanted.
    """


for command in (fit, validate, backtest, data):
    lab.add_command(command)
