"""Draws of everything uncertain, as arrays: one world is one joint draw."""

from winset.worlds.distributions import quantile
from winset.worlds.draw import DRAWN, Worlds, draw_worlds, same_draws
from winset.worlds.expected import expected_world
from winset.worlds.inputs import Input, inputs_of
from winset.worlds.pairing import Counted, compared

__all__ = [
    "DRAWN",
    "Counted",
    "Input",
    "Worlds",
    "compared",
    "draw_worlds",
    "expected_world",
    "inputs_of",
    "quantile",
    "same_draws",
]
