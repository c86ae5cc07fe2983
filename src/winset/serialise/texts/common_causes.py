"""What common causes do to the odds of texts, as plain mappings."""

from __future__ import annotations

from typing import Any

from winset.serialise.numbers import rounded
from winset.texts import CauseEffect, FormCauses
from winset.uncertainty import Difference


def plain_common_causes(causes: FormCauses) -> dict[str, Any]:
    """Return what common causes do to the odds of a form and of its texts."""
    return {
        "texts": [{"text": each.text, **plain_cause_effect(each)} for each in causes.texts],
        "zone": None if causes.zone is None else _apart_and_together(causes.zone),
    }


def plain_cause_effect(effect: CauseEffect) -> dict[str, Any]:
    """Return one text's odds with every number by itself, and with each cause held."""
    return {
        **_apart_and_together(effect.together),
        "shocks": {
            shock: {
                "down": rounded(swing.before),
                "up": rounded(swing.after),
                "se": rounded(swing.se),
            }
            for shock, swing in effect.swings.items()
        },
    }


def _apart_and_together(figures: Difference) -> dict[str, float | None]:
    return {
        "independent": rounded(figures.before),
        "as_given": rounded(figures.after),
        "se": rounded(figures.se),
    }
