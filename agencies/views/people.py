"""Finding people, and one person's posts in time."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.gather.names import names_on
from agencies.gather.people import Seat, career, person_rows
from agencies.models import Agency, Leave, RoleGrant, StaffMember, User
from agencies.views.parameters import number_of, page_of, words_of
from agencies.views.role_rows import grant_cells, grant_columns
from agencies.views.rows import PEOPLE_COLUMNS, person_cells, title_of, unit_of
from core import clock
from core.access import may, require
from core.dates import format_day
from core.http import page_or_part

LEAVES_SHOWN = 20
"""The newest leave shown on a person's page; all of it is in the list of leave."""


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """The people the viewer may see, found by name or staff code, by agency if asked ("co-quan")."""
    require(request.user, "person.list")
    today, words = clock.today(), words_of(request)
    people = StaffMember.objects.visible_to(request.user, today)
    office = names_on([number_of(request, "co-quan") or 0], today)
    for version in office.values():
        people = people.working_in(Agency.objects.under(version.agency, today), today)
    page = page_of(request, people.named(words).in_name_order())
    context = {
        "q": words,
        "page": page,
        "columns": PEOPLE_COLUMNS,
        "rows": person_cells(person_rows(page, today)),
        "offices": list(office.values()),
        "keep": [("co-quan", pk) for pk in office],
        "action": reverse("person_list"),
    }
    return page_or_part(request, "agencies/people.html", "agencies/_people_list.html", context)


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's posts; contact for themselves and Home Affairs, roles for those who keep them."""
    today = clock.today()
    staff = get_object_or_404(StaffMember.objects.visible_to(request.user, today), pk=pk)
    seats = career(staff)
    account = User.objects.visible_to(request.user, today).filter(staff=staff).first()
    grants = RoleGrant.objects.visible_to(request.user, today).filter(user__staff=staff)
    context = {
        "staff": staff,
        "now": [seat for seat in seats if _holds(seat, today)],
        "items": [_item(seat, today) for seat in seats],
        "leave_items": _leave_items(request, staff, today),
        "may_record_leave": bool(may(request.user, "leave.record", staff)),
        "may_see_contact": bool(may(request.user, "person.contact", staff)),
        "account": account,
        "may_grant": account is not None and bool(may(request.user, "role.grant", account)),
        "role_columns": grant_columns(with_person=False),
        "role_rows": grant_cells(grants.in_role_order(), request.user, today, with_person=False),
        "crumbs": [("Cán bộ", reverse("person_list")), (staff.full_name, "")],
    }
    return page_or_part(request, "agencies/person.html", "agencies/person.html", context)


def _leave_items(request: HttpRequest, staff: StaffMember, today: date) -> list[dict[str, str]]:
    """The person's leave that stands, newest first, as far as the viewer may see it."""
    user: Any = request.user
    leaves = Leave.objects.visible_to(user, today).standing().filter(staff=staff)
    return [
        {
            "when": f"Từ {format_day(leave.starts_on)}",
            "title": leave.get_kind_display(),
            "text": f"Đi làm lại {format_day(leave.ends_on)}" if leave.ends_on else "Chưa rõ ngày đi làm lại",
            "kind": "info" if leave.ends_on is None or leave.ends_on > today else "neutral",
        }
        for leave in leaves.order_by("-starts_on")[:LEAVES_SHOWN]
    ]


def _holds(seat: Seat, today: object) -> bool:
    posting = seat.posting
    return posting.starts_on <= today and (posting.ends_on is None or posting.ends_on > today)


def _item(seat: Seat, today: object) -> dict[str, str]:
    until = f" đến trước {format_day(seat.posting.ends_on)}" if seat.posting.ends_on else ""
    return {
        "when": f"Từ {format_day(seat.posting.starts_on)}{until}",
        "title": title_of(seat),
        "text": unit_of(seat),
        "kind": "info" if _holds(seat, today) else "neutral",
    }
