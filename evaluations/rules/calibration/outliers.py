"""Where an agency's own view stands apart from another voice more than elsewhere (FEATURES 70).

Agencies are held against their comparison group on the same criterion by a z-score that outliers do not move
(Iglewicz and Hoaglin 1993): (difference − median) / spread, where the spread of a normal group would be
MAD / 0.6745. Where more than half of a group are all but alike MAD is about 0 and everybody else would stand
apart, so the distance within which 80 % lie (1.2816 spreads of a normal group) counts where it is larger.
"""

from collections import defaultdict
from collections.abc import Iterable
from statistics import median, quantiles
from typing import NamedTuple

CUT = 3.5
"""The score from which Iglewicz and Hoaglin call a value an outlier."""
LEAST_POINTS = 10.0
"""Points of 100 from the median: less is no matter for a talk, however unusual."""
LEAST_AGENCIES = 8
"""Agencies of a group that must be seen on a criterion before any stands apart."""
LEAST_SEEN = 5
"""Observations or answers behind the other voice: one yes or no of one visit makes a hundred points."""
LEAST_SPREAD = 4.0
"""Points of standard deviation; a group that is more alike than this is taken to be no more alike."""


class Difference(NamedTuple):
    """Self minus another voice for one agency and criterion, in points of 100."""

    agency: int
    group: str
    criterion: str
    points: float


class Outlier(NamedTuple):
    """A difference that stands apart, the group's median, its score, and how many agencies were seen."""

    agency: int
    criterion: str
    points: float
    usual: float
    score: float
    agencies: int


def outliers(differences: Iterable[Difference]) -> list[Outlier]:
    """Those that stand apart, furthest first."""
    groups: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for one in differences:
        groups[one.group, one.criterion].append(one)
    found = [outlier for rows in groups.values() for outlier in _of_group(rows)]
    return sorted(found, key=lambda one: (-abs(one.score), one.criterion, one.agency))


def _of_group(rows: list[Difference]) -> list[Outlier]:
    if len(rows) < LEAST_AGENCIES:
        return []
    usual = median(row.points for row in rows)
    away = sorted(abs(row.points - usual) for row in rows)
    spread = max(LEAST_SPREAD, median(away) / 0.6745, quantiles(away, n=5, method="inclusive")[3] / 1.2816)
    scored = ((row, (row.points - usual) / spread) for row in rows)
    return [
        Outlier(row.agency, row.criterion, row.points, usual, score, len(rows))
        for row, score in scored
        if abs(score) > CUT and abs(row.points - usual) >= LEAST_POINTS
    ]
