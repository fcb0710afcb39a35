"""How many forms gave which score to a criterion, and the forms themselves for those who may read them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from agencies.models import User
from agencies.models.dated import in_force
from evaluations.enums import AssessmentState
from evaluations.models import Period, Review, SelfAssessment


class FormLine(NamedTuple):
    """One form that the viewer may read: whose it is, from which unit, and the score it gives."""

    pk: UUID
    person: str
    unit: str
    score: int


def self_scores(*, period: Period, agency: int, position: int) -> Counter[int]:
    """Forms by the score that people gave themselves at ``position``; unanswered is not counted."""
    sent = SelfAssessment.objects.sent().filter(period=period, agency=agency).order_by("pk")
    return _tallied(scores[position] for scores in sent.values_list("scores", flat=True))


def review_scores(*, period: Period, agency: int, position: int) -> Counter[int]:
    """Reviewed forms by the head's score: what the review changed, else the person's own."""
    rows = _reviewed(period, agency).order_by("pk").values_list("scores", "review__changes")
    return _tallied(_after_review(scores[position], changes, position) for scores, changes in rows)


def _reviewed(period: Period, agency: int) -> QuerySet[SelfAssessment]:
    return SelfAssessment.objects.filter(period=period, agency=agency, state=AssessmentState.REVIEWED)


def _after_review(own: int | None, changes: dict[str, Any] | None, position: int) -> int | None:
    change = (changes or {}).get(str(position))
    return own if own is None or change is None else int(change["score"])


def _tallied(scores: Any) -> Counter[int]:
    return Counter(score for score in scores if score is not None)


def readable_forms(
    user: User, on: date, *, period: Period, agency: int, position: int, reviewed: bool
) -> list[FormLine]:
    """The forms behind the figure that ``user`` may open, by name; empty for who may read none of them."""
    forms = SelfAssessment.objects.visible_to(user, on).sent().filter(period=period, agency=agency)
    if reviewed:
        forms = forms.filter(state=AssessmentState.REVIEWED)
    rows = (
        forms.filter(in_force(period.last_day, "unit__versions__"))
        .order_by("staff__name_sort", "pk")
        .values_list("pk", "staff__full_name", "unit__versions__short_name", "scores")
    )
    lines = list(rows)
    changes = _changes([row[0] for row in lines]) if reviewed else {}
    found = []
    for pk, person, unit, scores in lines:
        score = _after_review(scores[position], changes.get(pk), position)
        if score is not None:
            found.append(FormLine(pk, person, unit, score))
    return found


def _changes(forms: Sequence[UUID]) -> dict[UUID, Any]:
    changed = Review.objects.filter(assessment__in=forms, changes__isnull=False).order_by("pk")
    return dict(changed.values_list("assessment_id", "changes"))
