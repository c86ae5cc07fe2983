"""What to find out next, as plain mappings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from winset.serialise.numbers import rounded
from winset.words.information import information_told
from winset.words.unknowns import finding_in_words, source_of

if TYPE_CHECKING:
    from winset.advice.information import Information, InputFinding
    from winset.advice.total_sensitivity import Total
    from winset.packages import PackageSpace
    from winset.scenario.model import Scenario


def plain_information(
    found: Information,
    scenario: Scenario,
    space: PackageSpace,
    totals: Mapping[str, Total] | None = None,
) -> dict[str, Any]:
    """Turn what to find out next into mappings.

    Parameters
    ----------
    totals
        Path of an input → its total sensitivity, where that was worked out.

    Returns
    -------
    dict
        ``first_order`` is of the outcome named in ``information_about``, in [0, 1], None where that
        cannot be told; ``evppi`` is in utility, and 0 where the estimate falls below.
    """
    form, number = found.best_now
    main, told = found.main, information_told(scenario, found)
    return {
        "information": [_finding(finding, found, scenario, totals) for finding in found.inputs],
        "information_together": {
            "actors": [_finding(finding, found, scenario) for finding in found.actors],
            "issues": [_finding(finding, found, scenario) for finding in found.issues],
        },
        "information_about": {
            "form": None if main is None else main[0],
            "outcome": None if main is None else main[1],
            "worlds": found.worlds,
            "not_estimable": [{"form": f, "outcome": name} for f, name in found.untold],
            "decision": {
                "texts": len(found.decisions.options) - 1,
                "principals": list(found.decisions.principals),
                "best_now": (
                    None if number < 0 else {"form": form, "package": space.package(number)}
                ),
                "value_now": rounded(float(found.decisions.payoffs.mean(axis=0).max())),
                "evpi": rounded(found.whole.value),
                "evpi_se": rounded(found.whole.se),
            },
            "words": [] if told is None else list(told.texts),
        },
    }


def _finding(
    finding: InputFinding,
    found: Information,
    scenario: Scenario,
    totals: Mapping[str, Total] | None = None,
) -> dict[str, Any]:
    share = None if found.main is None else finding.shares[found.main]
    total = (totals or {}).get(finding.key)
    low, high = (None, None) if finding.ends is None else finding.ends
    plain: dict[str, Any] = {
        "input": finding.key,
        "what": finding_in_words(scenario, finding),
        "rank": finding.rank,
        "first_order": None if share is None else rounded(share.value),
        "first_order_se": None if share is None else rounded(share.se),
        "noticed": None if share is None else share.noticed,
        "total": None if total is None else rounded(total.value),
        "total_se": None if total is None else rounded(total.se),
        "odds_low": None if low is None else rounded(low.value),
        "odds_high": None if high is None else rounded(high.value),
        "evppi": rounded(max(0.0, finding.worth.value)),
        "evppi_se": rounded(finding.worth.se),
        "evppi_noticed": finding.worth_noticed,
        "outcomes": _noticed_outcomes(finding),
    }
    if finding.unknown is None:
        return {**plain, "inputs": finding.inputs}
    return {
        **plain,
        "actor": finding.unknown.actor,
        "issue": finding.unknown.issue,
        "can_be_found_out": finding.unknown.can_be_found_out,
        "source": source_of(scenario, finding.unknown),
    }


def _noticed_outcomes(finding: InputFinding) -> dict[str, dict[str, float | None]]:
    """Form → outcome → first-order share, of those told apart from noise."""
    noticed: dict[str, dict[str, float | None]] = {}
    for (form, name), share in finding.shares.items():
        if share.noticed:
            noticed.setdefault(form, {})[name] = rounded(share.value)
    return noticed
