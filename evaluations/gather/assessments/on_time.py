"""Criterion CQ-18: how many of the forms owed were decided by the head within the due date."""

from datetime import datetime, time, timedelta

from django.db.models import Count

from core.clock import VIETNAM
from evaluations.enums import AssessmentState
from evaluations.gather.assessments.excused import excused_lines
from evaluations.gather.rated import rated_agencies
from evaluations.gather.unowed import unowed_forms
from evaluations.models import Period, Review


def on_time(period: Period) -> dict[int, tuple[int, int]]:
    """By agency (k, n): forms decided by the end of the review's due day, of the n forms owed; k ≤ n.

    Agencies to which nobody owes a form are left out: they have no data, not zero.
    """
    excused = excused_lines(period)
    owed = {one.agency_id: one.headcount for one in rated_agencies(period, None, excused) if one.headcount}
    after = datetime.combine(period.review_due_on + timedelta(days=1), time(), tzinfo=VIETNAM)
    decided = (
        Review.objects.filter(
            period=period, assessment__state=AssessmentState.REVIEWED, reviewed_at__lt=after
        )
        .exclude(assessment__in=unowed_forms(period, excused))
        .order_by()
        .values_list("agency")
        .annotate(count=Count("pk"))
    )
    counts = dict(decided)
    return {agency: (counts.get(agency, 0), count) for agency, count in owed.items()}
