"""The whole estimation in one call, and the file of figures it leaves behind.

`winset durability fit --data DIR` runs `fit_all`; `coefficients.json` is what it wrote last.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from winset.durability.coefficients import FORMAT
from winset.durability.terms import CAUSES, CHANGE_TERMS, ERAS, REFERENCE_ERA
from winset.lab.durability_fit.alliances import (
    HEADLINE,
    WINDOWS,
    AllianceModel,
    fit_model,
    known_spells,
    robustness,
)
from winset.lab.durability_fit.approval import ApprovalFit, fit_approval
from winset.lab.durability_fit.archigos import load_archigos
from winset.lab.durability_fit.atop import load_atop
from winset.lab.durability_fit.chisols import LeaderSupport, load_chisols
from winset.lab.durability_fit.design import TIMES, Specification, Timing, time_term
from winset.lab.durability_fit.fortna import load_fortna
from winset.lab.durability_fit.hazard import HazardFit
from winset.lab.durability_fit.peace import fit_fortna, fit_peace_agreements
from winset.lab.durability_fit.ratios import RatioRow
from winset.lab.durability_fit.reading import Note
from winset.lab.durability_fit.sources import SourceStatus, check_data, find, locate
from winset.lab.durability_fit.spells import Spells
from winset.lab.durability_fit.turnover import RegimeTurnover, tenure, turnover_by_regime
from winset.lab.durability_fit.ucdp import load_ucdp
from winset.lab.durability_fit.validate import Validation, validate

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = "winset durability fit --data DIR"
DIGITS = 6
SIMULATED = {
    "by_form": Specification(timing="fading", by_form=True, leader_terms=False),
    "pooled": Specification(timing="fading", leader_terms=False),
}
BY_TIME = tuple(time_term(change, *piece) for change in CHANGE_TERMS for piece in TIMES)
FORM_FITS: dict[Timing, str] = {"window": "by form", "fading": "fading, by form"}
WITHOUT_CHANGES = Specification(timing="fading", coalition_terms=False, leader_terms=False)
"""Ends as scheduled: one such end follows a non-democratic coalition change, too few for a term."""


@dataclass(frozen=True)
class DurabilityFit:
    """Everything `fit_all` estimated."""

    hazards: dict[str, dict[str, HazardFit]]
    """For ``by_form`` and ``pooled``, the hazard the simulation uses for each cause."""
    hazard_ratios: tuple[RatioRow, ...]
    """Windows of one, two and three years, and the fading effect, all terms and causes."""
    robustness: tuple[RatioRow, ...]
    """The change terms under every check."""
    peace: tuple[RatioRow, ...]
    """Peace agreements, and peace after civil wars."""
    turnover: tuple[RegimeTurnover, ...]
    """By regime type."""
    tenure_medians: dict[str, float]
    """Median years in office by regime type at entry."""
    approval: ApprovalFit | None
    """Odds of losing the White House, or None if the files were not there."""
    validation: Validation
    """Out of time, and in-sample incidence."""
    sources: tuple[SourceStatus, ...]
    """What was in the folder."""
    notes: dict[str, tuple[Note, ...]]
    """What was dropped or mended, by source."""
    spells: Spells
    """The spells all alliance models were fitted on."""
    bootstrap: int
    seed: int

    def figures(self, fitted_on: dt.date) -> dict[str, Any]:
        """Return what `coefficients.json` holds."""
        return {
            "format": FORMAT,
            "provenance": self._provenance(fitted_on),
            "hazards": {
                name: {cause: _hazard(fit) for cause, fit in fits.items()}
                for name, fits in self.hazards.items()
            },
            "baseline_by_era": _baseline_by_era(self.spells),
            "turnover": [_plain(asdict(t)) for t in self.turnover],
            "tenure_medians_years": _plain(self.tenure_medians),
            "hazard_ratios": [r.as_json() for r in self.hazard_ratios],
            "robustness": [r.as_json() for r in self.robustness],
            "peace": [r.as_json() for r in self.peace],
            "approval": None if self.approval is None else _approval(self.approval),
            "validation": _plain(asdict(self.validation)),
        }

    def _provenance(self, fitted_on: dt.date) -> dict[str, Any]:
        """Return which files, which sample, which command."""
        spells = self.spells
        return {
            "command": COMMAND,
            "fitted_on": fitted_on.isoformat(),
            "bootstrap": self.bootstrap,
            "seed": self.seed,
            "alliances": len(set(spells.alliance.tolist())),
            "alliance_years": round(float(spells.exposure.sum()), 1),
            "spells": len(spells.start),
            "events": {c: int((spells.event == k).sum()) for k, c in enumerate(CAUSES)},
            "sources": [
                {
                    "key": s.source.key,
                    "title": s.source.title,
                    "version": s.source.version,
                    "rows": s.source.rows if s.state == "as checked" else None,
                    "file": s.source.file,
                    "sha256": s.sha256,
                }
                for s in self.sources
                if s.path is not None
            ],
            "notes": [
                {"source": key, "code": n.code, "count": n.count, "message": n.message}
                for key, notes in self.notes.items()
                for n in notes
            ],
        }


def fit_all(data_dir: Path, bootstrap: int = 200, seed: int = 20_250_101) -> DurabilityFit:
    """Load, cut, fit, check and validate.

    Parameters
    ----------
    data_dir
        Folder with the publishers' files (`sources.check_data` says which are there). ATOP and
        CHISOLS are needed; what needs an absent other file is left out with a note.
    bootstrap
        Replicates of the cluster bootstrap.
    seed
        Of the bootstrap.

    Raises
    ------
    SourceFileError
        If ATOP or CHISOLS is absent or not laid out as expected.
    """
    alliances = load_atop(locate(data_dir, "atop"))
    support = load_chisols(locate(data_dir, "chisols"))
    notes: dict[str, tuple[Note, ...]] = {"atop": alliances.notes, "chisols": support.notes}
    spells = known_spells(alliances, support)
    notes["alliances × CHISOLS"] = spells.notes
    hazards = {name: _simulated(spells, spec) for name, spec in SIMULATED.items()}
    ratios = [r for m in _main_models(spells) for r in m.rows]
    medians = _tenure(data_dir, support, notes)
    return DurabilityFit(
        hazards=hazards,
        hazard_ratios=tuple(ratios),
        robustness=tuple(robustness(alliances, support, bootstrap=bootstrap, seed=seed)),
        peace=tuple(_peace(data_dir, notes)),
        turnover=turnover_by_regime(support),
        tenure_medians=medians,
        approval=_fit_approval(data_dir, notes),
        validation=_validated(spells),
        sources=check_data(data_dir),
        notes=notes,
        spells=spells,
        bootstrap=bootstrap,
        seed=seed,
    )  # fmt: skip


def validation_of(data_dir: Path) -> dict[str, Any]:
    """Score the hazards alone, without the rest of the fit, as plain figures.

    Raises
    ------
    SourceFileError
        As `fit_all`.
    """
    alliances = load_atop(locate(data_dir, "atop"))
    spells = known_spells(alliances, load_chisols(locate(data_dir, "chisols")))
    figures: dict[str, Any] = _plain(asdict(_validated(spells)))
    return figures


def _validated(spells: Spells) -> Validation:
    spec = SIMULATED["pooled"]
    return validate(spells, fit_model(spells, spec).fits, spec)


def _simulated(spells: Spells, spec: Specification) -> dict[str, HazardFit]:
    """Fit what the simulation uses: change terms for the first two causes, none for the third."""
    fits = fit_model(spells, spec, causes=CAUSES[:2]).fits
    return fits | fit_model(spells, WITHOUT_CHANGES, causes=CAUSES[2:]).fits


def _main_models(spells: Spells) -> list[AllianceModel]:
    """Fit the windows, the fading effect, and both with the interaction."""
    models = [fit_model(spells, Specification(window_years=w)) for w in WINDOWS]
    models.append(fit_model(spells, Specification(timing="fading"), variant="fading"))
    by_time = Specification(timing="by_time", window_years=HEADLINE)
    models.append(fit_model(spells, by_time, variant="by time since the change", terms=BY_TIME))
    for timing, name in FORM_FITS.items():
        spec = Specification(timing=timing, window_years=HEADLINE, by_form=True)
        models.append(
            fit_model(
                spells, spec, variant=name,
                terms=("coalition_change_democracy", "coalition_change_nondemocracy",
                       "coalition_change_democracy_if_ratified",
                       "coalition_change_nondemocracy_if_ratified", "ratified"),
            )
        )  # fmt: skip
    return models


def _tenure(
    data_dir: Path, support: LeaderSupport, notes: dict[str, tuple[Note, ...]]
) -> dict[str, float]:
    """Return median years in office by regime at entry, if Archigos is there."""
    path = find(data_dir, "archigos")
    if path is None:
        notes["archigos"] = (_absent("tenure curves"),)
        return {}
    leaders = load_archigos(path)
    notes["archigos"] = leaders.notes
    return {regime: curve.median for regime, curve in tenure(leaders, support).items()}


def _peace(data_dir: Path, notes: dict[str, tuple[Note, ...]]) -> list[RatioRow]:
    """Fit peace agreements and peace spells, as far as the files are there."""
    rows: list[RatioRow] = []
    archigos, ucdp = find(data_dir, "archigos"), find(data_dir, "ucdp-peace-agreements")
    if archigos and ucdp:
        agreements = load_ucdp(ucdp)
        fitted, dropped = fit_peace_agreements(agreements, load_archigos(archigos))
        rows += fitted
        notes["ucdp-peace-agreements"] = agreements.notes + dropped
    else:
        notes["ucdp-peace-agreements"] = (_absent("peace agreements"),)
    fortna = find(data_dir, "fortna")
    if fortna:
        peace = load_fortna(fortna)
        rows += fit_fortna(peace)
        notes["fortna"] = peace.notes
    else:
        notes["fortna"] = (_absent("peace after civil wars"),)
    return rows


def _fit_approval(data_dir: Path, notes: dict[str, tuple[Note, ...]]) -> ApprovalFit | None:
    """Fit approval, if its files are there."""
    polls, members = find(data_dir, "gallup"), find(data_dir, "voteview")
    if polls is None or members is None:
        notes["gallup"] = (_absent("approval"),)
        return None
    fit = fit_approval(polls, members)
    notes["gallup"] = fit.notes
    return fit


def _absent(what: str) -> Note:
    """Note an absent file."""
    return Note("absent", f"file not there: {what} not estimated", 1)


def _hazard(fit: HazardFit) -> dict[str, Any]:
    """Return a hazard as plain lists."""
    return {
        "events": fit.events,
        "alliance_years": round(fit.exposure, 1),
        "alliances": fit.clusters,
        "not_estimated": [asdict(u) for u in fit.unestimated],
        "terms": list(fit.terms),
        "coefficients": [round(float(b), DIGITS) for b in fit.coefficients],
        "covariance": [[round(float(v), DIGITS) for v in row] for row in fit.covariance],
    }


def _baseline_by_era(spells: Spells) -> list[dict[str, Any]]:
    """Return crude ends a year by era: how much the level moves between them."""
    rows = []
    for name, first, last in ERAS:
        inside = (spells.year >= first) & (spells.year <= last)
        years = float(spells.exposure[inside].sum())
        counts = {c: int((spells.event[inside] == k).sum()) for k, c in enumerate(CAUSES)}
        rows.append(
            {"era": name, "from": first, "to": last, "alliance_years": round(years, 1),
             "reference": name == REFERENCE_ERA}
            | {f"{c}_per_100_years": round(100 * n / years, 3) for c, n in counts.items()}
        )  # fmt: skip
    return rows


def _approval(fit: ApprovalFit) -> dict[str, Any]:
    """Return the approval fit as plain figures."""
    return {
        "elections": [
            {"year": int(y), "approve": round(float(a), 1), "lost": bool(won)}
            for y, a, won in zip(fit.years, fit.approve, fit.lost, strict=True)
        ],
        "coefficients_at_50_and_per_point": [round(float(b), DIGITS) for b in fit.coefficients],
        "covariance": [[round(float(v), DIGITS) for v in row] for row in fit.covariance],
        "odds_ratio_per_ten_points": [float(f"{v:.4g}") for v in fit.ratio_per_ten_points()],
    }


def _plain(value: Any) -> Any:  # noqa: ANN401  (any JSON value)
    """Round floats to six significant digits, infinities and NaN to null, all through."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float):
        return float(f"{value:.6g}") if math.isfinite(value) else None
    return value
