"""Charts as image files."""

from __future__ import annotations

import html
import sys
from pathlib import Path

import pytest

from winset.errors import WinsetError
from winset.report.charts import zone_odds
from winset.report.charts.registry import figures_of
from winset.report.export import export_chart

from .conftest import analysed


def test_images(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    chart = zone_odds(analysed("harbour"))
    svg = export_chart(chart, tmp_path / "odds.svg", theme="dark")
    png = export_chart(chart.spec, tmp_path / "odds.png", width=360, scale=1)
    assert svg.read_text("utf-8").startswith("<svg")
    assert png.read_bytes().startswith(b"\x89PNG")


def test_unknown_kind(tmp_path: Path) -> None:
    with pytest.raises(WinsetError, match=r"\.svg or \.png"):
        export_chart(zone_odds(analysed("harbour")), tmp_path / "odds.gif")


def test_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(WinsetError, match=r"winset\[export\]"):
        export_chart(zone_odds(analysed("harbour")), tmp_path / "odds.svg")


def test_a_picture_carries_title_source_and_date(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    for name, figure in figures_of(analysed("harbour")):
        text = export_chart(figure, tmp_path / "picture.svg", width=900).read_text("utf-8")
        assert html.escape(figure.title, quote=False) in text, name
        assert "winset, from “Harbour talks” as of 3 May 2024" in text
