"""Name who answers for an agency, end it, and acknowledge it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from agencies.gather.names import names_on
from agencies.models import Agency, Posting, StaffMember, User
from agencies.models.dated import in_force
from core import audit, clock
from core.dates import format_day
from core.notifications import notify
from core.replay import create_once, replayed
from registers.actions.refusals import EntryRefused, NotNow
from registers.declarations import HEAD_NAMED
from registers.models import ResponsibleHead


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the form says: who, by which document, since when, with which duties."""

    staff: StaffMember
    document: str
    starts_on: date
    duties: str = ""


def name_head(
    *, form_id: UUID, agency: Agency, assignment: Assignment, actor: User, at: datetime
) -> ResponsibleHead:
    """Name the person from a day on; whoever answered before ends on that day.

    Raises EntryRefused, core.errors.Conflict.
    """
    content = {
        "agency": agency,
        "staff": assignment.staff,
        "document": assignment.document,
        "duties": assignment.duties,
        "starts_on": assignment.starts_on,
        "named_by": actor,
    }
    with transaction.atomic():
        standing = replayed(ResponsibleHead, form_id, **content)
        if standing is not None:
            return standing
        _refuse(agency, assignment, clock.local_day(at))
        before = ResponsibleHead.objects.as_of(assignment.starts_on).filter(agency=agency)
        before.update(ends_on=assignment.starts_on)
        named, is_new = create_once(ResponsibleHead(id=form_id, named_at=at, **content), *content)
        if is_new:
            _tell(named, at)
            after = {
                "staff": assignment.staff.pk,
                "document": assignment.document,
                "from": assignment.starts_on,
            }
            audit.record(
                "responsible_head.named",
                actor=actor,
                subject=named,
                at=at,
                agency_id=agency.pk,
                after=after,
            )
    return named


def acknowledge(*, assignment: ResponsibleHead, actor: User, at: datetime) -> ResponsibleHead:
    """The named person says that they know; saying it twice changes nothing. Raises NotNow for others."""
    with transaction.atomic():
        current = ResponsibleHead.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
        if actor.staff_id != current.staff_id:
            raise NotNow("Chỉ chính người được phân công xác nhận.")
        if current.acknowledged_at is None:
            current.acknowledged_at = at
            current.save(update_fields=["acknowledged_at"])
            audit.record(
                "responsible_head.acknowledged",
                actor=actor,
                subject=current,
                at=at,
                agency_id=current.agency_id,
            )
    return current


def _refuse(agency: Agency, assignment: Assignment, today: date) -> None:
    on = assignment.starts_on
    seats = Posting.objects.as_of(on).filter(
        in_force(min(on, today), "agency__versions__"),
        staff=assignment.staff,
        agency__versions__rated_agency=agency,
    )
    if not seats.exists():
        raise EntryRefused({"staff": "Người này không công tác tại cơ quan."})
    later = ResponsibleHead.objects.filter(agency=agency, starts_on__gte=on).order_by("starts_on").first()
    if later is not None:
        raise EntryRefused(
            {"starts_on": f"Đã có phân công từ ngày {format_day(later.starts_on)}. Hãy chọn ngày sau đó."}
        )


def _tell(named: ResponsibleHead, at: datetime) -> None:
    names = names_on([named.agency_id], clock.local_day(at))
    version = names.get(named.agency_id)
    notify(
        HEAD_NAMED,
        recipients=User.objects.filter(staff=named.staff_id, is_active=True),
        key=f"{HEAD_NAMED.name}:{named.pk}",
        context={"agency": version.name if version else "", "day": format_day(named.starts_on)},
        url=reverse("responsible_heads", args=[named.agency_id]),
        at=at,
    )
