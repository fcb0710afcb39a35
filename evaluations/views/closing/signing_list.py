"""The ladder of signatures: of every agency for Home Affairs and leaders, of their own for heads."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.enums import Role
from agencies.models import AgencyVersion
from agencies.models.scope import scope_of
from agencies.views.parameters import page_of, words_of
from core import clock
from core.access import may, require
from core.cells import Cell
from core.forms import form_uuid
from core.numbers import format_integer
from core.tables import head, points, words
from core.text import fold
from evaluations.access.closing.sign import reads_all
from evaluations.actions.closing.sign_home import sign_ready
from evaluations.forms.closing.sign import PREFIX, figure_text, figures_seen
from evaluations.gather.closing.signatures import signatures_of
from evaluations.gather.closing.signing_lines import AgencyLine, agency_lines
from evaluations.gather.closing.signing_people import headed_units
from evaluations.models import Period
from evaluations.rules.closing.ladder import RUNG_LABELS, Rung, moved_words
from evaluations.views.closing.period_frame import (
    period_of,
    preview_of,
    results_of,
    standing_words,
    trail,
)

COLUMNS = [
    {"label": "Cơ quan"},
    {"label": "Điểm", "num": True},
    {"label": "Bộ phận"},
    {"label": "Thủ trưởng"},
    {"label": "Sở Nội vụ"},
    {"label": "Ý kiến"},
]
PAGE = 25
TABS: tuple[tuple[str, str, Callable[[AgencyLine], bool]], ...] = (
    ("", "Tất cả", lambda _line: True),
    ("cho-ky", "Cơ quan chưa ký", lambda line: line.own == Rung.WAITING),
    ("ky-lai", "Số đã đổi", lambda line: Rung.MOVED in (line.own, line.home)),
    ("y-kien", "Có ý kiến", lambda line: line.objections > 0),
    ("san-sang", "Chờ Sở Nội vụ ký", lambda line: line.is_ready),
    ("da-ky", "Sở Nội vụ đã ký", lambda line: line.home == Rung.SIGNED),
)


@require_safe
def sign_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Agencies with their rungs; on the tab of those that are ready Home Affairs signs them all."""
    user: Any = request.user
    require(user, "result.read_ladder")
    period = period_of(pk)
    preview = preview_of(period)
    lines = agency_lines(period, results_of(request, period), preview, clock.today())
    tab, asked = request.GET.get("loc", ""), words_of(request)
    chosen = next((keep for code, _label, keep in TABS if code == tab), TABS[0][2])
    shown = [line for line in lines if chosen(line) and _holds(line, asked)]
    signs = tab == "san-sang" and preview is not None and bool(may(user, "result.sign_home"))
    # Whoever signs all that are ready sees all of them.
    page = page_of(request, shown, max(len(shown), 1) if signs else PAGE)
    kind, standing = standing_words(period, preview)
    context = {
        "trail": trail(period, ("Ký kết quả", "")),
        "period": period,
        "preview": preview,
        "kind": kind,
        "words": standing,
        "everywhere": reads_all(user),
        "tabs": [
            {"value": code, "label": label, "count": sum(map(keep, lines)), "chosen": code == tab}
            for code, label, keep in TABS
        ],
        "q": asked,
        "keep": [("loc", tab)] if tab else [],
        "columns": COLUMNS,
        "page": page,
        "rows": [_row(line, period) for line in page],
        "units": _units(user, period),
        "ready": [(f"{PREFIX}{line.result.agency_id}", figure_text(line.result.total)) for line in shown]
        if signs and not asked
        else [],
        "ready_count": format_integer(len(shown)),
    }
    return render(request, "closing/sign_list.html", context)


@require_POST
def sign_all_ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Home Affairs signs every agency that is ready and whose figure is the one on the page."""
    require(request.user, "result.sign_home")
    period = period_of(pk)
    seen = figures_seen(request.POST)
    signed = sign_ready(
        form_id=form_uuid(request.POST), period=period, seen=seen, actor=request.user, at=clock.now()
    )
    left = len(seen) - len(signed)
    text = f"Đã ký kết quả của {format_integer(len(signed))} cơ quan."
    if left:
        text += f" {format_integer(left)} cơ quan chưa ký vì số vừa đổi hoặc chưa sẵn sàng; hãy xem lại."
    messages.success(request, text)
    return redirect("sign_list", pk=pk)


def _holds(line: AgencyLine, asked: str) -> bool:
    return all(word in line.agency.name_folded for word in fold(asked).split())


def _row(line: AgencyLine, period: Period) -> list[Cell]:
    total = line.result.total
    return [
        head(line.agency.name, reverse("sign_agency", args=[period.pk, line.result.agency_id])),
        points(total),
        words(f"{line.units_signed}/{line.units} đã ký" if line.units else "Không có"),
        _rung(line.own, line.own_signature and line.own_signature.total, total),
        _rung(line.home, line.home_signature and line.home_signature.total, total),
        words(_objections(line)),
    ]


def _rung(rung: Rung, signed: Any, total: Any) -> Cell:
    """The rung in words; of a moved one from where to where."""
    if rung == Rung.MOVED:
        text = moved_words(signed, total)
        return words(text[0].upper() + text[1:], klass="rung-moved")
    return words(RUNG_LABELS[rung], klass=f"rung-{rung.value}")


def _objections(line: AgencyLine) -> str:
    if not line.objections:
        return "Không"
    return f"{line.open_objections} chờ trả lời" if line.open_objections else f"{line.objections} đã trả lời"


def _units(user: Any, period: Period) -> list[dict[str, Any]]:
    """The units that the person heads themselves, each with the page where it is signed."""
    led = scope_of(user, clock.today()).agencies_with(Role.UNIT_HEAD)
    if not led:
        return []
    versions = AgencyVersion.objects.as_of(period.last_day).filter(agency__in=led)
    rated = {version.rated_agency_id for version in versions if version.rated_agency_id}
    units = [unit for unit in headed_units(rated, period.last_day, clock.today()) if unit.agency_id in led]
    signed = signatures_of(period, rated).unit if units else {}
    return [
        {
            "name": unit.name,
            "url": reverse("sign_unit", args=[period.pk, unit.agency_id]),
            "signed": unit.agency_id in signed,
        }
        for unit in units
    ]
