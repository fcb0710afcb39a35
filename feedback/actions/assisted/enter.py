"""A report on paper is keyed in by somebody who works elsewhere, and sealed like any other."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import IO
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import require
from core.clock import local_day
from core.errors import Refused
from feedback.actions.sending.submit import Report, submit_case
from feedback.enums import CaseChannel
from feedback.gather.vaults import vault_for
from feedback.models import FeedbackCase
from feedback.receipts import form_digest

OLDEST = timedelta(days=30)


class DayDoesNotFit(Refused):
    """The day on the paper is to come, or too long ago (HTTP 422)."""

    status = 422


def enter_paper_case(
    *,
    form_id: UUID,
    report: Report,
    photos: Sequence[IO[bytes]] = (),
    received_on: date,
    actor: User,
    at: datetime,
) -> str:
    """Seal what stands on a paper and give the receipt for the citizen; the same form twice is harmless.

    The trail says who keyed in for which vault and which day, and not which case. Raises AccessRefused (a
    second office never keys in what is about itself), DayDoesNotFit, and as ``submit_case``.
    """
    require(actor, "case.enter", report.agency_id)
    today = local_day(at)
    if not today - OLDEST <= received_on <= today:
        raise DayDoesNotFit(f"Ngày nhận phiếu phải từ {OLDEST.days} ngày trước đến hôm nay.")
    with transaction.atomic():
        is_new = not FeedbackCase.objects.filter(form_digest=form_digest(form_id)).exists()
        receipt = submit_case(
            form_id=form_id,
            report=report,
            photos=photos,
            channel=CaseChannel.PAPER,
            received_on=received_on,
            at=at,
        )
        vault = vault_for(report.agency_id, received_on)
        if is_new and vault is not None:
            after = {"received_on": received_on, "channel": str(CaseChannel.PAPER)}
            audit.record("case.entered", actor=actor, subject=vault, at=at, after=after)
    return receipt
