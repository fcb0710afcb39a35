"""Letters over agencies, and the register of one agency with its export."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.models import AgencyVersion
from agencies.models.scope import scope_of
from agencies.views.parameters import page_of, words_of
from core import audit, clock
from core.access import may, require
from core.cells import Column, Row
from core.dates import format_day
from core.documents.content import Column as SheetColumn
from core.documents.content import ColumnKind, Document
from core.documents.files import file_response
from core.numbers import format_integer
from feedback.enums import LetterKind
from feedback.gather.letters.work import Tally, owing_count, tallies
from feedback.models import Letter
from feedback.models.letters import READERS
from feedback.views.letters.frame import (
    SLUG_OF,
    SLUGS,
    STATE_KINDS,
    agency_of,
    agency_trail,
    year_of,
    years_around,
)

HOME_COLUMNS: list[Column] = [
    {"label": "Cơ quan"},
    {"label": "Cần xin lỗi", "num": True},
    {"label": "Thư xin lỗi", "num": True},
    {"label": "Cảm ơn", "num": True},
    {"label": "Chúc mừng", "num": True},
    {"label": "Chưa gửi", "num": True},
]
REGISTER_COLUMNS: list[Column] = [
    {"label": "Số, ký hiệu"},
    {"label": "Loại"},
    {"label": "Kính gửi"},
    {"label": "Ban hành"},
    {"label": "Đã gửi"},
    {"label": "Trạng thái"},
]


@require_safe
def letter_home(request: HttpRequest) -> HttpResponse:
    """Every agency that the person may look into; who has only their own goes straight there."""
    user: Any = request.user
    require(user, "letter.home")
    today = clock.today()
    scope = scope_of(user, today)
    reach = AgencyVersion.objects.as_of(today).rated()
    reach = reach.filter(scope.agency_condition(READERS, "agency", today))
    if len(reach[:2]) < 2:
        own = sorted({held.rated_agency_id for held in scope.workplaces if held.rated_agency_id})
        led = list(reach.values_list("agency", flat=True))
        return redirect("letter_register", agency=(led or own)[0])
    year, words = year_of(request, today), words_of(request)
    found = tallies(user, year, today)
    listed = reach.named(words).in_name_order()
    # Who owes an apology comes first, then who has something to send.
    order = sorted(listed, key=lambda one: [-count for count in _urgent(found.get(one.agency_id, Tally()))])
    page = page_of(request, order)
    context = {
        "q": words,
        "year": year,
        "years": years_around(year, today),
        "columns": HOME_COLUMNS,
        "rows": [_home_row(version, found.get(version.agency_id, Tally()), year) for version in page],
        "page": page,
        "owing": sum(tally.owing for tally in found.values()),
    }
    return render(request, "feedback/letters/home.html", context)


def _urgent(tally: Tally) -> tuple[int, int, int]:
    return tally.owing, tally.unsent, tally.apologies + tally.thanks + tally.congratulations


def _home_row(version: AgencyVersion, tally: Tally, year: int) -> Row:
    url = f"{reverse('letter_register', args=[version.agency_id])}?nam={year}"
    dossiers = reverse("dossier_list", args=[version.agency_id])
    numbers = (tally.apologies, tally.thanks, tally.congratulations, tally.unsent)
    return [
        {"text": version.name, "url": url, "header": True},
        {"text": format_integer(tally.owing), "url": dossiers, "num": True, "class": "state-bad"}
        if tally.owing
        else {"text": "–", "num": True},
        *({"text": format_integer(one) if one else "–", "num": True} for one in numbers),
    ]


@require_safe
def letter_register(request: HttpRequest, agency: int) -> HttpResponse:
    """The letters of an agency's year, the newest number first."""
    user: Any = request.user
    version = agency_of(request, agency)
    today = clock.today()
    year, kind = year_of(request, today), SLUGS.get(request.GET.get("loai", ""))
    page = page_of(request, _letters(user, agency, year, kind))
    drafts = bool(may(user, "letter.draft", agency)) and version.ends_on is None
    context = {
        "version": version,
        "trail": agency_trail(version),
        "year": year,
        "years": years_around(year, today),
        "kind": SLUG_OF.get(kind, "") if kind else "",
        "kinds": [(slug, one.label) for slug, one in SLUGS.items()],
        "owing": owing_count(user, agency, today),
        "columns": REGISTER_COLUMNS,
        "rows": [_register_row(letter) for letter in page],
        "page": page,
        "may_draft": drafts,
    }
    return render(request, "feedback/letters/register.html", context)


def _letters(user: Any, agency: int, year: int, kind: LetterKind | None) -> "QuerySet[Letter]":
    found = Letter.objects.visible_to(user, clock.today()).filter(agency=agency, year=year)
    if kind is not None:
        found = found.filter(kind=kind)
    return found.order_by("-drafted_at", "pk")


def _register_row(letter: Letter) -> Row:
    kind = STATE_KINDS[letter.state]  # type: ignore[index]
    late = " · muộn" if letter.is_late else ""
    return [
        {
            "text": letter.symbol or "(nháp)",
            "url": reverse("letter_detail", args=[letter.pk]),
            "header": True,
        },
        {"text": letter.get_kind_display()},
        {"text": letter.recipient},
        {"text": format_day(issued_on(letter)) + late, "class": "nowrap"},
        {"text": format_day(letter.sent_on), "class": "nowrap"},
        {"text": letter.get_state_display(), "class": f"state-{kind}"},
    ]


def issued_on(letter: Letter) -> Any:
    """The day of issue, None for a draft."""
    return None if letter.issued_at is None else clock.local_day(letter.issued_at)


@require_safe
def letter_export(request: HttpRequest, agency: int) -> HttpResponse:
    """The register as Excel; it names people, so taking it leaves a trace."""
    user: Any = request.user
    version = agency_of(request, agency)
    at = clock.now()
    year, kind = year_of(request, clock.local_day(at)), SLUGS.get(request.GET.get("loai", ""))
    letters = list(_letters(user, agency, year, kind).issued().select_related("dossier"))  # type: ignore[attr-defined]
    audit.record(
        "letter.exported",
        actor=user,
        subject=version.agency,
        at=at,
        agency_id=agency,
        after={"year": year, "rows": len(letters)},
    )
    document = Document(
        title=f"Sổ {kind.label.lower() if kind else 'thư gửi người dân'} năm {year}",
        subtitle=version.name,
        columns=[
            SheetColumn("Số, ký hiệu", width=16),
            SheetColumn("Loại", width=14),
            SheetColumn("Kính gửi", width=28),
            SheetColumn("Mã hồ sơ", width=20),
            SheetColumn("Ngày hẹn trả", ColumnKind.DAY, 13),
            SheetColumn("Ban hành", ColumnKind.DAY, 12),
            SheetColumn("Đã gửi", ColumnKind.DAY, 12),
            SheetColumn("Hẹn lại", ColumnKind.DAY, 12),
            SheetColumn("Đúng hạn", width=10),
            SheetColumn("Người ký", width=24),
        ],
        rows=[_sheet_row(letter) for letter in letters],
        made_at=at,
        footnotes=["Đúng hạn: gửi chậm nhất 01 ngày trước ngày hẹn trả (NĐ 61/2018/NĐ-CP Điều 19.9)."],
    )
    return file_response(document, "xlsx")


def _sheet_row(letter: Letter) -> list[Any]:
    dossier = letter.dossier
    in_time = "" if dossier is None else "Muộn" if letter.is_late else "Đúng hạn"
    return [
        letter.symbol,
        letter.get_kind_display(),
        letter.recipient,
        dossier.code if dossier else "",
        dossier.due_on if dossier else None,
        issued_on(letter),
        letter.sent_on,
        letter.new_due_on,
        in_time,
        letter.signer_name,
    ]
