"""The quota of the top grade in an agency's month, with its arithmetic and what was allowed beyond it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from agencies.models import AgencyVersion
from core import clock
from core.access import may, require
from core.errors import Refused
from core.forms import form_uuid
from evaluations.access.assessments import OfAgency
from evaluations.actions.reviews.record_exception import record_exception
from evaluations.forms.reviews import ExceptionForm
from evaluations.gather.reviews.people import people_of, ranked
from evaluations.gather.reviews.places import Place, places_under
from evaluations.gather.reviews.quotas import exceptions_of, frameworks_of
from evaluations.models import Period
from evaluations.rules.reviews.quota import Meter, meters, outside


@require_GET
def quota_detail(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """The meters of an agency, and the form to record an authorised excess."""
    period, place = _of_agency(request, period_pk, agency_pk)
    return _page(request, period, place, None)


@require_POST
def quota_except(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """Record an authorised excess with the figures of this moment."""
    period, place = _of_agency(request, period_pk, agency_pk)
    require(request.user, "quota.except", OfAgency(place.agency_id, place.path))
    form = ExceptionForm(request.POST)
    if not form.is_valid():
        return _page(request, period, place, form, status=422)
    code, _colon, group = form.cleaned_data["framework"].partition(":")
    found = next((one for one in _meters(request, period, place)[0] if _key(one) == f"{code}:{group}"), None)
    if found is None or not found.check.exceeded:
        form.add_error(None, "Nhóm này hiện không vượt tỷ lệ nên không có gì để ghi nhận. Hãy tải lại trang.")
        return _page(request, period, place, form, status=422)
    try:
        record_exception(
            form_id=form_uuid(request.POST),
            period=period,
            agency_id=place.agency_id,
            framework=code,
            figures=found.figures(),
            document=form.cleaned_data["document"],
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        status = 422 if refusal.status == 400 else refusal.status
        return _page(request, period, place, form, status=status)
    messages.success(
        request, "Đã ghi nhận trường hợp được phép vượt tỷ lệ; bản ghi này không sửa hay xóa được."
    )
    return redirect("quota_detail", period.pk, place.agency_id)


def _key(meter: Meter) -> str:
    return f"{meter.framework.code}:{meter.group}"


def _of_agency(request: HttpRequest, period_pk: int, agency_pk: int) -> tuple[Period, Place]:
    """The month and the agency: 404 for one not under the user, 403 for a head of a unit of it."""
    user: Any = request.user
    period = get_object_or_404(Period.objects.months(), pk=period_pk)
    version = (
        AgencyVersion.objects.as_of(period.last_day).filter(agency=agency_pk, rated_agency=agency_pk).first()
    )
    places = places_under(user, period)
    inside = version and any(one.path.startswith(version.path) for one in places)
    if version is None or not inside:
        raise Http404
    require(user, "quota.read", OfAgency(agency_pk, version.path))
    return period, next(one for one in places if one.agency_id == agency_pk)


def _meters(request: HttpRequest, period: Period, place: Place) -> tuple[list[Meter], int]:
    user: Any = request.user
    people = ranked(people_of(user, period, place))
    frameworks = frameworks_of(period)
    return meters(frameworks, people), outside(frameworks, people)


def _page(
    request: HttpRequest, period: Period, place: Place, form: ExceptionForm | None, *, status: int = 200
) -> HttpResponse:
    found, left_out = _meters(request, period, place)
    over = [one for one in found if one.check.exceeded]
    agency = OfAgency(place.agency_id, place.path)
    context = {
        "period": period,
        "place": place,
        "meters": found,
        "outside": left_out,
        "frameworks": {one.framework.code: one.framework for one in found}.values(),
        "exceptions": list(exceptions_of(period, place.agency_id)),
        "over": [(one, _form_for(one, form, number)) for number, one in enumerate(over)],
        "problems": form.non_field_errors() if form else [],
        "may_except": period.is_open and bool(may(request.user, "quota.except", agency)),
        "crumbs": [
            ("Nhận xét phiếu", f"{reverse('review_list')}?ky={period.pk}&bo-phan={place.agency_id}"),
            ("Tỷ lệ xuất sắc", ""),
        ],
    }
    return render(request, "reviews/quota.html", context, status=status)


def _form_for(meter: Meter, sent: ExceptionForm | None, number: int) -> ExceptionForm:
    """The form of one group: as it was sent, or empty."""
    if sent is not None and sent.data.get("framework") == _key(meter):
        return sent
    return ExceptionForm(initial={"framework": _key(meter)}, auto_id=f"id_{number}_%s")
