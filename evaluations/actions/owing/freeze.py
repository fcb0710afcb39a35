"""Keep the list of who owed a form, for good, as a month closes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core import audit
from core.errors import PeriodClosed
from evaluations.enums import Owing
from evaluations.gather.assessments.excused import all_lines
from evaluations.models import OwedForm, Period

BATCH = 2_000
"""Rows written by one statement."""


def freeze_owed(*, period: Period, actor: Any = None, at: datetime) -> int:
    """Write the line of every person and agency of an open month; returns how many forms are owed.

    Call it in the closing transaction, once the period's row is locked and before its state changes: the
    database refuses lines of a closed month. Running it again replaces the list. Raises PeriodClosed.
    """
    if not period.is_open:
        raise PeriodClosed
    with transaction.atomic():
        OwedForm.objects.filter(period=period).delete()
        rows = [
            OwedForm(
                period=period,
                agency_id=one.line.agency_id,
                unit_id=one.line.unit_id,
                staff_id=one.staff_id,
                owing=one.line.owing,
                working_days=one.line.working_days,
            )
            for one in all_lines(period)
        ]
        OwedForm.objects.bulk_create(rows, batch_size=BATCH)
        owed = sum(row.owing == Owing.OWED for row in rows)
        audit.record(
            "owed_forms.frozen",
            actor=actor,
            subject=period,
            at=at,
            after={"owed": owed, "excused": len(rows) - owed},
        )
    return owed
