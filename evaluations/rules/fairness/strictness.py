"""How strict each inspector is, once what they drew is taken into account (row 66 of the features).

    value = mean of the criterion + effect of the agency + effect of the person + chance

The three are fitted by alternating means: each in turn becomes the mean of what the other two leave over,
until nothing moves. Strictness is the person's effect with its sign turned, in points of 100, against the
mean of the group of people they can be compared with (weighted by observations): +3.2 means that this person
gives 3.2 points less than their colleagues would have given at the same agencies for the same criteria.

Figures are floats, exact to ``TOLERANCE`` points; the order of the marks means nothing. The standard error
takes the marks of one person on one visit as one reading, for they share the day and the people met, and
counts that agencies' effects are estimated too; means of criteria are taken as known.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluations.rules.fairness.marks import Mark, comparable_groups

POINTS = 100
TOLERANCE = 1e-6
"""The fit ends when no effect moves by more than this many points in a round."""
MOST_ROUNDS = 5_000
SURE = 1.96
"""Half the width of the 95 % interval, in standard errors."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Minimum:
    """Below this much evidence a figure of a person is not shown."""

    visits: int = 3
    observations: int = 30


MINIMUM = Minimum()
ALONE = "alone"
"""Nobody else recorded the same criteria at agencies linked with theirs."""
TOO_FEW = "too_few"
UNSETTLED = "unsettled"
"""The links are so thin that the fit did not settle."""


@dataclass(frozen=True, slots=True)
class Strictness:
    """One person's figure and what stands behind it.

    ``mean`` of their values and ``plain``, by how much it is below the mean of their group, leave out of
    account which agencies these were; ``adjusted`` does not. All in points of 100, positive is stricter;
    ``error`` is the standard error of ``adjusted``. No ``adjusted`` comes with ``why``: ALONE, TOO_FEW or
    UNSETTLED. ``group`` counts from 1, and figures of different groups must not be compared; None when ALONE.
    The counts are of marks that could be compared, or of all when ALONE.
    """

    person: int
    observations: int
    visits: int
    agencies: int
    mean: float
    plain: float | None = None
    adjusted: float | None = None
    error: float | None = None
    group: int | None = None
    why: str = ""

    @property
    def interval(self) -> tuple[float, float] | None:
        """Ends of the 95 % interval of ``adjusted``, in points."""
        if self.adjusted is None or self.error is None:
            return None
        return self.adjusted - SURE * self.error, self.adjusted + SURE * self.error

    @property
    def is_apart(self) -> bool:
        """Whether the interval leaves out 0: the difference is more than chance would make."""
        return self.interval is not None and not self.interval[0] <= 0 <= self.interval[1]


def strictness(marks: Iterable[Mark], minimum: Minimum = MINIMUM) -> list[Strictness]:
    """Everybody who recorded anything, by person; see the head of this module for the model."""
    everything = list(marks)
    found: dict[int, Strictness] = {}
    for number, group in enumerate(comparable_groups(everything), start=1):
        found |= {one.person: one for one in _of_group(group, number, minimum)}
    for person, own in _by_person(everything).items():
        if person not in found:
            found[person] = Strictness(person, *_counts(own), why=ALONE)
    return [found[person] for person in sorted(found)]


def _by_person(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    own: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks):
        own[mark.person].append(mark)
    return own


def _counts(own: list[Mark]) -> tuple[int, int, int, float]:
    """Observations, visits, agencies, and the mean in points."""
    mean = POINTS * sum(mark.value for mark in own) / len(own)
    return len(own), len({mark.visit for mark in own}), len({mark.agency for mark in own}), mean


def _of_group(group: list[Mark], number: int, minimum: Minimum) -> list[Strictness]:
    fit = Fit(group)
    whole = POINTS * float(fit.values.mean())
    rows = []
    for at, (person, own) in enumerate(_by_person(group).items()):
        observations, visits, agencies, mean = _counts(own)
        why = _why_not(fit, observations, visits, minimum)
        adjusted, error = (
            (None, None) if why else (-POINTS * float(fit.people[at]), POINTS * float(fit.errors[at]))
        )
        rows.append(
            Strictness(
                person, observations, visits, agencies, mean, whole - mean, adjusted, error, number, why
            )
        )
    return rows


def _why_not(fit: "Fit", observations: int, visits: int, minimum: Minimum) -> str:
    if visits < minimum.visits or observations < minimum.observations or not fit.freedom:
        return TOO_FEW
    return "" if fit.is_settled else UNSETTLED


class Fit:
    """The additive model fitted to the marks of one comparable group, sorted.

    ``people`` holds each person's effect on the value, in the order of their keys, with mean 0 over the
    marks; ``errors`` their standard errors; ``freedom`` how many readings are left to judge chance by.
    """

    def __init__(self, group: list[Mark]) -> None:
        """Fit at once; ``group`` is one of ``comparable_groups``."""
        self.values = np.array([mark.value for mark in group])
        self._criterion = _numbered(mark.criterion for mark in group)
        self._agency = _numbered(mark.agency for mark in group)
        self._person = _numbered(mark.person for mark in group)
        self._reading = _numbered((mark.visit, mark.person) for mark in group)
        self.is_settled = False
        self._alternate()
        self._judge()

    def _alternate(self) -> None:
        """Alternate the three means until no person and no agency moves; bounded by MOST_ROUNDS."""
        keys = (self._criterion, self._agency, self._person)
        counts = [np.bincount(key) for key in keys]
        sums = [np.bincount(key, weights=self.values) for key in keys]
        crossed = {(i, j): _cross(keys[i], keys[j]) for i in range(3) for j in range(3) if i != j}
        effects: list[Floats] = [np.zeros(len(count)) for count in counts]
        for _ in range(MOST_ROUNDS):
            before = np.concatenate(effects[1:])
            for i in range(3):
                others = sum(crossed[i, j] @ effects[j] for j in range(3) if j != i)
                effects[i] = (sums[i] - others) / counts[i]
            # the level belongs to the criteria: agencies and people are differences around 0
            for i in (1, 2):
                effects[i] -= effects[i] @ counts[i] / counts[i].sum()
            if np.abs(np.concatenate(effects[1:]) - before).max() * POINTS < TOLERANCE:
                self.is_settled = True
                break
        self._criteria, self._agencies, self.people = effects

    def _judge(self) -> None:
        """Standard errors of the people's effects from readings: one person's marks on one visit."""
        fitted = self._criteria[self._criterion] + self._agencies[self._agency] + self.people[self._person]
        size = np.bincount(self._reading)
        left = np.bincount(self._reading, weights=self.values - fitted) / size
        self.freedom = max(0, len(size) - len(self._agencies) - len(self.people) + 1)
        noise = float((size * left**2).sum()) / self.freedom if self.freedom else 0.0
        counts = np.bincount(self._person)
        met = _cross(self._person, self._agency)
        information = np.diag(counts) - met / np.bincount(self._agency) @ met.T
        spread = np.linalg.pinv(information, hermitian=True)
        contrast = np.eye(len(counts)) - counts / counts.sum()
        variance = np.einsum("ij,jk,ik->i", contrast, spread, contrast)
        self.errors: Floats = np.sqrt(noise * variance.clip(0))


def _numbered(keys: Iterable[object]) -> NDArray[np.int64]:
    """Each key as its place in the sorted list of those there are."""
    listed = list(keys)
    place: Mapping[object, int] = {key: at for at, key in enumerate(sorted(set(listed)))}  # type: ignore[type-var]
    return np.array([place[key] for key in listed])


def _cross(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Floats:
    """How many marks fall into each pair, as floats for the products that follow."""
    width = int(columns.max()) + 1
    counted = np.bincount(rows * width + columns, minlength=(int(rows.max()) + 1) * width)
    return counted.reshape(-1, width).astype(float)
