"""Decided forms as the leniency of heads is computed from them, in one statement per column."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from agencies.models import User
from evaluations.enums import AssessmentState
from evaluations.models import ManagerReview, Period, Review
from evaluations.models.assessments import SENT_STATES
from evaluations.rules.calibration.leniency import Judged, Leniency, leniency


class Form(NamedTuple):
    """One judged form: by whom, of which agency and unit, its set, own scores, and what the head changed."""

    head: int
    agency: int
    unit: int
    criteria_set: int
    scores: tuple[int | None, ...]
    changes: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Column:
    """The forms of a month judged in one column, with the change and the level of each."""

    forms: list[Form]
    change: list[float]
    level: list[float]

    def by_head(self) -> list[Leniency[int]]:
        """The leniency of each user who judged."""
        return self._by(form.head for form in self.forms)

    def by_agency(self) -> list[Leniency[int]]:
        """The leniency of each agency's heads taken together."""
        return self._by(form.agency for form in self.forms)

    def _by(self, keys: Iterable[int]) -> list[Leniency[int]]:
        rows = zip(keys, self.change, self.level, strict=True)
        return leniency([Judged(key, change, level) for key, change, level in rows])


def decided(period: Period) -> Column:
    """The authority's column of a month: forms that the competent head decided."""
    rows = Review.objects.filter(period=period, assessment__state=AssessmentState.REVIEWED)
    return _measured(_forms(rows))


def managed(period: Period) -> Column:
    """The manager's column of a month: forms that the head of the unit gave a column to."""
    rows = ManagerReview.objects.filter(period=period, assessment__state__in=SENT_STATES)
    return _measured(_forms(rows))


def _forms(rows: Any) -> Iterator[Form]:
    fields = (
        "reviewer",
        "assessment__agency",
        "assessment__unit",
        "assessment__criteria_set",
        "assessment__scores",
        "changes",
    )
    found = rows.order_by("pk").values_list(*fields)
    return (Form._make(row) for row in found.iterator(chunk_size=2_000))


def _measured(forms: Iterable[Form]) -> Column:
    """``change`` and ``level`` of each form (rules/calibration/leniency), set by set."""
    by_set: dict[int, list[Form]] = defaultdict(list)
    for form in forms:
        if any(score is not None for score in form.scores):
            by_set[form.criteria_set].append(form)
    column = Column([], [], [])
    for _set_id, judged in sorted(by_set.items()):
        width = max(len(form.scores) for form in judged)
        own = np.full((len(judged), width), np.nan)
        moved = np.zeros((len(judged), width))
        for at, form in enumerate(judged):
            own[at, : len(form.scores)] = [np.nan if score is None else score for score in form.scores]
            for position, change in (form.changes or {}).items():
                moved[at, int(position)] = change["score"] - own[at, int(position)]
        given = ~np.isnan(own)
        count = np.maximum(given.sum(axis=0), 1)
        usual = np.where(given, own, 0).sum(axis=0) / count
        moved = np.where(given, np.nan_to_num(moved), 0)
        answers = given.sum(axis=1)
        column.forms.extend(judged)
        column.change.extend((moved.sum(axis=1) / answers).tolist())
        column.level.extend((np.where(given, own - usual, 0).sum(axis=1) / answers).tolist())
    return column


def names_of(users: Iterable[int]) -> dict[int, str]:
    """The names of users, for the head above them; one query."""
    rows = User.objects.filter(pk__in=list(users)).order_by("display_name", "pk")
    return {row.pk: row.display_name for row in rows}
