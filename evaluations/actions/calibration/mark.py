"""Put a mark on an agency's criterion of a month, and close it with what was found."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Agency, User
from core import audit
from core.errors import Conflict
from core.replay import create_once, replayed
from core.words import written
from evaluations.models import CalibrationMark, Criterion, Period

MISSING = "Hãy ghi vài lời để người sau hiểu."


def make_mark(
    *,
    form_id: UUID,
    period: Period,
    agency: Agency,
    criterion: Criterion,
    note: str,
    actor: User,
    at: datetime,
) -> CalibrationMark:
    """Mark once per agency, criterion and month; the same form gives the first answer.

    Raises WordsRefused, and Conflict when somebody marked the same place before.
    """
    content = {
        "period": period,
        "agency": agency,
        "criterion": criterion,
        "note": written(note, MISSING),
        "made_by": actor,
    }
    with transaction.atomic():
        standing = replayed(CalibrationMark, form_id, **content)
        if standing is not None:
            return standing
        place = CalibrationMark.objects.filter(period=period, agency=agency, criterion=criterion)
        if place.exists():
            raise Conflict("Chỗ này đã có dấu của tháng. Hãy ghi kết quả xem lại vào dấu đó.")
        made, is_new = create_once(CalibrationMark(id=form_id, made_at=at, **content), *content)
        if is_new:
            after = {"period": period.label, "criterion": criterion.code}
            audit.record(
                "calibration.marked",
                actor=actor,
                subject=made,
                at=at,
                agency_id=agency.pk,
                after=after,
                reason=made.note,
            )
    return made


def follow_up_mark(*, mark: CalibrationMark, outcome: str, actor: User, at: datetime) -> CalibrationMark:
    """Say what came of a mark; once. The same words again change nothing. Raises WordsRefused, Conflict."""
    words = written(outcome, MISSING)
    with transaction.atomic():
        row = CalibrationMark.objects.select_for_update(of=("self",)).get(pk=mark.pk)
        if row.followed_up_at is not None:
            if row.outcome != words:
                raise Conflict("Dấu này đã ghi kết quả. Hãy tải lại trang để xem.")
            return row
        row.outcome, row.followed_up_by, row.followed_up_at = words, actor, at
        row.save(update_fields=["outcome", "followed_up_by", "followed_up_at"])
        audit.record(
            "calibration.followed_up",
            actor=actor,
            subject=row,
            at=at,
            agency_id=row.agency_id,
            reason=words,
        )
    return row
