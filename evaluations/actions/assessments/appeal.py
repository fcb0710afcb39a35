"""A person asks the deciding authority to think again about a decided form."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from agencies.models import User
from core import audit, clock
from core.dates import add_working_days, format_day
from core.errors import Conflict, Refused
from core.replay import create_once, replayed
from core.words import written
from evaluations.access.assessments import standing_of
from evaluations.actions.reviews.telling import tell_users
from evaluations.declarations.assessments_own import APPEAL_ASKED
from evaluations.enums import AssessmentState
from evaluations.gather.assessments.terms import form_terms
from evaluations.gather.reviews.deciders import deciders_of
from evaluations.models import Appeal, Review, SelfAssessment
from evaluations.rules.assessments.terms import FormTerms


class NotDecided(Refused):
    """There is no decision to appeal against."""


class AppealOver(Refused):
    """The days in which an appeal is taken are over."""


ALREADY = "Bạn đã kiến nghị về phiếu này; mỗi phiếu chỉ kiến nghị một lần."


def appeal(*, form_id: UUID, assessment: SelfAssessment, reason: str, actor: User, at: datetime) -> Appeal:
    """Petition the deciding authority (NĐ 233/2026 Đ17; HP212 Đ13); those who decide are told.

    Taken until ``appeal`` working days after the decision, answered within ``appeal_answer`` working days,
    in a closed month as well: decided then, it waits for a correction (S15). The same form again gives the
    same appeal. Raises WordsRefused, NotDecided, AppealOver, and Conflict for a second one.
    """
    content = {
        "assessment": assessment,
        "asked_by": actor,
        "reason": written(reason, "Hãy ghi lý do kiến nghị."),
    }
    with transaction.atomic():
        standing = replayed(Appeal, form_id, **content)
        if standing is not None:
            return standing
        row = (
            SelfAssessment.objects.select_for_update(of=("self",))
            .select_related("period", "staff")
            .get(pk=assessment.pk)
        )
        terms = form_terms()
        _refuse_untimely(row, terms, at)
        if Appeal.objects.filter(assessment=row).exists():
            raise Conflict(ALREADY)
        due_on = add_working_days(clock.local_day(at), terms.appeal_answer)
        made = Appeal(
            id=form_id, period=row.period, agency_id=row.agency_id, asked_at=at, due_on=due_on, **content
        )
        made, is_new = create_once(made, *content)
        if is_new:
            _say(made, row, at)
    return made


def _refuse_untimely(row: SelfAssessment, terms: FormTerms, at: datetime) -> None:
    review = Review.objects.filter(assessment=row).first()
    if row.state != AssessmentState.REVIEWED or review is None:
        raise NotDecided("Phiếu chưa có quyết định nên chưa kiến nghị được.")
    last_day = add_working_days(clock.local_day(review.reviewed_at), terms.appeal)
    if clock.local_day(at) > last_day:
        raise AppealOver(
            f"Thời hạn kiến nghị đã hết ngày {format_day(last_day)}. "
            "Bạn vẫn có thể ghi ý kiến cạnh nhận xét hoặc trao đổi trực tiếp với thủ trưởng."
        )


def _say(made: Appeal, row: SelfAssessment, at: datetime) -> None:
    tell_users(
        APPEAL_ASKED,
        [user for user in deciders_of(row, at) if standing_of(user, row).review],
        row,
        occasion=str(made.pk),
        at=at,
        url=reverse("appeal_detail", args=[made.pk]),
        context={"person": row.staff.full_name, "due": format_day(made.due_on)},
    )
    audit.record(
        "appeal.asked",
        actor=made.asked_by,
        subject=row,
        at=at,
        agency_id=row.agency_id,
        after={"appeal": str(made.pk), "due_on": made.due_on.isoformat()},
        reason=made.reason,
    )
