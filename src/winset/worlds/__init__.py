"""Draws of everything uncertain, as arrays: one world is one joint draw."""

from winset.worlds.distributions import quantile
from winset.worlds.draw import DRAWN, Worlds, draw_worlds
from winset.worlds.expected import expected_world
from winset.worlds.inputs import Input, inputs_of

__all__ = ["DRAWN", "Input", "Worlds", "draw_worlds", "expected_world", "inputs_of", "quantile"]
