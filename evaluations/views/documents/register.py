"""The register of issued documents by kind and year, on screen and as a sheet."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import may, require
from core.cells import Cell
from core.cells import Column as Heading
from core.dates import format_day
from core.documents.content import Column, ColumnKind, Document
from core.documents.files import file_response
from core.http import page_or_part
from evaluations.enums import DocumentKind
from evaluations.models import IssuedDocument

PER_PAGE = 50
HEADINGS = [
    Heading(label="Số, ký hiệu"),
    Heading(label="Ngày"),
    Heading(label="Loại văn bản"),
    Heading(label="Cơ quan được kiểm tra"),
    Heading(label="Người ban hành"),
]
COLUMNS = (
    Column("Số, ký hiệu", width=16),
    Column("Ngày", ColumnKind.DAY, 12),
    Column("Loại văn bản", width=24),
    Column("Cơ quan được kiểm tra", width=34),
    Column("Người ký, ban hành", width=26),
    Column("Mã xác minh", width=20),
)


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Newest first; ``loai`` and ``nam`` narrow, ``xuat=xlsx`` gives the sheet."""
    user: Any = request.user
    require(user, "document.list")
    found = IssuedDocument.objects.visible_to(user, clock.today())
    kind, year = request.GET.get("loai", ""), request.GET.get("nam", "")
    years = [str(one) for one in found.order_by("-year").values_list("year", flat=True).distinct()]
    if year in years:
        found = found.filter(year=int(year))
    tabs = _tabs(found, kind)
    if kind in DocumentKind.values:
        found = found.filter(kind=kind)
    if request.GET.get("xuat") == "xlsx":
        return file_response(_sheet(_shown(found), kind, year), "xlsx")
    page = Paginator(_shown(found), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "columns": HEADINGS,
        "rows": [_row(document) for document in page],
        "tabs": tabs,
        "years": [{"value": one, "chosen": one == year} for one in years],
        "may_style": bool(may(user, "document.style")),
    }
    return page_or_part(request, "documents/list.html", "documents/_list.html", context)


def _shown(found: QuerySet[IssuedDocument]) -> Any:
    """The rows with the agency's name as it was printed; the papers themselves stay in the database."""
    named = found.annotate(agency_name=KT("facts__inspection__agency_name")).defer("facts", "content")
    return named.select_related("issued_by").order_by("-issued_at", "id")


def _tabs(found: QuerySet[IssuedDocument], chosen: str) -> list[dict[str, Any]]:
    """The kinds with their counts, in one query."""
    counts = dict(found.order_by("kind").values_list("kind").annotate(count=Count("pk")))
    tabs = [("", "Tất cả", sum(counts.values()))]
    tabs += [(kind, str(label), counts.get(kind, 0)) for kind, label in DocumentKind.choices]
    return [
        {"value": value, "label": label, "count": count, "chosen": value == chosen}
        for value, label, count in tabs
    ]


def _row(document: Any) -> list[Cell]:
    return [
        Cell(text=document.symbol, url=reverse("document_detail", args=[document.pk]), header=True),
        Cell(text=format_day(document.issued_on)),
        Cell(text=document.get_kind_display()),
        Cell(text=document.agency_name),
        Cell(text=document.signer or document.issued_by.display_name),
    ]


def _sheet(found: Any, kind: str, year: str) -> Document:
    """The register as a table document; the newest first, as on the page."""
    label = dict(DocumentKind.choices).get(kind, "")
    return Document(
        title="Sổ văn bản kiểm tra",
        subtitle=" · ".join(part for part in (str(label), f"Năm {year}" if year else "") if part),
        columns=COLUMNS,
        rows=[
            (
                document.symbol,
                document.issued_on,
                document.get_kind_display(),
                document.agency_name,
                document.signer or document.issued_by.display_name,
                document.code,
            )
            for document in found
        ],
        made_at=clock.now(),
    )
