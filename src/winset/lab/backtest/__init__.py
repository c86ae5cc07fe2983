"""Forecasts against what was decided: real decisions, models, scores and their intervals."""

from winset.lab.backtest.run import Backtest, Pair, Trial, backtest

__all__ = ["Backtest", "Pair", "Trial", "backtest"]
