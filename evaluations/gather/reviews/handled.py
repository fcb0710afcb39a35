"""Who did what to forms last, in words: for whoever comes with an older version of one."""

from collections.abc import Collection
from uuid import UUID

from core.dates import format_moment
from evaluations.enums import AssessmentState
from evaluations.models import ManagerReview, Review, SelfAssessment


def handled_words(forms: Collection[SelfAssessment]) -> dict[UUID, str]:
    """ "Võ Văn Phòng đã nhận xét lúc 20/11/2026 10:00." for each form (two queries)."""
    ids = [form.pk for form in forms]
    managers = {row.pk: row for row in ManagerReview.objects.filter(pk__in=ids).select_related("reviewer")}
    reviews = {row.pk: row for row in Review.objects.filter(pk__in=ids).select_related("reviewer")}
    return {form.pk: _words(form, managers.get(form.pk), reviews.get(form.pk)) for form in forms}


def _words(form: SelfAssessment, manager: ManagerReview | None, review: Review | None) -> str:
    if form.state == AssessmentState.REVIEWED and review:
        return f"{review.reviewer.display_name} đã quyết định lúc {format_moment(review.reviewed_at)}."
    if form.state == AssessmentState.RETURNED and review:
        return f"{review.reviewer.display_name} đã trả lại lúc {format_moment(review.reviewed_at)}."
    if form.state == AssessmentState.MANAGED and manager:
        return f"{manager.reviewer.display_name} đã nhận xét lúc {format_moment(manager.reviewed_at)}."
    if form.state == AssessmentState.SUBMITTED and form.submitted_at:
        return f"Người này đã nộp lại lúc {format_moment(form.submitted_at)}."
    return ""
