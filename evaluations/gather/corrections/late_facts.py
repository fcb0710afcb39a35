"""Facts of a closed period that came after its close: appeals and surveys."""

from collections import defaultdict
from collections.abc import Iterator

from core import clock
from core.dates import format_day
from evaluations.enums import AppealState, CorrectionCause, Source
from evaluations.gather.assessments.excused import excused_lines
from evaluations.gather.corrections.late import Late
from evaluations.gather.corrections.previews import Base
from evaluations.gather.unowed import unowed_forms
from evaluations.models import Appeal, Period, Review, SurveyCount
from evaluations.rules.corrections.by_rule import with_difference
from evaluations.rules.corrections.lines import Line, Said
from evaluations.rules.survey.counting import Count

REVIEW, REGISTER = Source.REVIEW.value, Source.REGISTER.value


def late_appeals(period: Period, base: Base) -> Iterator[Late]:
    """Appeals upheld after the close: each moves the sum of the head's scores of its agency."""
    decided = Appeal.objects.filter(
        period=period,
        state__in=(AppealState.UPHELD, AppealState.PARTLY),
        decided_at__gte=period.closed_at,  # one that waited for the closing has its moment
        changes__isnull=False,
    )
    appeals = list(decided.select_related("assessment").order_by("decided_at", "pk"))
    if not appeals:
        return
    unowed = {str(pk).replace("-", "") for pk in unowed_forms(period, excused_lines(period, None), None)}
    reviews = Review.objects.in_bulk([one.assessment_id for one in appeals])
    for appeal in appeals:
        review = reviews.get(appeal.assessment_id)
        if review is None or appeal.agency_id not in base.by_id:
            continue
        if appeal.assessment_id.hex not in unowed:
            yield _of_appeal(period, base, appeal, review)


def _of_appeal(period: Period, base: Base, appeal: Appeal, review: Review) -> Late:
    said = base.said(appeal.agency_id)
    criteria = base.rules_of(appeal.agency_id).criteria
    lines = []
    for position, change in sorted((appeal.changes or {}).items(), key=lambda one: int(one[0])):
        code = criteria[int(position)].code
        before = said.get((code, REVIEW))
        own = appeal.assessment.scores[int(position)]
        stood = (review.changes or {}).get(position, {"score": own})["score"]
        if before is not None and stood is not None:
            after = with_difference(before, change["score"] - stood)
            lines.append(Line(appeal.agency_id, code, REVIEW, before, after))
    day = format_day(clock.local_day(appeal.decided_at)) if appeal.decided_at else ""
    reason = (
        f"Kiến nghị về kết quả đánh giá của một cá nhân được giải quyết ngày {day}, sau khi kỳ chốt: "
        f"{appeal.get_state_display().lower()}, đổi mức ở {len(lines)} tiêu chí."
    )
    return Late(period, CorrectionCause.APPEAL, f"evaluations.appeal:{appeal.pk}", reason, lines)


def late_surveys(period: Period, base: Base) -> Iterator[Late]:
    """Surveys of the period that were counted after its close, where no fact stood for the criterion."""
    rows = SurveyCount.objects.filter(survey__period=period, survey__counted_at__gte=period.closed_at)
    by_survey: dict[tuple[int, int], list[SurveyCount]] = defaultdict(list)
    for row in rows.select_related("survey").order_by("survey", "criterion"):
        by_survey[row.survey_id, row.survey.agency_id].append(row)
    for (survey, agency), counts in by_survey.items():
        if agency not in base.by_id:
            continue
        said = base.said(agency)
        lines = [
            Line(
                agency,
                row.criterion,
                REGISTER,
                None,
                Said(*Count(row.criterion, row.answers, row.marks).fact),
            )
            for row in counts
            if (row.criterion, REGISTER) not in said
        ]
        reason = "Khảo sát ẩn danh của kỳ được kiểm phiếu sau khi kỳ chốt."
        yield Late(period, CorrectionCause.LATE_FACT, f"evaluations.survey:{survey}", reason, lines)
