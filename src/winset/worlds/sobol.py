"""A scrambled Sobol sequence in up to 16 dimensions.

SciPy has one too, and the tests hold ours against it; importing ``scipy.stats`` costs more than
the rest of a run, though, and the worlds never need more than a few dimensions at a time (see
``sequence``).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Floats

BITS = 32

# Primitive polynomial (its inner coefficients as a number) and first direction numbers of each
# dimension after the first: Joe & Kuo (2008), SIAM Journal on Scientific Computing 30:2635.
_DIRECTIONS: tuple[tuple[int, tuple[int, ...]], ...] = (
    (0, (1,)),
    (1, (1, 3)),
    (1, (1, 3, 1)),
    (2, (1, 1, 1)),
    (1, (1, 1, 3, 3)),
    (4, (1, 3, 5, 13)),
    (2, (1, 1, 5, 5, 17)),
    (4, (1, 1, 5, 5, 5)),
    (7, (1, 1, 7, 11, 19)),
    (11, (1, 1, 5, 1, 1)),
    (13, (1, 1, 1, 3, 11)),
    (14, (1, 3, 5, 5, 31)),
    (1, (1, 3, 3, 9, 7, 49)),
    (13, (1, 1, 1, 15, 21, 21)),
    (16, (1, 3, 1, 13, 27, 49)),
)
DIMENSIONS = len(_DIRECTIONS) + 1


def directions() -> NDArray[np.uint32]:
    """Direction numbers of every dimension.

    Returns
    -------
    (dimensions, bits)
        As binary fractions, the first bit of the fraction being the highest of the integer.
    """
    table = np.empty((DIMENSIONS, BITS), dtype=np.uint32)
    table[0] = [1 << (BITS - 1 - j) for j in range(BITS)]
    for dimension, (polynomial, first) in enumerate(_DIRECTIONS, start=1):
        table[dimension] = _recurrence(polynomial, first)
    return table


def _recurrence(polynomial: int, first: tuple[int, ...]) -> list[int]:
    degree = len(first)
    numbers = [m << (BITS - 1 - j) for j, m in enumerate(first)]
    # Bratley & Fox's recurrence: m_j = 2a_1·m_{j−1} ⊕ … ⊕ 2^d·m_{j−d} ⊕ m_{j−d}, written for the
    # fractions v_j = m_j / 2^j, in which the powers of two of the middle terms fall away.
    for j in range(degree, BITS):
        number = numbers[j - degree] ^ (numbers[j - degree] >> degree)
        for k in range(1, degree):
            if polynomial >> (degree - 1 - k) & 1:
                number ^= numbers[j - k]
        numbers.append(number)
    return numbers


def scrambled(
    table: NDArray[np.uint32], rng: np.random.Generator
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Scramble direction numbers by random lower triangular matrices, and draw a digital shift.

    Matoušek (1998), Journal of Complexity 14:527: the variance of Owen's full scrambling at a
    fraction of its cost; every point is uniform, and the net property is kept.

    Parameters
    ----------
    table : (dimensions, bits)
        Direction numbers.
    rng
        Source of the scrambling.

    Returns
    -------
    table : (dimensions, bits)
        Scrambled direction numbers.
    shift : (dimensions,)
        Digital shift.
    """
    dimensions = len(table)
    # A lower triangular matrix with ones on its diagonal is invertible, and digit j of what it
    # gives depends on digits up to j alone: so intervals of any power of two keep their number of
    # points, whatever the matrix. The shift, the same for all points, makes each one uniform.
    places = np.arange(BITS - 1, -1, -1, dtype=np.uint32)
    lower = np.tril(rng.integers(0, 2, (dimensions, BITS, BITS), dtype=np.uint8), -1)
    lower |= np.eye(BITS, dtype=np.uint8)
    columns = ((table[:, :, None] >> places) & 1).astype(np.uint8)
    mixed = (columns @ lower.transpose(0, 2, 1)) & 1
    weights = np.left_shift(np.uint32(1), places)
    shift = rng.integers(0, 2**BITS, dimensions, dtype=np.uint32)
    return (mixed * weights).sum(axis=2, dtype=np.uint32), shift


def points(table: NDArray[np.uint32], shift: NDArray[np.uint32], exponent: int) -> Floats:
    """Points 0 to 2^exponent − 1 of the sequence.

    Parameters
    ----------
    table : (dimensions, bits)
        Direction numbers.
    shift : (dimensions,)
        Digital shift.
    exponent
        Binary logarithm of the number of points.

    Returns
    -------
    (points, dimensions) in (0, 1)
    """
    integers = np.empty((2**exponent, len(table)), dtype=np.uint32)
    # Point n is the exclusive or of the direction numbers at the bits of n; so the points from
    # 2^j on are the first 2^j again, with direction number j added.
    integers[0] = shift
    for j in range(exponent):
        half = 2**j
        integers[half : 2 * half] = integers[:half] ^ table[:, j]
    return (integers + 0.5) / 2.0**BITS
