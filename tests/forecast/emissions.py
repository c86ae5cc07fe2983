"""Years until car emission standards, as in Scholz, Calbert & Smith (2011, Table 1)."""

from __future__ import annotations

import numpy as np

EMISSIONS = {  # capability, position (years), salience
    "NL": (0.08, 4, 80),
    "BE": (0.08, 7, 40),
    "LU": (0.03, 4, 20),
    "DE": (0.16, 4, 80),
    "FR": (0.16, 10, 60),
    "IT": (0.16, 10, 60),
    "UK": (0.16, 10, 90),
    "IE": (0.05, 7, 10),
    "DK": (0.05, 4, 100),
    "EL": (0.08, 7, 70),
}
CAPABILITY, YEARS, SALIENCE = np.array(list(EMISSIONS.values()), dtype=float).T
