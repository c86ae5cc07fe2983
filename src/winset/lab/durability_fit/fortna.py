"""Spells of peace after civil wars, from the replication file of Fortna (2008).

Counting-process form: at risk in (``_t0``, ``_t``] days after the ceasefire, ``_d`` 1 where war
resumed. ``pk_dum`` any peacekeepers, ``consent`` and ``enforce`` the two kinds of mandate,
``victory`` and ``treaty`` how the war ended (a truce or nothing otherwise), ``clust2`` the
country. The meaning of ``pcw`` (peace after the cold war) is **inferred**: it is 1 for spells
since 1989 in the file and 0 before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools, Floats
from winset.lab.durability_fit.reading import Note, NoteBook, SourceFileError
from winset.lab.durability_fit.stata import read_stata

if TYPE_CHECKING:
    from pathlib import Path

CONTROLS = ("identity_war", "log_cost", "war_years", "government_army", "p5_affinity",
            "contraband", "infant_mortality", "past_agreement")  # fmt: skip
_NAMES = {
    "peacekeeping": "pk_dum",
    "consent_mission": "consent",
    "enforcement_mission": "enforce",
    "victory": "victory",
    "treaty": "treaty",
    "identity_war": "wartype",
    "log_cost": "logcost",
    "war_years": "wardur",
    "government_army": "garm",
    "p5_affinity": "p5_affinI",
    "contraband": "contraband",
    "infant_mortality": "infst",
    "past_agreement": "past_ag",
}


@dataclass(frozen=True)
class PeaceSpells:
    """Spells of peace."""

    country: NDArray[np.str_]
    """(spells,) labels of the clusters."""
    start: Floats
    stop: Floats
    """``start``, ``stop``: (spells,) days since the ceasefire, at risk in (start, stop]."""
    failed: Bools
    """(spells,) whether war resumed at the end of the spell."""
    after_cold_war: Bools
    """(spells,)."""
    covariates: dict[str, Floats]
    """Name to (spells,); NaN where missing. Large counts are in thousands."""
    notes: tuple[Note, ...]
    """What was dropped, and how many."""


def load_fortna(path: Path) -> PeaceSpells:
    """Read the replication file.

    Raises
    ------
    SourceFileError
        If it is absent, of another Stata release, or lacks a variable.
    """
    if not path.is_file():
        raise SourceFileError(f"{path.name} is not in {path.parent}. `winset data` says where.")
    table = read_stata(path)
    needed = {*_NAMES.values(), "_t0", "_t", "_d", "clust2", "pcw"}
    missing = sorted(needed - set(table))
    if missing:
        raise SourceFileError(
            f"{path.name} lacks the variables {', '.join(missing)}: another file. "
            "Use the replication file that `winset data` names."
        )
    book = NoteBook()
    start, stop = _numbers(table, "_t0"), _numbers(table, "_t")
    good = stop > start
    book.add("empty-spell", "spells that end before they begin, dropped", int((~good).sum()))
    covariates = {name: _numbers(table, column)[good] for name, column in _NAMES.items()}
    for name in ("government_army", "infant_mortality"):
        covariates[name] = covariates[name] / 1000
    return PeaceSpells(
        country=np.asarray(table["clust2"][good], dtype=np.str_),
        start=start[good],
        stop=stop[good],
        failed=_numbers(table, "_d")[good] == 1,
        after_cold_war=_numbers(table, "pcw")[good] == 1,
        covariates=covariates,
        notes=book.notes(),
    )


def _numbers(table: dict[str, Floats | NDArray[np.str_]], name: str) -> Floats:
    """Return a numeric variable, refusing text."""
    column = table[name]
    if column.dtype.kind != "f":
        raise SourceFileError(f"variable {name} holds text where numbers are expected.")
    return np.asarray(column, dtype=np.float64)
