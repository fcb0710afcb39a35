"""What citizens say: the list of agencies, one agency, one of its counters."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.enums import Role
from agencies.models import AgencyVersion
from agencies.models.scope import scope_of
from core.dates import format_month
from core.numbers import format_integer
from core.tables import Table
from core.text import nfc
from feedback.gather.voice.agency import AgencyVoice, agency_voice
from feedback.gather.voice.places import heard_agencies, reads_remarks
from feedback.gather.voice.province import AgencyLine, agency_lines, province_trend
from feedback.views.voice import stats, tables
from feedback.views.voice.frame import EXPORT, TITLE, Asked, asked, export, page
from feedback.views.voice.tables import MONTH, link

PAGE_SIZE = 50
MOST_SAID = 200
"""Sentences on one page; the page says how many more there are, and each counter's page shows its own."""


@require_safe
def voice_home(request: HttpRequest) -> HttpResponse:
    """Every agency within the reader's roles; a head of one agency sees that agency at once."""
    seen = asked(request)
    versions = {one.agency_id: one for one in heard_agencies(seen.user, seen.on, seen.day)}
    scope = scope_of(seen.user, seen.on)
    if len(versions) == 1 and not scope.has(Role.HOME_AFFAIRS, Role.LEADER):
        return _agency(request, seen, next(iter(versions.values())))
    lines = agency_lines(list(versions), seen.month, today=seen.today)
    lines = [line for line in lines if line.month.whole or versions[line.agency].has_counter]
    words = nfc(request.GET.get("q", "")).replace("\x00", "").strip()[:100]
    listed = _named(lines, versions, words)
    table = tables.agencies(listed, versions, seen.month)
    trend = tables.province_trend(province_trend(lines, seen.month, today=seen.today))
    reasons = tables.province_reasons(lines)
    answers = sum(line.month.whole.answers for line in lines if line.month.whole)
    if EXPORT in request.GET:
        return export(request, seen, (table, trend, reasons), TITLE, answers)
    context = {
        "page_title": TITLE,
        "page_lead": f"{format_integer(len(lines))} cơ quan có quầy tiếp nhận",
        "crumbs": [],
        "q": words,
        "kept": [(MONTH, seen.month.isoformat())],
        "stats": stats.of_province(lines, answers),
        "table": table,
        "page": Paginator(table.rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "trend": trend,
        "chart": tables.drawn(trend),
        "reasons": reasons if seen.is_over else None,
    }
    return page(request, seen, "feedback/voice/home.html", context, answers)


def _named(lines: list[AgencyLine], versions: dict[int, AgencyVersion], words: str) -> list[AgencyLine]:
    if not words:
        return lines
    found = AgencyVersion.objects.filter(pk__in=[one.pk for one in versions.values()]).named(words)
    kept = set(found.order_by("pk").values_list("agency", flat=True))
    return [line for line in lines if line.agency in kept]


@require_safe
def voice_agency(request: HttpRequest, agency: int) -> HttpResponse:
    """One agency's citizens in a month, with its counters."""
    seen = asked(request)
    return _agency(request, seen, _version(seen, agency))


@require_safe
def voice_counter(request: HttpRequest, agency: int, counter: int) -> HttpResponse:
    """One counter of an agency in a month; 404 while nothing may be told of it alone."""
    seen = asked(request)
    version = _version(seen, agency)
    voice = _voice(seen, version)
    told_here = voice.month.counters.get(counter)
    if told_here is None:
        raise Http404("Quầy này chưa có số liệu riêng trong tháng.")
    name = voice.names[counter]
    crumbs = [*_crumbs(seen, version, link("voice_agency", seen.month, agency)), (name, "")]
    return _told(request, seen, voice, counter, (f"{name}, {version.short_name}", crumbs))


def _version(seen: Asked, agency: int) -> AgencyVersion:
    found = heard_agencies(seen.user, seen.on, seen.day).filter(agency=agency).first()
    if found is None:
        raise Http404("Không tìm thấy cơ quan này.")
    return found


def _voice(seen: Asked, version: AgencyVersion) -> AgencyVoice:
    may_read = reads_remarks(seen.user, seen.on, version)
    return agency_voice(version.agency_id, seen.month, today=seen.today, with_remarks=may_read)


def _agency(request: HttpRequest, seen: Asked, version: AgencyVersion) -> HttpResponse:
    voice = _voice(seen, version)
    return _told(request, seen, voice, None, (version.name, _crumbs(seen, version, "")))


def _crumbs(seen: Asked, version: AgencyVersion, url: str) -> list[tuple[str, str]]:
    return [(TITLE, link("voice_home", seen.month)), (version.short_name, url)]


def _told(
    request: HttpRequest,
    seen: Asked,
    voice: AgencyVoice,
    counter: int | None,
    title: tuple[str, list[tuple[str, str]]],
) -> HttpResponse:
    point = voice.point(seen.month, counter)
    trend = tables.trend(voice.trend(counter), "Người dân chấm trong 12 tháng")
    shown: dict[str, Table] = {"trend": trend}
    if counter is None:
        shown["counters"] = tables.counters(voice)
        shown["cases"] = tables.cases(voice.cases)
    if point.told is not None:
        shown["ticks"] = tables.ticks(point.told)
        if point.told.is_whole:
            shown["reasons"] = tables.reasons(voice.month, point.told, counter)
            shown["channels"] = tables.channels(voice.month, point.told, counter)
    answers = point.told.answers if point.told else 0
    said = [(voice.names[one.counter], one.text) for one in voice.remarks if counter in (None, one.counter)]
    if EXPORT in request.GET:
        return export(request, seen, tuple(shown.values()), title[0], answers)
    context = {
        "page_title": title[0],
        "page_lead": f"{TITLE}, tháng {format_month(seen.month)}",
        "crumbs": title[1],
        "stats": stats.of_agency(voice, point, counter),
        "is_told": point.told is not None,
        "is_over": seen.is_over,
        "chart": tables.drawn(trend),
        "remarks": said[:MOST_SAID],
        "more_remarks": max(0, len(said) - MOST_SAID),
        "may_read_remarks": voice.may_read_remarks,
        **dict.fromkeys(("counters", "cases", "ticks", "reasons", "channels")),
        **shown,
    }
    return page(request, seen, "feedback/voice/agency.html", context, answers)
