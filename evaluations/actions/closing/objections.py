"""An agency objects to its provisional result, and Home Affairs answers before the period can be closed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from agencies.models import AgencyVersion
from core import audit, clock
from core.dates import format_day
from core.errors import AccessRefused, Conflict, Refused
from core.replay import create_once
from core.words import written
from evaluations.access.closing.objections import OWN
from evaluations.actions.closing.preview_telling import tell_answered, tell_raised
from evaluations.actions.guard import refuse_closed_period
from evaluations.enums import ObjectionState, PeriodState
from evaluations.models import AgencyResult, Criterion, Objection, Period, ResultPreview
from evaluations.rules.closing.ladder import is_over
from evaluations.rules.transitions import OBJECTIONS

LONGEST = 2_000
SAME = ("period_id", "agency_id", "criterion_id", "text", "raised_by_id")
ANSWERED = "Ý kiến này đã được trả lời. Hãy tải lại trang để xem."
AFTER_CLOSE = "Kỳ đã chốt nên không nêu ý kiến được nữa. Nếu có sai sót, hãy đề nghị điều chỉnh kỳ đã chốt."


class WindowClosed(Refused):
    """No objection is taken now; the message says until when or from when it was."""


def raise_objection(
    *,
    form_id: UUID,
    period: Period,
    agency: AgencyVersion,
    criterion: Criterion | None,
    text: str,
    actor: Any,
    at: datetime,
) -> Objection:
    """Object to one criterion of an agency's provisional result, or to the whole where it is None.

    Raises WindowClosed outside the days of the preview and after the close, WordsRefused, Conflict.
    """
    text = written(text, "Hãy ghi ý kiến: số nào chưa đúng và vì sao.", longest=LONGEST)
    with refuse_closed_period(), transaction.atomic():
        locked = Period.objects.select_for_update(of=("self",)).get(pk=period.pk)
        row = Objection(
            id=form_id,
            period=locked,
            agency_id=agency.agency_id,
            criterion=criterion,
            text=text,
            raised_at=at,
            raised_by=actor,
        )
        if Objection.objects.filter(pk=form_id).exists():
            return create_once(row, *SAME)[0]
        check_window(locked, at)
        result = AgencyResult.objects.only("criteria_set_id").get(period=locked, agency=agency.agency_id)
        if criterion is not None and criterion.criteria_set_id != result.criteria_set_id:
            raise Conflict("Tiêu chí này không thuộc bộ tiêu chí của cơ quan trong kỳ. Hãy chọn lại.")
        stored, is_new = create_once(row, *SAME)
        if is_new:
            tell_raised(stored, agency.name, at=at)
            audit.record(
                "objection.raised",
                actor=actor,
                subject=stored,
                at=at,
                agency_id=agency.agency_id,
                after={"period": locked.label, "criterion": criterion.code if criterion else ""},
            )
    return stored


def check_window(period: Period, at: datetime) -> None:
    """Raise WindowClosed unless objections are taken at the moment ``at``; the message says what to do."""
    if period.state == PeriodState.CLOSED:
        raise WindowClosed(AFTER_CLOSE)
    preview = ResultPreview.objects.filter(period=period).first()
    if preview is None:
        raise WindowClosed("Kết quả dự kiến chưa được mở cho xem nên chưa nêu ý kiến được.")
    if is_over(preview.closes_on, clock.local_day(at)):
        day = format_day(preview.closes_on)
        raise WindowClosed(f"Đã hết thời hạn nêu ý kiến từ hết ngày {day}. Hãy liên hệ Sở Nội vụ để kéo dài.")


def answer_objection(*, objection: Objection, move: str, answer: str, actor: Any, at: datetime) -> Objection:
    """Answer by a move of OBJECTIONS ("uphold", "uphold_partly", "reject"), always with words.

    Upholding moves no figure: the facts of an open month are mended at their source, and the answer says
    what was mended. The same answer again gives the first. Raises WordsRefused, Conflict, AccessRefused.
    """
    missing = "Hãy ghi vì sao." if move == "reject" else "Hãy ghi đã sửa gì ở nguồn số liệu."
    answer = written(answer, missing, longest=LONGEST)
    target = next(one.target for one in OBJECTIONS if one.name == move)
    with refuse_closed_period(), transaction.atomic():
        waiting: Any = Objection.objects.select_for_update(of=("self",)).select_related("period")
        row: Objection = waiting.get(pk=objection.pk)
        if row.raised_by_id == actor.pk:
            raise AccessRefused(OWN)
        if row.state != ObjectionState.OPEN:
            if (row.state, row.answer, row.answered_by_id) == (target, answer, actor.pk):
                return row
            raise Conflict(ANSWERED)
        row.state = OBJECTIONS.target(row.state, move)
        row.answer, row.answered_at, row.answered_by = answer, at, actor
        row.save(update_fields=["state", "answer", "answered_at", "answered_by"])
        tell_answered(row, at=at)
        audit.record(
            "objection.answered",
            actor=actor,
            subject=row,
            at=at,
            agency_id=row.agency_id,
            before={"state": ObjectionState.OPEN.value},
            after={"state": row.state},
            reason=answer,
        )
    return row
