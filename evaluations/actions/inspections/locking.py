"""What every act of an inspection begins and ends with: the row locked, its save counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction

from agencies.models import User
from core import audit
from core.errors import PeriodClosed, Refused
from evaluations.actions.guard import refuse_closed_period
from evaluations.enums import InspectionState, PeriodState
from evaluations.models import Inspection, Period


class NotOnSite(Refused):
    """The inspection is not under way, so nothing is recorded in it."""


class NoPeriod(Refused):
    """No period of assessment is open for the day of the visit."""


@contextmanager
def locked(inspection: Inspection) -> Iterator[Inspection]:
    """A transaction that holds the inspection's row as it stands now; acts on one inspection queue up."""
    with refuse_closed_period(), transaction.atomic():
        yield Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)


@contextmanager
def locked_on_site(inspection: Inspection) -> Iterator[Inspection]:
    """As ``locked``, for recording; raises NotOnSite before the visit began and after it was concluded."""
    with locked(inspection) as current:
        if current.state != InspectionState.ON_SITE:
            raise NotOnSite(_why_not(current.state))
        yield current


def _why_not(state: str) -> str:
    if state == InspectionState.DRAFT:
        return "Cuộc kiểm tra chưa bắt đầu. Hãy bấm “Bắt đầu kiểm tra” rồi ghi nhận."
    return "Cuộc kiểm tra đã kết thúc nên số liệu đã được giữ nguyên, không ghi thêm hay sửa được."


def save_counted(inspection: Inspection, *fields: str) -> None:
    """Save ``fields`` and count the save, by which a later edit knows what it started from."""
    inspection.version += 1
    inspection.save(update_fields=[*fields, "version"])


def month_of(day: date) -> Period:
    """The open month that holds ``day``; raises NoPeriod or PeriodClosed."""
    period = Period.objects.months().containing(day).first()
    if period is None or period.state == PeriodState.SCHEDULED:
        raise NoPeriod(f"Kỳ đánh giá tháng {day:%m/%Y} chưa được mở. Hãy chọn ngày khác hoặc hỏi Sở Nội vụ.")
    if not period.is_open:
        raise PeriodClosed(f"{period.label} đã chốt nên không nhận thêm cuộc kiểm tra.")
    return period


def save_recorded(
    inspection: Inspection,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any],
    actor: User,
    at: datetime,
) -> None:
    """Count the save of something recorded on site and write it into the audit trail, last of all.

    The entry names no agency until the inspection is concluded, so the inspected cannot come upon it.
    """
    save_counted(inspection)
    audit.record("inspection.recorded", actor=actor, subject=inspection, at=at, before=before, after=after)
