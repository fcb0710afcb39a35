"""One agency's month: the voices side by side, the gap over the months, and the marks."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency
from core import clock
from core.access import may, require
from core.dates import format_moment
from core.errors import Refused
from core.forms import form_uuid
from evaluations.actions.calibration import make_mark
from evaluations.forms.calibration import MarkForm
from evaluations.gather.calibration.months import window
from evaluations.gather.calibration.voices import Heard, gaps_of, heard_of, names_on, statements
from evaluations.models import AgencyResult, CalibrationMark, Criterion, Period
from evaluations.rules.calibration.against import against_inspection
from evaluations.rules.calibration.voices import LEAST_PEOPLE, shared
from evaluations.views.calibration.frame import Visit, visit
from evaluations.views.calibration.tables import (
    TREND,
    VOICES,
    mark_lines,
    shared_figures,
    trend_rows,
    voice_rows,
)
from feedback.gather.voice.agency import month_point
from feedback.rules.release import telling_day
from feedback.rules.response import NO_VISITS, response_words


@never_cache
@require_safe
def calibration_agency(request: HttpRequest, agency: int) -> HttpResponse:
    """The voices about one agency; whoever may read its result may read this."""
    seen = _readable(request, agency)
    return _page(request, seen, agency, None)


@never_cache
@require_http_methods(["POST"])
def calibration_mark(request: HttpRequest, agency: int) -> HttpResponse:
    """Mark one criterion of the agency's month to be looked into."""
    seen = _readable(request, agency)
    require(seen.user, "calibration.mark")
    found = heard_of(seen.user, clock.today(), seen.month, agency)
    if found is None:
        raise Http404("Cơ quan chưa có kết quả của tháng này.")
    form = _form(found, seen.month, request.POST)
    status = 422
    if form.is_valid():
        try:
            make_mark(form_id=form_uuid(request.POST), **form.cleaned_data, actor=seen.user, at=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = refusal.status
        else:
            messages.success(request, "Đã đánh dấu. Thủ trưởng cơ quan thấy dấu này trên trang của cơ quan.")
            return redirect(f"{seen.link('calibration_agency', agency)}#dau")
    return _page(request, seen, agency, form, status)


def _readable(request: HttpRequest, agency: int) -> Visit:
    """The month asked for; Http404 unless the reader may read some result of the agency."""
    seen = visit(request)
    visible = AgencyResult.objects.visible_to(request.user, clock.today())  # type: ignore[arg-type]
    if seen is None or not visible.filter(agency=agency).exists():
        raise Http404("Không tìm thấy cơ quan này.")
    return seen


def _form(found: Heard, month: Period, data: Any = None, criterion: str = "") -> MarkForm:
    set_id = found.row.criteria_set_id
    wanted = Criterion.objects.filter(criteria_set=set_id, code=criterion).first() if criterion else None
    initial = {"agency": found.row.agency_id, "period": month.pk, "criterion": wanted and wanted.pk}
    agency = Agency(pk=found.row.agency_id)
    return MarkForm(data, agency=agency, period=month, criteria_set=set_id, initial=initial)


def _answered(found: Heard, seen: Visit) -> str:
    """The citizens' response rate, of the days told when the result was computed."""
    day = telling_day(found.row.computed_at)
    point = month_point(found.row.agency_id, seen.month.starts_on, today=day)
    return response_words(point.told.answers, point.visits) if point.told else NO_VISITS


def _page(
    request: HttpRequest, seen: Visit, agency: int, form: MarkForm | None, status: int = 200
) -> HttpResponse:
    today = clock.today()
    found = heard_of(seen.user, today, seen.month, agency)
    name = names_on(seen.month.last_day).get(agency, "Cơ quan")
    may_mark = found is not None and bool(may(seen.user, "calibration.mark"))
    if may_mark and form is None and found is not None:
        form = _form(found, seen.month, criterion=request.GET.get("tieu-chi", ""))
    months = window(seen.every, seen.month)
    visible_marks = CalibrationMark.objects.visible_to(seen.user, today).filter(agency=agency)
    marks = visible_marks.select_related("criterion", "period", "made_by", "followed_up_by")
    context = {
        "seen": seen,
        "name": name,
        "agency": agency,
        "trail": seen.trail(name),
        "has_result": found is not None,
        "figures": shared_figures(found, _answered(found, seen) if found else ""),
        "shared": found and shared(found.criteria.rules, found.lines),
        "against": found and against_inspection(found.criteria.rules, found.lines),
        "columns": VOICES,
        "rows": voice_rows(found, statements(found.row.criteria_set_id)) if found else [],
        "trend_columns": TREND,
        "trend": trend_rows(months, gaps_of(seen.user, today, months, agency)),
        "marks": mark_lines(marks.order_by("-made_at", "pk"), bool(may(seen.user, "calibration.mark"))),
        "form": form if may_mark else None,
        "form_id": request.POST.get("form_uuid", ""),
        "least": LEAST_PEOPLE,
        "computed": format_moment(found.row.computed_at) if found else "",
    }
    return render(request, "calibration/agency.html", context, status=status)
