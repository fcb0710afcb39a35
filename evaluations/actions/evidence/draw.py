"""Draw the month's share of staff who attach evidence, with the seed that was promised."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from agencies.models import User
from core import audit, clock
from core.dates import format_day, format_month
from core.errors import Refused
from core.notifications import notify
from evaluations.actions.guard import refuse_closed_period
from evaluations.declarations.evidence import EVIDENCE_DRAWN
from evaluations.gather.evidence.candidates import candidates
from evaluations.models import EvidenceDraw, SampledPerson
from evaluations.rules.calibration.proof import digest_of, listed, size_of
from evaluations.rules.planning.draws import draw


class MonthNotOver(Refused):
    """Who owes a form is known only once the month's last day is over."""


class NobodyOwes(Refused):
    """The month has nobody to draw among."""


def may_be_drawn(made: EvidenceDraw, today: date) -> bool:
    """Whether the draw waits for nothing but to be made."""
    return made.drawn_at is None and today >= made.period.ends_on and made.period.is_open


def draw_people(*, made: EvidenceDraw, actor: Any, at: datetime) -> EvidenceDraw:
    """Draw, once and for all; drawing again gives the first outcome. Those drawn are told.

    ``actor`` None is the portal itself, in the night after the month. Raises MonthNotOver, NobodyOwes,
    PeriodClosed.
    """
    with refuse_closed_period(), transaction.atomic():
        row = EvidenceDraw.objects.select_for_update(of=("self",)).select_related("period").get(pk=made.pk)
        if row.drawn_at is not None:
            return row
        if clock.local_day(at) < row.period.ends_on:
            raise MonthNotOver(f"Rút được từ ngày {format_day(row.period.ends_on)}, khi tháng đã qua.")
        owing = candidates(row.period)
        if not owing:
            raise NobodyOwes(f"{row.period.label} không có ai phải nộp phiếu.")
        by_code = {code: staff_id for _agency, staff_id, code in owing}
        row.codes = listed(by_code)
        row.candidates, row.candidates_sha256 = len(by_code), digest_of(row.codes)
        row.drawn_at = at
        row.save(update_fields=["codes", "candidates", "candidates_sha256", "drawn_at"])
        drawn = {by_code[code] for code in draw(row.seed, by_code, size_of(len(by_code), row.percent))}
        SampledPerson.objects.bulk_create(
            SampledPerson(draw=row, agency_id=agency, staff_id=staff)
            for agency, staff, _code in owing
            if staff in drawn
        )
        _tell(row, drawn, at)
        after = {
            "period": row.period.label,
            "candidates": row.candidates,
            "candidates_sha256": row.candidates_sha256,
            "drawn": len(drawn),
            "seed": row.seed,
        }
        audit.record("evidence_draw.drawn", actor=actor, subject=row, at=at, after=after)
    return row


def _tell(row: EvidenceDraw, drawn: set[int], at: datetime) -> None:
    notify(
        EVIDENCE_DRAWN,
        recipients=User.objects.filter(staff__in=drawn, is_active=True).order_by("pk"),
        key=f"{EVIDENCE_DRAWN.name}:{row.pk}",
        context={
            "month": format_month(row.period.starts_on),
            "due": format_day(row.period.self_due_on),
        },
        url=reverse("evidence_detail", args=[row.pk]),
        at=at,
    )
