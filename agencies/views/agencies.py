"""One agency: what it is and was, what stands around it, and the people the viewer may see there."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.gather.agency_page import AgencyPage, agency_page, story
from agencies.gather.people import person_rows
from agencies.models import Agency, AgencyVersion, StaffMember
from agencies.panels import panels_for
from agencies.views.parameters import page_of, words_of
from agencies.views.rows import PEOPLE_COLUMNS, person_cells
from core import clock
from core.access import may
from core.cells import Column, Row
from core.dates import format_day
from core.http import page_or_part, wants_part

LINK_COLUMNS: list[Column] = [
    {"label": "Cơ quan"},
    {"label": "Quan hệ"},
    {"label": "Hình thức"},
    {"label": "Văn bản"},
    {"label": "Hiệu lực từ"},
]


@require_safe
def agency_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of an agency; htmx asks only for its list of people."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)
    today = clock.today()
    page = agency_page(agency, today)
    if page is None:
        raise Http404
    context = people_context(request, page.version, today)
    if not wants_part(request):
        context |= _frame(page) | {"panels": panels_for(request.user, page.version, page.day)}
    return page_or_part(request, "agencies/detail.html", "agencies/_people.html", context)


def people_context(request: HttpRequest, version: AgencyVersion, today: date) -> dict[str, Any]:
    """The people of an agency and of all under it whom the viewer may see, searched and paged."""
    allowed = may(request.user, "agency.people", version)
    words = words_of(request)
    context: dict[str, Any] = {
        "may_see_people": bool(allowed),
        "why_no_people": "" if allowed else allowed.reason,
        "q": words,
        "columns": PEOPLE_COLUMNS,
        "action": reverse("agency_detail", args=[version.agency_id]),
    }
    if allowed:
        seats = Agency.objects.under(version.agency, today)
        people = StaffMember.objects.visible_to(request.user, today).working_in(seats, today)
        page = page_of(request, people.named(words).in_name_order())
        context |= {"page": page, "rows": person_cells(person_rows(page, today))}
    return context


def _frame(page: AgencyPage) -> dict[str, Any]:
    above = [
        (version.short_name, reverse("agency_detail", args=[version.agency_id])) for version in page.above
    ]
    return {
        "agency": page.agency,
        "version": page.version,
        "ended_on": page.ended_on,
        "crumbs": [("Cơ quan", reverse("agency_tree")), *above, (page.version.short_name, "")],
        "below": page.below,
        "is_root": not page.above,
        "tree_url": _tree_url(page),
        "head": page.head,
        "story": story(page.versions),
        "successors": [link.other for link in page.links if not link.is_origin],
        "link_columns": LINK_COLUMNS,
        "links": [_link_cells(link) for link in page.links],
    }


def _tree_url(page: AgencyPage) -> str:
    day = f"?ngay={page.day:%Y-%m-%d}" if page.ended_on else ""
    return reverse("agency_tree") + day


def _link_cells(link: Any) -> Row:
    act = link.succession.reorganisation
    return [
        {
            "text": link.other.name,
            "url": reverse("agency_detail", args=[link.other.agency_id]),
            "header": True,
        },
        {"text": link.relation},
        {"text": link.succession.get_kind_display()},
        {"text": act.decision_number, "title": act.title},
        {"text": format_day(act.in_force_on), "class": "nowrap"},
    ]
