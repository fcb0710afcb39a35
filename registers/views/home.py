"""The first page of the registers, an agency's year, and what waits for a verifier."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.gather.names import last_names
from agencies.models import AgencyVersion
from agencies.models.scope import scope_of
from agencies.views.parameters import page_of, words_of
from core import clock
from core.access import may, require
from core.cells import Row
from core.dates import format_day, format_moment
from core.numbers import format_integer
from registers.gather.counts import books_of
from registers.gather.desk import Tally, by_agency, queue, tallies
from registers.gather.heads import head_on
from registers.models.entries import READERS
from registers.rules.catalogue import BY_CODE, COMPUTED, GROUPS, REGISTERS, Register
from registers.rules.counting import Count, counts, newest_months, outdated
from registers.views.frame import agency_of, agency_trail, home_trail, may_declare, year_of, years_around

AGENCY_COLUMNS = [
    {"label": "Cơ quan"},
    {"label": "Đã xác nhận", "num": True},
    {"label": "Chờ xác nhận", "num": True},
    {"label": "Chưa chấp nhận", "num": True},
]
QUEUE_COLUMNS = [
    {"label": "Nội dung"},
    {"label": "Sổ"},
    {"label": "Cơ quan"},
    {"label": "Khai lúc"},
    {"label": "Tệp", "num": True},
]


@require_safe
def register_home(request: HttpRequest) -> HttpResponse:
    """Every agency that the person may look into; who has only their own goes straight there."""
    user: Any = request.user
    require(user, "register.home")
    today = clock.today()
    scope = scope_of(user, today)
    if not scope.has(*READERS) or not _sees_many(user):
        own = sorted({held.rated_agency_id for held in scope.workplaces if held.rated_agency_id})
        if own:
            return redirect("agency_registers", agency=own[0])
    year, words = year_of(request), words_of(request)
    reach = AgencyVersion.objects.as_of(today).rated()
    reach = reach.filter(scope.agency_condition(READERS, "agency", today)).named(words).in_name_order()
    found = by_agency(user, year, today)
    # What waits for somebody comes first, then who has entries at all.
    order = sorted(reach, key=lambda one: [-count for count in _first(found.get(one.agency_id, Tally()))])
    page = page_of(request, order)
    context = {
        "year": year,
        "years": years_around(year),
        "q": words,
        "columns": AGENCY_COLUMNS,
        "rows": [_agency_row(version, found.get(version.agency_id, Tally()), year) for version in page],
        "page": page,
        "may_queue": bool(may(user, "register.queue")),
        "waiting": sum(tally.waiting for tally in found.values()),
    }
    return render(request, "registers/home.html", context)


def _first(tally: Tally) -> tuple[int, int]:
    return tally.waiting, tally.verified


def _sees_many(user: Any) -> bool:
    """Whether the person's roles reach beyond one rated agency."""
    today = clock.today()
    reach = AgencyVersion.objects.as_of(today).rated()
    return len(reach.filter(scope_of(user, today).agency_condition(READERS, "agency", today))[:2]) > 1


def _agency_row(version: AgencyVersion, tally: Tally, year: int) -> Row:
    url = f"{reverse('agency_registers', args=[version.agency_id])}?nam={year}"
    numbers = (tally.verified, tally.waiting, tally.refused)
    return [
        {"text": version.name, "url": url, "header": True},
        *({"text": format_integer(one) if one else "–", "num": True} for one in numbers),
    ]


@require_safe
def agency_registers(request: HttpRequest, agency: int) -> HttpResponse:
    """The registers of an agency's year: what each feeds, how far it is, what it comes to now."""
    user: Any = request.user
    version = agency_of(agency)
    require(user, "register.read", version)
    today, year = clock.today(), year_of(request)
    last = today.replace(month=12, day=31, year=year)
    books = books_of(agency, min(today, last))
    found, kept = newest_months(books) | counts(books), tallies(user, agency, year, today)
    private = bool(may(user, "register.read_private", version))
    if not private:
        # How many breaches there were is told only to those who may read them.
        found.pop("CQ-11", None)
    context = {
        "version": version,
        "trail": agency_trail(version),
        "year": year,
        "years": years_around(year),
        "on": format_day(min(today, last)),
        "groups": _groups(request, version, kept, found, private, year),
        "criteria": _criteria(found),
        "outdated": [(one.key, one.day) for one in outdated(books)],
        "reorganised_on": books.office.reorganised_on,
        "review_url": _url(version, BY_CODE["rule_review"], year),
        "head": head_on(agency, today),
        "computed": list(COMPUTED.items()),
    }
    return render(request, "registers/agency.html", context)


def _groups(
    request: HttpRequest,
    version: AgencyVersion,
    kept: dict[str, Tally],
    found: dict[str, Count],
    private: bool,
    year: int,
) -> list[tuple[str, list[dict[str, Any]]]]:
    shown = [one for one in REGISTERS if private or not one.private]
    return [
        (
            group,
            [
                {
                    "register": one,
                    "url": _url(version, one, year),
                    "tally": kept.get(one.code, Tally()),
                    "counts": [(code, found[code]) for code in one.criteria if code in found],
                    "may_declare": may_declare(request, version, one),
                    "new_url": reverse("entry_new", args=[version.agency_id, one.slug]),
                }
                for one in shown
                if one.group == group
            ],
        )
        for group in GROUPS
        if any(one.group == group for one in shown)
    ]


def _criteria(found: dict[str, Count]) -> list[tuple[str, Count]]:
    return sorted(found.items())


def _url(version: AgencyVersion, register: Register, year: int) -> str:
    return f"{reverse('entry_list', args=[version.agency_id, register.slug])}?nam={year}"


@require_safe
def register_queue(request: HttpRequest) -> HttpResponse:
    """What waits to be verified, oldest first; one's own agency is left to others."""
    user: Any = request.user
    require(user, "register.queue")
    waiting = queue(user, clock.today())
    names = last_names({entry.agency_id for entry in waiting})
    context = {
        "trail": home_trail(("Chờ xác nhận", "")),
        "columns": QUEUE_COLUMNS,
        "rows": [
            [
                {"text": entry.title, "url": reverse("register_entry", args=[entry.pk]), "header": True},
                {"text": entry.kind.label},
                {"text": names[entry.agency_id].short_name},
                {"text": format_moment(entry.declared_at), "class": "nowrap"},
                {"text": format_integer(entry.file_count), "num": True},  # type: ignore[attr-defined]
            ]
            for entry in waiting
        ],
    }
    return render(request, "registers/queue.html", context)
