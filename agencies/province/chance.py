"""Small draws shared by the generators."""

from math import sqrt
from random import Random


def hits(rng: Random, n: int, chance: float) -> int:
    """How many of ``n`` succeed, each with ``chance`` in [0, 1]: exact for few, by normal curve for many."""
    if n <= 30:
        return sum(rng.random() < chance for _ in range(n))
    spread = sqrt(max(0.0, n * chance * (1 - chance)))
    return min(n, max(0, round(n * chance + rng.gauss(0, spread))))


def points(measure: str, good: float, rng: Random) -> tuple[int, int]:
    """n possible and k given for the measures scale (10), levels (2), count (4) and bonus (proposals)."""
    if measure == "scale":
        return 10, min(10, max(0, round(good * 10 + rng.gauss(0, 0.6))))
    if measure == "levels":
        return 2, 2 if rng.random() < good else rng.choice((0, 1, 1))
    if measure == "count":
        return 4, hits(rng, 4, good)
    proposals = rng.randint(1, 3)
    return proposals, hits(rng, proposals, max(0.0, good - 0.6) * 1.2)
