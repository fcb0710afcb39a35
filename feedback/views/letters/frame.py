"""What the pages of letters share: whose, which letter, the way back, words and badges."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from agencies.models import AgencyVersion
from agencies.views.parameters import number_of
from core import clock
from core.access import require
from feedback.enums import LetterKind, LetterState
from feedback.models import Letter, OverdueDossier
from feedback.rules.letters import Standing

HOME = "Thư gửi người dân"
Trail = Sequence[tuple[str, str]]
SLUGS = {
    "xin-loi": LetterKind.APOLOGY,
    "cam-on": LetterKind.THANKS,
    "chuc-mung": LetterKind.CONGRATULATION,
}
SLUG_OF = {kind: slug for slug, kind in SLUGS.items()}
STATE_KINDS = {
    LetterState.DRAFT: "warn",
    LetterState.ISSUED: "info",
    LetterState.SENT: "ok",
    LetterState.CANCELLED: "none",
}
STANDINGS: dict[Standing, tuple[str, str]] = {
    Standing.NOT_YET: ("none", "Chưa đến hạn xin lỗi"),
    Standing.SOON: ("warn", "Cần xin lỗi"),
    Standing.LAST_DAY: ("bad", "Hôm nay là ngày cuối"),
    Standing.TOO_LATE: ("bad", "Đã quá hạn xin lỗi"),
    Standing.PROMISED: ("ok", "Đã xin lỗi, hẹn lại"),
    Standing.BROKEN: ("bad", "Lỡ cả ngày hẹn lại"),
    Standing.FINISHED_LATE: ("bad", "Trả muộn, chưa xin lỗi"),
    Standing.FINISHED: ("ok", "Đã trả"),
}
"""The badge of each standing."""


def agency_of(request: HttpRequest, pk: int) -> AgencyVersion:
    """The rated agency as it stands or last stood, whose letters the person may read."""
    versions = AgencyVersion.objects.filter(agency=pk, rated_agency=pk).select_related("agency")
    version = versions.order_by("-starts_on").first()
    if version is None:
        raise Http404("Không tìm thấy cơ quan này.")
    require(request.user, "letter.read", version)
    return version


def version_of(agency_id: int) -> AgencyVersion:
    """The agency as it stands or last stood."""
    versions = AgencyVersion.objects.filter(agency=agency_id).select_related("agency")
    return versions.order_by("-starts_on")[0]


def kind_of(slug: str) -> LetterKind:
    """The kind of letter with that address; Http404 for another."""
    if slug not in SLUGS:
        raise Http404("Không có loại thư này.")
    return SLUGS[slug]


def visible_letter(request: HttpRequest, pk: UUID) -> Letter:
    """The letter if the person may read it, else 404."""
    user: Any = request.user
    found = Letter.objects.visible_to(user, clock.today())
    return get_object_or_404(
        found.select_related("dossier", "agency", "drafted_by", "issued_by", "staff"), pk=pk
    )


def visible_dossier(request: HttpRequest, pk: UUID) -> OverdueDossier:
    """The dossier if the person may read it, else 404."""
    user: Any = request.user
    return get_object_or_404(OverdueDossier.objects.visible_to(user, clock.today()), pk=pk)


def year_of(request: HttpRequest, today: date) -> int:
    """The year asked for ("nam"), else this one."""
    year = number_of(request, "nam")
    return year if year is not None and 2018 <= year <= 2100 else today.year


def years_around(year: int, today: date) -> list[int]:
    """The years that a page offers."""
    return sorted({*range(today.year - 3, today.year + 1), year}, reverse=True)


def home_trail(*below: tuple[str, str]) -> Trail:
    """The way back to the first page."""
    return [(HOME, reverse("letter_home")), *below]


def agency_trail(version: AgencyVersion, *below: tuple[str, str]) -> Trail:
    """The way back through an agency."""
    url = reverse("letter_register", args=[version.agency_id]) if below else ""
    return home_trail((version.short_name, url), *below)


def dossier_trail(version: AgencyVersion, *below: tuple[str, str]) -> Trail:
    """The way back through the dossiers of an agency."""
    url = reverse("dossier_list", args=[version.agency_id]) if below else ""
    return agency_trail(version, ("Hồ sơ trễ hẹn", url), *below)
