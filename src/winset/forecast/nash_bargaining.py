"""The Nash bargaining solution of one issue, with the reference point as disagreement.

x maximises Σ_i c_i log(g_i(x)) where g_i(x) = s_i (|q − p_i|^γ − |x − p_i|^γ) + κ is what actor i
gains over the reference point q; distances in shares of the scale, s salience 0–1, c capability, κ
what no agreement costs everybody beyond staying at q (0: nothing). All who have any capability must
gain, or the issue stays at q.

Source: Nash (1950, *Econometrica* 18:155); for the European Union Achen (2006, in Thomson et al.,
*The European Union Decides*, ch. 4), who shows that with quadratic losses and an ever worse
disagreement it becomes the mean by capability × salience, and Schneider, Finke & Bailer (2010,
*Political Studies* 58:85).

Known weakness: with κ = 0 a single actor on the other side of the reference point, or at it, keeps
everything as it is, and salience cancels; so on one issue alone it forecasts deadlock wherever
opinions divide, where real bargainers trade one issue for another (see ``exchange``).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from winset.arrays import Floats
from winset.forecast.model import Model
from winset.forecast.outcome import Outcome
from winset.forecast.space import numbers, share_of_weight

_HALVINGS = 60
_OPEN = 1e-9
"""Share of the scale below which there is no room for a deal."""


def predict(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    reference: ArrayLike,
    scale: tuple[float, float] = (0.0, 100.0),
    loss: float = 2.0,
    cost: float = 0.0,
) -> Outcome:
    """Forecast the Nash bargaining solution.

    Parameters
    ----------
    positions, salience, capability, reference, scale
        As ``Predict`` has them; capabilities are the exponents.
    loss
        γ, 1 or more: 1 linear, 2 quadratic.
    cost
        κ, 0 or more, in utility: a loss over the whole scale is worth the salience.
    """
    stands, cares, has, _ = numbers(positions, salience, capability)
    low, high = scale
    if loss < 1 or cost < 0 or not high > low:
        raise ValueError("a loss of 1 or more, a cost of 0 or more, a scale from low to high")
    stays = np.broadcast_to(np.asarray(reference, dtype=np.float64), stands.shape[:1])
    if not np.isfinite(stays).all():
        raise ValueError("the reference must be a finite number")
    share_of_weight(cares * has)
    places, start = (stands[..., 0] - low) / (high - low), (stays - low) / (high - low)
    attention = cares[..., 0]
    power = np.where(attention > 0, has[..., 0], 0)
    share = _solve(places, attention, power, start, loss, cost)
    return Outcome("nash", low + share * (high - low), {"loss": loss, "cost": cost})


MODEL = Model(
    "nash",
    "Nash bargaining solution against the reference point, an issue at a time",
    "Nash 1950; Achen 2006; Schneider, Finke & Bailer 2010",
    "stays put wherever anybody prefers the reference point",
    predict,
    given=("scale", "reference"),
)


def _solve(
    places: Floats, cares: Floats, power: Floats, start: Floats, loss: float, cost: float
) -> Floats:
    """(worlds,) solutions in shares of the scale: halve in on the root of a falling slope."""
    counts = power > 0
    away = np.abs(start[:, None] - places) ** loss
    slack = np.divide(cost, cares, out=np.zeros_like(cares), where=counts)
    reach = (away + slack) ** (1 / loss)
    low = np.where(counts, places - reach, -np.inf).max(1)
    high = np.where(counts, places + reach, np.inf).min(1)
    # nobody wants to go beyond the outermost of positions and reference
    low = np.maximum(low, np.minimum(np.where(counts, places, np.inf).min(1), start))
    high = np.minimum(high, np.maximum(np.where(counts, places, -np.inf).max(1), start))
    is_open = high - low > _OPEN
    # Σ c log g is concave where all gain, so its slope falls through 0 once: 60 halvings of a share
    # of the scale come within 10⁻¹⁸ of it
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        way = middle[:, None] - places
        gain = cares * (away - np.abs(way) ** loss) + cost
        pull = -power * cares * loss * np.abs(way) ** (loss - 1) * np.sign(way)
        usable = counts & (gain > 0)
        slope = np.divide(pull, gain, out=np.zeros_like(pull), where=usable).sum(1)
        low, high = np.where(slope > 0, middle, low), np.where(slope > 0, high, middle)
    solution: Floats = np.where(is_open, (low + high) / 2, start)
    return solution
