"""What the pages before a close share: the period, an agency of it, the way back, links."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from agencies.models import AgencyVersion
from core import clock
from evaluations.access.assessments import OfAgency
from evaluations.gather.closing.signing_lines import HEAVY
from evaluations.models import AgencyResult, Period, PeriodSnapshot, ResultPreview
from evaluations.rules.closing.ladder import Rung
from evaluations.rules.closing.preview_words import Standing, standing_of

KINDS = {Rung.WAITING: "neutral", Rung.SIGNED: "ok", Rung.MOVED: "warn", Rung.SILENT: "none"}
PERIODS = "Kỳ đánh giá"
Trail = Sequence[tuple[str, str]]


def period_of(pk: int) -> Period:
    """The period, else 404; its dates are open to everybody signed in."""
    return get_object_or_404(Period, pk=pk)


def preview_of(period: Period) -> ResultPreview | None:
    """The period's preview, where it was opened."""
    return ResultPreview.objects.filter(period=period).first()


def results_of(request: HttpRequest, period: Period) -> Any:
    """The results of the period that the person may read, without their heavy parts."""
    user: Any = request.user
    return AgencyResult.objects.visible_to(user, clock.today()).in_period(period).defer(*HEAVY)


def version_of(agency_id: int, period: Period) -> AgencyVersion:
    """The agency as it stood on the period's last day, else 404."""
    found = AgencyVersion.objects.as_of(period.last_day).filter(agency=agency_id).first()
    if found is None:
        raise Http404
    return found


def of_agency(version: AgencyVersion) -> OfAgency:
    """The agency as permissions ask about it."""
    return OfAgency(version.agency_id, version.path)


def trail(period: Period, *below: tuple[str, str]) -> Trail:
    """The way back from a page of a period; the last of ``below`` is the page itself."""
    return [
        (PERIODS, reverse("period_list")),
        (period.label, reverse("period_detail", args=[period.pk])),
        *below,
    ]


def standing_words(period: Period, preview: ResultPreview | None) -> Standing:
    """How far the figures of a period may be relied on, as (kind of badge, words)."""
    revision = None
    if not period.is_open:
        newest = PeriodSnapshot.objects.filter(period=period, replaced_by=None)
        revision = newest.values_list("revision", flat=True).first()
    return standing_of(period.state, preview.closes_on if preview else None, clock.today(), revision)


def address(name: str, *args: object) -> str:
    """The address of a page of another part, with ``args`` or without; "" while there is none."""
    for given in (args, ()):
        try:
            return reverse(name, args=given)
        except NoReverseMatch:
            continue
    return ""
