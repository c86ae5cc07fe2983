"""Contrast and distance of the colours, computed from the palette the page uses."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from winset.report.palette import DARK, LIGHT, OUTSIDER, Palette
from winset.report.theme import CHART_THEMES

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])

# Machado, Oliveira & Fernandes (2009), severity 1
SIGHTS = {
    "normal": np.eye(3),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
}
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(colour: str) -> NDArray[np.float64]:
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ _TO_XYZ[1])


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, sight: NDArray[np.float64]) -> NDArray[np.float64]:
    seen = np.clip(sight @ linear(colour), 0, 1)
    x, y, z = np.cbrt(np.maximum(_TO_XYZ @ seen / [0.95047, 1, 1.08883], 1e-9))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@THEMES
@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
def test_text_reaches_aa(palette: Palette, name: str) -> None:
    for ground in (palette.paper, palette.faint):
        assert contrast(getattr(palette, name), ground) >= 4.5


@THEMES
def test_text_reaches_aa_on_the_deepest_fill(palette: Palette) -> None:
    def mixed(part: slice) -> int:
        ink, ground = int(palette.ink[part], 16), int(palette.faint[part], 16)
        return round(palette.deepest * ink + (1 - palette.deepest) * ground)

    deepest = "#" + "".join(f"{mixed(slice(i, i + 2)):02x}" for i in (1, 3, 5))
    assert contrast(palette.ink, deepest) >= 4.5


@THEMES
def test_marks_reach_three_to_one(palette: Palette) -> None:
    for colour in palette.parties:
        assert contrast(colour, palette.paper) >= 3


@THEMES
@pytest.mark.parametrize("sight", SIGHTS)
def test_parties_differ_for_every_eye(palette: Palette, sight: str) -> None:
    own = [lab(colour, SIGHTS[sight]) for colour in palette.parties[:OUTSIDER]]
    for one, other in combinations(own, 2):
        assert np.linalg.norm(one - other) >= 10


@THEMES
def test_parties_differ_in_greyscale(palette: Palette) -> None:
    lightness = [lab(colour, SIGHTS["normal"])[0] for colour in palette.parties[:OUTSIDER]]
    for one, other in combinations(lightness, 2):
        assert abs(one - other) >= 3.9
    for one, other in combinations(lightness[:4], 2):
        assert abs(one - other) >= 8


def test_charts_and_page_share_their_colours() -> None:
    for name, palette in (("light", LIGHT), ("dark", DARK)):
        config = CHART_THEMES[name]
        assert config["range"]["category"] == list(palette.parties)
        named = {param["name"]: param["value"] for param in config["params"]}
        assert named.pop("deepest") == palette.deepest
        assert all(palette.variables()[key] == value for key, value in named.items())
