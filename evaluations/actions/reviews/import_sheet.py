"""Keep what a head filled in on a workbook and agreed to: all rows or none, as if done on the pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from core import audit
from core.errors import Conflict
from evaluations.actions.guard import refuse_closed_period
from evaluations.actions.reviews.judging import judge
from evaluations.gather.reviews.handled import handled_words
from evaluations.models import Period, SelfAssessment
from evaluations.rules.reviews.sheet_reading import SheetAct


class SheetStale(Conflict):
    """A form of the sheet was handled by somebody after it was read; nothing of the sheet was kept."""


def import_sheet(*, form_id: UUID, period: Period, acts: Sequence[SheetAct], actor: Any, at: datetime) -> int:
    """Make every row's move in one transaction; returns how many forms that are.

    Each goes through the same act as on its page, so rows, messages and trail are the same, and the same
    sheet again changes nothing. Raises SheetStale naming who changed a form, AccessRefused, PeriodClosed.
    """
    with refuse_closed_period(), transaction.atomic():
        forms = SelfAssessment.objects.select_related("period", "staff").in_bulk(
            [act.form_id for act in acts]
        )
        for act in acts:
            form = forms.get(act.form_id)
            if form is None or form.period_id != period.pk:
                raise SheetStale("Có phiếu không còn thuộc tháng này. Hãy tải tệp mới.")
            try:
                judge(
                    assessment=form,
                    version=act.version,
                    move=act.move,
                    changes=act.changes or None,
                    note=act.note,
                    actor=actor,
                    at=at,
                    state=act.state,
                )
            except Conflict as conflict:
                raise SheetStale(_stale(form)) from conflict
        audit.record(
            "review_sheet.imported",
            actor=actor,
            subject=period,
            at=at,
            after={"form": str(form_id), "forms": len(acts)},
        )
    return len(acts)


def _stale(form: SelfAssessment) -> str:
    current = SelfAssessment.objects.get(pk=form.pk)
    who = handled_words([current])[form.pk]
    return f"Phiếu của {form.staff.full_name} đã thay đổi. {who} Chưa ghi dòng nào; hãy tải tệp mới."
