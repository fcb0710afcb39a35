"""The revisions of a period: the closing and every correction, each naming the one before it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import may, require
from core.dates import format_moment
from core.numbers import format_integer
from core.tables import Table, head, text_field, words
from evaluations.models import Correction, Period, PeriodSnapshot
from evaluations.rules.corrections.applying import touched
from evaluations.views.corrections.figures import label_of, written
from evaluations.views.corrections.frame import CORRECTIONS, seen_agencies

FIELDS = (
    text_field("Bản", 8),
    text_field("Lúc"),
    text_field("Người đề nghị", 24),
    text_field("Người quyết định", 24),
    text_field("Vì sao", 40),
    text_field("Khác bản trước", 30),
    text_field("Mã băm", 24),
)
OWN = ("total", "rank", "grade")


@require_safe
def period_revisions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every revision, newest first; a head reads what each one moved in the own agency."""
    user: Any = request.user
    require(user, "correction.read")
    period = get_object_or_404(Period, pk=pk)
    seen = seen_agencies(user, period)
    rows = PeriodSnapshot.objects.filter(period=period).select_related("asked_by", "made_by", "correction")
    visible = set(
        Correction.objects.visible_to(user, clock.today()).filter(period=period).values_list("pk", flat=True)
    )
    snapshots = list(rows.order_by("-revision"))
    table = Table(
        "cac-ban",
        f"Các bản chốt của {period.label.lower()}",
        FIELDS,
        [_row(one, seen, visible) for one in snapshots],
        stack=True,
    )
    context = {
        "period": period,
        "trail": [
            ("Kỳ đánh giá", reverse("period_list")),
            (CORRECTIONS, reverse("correction_list")),
            (f"{period.label}: các bản chốt", ""),
        ],
        "table": table,
        "waiting": _waiting(Correction.objects.filter(pk__in=visible).waiting().count()),
        "may_ask": bool(snapshots) and bool(may(user, "correction.ask")),
    }
    return render(request, "corrections/revisions.html", context)


def _waiting(count: int) -> str:
    return f"Có {format_integer(count)} đề nghị điều chỉnh đang chờ quyết định." if count else ""


def _row(snapshot: PeriodSnapshot, seen: frozenset[int] | None, visible: set[Any]) -> list[Any]:
    correction = snapshot.correction
    url = (
        reverse("correction_detail", args=[correction.pk]) if correction and correction.pk in visible else ""
    )
    return [
        head(f"Bản {snapshot.revision}", url),
        {"text": format_moment(snapshot.made_at)},
        {"text": snapshot.asked_by.display_name if snapshot.asked_by else "—"},
        {"text": snapshot.made_by.display_name if snapshot.made_by else "—"},
        words(_why(correction, visible) if correction else "Chốt kỳ"),
        words(_difference(correction, seen) if correction else "Bản đầu tiên"),
        words(snapshot.digest, klass="digest"),
    ]


def _why(correction: Correction, visible: set[Any]) -> str:
    """The cause; the reason only for who may read the correction, for it may speak of another agency."""
    cause = str(correction.get_cause_display())
    return f"{cause}. {correction.reason}" if correction.pk in visible else f"{cause}."


def _difference(correction: Correction, seen: frozenset[int] | None) -> str:
    """How many agencies moved; to a head also the figures of the own."""
    moves = correction.moves
    count = f"{format_integer(len(touched(moves)))} cơ quan có số liệu hoặc thứ hạng thay đổi"
    own = [
        f"{label_of(key).lower()} {written(key, before)} → {written(key, after)}"
        for agency, figures in moves.get("agencies", {}).items()
        if seen is not None and int(agency) in seen
        for key, before, after in figures
        if key in OWN
    ]
    return f"{count}. Cơ quan của bạn: {'; '.join(own)}." if own else f"{count}."
