"""Forecasts against what was decided: real decisions, models, scores and their intervals."""

from winset.lab.backtest.run import Backtest, PairedScores, Trial, backtest

__all__ = ["Backtest", "PairedScores", "Trial", "backtest"]
