"""The one-time codes of a list that was just kept, as files: they travel in the page, signed, and are stored
nowhere, so the page that made them is the only place that can give them out."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies.models import Agency, AgencyVersion
from core import clock
from core.access import require
from core.dates import format_day
from core.documents.csv_rows import write_csv
from core.documents.files import saved
from core.sheet_pages import sign_rows, signed_rows
from feedback.documents.visit_slips import VisitSlip, visit_slips_pdf
from feedback.rules.visits.codes import grouped
from feedback.rules.visits.lists import is_phone

PAGE = "visit_codes"


class Invitation(NamedTuple):
    """One visit that was drawn: its number, whom to reach, its code and the code's last day (ISO), its
    counter's name and code."""

    reference: str
    person: str
    code: str
    until: str
    counter: str = ""
    counter_code: str = ""

    @property
    def last_day(self) -> str:
        """The last day of the code, as people read it."""
        return format_day(date.fromisoformat(self.until))

    @property
    def has_phone(self) -> bool:
        """Whether a message can be sent."""
        return is_phone(self.person)


def sign_invitations(agency_id: int, invitations: Sequence[Invitation]) -> str:
    """The invitations as text that the page carries."""
    return sign_rows([agency_id, *map(list, invitations)], PAGE)


@never_cache
@require_http_methods(["POST"])
def visit_codes(request: HttpRequest) -> HttpResponse:
    """The slips to print, or the list for the gateway of messages."""
    require(request.user, "visits.keep")
    agency_id, *rows = signed_rows(request.POST.get("lines", ""), PAGE)
    agency = get_object_or_404(Agency, pk=agency_id)
    require(request.user, "visits.keep", agency)
    invitations = [Invitation(*row) for row in rows]
    name = AgencyVersion.objects.as_of(clock.today()).get(agency=agency).name
    if request.POST.get("tep") == "csv":
        return _messages(request, invitations)
    slips = [
        VisitSlip(
            name,
            one.counter,
            grouped(one.code),
            _address(request, one.counter_code, one.code),
            one.last_day,
        )
        for one in invitations
    ]
    content = visit_slips_pdf(slips, made_on=clock.today())
    return saved(content, "phieu-moi-danh-gia", "pdf")


def _messages(request: HttpRequest, invitations: Sequence[Invitation]) -> HttpResponse:
    rows = [["Mã lượt", "Điện thoại", "Mã", "Địa chỉ", "Dùng đến hết ngày"]]
    rows += [
        [
            one.reference,
            one.person,
            grouped(one.code),
            _address(request, one.counter_code, one.code),
            one.last_day,
        ]
        for one in invitations
        if one.has_phone
    ]
    response = HttpResponse(write_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tin-nhan-moi-danh-gia.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _address(request: HttpRequest, counter_code: str, code: str) -> str:
    """The code stands behind the #, which browsers keep to themselves."""
    query = f"?{urlencode({'quay': counter_code})}" if counter_code else ""
    path = f"{reverse('visit_page')}{query}#{code}"
    base = settings.PORTAL_URL.rstrip("/")
    return f"{base}{path}" if base else request.build_absolute_uri(path)
