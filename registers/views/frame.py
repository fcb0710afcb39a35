"""What the pages of the registers share: whose register, of which year, the way back, a form's page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from agencies.models import AgencyVersion
from agencies.views.parameters import number_of
from core import clock
from core.access import may, require
from core.errors import Refused
from core.forms import FIELD
from registers.access import Desk
from registers.actions.refusals import EntryRefused
from registers.models import Entry
from registers.rules.catalogue import BY_SLUG, Register
from registers.rules.contents import YEARS

HOME = "Sổ theo dõi"
Trail = Sequence[tuple[str, str]]
KINDS = {"declared": "warn", "verified": "ok", "refused": "bad", "withdrawn": "none"}
"""The badge of each state."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a form: title, what it is about, its button, where the way back leads."""

    title: str
    button: str
    back: str
    trail: Trail
    lead: str = ""
    symbol: str = "check"


def agency_of(pk: int) -> AgencyVersion:
    """The rated agency as it stands, or as it last stood; Http404 for what keeps no registers."""
    versions = AgencyVersion.objects.filter(agency=pk, rated_agency=pk).select_related("agency")
    version = versions.order_by("-starts_on").first()
    if version is None:
        raise Http404("Không tìm thấy cơ quan này.")
    return version


def register_of(slug: str) -> Register:
    """The register of that address; Http404 for another."""
    if slug not in BY_SLUG:
        raise Http404("Không có sổ này.")
    return BY_SLUG[slug]


def opened(request: HttpRequest, agency: int, slug: str) -> tuple[AgencyVersion, Register]:
    """An agency's register that the person may read; raises AccessRefused, Http404."""
    version, register = agency_of(agency), register_of(slug)
    require(request.user, "register.read", version)
    if register.private:
        require(request.user, "register.read_private", version)
    return version, register


def visible_entry(request: HttpRequest, pk: UUID) -> Entry:
    """The entry if the person may see it, else 404."""
    user: Any = request.user
    found = Entry.objects.visible_to(user, clock.today())
    return get_object_or_404(found.select_related("staff", "declared_by", "decided_by"), pk=pk)


def year_of(request: HttpRequest) -> int:
    """The year asked for ("nam"), else this one."""
    year = number_of(request, "nam")
    return year if year in YEARS else clock.today().year


def years_around(year: int) -> list[int]:
    """The years that a page offers."""
    now = clock.today().year
    return sorted({*range(now - 4, now + 2), year}, reverse=True)


def home_trail(*below: tuple[str, str]) -> Trail:
    """The way back to the first page of the registers."""
    return [(HOME, reverse("register_home")), *below]


def agency_trail(version: AgencyVersion, *below: tuple[str, str]) -> Trail:
    """The way back through an agency."""
    if not below:
        return home_trail((version.short_name, ""))
    return home_trail((version.short_name, reverse("agency_registers", args=[version.agency_id])), *below)


def register_trail(version: AgencyVersion, register: Register, *below: tuple[str, str]) -> Trail:
    """The way back through a register of an agency."""
    url = reverse("entry_list", args=[version.agency_id, register.slug])
    return agency_trail(version, (register.label, url if below else ""), *below)


def may_declare(request: HttpRequest, version: AgencyVersion, register: Register) -> bool:
    """Whether buttons to declare are of use to the person."""
    return version.ends_on is None and bool(may(request.user, "register.declare", Desk(version, register)))


def with_form(
    request: HttpRequest,
    form: Form,
    words: Words,
    act: Callable[[], HttpResponse],
    template: str = "registers/form.html",
    **context: Any,
) -> HttpResponse:
    """Show the form, or on POST run ``act``; what was typed stays beside a refusal, with its status."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return act()
            except Refused as refusal:
                tell(form, refusal)
                status = refusal.status
    page = {"form": form, "words": words, "form_id": request.POST.get(FIELD) or uuid4(), **context}
    return render(request, template, page, status=status)


def tell(form: Form, refusal: Refused) -> None:
    """Show a refusal beside the boxes it speaks of."""
    errors = refusal.errors if isinstance(refusal, EntryRefused) else {"": refusal.message}
    for name, text in errors.items():
        form.add_error(name if name in form.fields else None, text)
