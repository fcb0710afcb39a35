"""How much a head raises or lowers, once it is taken into account whom they judge (FEATURES 66–68).

For each decided form ``change`` is the mean over its criteria of head's score − own score, and ``level`` that
of own score − the province's mean of the criterion; both in points of 100. Then

    change = leniency of the head + slope · level + chance

Slope and chance are pooled within heads, so a head whose people score themselves high is not called strict
for bringing them down as anybody would. What is left is drawn towards the mean of all heads by how little is
known of each: empirical Bayes, the spread between heads by DerSimonian and Laird (1986), the interval by
Morris (1983). Positive is more lenient. In words, with what it cannot know: docs/decisions/head-leniency.md.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

SURE = 1.96
"""Half the width of the 95 % interval, in standard errors."""
LEAST_FORMS = 5
"""Forms of a head of whom a figure is told."""
LEAST_HEADS = 5
"""Heads without whom the spread between heads is not known."""

Key = TypeVar("Key", bound=Hashable)
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judged(Generic[Key]):
    """One decided form: who judged, and the form's ``change`` and ``level`` in points of 100."""

    head: Key
    change: float
    level: float


@dataclass(frozen=True, slots=True)
class Leniency(Generic[Key]):
    """One head's figures in points of 100 against the mean of all: positive is more lenient.

    ``raised`` is the plain mean of change, not against anybody. ``plain`` is against the mean of all,
    ``adjusted`` takes account of the level of the people judged, ``shrunk`` of how little is known as well;
    ``error`` is the standard error of ``shrunk``. None below LEAST_FORMS forms or LEAST_HEADS heads.
    """

    head: Key
    forms: int
    raised: float
    plain: float
    adjusted: float | None = None
    shrunk: float | None = None
    error: float | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Ends of the 95 % interval of ``shrunk``, in points."""
        if self.shrunk is None or self.error is None:
            return None
        return self.shrunk - SURE * self.error, self.shrunk + SURE * self.error

    @property
    def is_apart(self) -> bool:
        """Whether the interval leaves out 0: the difference is more than chance would make."""
        return self.interval is not None and not self.interval[0] <= 0 <= self.interval[1]


def leniency(judged: Sequence[Judged[Key]]) -> list[Leniency[Key]]:
    """Every head who judged anything, in the order in which they first appear."""
    if not judged:
        return []
    heads = list(dict.fromkeys(one.head for one in judged))
    place = {head: at for at, head in enumerate(heads)}
    who = np.array([place[one.head] for one in judged])
    change = np.array([one.change for one in judged])
    level = np.array([one.level for one in judged])
    forms: Ints = np.bincount(who).astype(np.int64)
    raised = np.bincount(who, weights=change) / forms
    plain = raised - change.mean()
    adjusted, noise = _within(who, change, level, forms)
    known = forms >= LEAST_FORMS
    if noise is None or known.sum() < LEAST_HEADS:
        return [Leniency(*row) for row in zip(heads, forms.tolist(), raised, plain, strict=True)]
    shrunk, error = _drawn_in(adjusted, noise / forms, known)
    return [
        Leniency(head, int(n), float(mean), float(raw), *(map(float, rest) if n >= LEAST_FORMS else ()))
        for head, n, mean, raw, *rest in zip(
            heads, forms, raised, plain, adjusted, shrunk, error, strict=True
        )
    ]


def _within(who: Ints, change: Floats, level: Floats, forms: Ints) -> tuple[Floats, float | None]:
    """Effects of heads at equal levels, mean 0 over the forms, and the variance of one form around them."""
    mean_change = np.bincount(who, weights=change) / forms
    mean_level = np.bincount(who, weights=level) / forms
    inner_change, inner_level = change - mean_change[who], level - mean_level[who]
    spread = float(inner_level @ inner_level)
    slope = float(inner_level @ inner_change) / spread if spread > 0 else 0.0
    effects = mean_change - slope * (mean_level - level.mean())
    effects -= effects @ forms / forms.sum()
    left = inner_change - slope * inner_level
    freedom = len(change) - len(forms) - 1
    return effects, float(left @ left) / freedom if freedom > 0 else None


def _drawn_in(effects: Floats, variances: Floats, known: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Effects drawn towards their mean, and standard errors, both against that mean."""
    seen, variance = effects[known], np.maximum(variances, 1e-12)
    weights = 1 / variance[known]
    centre = weights @ seen / weights.sum()
    excess = weights @ (seen - centre) ** 2 - (len(seen) - 1)
    between = max(0.0, excess / (weights.sum() - weights @ weights / weights.sum()))
    both = 1 / (between + variance[known])
    away = effects - both @ seen / both.sum()
    count = len(seen)
    drawn = _chance(variance, between) * (count - 3) / (count - 1)
    error = np.sqrt(variance * (1 - drawn * (count - 1) / count) + 2 / (count - 3) * (drawn * away) ** 2)
    return (1 - drawn) * away, error


def _chance(variance: Floats, between: float) -> Floats:
    """How far each is drawn in: the share of its variance that is chance, in [0, 1]."""
    return variance / (variance + between)
