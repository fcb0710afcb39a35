"""A closed period as files that prove themselves: whole for the province, their own part for agencies."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from evaluations.actions.closing.record_export import record_export
from evaluations.gather.closing.exported import export_zip
from evaluations.gather.closing.receipts import visible_lines
from evaluations.models.closing import PeriodSnapshot
from evaluations.views.closing.period_frame import period_of


@require_POST
def snapshot_export(request: HttpRequest, period_pk: int, revision: int) -> HttpResponse:
    """The whole snapshot; a POST, for it leaves a line in the audit trail."""
    require(request.user, "snapshot.export")
    found = PeriodSnapshot.objects.filter(period=period_of(period_pk)).select_related("period")
    snapshot = get_object_or_404(found, revision=revision)
    return _answer(request, snapshot, None, "toan-tinh", clock.now())


@require_POST
def agency_export(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """An agency's own lines of the newest snapshot, with the chain; 404 for who may not read them."""
    lines = visible_lines(request.user, period_of(period_pk), clock.today())
    line = get_object_or_404(lines, agency=agency_pk)
    return _answer(request, line.snapshot, agency_pk, str(agency_pk), clock.now())


def _answer(
    request: HttpRequest, snapshot: PeriodSnapshot, agency_id: int | None, what: str, at: datetime
) -> HttpResponse:
    record_export(snapshot=snapshot, agency_id=agency_id, actor=request.user, at=at)
    name = f"ban-chot-{snapshot.period.starts_on:%Y-%m}-ban-{snapshot.revision}-{what}.zip"
    response = HttpResponse(export_zip(snapshot, agency_id), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
