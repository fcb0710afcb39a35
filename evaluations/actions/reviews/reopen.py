"""Open a decided form again: one person asks, another decides, each with a reason."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from agencies.models import User
from core import audit, outbox
from core.errors import AccessRefused, Conflict, PeriodClosed
from core.replay import create_once, replayed
from core.transitions import TransitionRefused
from core.words import written
from evaluations.access.assessments import NOT_THE_ASKER
from evaluations.actions.guard import refuse_closed_period
from evaluations.actions.reviews.telling import tell_person, tell_users
from evaluations.declarations import RESULTS_STALE
from evaluations.declarations.reviews import REOPEN_ASKED, REOPEN_DECIDED
from evaluations.enums import AppealState, AssessmentState, ReopenState
from evaluations.gather.reviews.deciders import deciders_of
from evaluations.models import Appeal, ManagerReview, ReopenRequest, Review, SelfAssessment
from evaluations.rules.transitions import ASSESSMENTS, REOPENINGS

NOT_DONE = "Chỉ phiếu đã quyết định mới cần mở lại; phiếu chưa quyết định thì trả lại để sửa."
ALREADY_ASKED = "Đã có một đề nghị mở lại phiếu này đang chờ quyết định."
APPEAL_FIRST = "Phiếu này có kiến nghị đang chờ. Hãy giải quyết kiến nghị trước rồi mới mở lại phiếu."
ANSWERED = "Đề nghị này đã được quyết định. Hãy tải lại trang để xem kết quả."


def ask_reopen(
    *, form_id: UUID, assessment: SelfAssessment, reason: str, actor: Any, at: datetime
) -> ReopenRequest:
    """Ask for a decided form of an open month to be opened again; those who decide are told.

    The same request again gives the first answer. Raises WordsRefused, TransitionRefused (not decided),
    Conflict (one is waiting, or the id with other content), PeriodClosed.
    """
    reason = written(reason, "Hãy ghi lý do đề nghị mở lại phiếu.")
    with transaction.atomic():
        first = replayed(ReopenRequest, form_id, assessment=assessment, asked_by=actor, reason=reason)
        if first is not None:
            return first
        row = (SelfAssessment.objects.select_for_update(of=("self",)).select_related("period", "staff")).get(
            pk=assessment.pk
        )
        if not row.period.is_open:
            raise PeriodClosed
        if row.state != AssessmentState.REVIEWED:
            raise TransitionRefused(NOT_DONE)
        if row.reopenings.filter(state=ReopenState.OPEN).exists():
            raise Conflict(ALREADY_ASKED)
        request, _is_new = create_once(
            ReopenRequest(id=form_id, assessment=row, asked_by=actor, reason=reason, asked_at=at),
            "assessment_id",
            "asked_by_id",
            "reason",
        )
        tell_users(
            REOPEN_ASKED,
            [user for user in deciders_of(row, at) if user.pk != actor.pk],
            row,
            occasion=str(form_id),
            at=at,
            url=reverse("reopen_detail", args=[request.pk]),
            context={"person": row.staff.full_name},
        )
        audit.record(
            "assessment.reopen_asked",
            actor=actor,
            subject=row,
            at=at,
            agency_id=row.agency_id,
            after={"request": str(form_id), "version": row.version},
            reason=reason,
        )
    return request


def decide_reopen(
    *, request: ReopenRequest, grant: bool, answer: str, actor: Any, at: datetime
) -> ReopenRequest:
    """Open the form again, or leave the decision as it is; the asker never decides (two persons).

    What stood is kept with the request. The same answer again gives the first. Raises AccessRefused,
    WordsRefused, Conflict, TransitionRefused and PeriodClosed.
    """
    answer = written(answer, "Hãy ghi lý do mở lại hoặc không mở lại phiếu.")
    move = "grant" if grant else "refuse"
    with refuse_closed_period(), transaction.atomic():
        row = (
            SelfAssessment.objects.select_for_update(of=("self",))
            .select_related("period")
            .get(pk=request.assessment_id)
        )
        current = ReopenRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if current.asked_by_id == actor.pk:
            raise AccessRefused(NOT_THE_ASKER)
        target = next(one.target for one in REOPENINGS if one.name == move)
        if current.state != ReopenState.OPEN:
            if (current.state, current.answer, current.decided_by_id) == (target, answer, actor.pk):
                return current
            raise Conflict(ANSWERED)
        if not row.period.is_open:
            raise PeriodClosed
        if grant and Appeal.objects.filter(assessment=row, state=AppealState.OPEN).exists():
            raise Conflict(APPEAL_FIRST)
        current.state = REOPENINGS.target(current.state, move)
        current.answer, current.decided_by, current.decided_at = answer, actor, at
        if grant:
            current.kept = _kept(row)
            _open_again(row, current, actor, at)
        current.save(update_fields=["state", "answer", "decided_by", "decided_at", "kept"])
        _tell(current, row, grant, at)
        audit.record(
            "assessment.reopened" if grant else "assessment.reopen_refused",
            actor=actor,
            subject=row,
            at=at,
            agency_id=row.agency_id,
            before={"state": AssessmentState.REVIEWED.value},
            after={"state": row.state, "request": str(current.pk)},
            reason=answer,
        )
    return current


def _kept(row: SelfAssessment) -> dict[str, Any]:
    """The columns as they stood, so that what was decided can always be read."""
    kept: dict[str, Any] = {"version": row.version}
    for name, model in (("manager", ManagerReview), ("authority", Review)):
        column = model._default_manager.filter(assessment=row).first()
        kept[name] = column and {
            "reviewer": column.reviewer_id,
            "reviewed_at": column.reviewed_at.isoformat(),
            "changes": column.changes,
            "note": column.note,
            "capacity": column.capacity,
            "signed_for": column.signed_for_id,
        }
    return kept


def _open_again(row: SelfAssessment, request: ReopenRequest, actor: Any, at: datetime) -> None:
    """As a return: the columns go, and the reason stands where the person reads why it came back."""
    row.state = ASSESSMENTS.target(row.state, "reopen")
    row.save(update_fields=["state"])
    ManagerReview.objects.filter(assessment=row).delete()
    Review.objects.filter(assessment=row).update(
        reviewer=actor, reviewed_at=at, changes=None, note=f"Mở lại: {request.reason}"
    )
    outbox.send(RESULTS_STALE, {"agency": row.agency_id, "period": row.period_id}, at=at)


def _tell(request: ReopenRequest, row: SelfAssessment, grant: bool, at: datetime) -> None:
    """The person and whoever asked, each once."""
    context = {"granted": grant}
    tell_person(REOPEN_DECIDED, row, occasion=str(request.pk), at=at, context=context)
    askers = User.objects.filter(pk=request.asked_by_id, is_active=True).exclude(staff=row.staff_id)
    tell_users(
        REOPEN_DECIDED,
        askers,
        row,
        occasion=str(request.pk),
        at=at,
        url=reverse("assessment_detail", args=[row.pk]),
        context=context,
    )
