"""The report's section on how long deals last."""

from __future__ import annotations

import re

import pytest

from winset.durability.results import Contrast
from winset.report.charts import endings, survival_curves
from winset.report.page import render_report
from winset.uncertainty import Band
from winset.words.durability import change_in_words, drivers_told, span
from winset.words.elite_backed import leader_only_told
from winset.words.survival import attainable_told, survival_table

from .conftest import analysed, real_case


def contrast(*bands: Band) -> Contrast:
    return Contrast("treaty", "elite_backed", "treaty", 10, *bands)


def test_words_of_bands() -> None:
    assert span(Band(0.857, 0.768, 0.915)) == "86 % (77–92)"
    assert span(Band(0.999, 0.993, 0.9999)) == ">99 % (99–>99)"
    assert change_in_words(Band(-0.014, -0.034, -0.002)) == "−1 point (−3 to 0)"
    assert change_in_words(Band(0.04, -0.02, 0.11)) == "+4 points (−2 to +11)"


def test_clear_only_if_both_readings_say_so() -> None:
    up, unclear, down = Band(0.1, 0.02, 0.2), Band(0.1, -0.02, 0.2), Band(-0.1, -0.2, -0.02)
    assert contrast(up, up).sign == 1
    assert contrast(down, down).sign == -1
    assert contrast(up, unclear).sign == 0
    assert contrast(up, down).sign == 0
    hair = Band(0.004, 0.001, 0.006)
    assert contrast(hair, hair).sign == 0


def test_the_real_case_is_answered_in_words() -> None:
    found = real_case()
    told = leader_only_told(found, found.durability)
    assert told[0].startswith("The deal nearest to the elites lasts")
    assert told[0].endswith("no clear difference.")
    assert "No text has every elite group on board more often than not." in told
    assert attainable_told(found, found.durability)[0] in told
    for paragraph in told:
        assert paragraph.endswith(".")
        assert "  " not in paragraph
        assert all(len(part.split()) <= 30 for part in re.split(r"(?<=[.:]) (?=[A-Z])", paragraph))
    everything = " ".join(told)
    assert "understanding" not in everything
    assert not re.search(r"[01]\.\d|±|probability", everything)


def test_the_section_stands_in_the_page() -> None:
    found = real_case()
    page = render_report(found, generated="")
    section = page.split('id="durability">')[1].split('<section id="')[0]
    assert 'id="survival-understanding"' not in section
    for form in (kind.shown[0] for kind in found.durability.kinds):
        assert f'id="survival-{form}"' in section
        assert f'id="ends-{form}"' in section
    for sign in ("■", "□", "△"):
        assert sign in section
    words = re.sub(r"<[^>]+>", "", section).replace("\u00a0", " ")
    for row in survival_table(found, found.durability).rows:
        assert all(cell in words for cell in row)


def test_forms_left_out_say_why() -> None:
    page = render_report(analysed("certain"), generated="")
    assert "does not say whether it is ratified" in page


@pytest.mark.parametrize("name", ["harbour", "real"])
def test_curves_share_their_scales(name: str) -> None:
    found = real_case() if name == "real" else analysed(name)
    lasting = found.durability
    tops = set()
    for form in lasting.forms:
        curves, stacked = survival_curves(found, lasting, form), endings(found, lasting, form)
        assert curves.spec["layer"][0]["encoding"]["y"]["scale"]["domain"] == [0, 1]
        tops.add(tuple(stacked.spec["layer"][0]["encoding"]["y"]["scale"]["domain"]))
        values = curves.spec["data"]["values"]
        assert all(row["low"] <= row["mean"] <= row["high"] for row in values)
        kind = lasting.kind(form)
        wanted = [
            outlook.survival[:, -1].mean() for outlook in (kind.all_reject, kind.none_rejects)
        ]
        ends = [row["mean"] for row in values if row["year"] == lasting.years][-2:]
        assert ends == pytest.approx(wanted, abs=1e-5)
        stack = [row for row in stacked.spec["data"]["values"] if row["year"] == 10]
        survival = lasting.main(form).outlook.survival_at(10).mean
        assert stack[-1]["top"] == pytest.approx(1 - survival, abs=1e-4)
    assert len(tops) == 1


def test_drivers_add_up_to_no_more_than_everything() -> None:
    found = real_case()
    for form in found.durability.forms:
        told = drivers_told(found, found.durability.main(form), most=99)
        shares = [int(part) for part in re.findall(r"(\d+) %", told)]
        assert 90 <= sum(shares) <= 105
