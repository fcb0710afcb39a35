"""Record that a share of the top grade beyond its quota was allowed: by which paper, why, by whom."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from core import audit
from core.errors import PeriodClosed, Refused
from core.replay import create_once
from core.text import nfc, squeeze
from evaluations.models import Period, QuotaException

LONGEST_DOCUMENT, LONGEST_REASON = 200, 2000


class ExceptionInvalid(Refused):
    """The paper or the reason is missing or too long, or nothing is exceeded (HTTP 400)."""

    status = 400


def record_exception(
    *,
    form_id: UUID,
    period: Period,
    agency_id: int,
    framework: str,
    figures: Mapping[str, Any],
    document: str,
    reason: str,
    actor: Any,
    at: datetime,
) -> QuotaException:
    """Keep an authorised excess with the ``figures`` of the moment; nothing was blocked before it (S9).

    The row is never changed: another paper is another row. The same form again gives the first answer.
    Raises ExceptionInvalid, Conflict (the id with other content), PeriodClosed.
    """
    document, reason = squeeze(nfc(document)), nfc(reason.strip())
    if not document or len(document) > LONGEST_DOCUMENT:
        raise ExceptionInvalid("Hãy ghi số, ngày văn bản cho phép vượt tỷ lệ, tối đa 200 ký tự.")
    if not reason or len(reason) > LONGEST_REASON:
        raise ExceptionInvalid("Hãy ghi lý do được phép vượt tỷ lệ, tối đa 2.000 ký tự.")
    with transaction.atomic():
        # The row is held, so that a month cannot close between the question and the answer.
        if not Period.objects.select_for_update(of=("self",)).get(pk=period.pk).is_open:
            raise PeriodClosed
        row, is_new = create_once(
            QuotaException(
                id=form_id,
                period=period,
                agency_id=agency_id,
                framework=framework,
                arithmetic=dict(figures),
                document=document,
                reason=reason,
                authorised_by=actor,
                authorised_at=at,
            ),
            "period_id",
            "agency_id",
            "framework",
            "document",
            "reason",
            "authorised_by_id",
        )
        if is_new:
            audit.record(
                "quota.excepted",
                actor=actor,
                subject=row,
                at=at,
                agency_id=agency_id,
                after={"framework": framework, "document": document, **figures},
                reason=reason,
            )
    return row
