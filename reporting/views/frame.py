"""What every page of figures does alike: find the month, answer 304, keep the content, export a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from agencies.models import User
from agencies.models.scope import Scope, scope_of
from core import clock
from core.dates import format_moment
from core.documents.files import file_response
from core.documents.of_table import document
from core.http import keep_for_revalidation, not_modified
from core.numbers import format_integer
from reporting.freshness import content_key, kept, page_tag
from reporting.gather.months import Calendar, Month, NoSuchMonth, calendar_for
from reporting.links import EXPORT, MONTH, TABLE
from reporting.tables.cells import Table

FORMATS = ("xlsx",)
DEFAULT_POINTS = "Điểm và trọng số mặc định của phần mềm, tỉnh chưa ban hành"


@dataclass(frozen=True, slots=True)
class Visit:
    """A reader, the day, and the month they look at."""

    request: HttpRequest
    user: User
    on: date
    scope: Scope
    calendar: Calendar

    @property
    def month(self) -> Month:
        """The chosen month."""
        return self.calendar.chosen


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shows between its heading and its foot; the first of ``tables`` is what an export gives.

    ``computed`` is when its figures were computed and from how many records, ``default_points`` whether they
    rest on the points that the product ships. ``notes`` are the sums, for the foot of an export. ``replaced``
    says of which older revision they are; without it they are the month's that holds today.
    """

    title: str
    lead: str
    crumbs: Sequence[tuple[str, str]]
    template: str
    context: Mapping[str, Any]
    tables: Sequence[Table] = ()
    computed: tuple[datetime | None, int] = (None, 0)
    default_points: bool = False
    notes: Sequence[str] = field(default_factory=tuple)
    replaced: str = ""


def visit(request: HttpRequest) -> Visit | None:
    """Who asks, and for which month; None while no month was ever opened. Raises Http404 for no month."""
    user: Any = request.user
    on = clock.today()
    scope = scope_of(user, on)
    try:
        calendar = calendar_for(user, request.GET.get(MONTH, ""))
    except NoSuchMonth as error:
        raise Http404("Không có kỳ đánh giá này.") from error
    return None if calendar is None else Visit(request, user, on, scope, calendar)


def no_month_yet(request: HttpRequest) -> HttpResponse:
    """The page before the first month is opened."""
    return render(request, "reporting/no_month.html")


def answer(seen: Visit, build: Callable[[], Content], *, keep: bool = True) -> HttpResponse:
    """The page, a 304, or an exported table.

    ``keep`` False is for pages of live rows: they are made anew each time and nobody keeps them.
    """
    request = seen.request
    if EXPORT in request.GET:
        return _export(seen, build())
    if not keep:
        return _page(seen, _filled(seen, build()))
    key = content_key(request, seen.scope, seen.calendar)
    tag = page_tag(request, key, seen.calendar)
    unchanged = not_modified(request, tag)
    if unchanged is not None:
        return unchanged
    response = _page(seen, kept(key, lambda: _filled(seen, build())))
    return keep_for_revalidation(request, response, tag)


def _filled(seen: Visit, content: Content) -> dict[str, Any]:
    """The page in ready parts: plain values and the rendered content."""
    inner = {**content.context, "month": seen.month}
    return {
        "page_title": content.title,
        "page_lead": content.lead,
        "crumbs": list(content.crumbs),
        "content": render_to_string(content.template, inner, seen.request),
        "computed_line": computed_line(content.computed),
        "replaced": content.replaced,
        "default_points": DEFAULT_POINTS if content.default_points else "",
    }


def standing_line(seen: Visit) -> str:
    """How far the figures may be relied on; of a closed month also its day and its seal."""
    note = seen.month.note
    return seen.month.standing(seen.on).words if note is None else note.text


def computed_line(computed: tuple[datetime | None, int]) -> str:
    """ "Tính lúc 22/11/2026 10:20, từ 9.312 bản ghi", or that nothing was computed yet."""
    at, records = computed
    if at is None:
        return "Chưa tính lần nào"
    return f"Tính lúc {format_moment(at)}, từ {format_integer(records)} bản ghi"


def _page(seen: Visit, parts: Mapping[str, Any]) -> HttpResponse:
    context = {
        **parts,
        "month": seen.month,
        "standing": seen.month.standing(seen.on),
        "calendar": seen.calendar,
        "other_parameters": [
            (name, value) for name, value in seen.request.GET.items() if name in ("nhom", "xep")
        ],
        # already read together with the months; the frame would ask again
        "portal_unread": seen.calendar.unread,
    }
    return render(seen.request, "reporting/page.html", context)


def _export(seen: Visit, content: Content) -> HttpResponse:
    """One table as a file; raises Http404 for a table or a format that the page does not have."""
    ending, wanted = seen.request.GET[EXPORT], seen.request.GET.get(TABLE, "")
    chosen = [table for table in content.tables if not wanted or table.key == wanted]
    if ending not in FORMATS or not chosen:
        raise Http404("Không có bảng này để xuất.")
    lines = [
        content.lead,
        f"{seen.month.label}. {content.replaced or standing_line(seen)}.",
        computed_line(content.computed),
    ]
    if content.default_points:
        lines.append(f"{DEFAULT_POINTS}.")
    file = document(chosen[0], title=content.title, at=clock.now(), lines=lines, notes=content.notes)
    return file_response(file, ending)
