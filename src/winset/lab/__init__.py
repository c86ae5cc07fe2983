"""The laboratory: what fits, validates and backtests, and makes the figures that ship.

The product imports none of it and runs without it; its commands join the command line by
entry points.
"""
