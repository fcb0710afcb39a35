"""Indices that others measured: open to everybody signed in, kept by Home Affairs, apart from every score."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.gather.names import last_names
from agencies.views.parameters import number_of
from core import clock
from core.access import may, require
from core.cells import Row
from core.forms import form_uuid
from core.numbers import format_integer, format_points
from registers.actions.indices import record_index
from registers.enums import IndexKind
from registers.forms.records import IndexForm
from registers.gather.indices import History, history
from registers.gather.sheets import rated_choices
from registers.models import ExternalIndex
from registers.views.frame import Words, home_trail, with_form

TITLE = "Chỉ số bên ngoài"
COLUMNS = [
    {"label": "Cơ quan"},
    {"label": "Giá trị", "num": True},
    {"label": "Thứ hạng", "num": True},
    {"label": "So với năm trước", "num": True},
    {"label": "Văn bản công bố"},
]


@require_safe
def external_indices(request: HttpRequest) -> HttpResponse:
    """One index of one year over all agencies, best first, with how ranks moved; or one agency's history."""
    user: Any = request.user
    changes = bool(may(user, "external_index.change"))
    agency = number_of(request, "co_quan")
    context: dict[str, Any] = {"may_change": changes, "kinds": IndexKind.choices}
    if agency is not None:
        names = last_names([agency])
        context |= {
            "trail": home_trail((TITLE, reverse("external_indices")), (_name(names, agency), "")),
            "name": _name(names, agency),
            "histories": [_told(one) for one in history(agency)],
        }
        return render(request, "registers/index_history.html", context)
    kind = request.GET.get("chi_so", "")
    kind = kind if kind in IndexKind.values else IndexKind.PAR_INDEX
    rows = ExternalIndex.objects.filter(kind=kind)
    years = sorted(set(rows.values_list("year", flat=True)), reverse=True)
    year = number_of(request, "nam")
    year = year if year in years else (years[0] if years else clock.today().year)
    found = list(rows.filter(year=year).order_by("rank", "-value", "agency"))
    before = dict(rows.filter(year=year - 1).values_list("agency", "rank"))
    names = last_names({one.agency_id for one in found})
    context |= {
        "trail": home_trail((TITLE, "")),
        "kind": kind,
        "label": IndexKind(kind).label,
        "year": year,
        "years": years,
        "columns": COLUMNS,
        "rows": [_row(one, names, before, changes) for one in found],
    }
    return render(request, "registers/indices.html", context)


def _name(names: dict[int, Any], agency: int) -> str:
    return str(names[agency].name) if agency in names else "Cơ quan"


def _row(one: ExternalIndex, names: dict[int, Any], before: dict[int, int | None], changes: bool) -> Row:
    edit = reverse("index_edit", args=[one.pk]) if changes else ""
    return [
        {
            "text": _name(names, one.agency_id),
            "url": f"{reverse('external_indices')}?co_quan={one.agency_id}",
            "header": True,
        },
        {"text": f"{format_points(one.value)}/{format_points(one.scale, 0)}", "num": True, "url": edit},
        {"text": _rank(one.rank, one.ranked_of), "num": True},
        {"text": _moved(one.rank, before.get(one.agency_id)), "num": True},
        {"text": one.document},
    ]


def _rank(rank: int | None, of: int | None) -> str:
    return f"{format_integer(rank)}/{format_integer(of)}" if rank else "–"


def _moved(rank: int | None, before: int | None) -> str:
    """How many places up (+) or down (−); no earlier rank is a dash."""
    if rank is None or before is None:
        return "–"
    moved = before - rank
    return f"lên {moved}" if moved > 0 else f"xuống {-moved}" if moved < 0 else "giữ hạng"


def _told(one: History) -> dict[str, Any]:
    rows: list[Row] = []
    before: int | None = None
    for point in one.points:
        rows.append(
            [
                {"text": str(point.year), "header": True},
                {
                    "text": f"{format_points(point.value)}/{format_points(point.scale, 0)}",
                    "num": True,
                    "value": point.value,
                },
                {"text": _rank(point.rank, point.ranked_of), "num": True},
                {"text": _moved(point.rank, before), "num": True},
                {"text": point.document},
            ]
        )
        before = point.rank
    return {"label": one.label, "columns": [{"label": "Năm"}, *COLUMNS[1:]], "rows": rows}


@require_http_methods(["GET", "HEAD", "POST"])
def index_new(request: HttpRequest) -> HttpResponse:
    """Record one value."""
    user: Any = request.user
    require(user, "external_index.change")
    today = clock.today()
    first = {"kind": request.GET.get("chi_so"), "year": today.year - 1, "scale": 100}
    form = IndexForm(request.POST or None, agencies=rated_choices(today), initial=first)
    words = Words(
        "Ghi chỉ số", "Ghi chỉ số", reverse("external_indices"), _trail("Ghi chỉ số"), symbol="plus"
    )

    def act() -> HttpResponse:
        facts = form.facts()
        record_index(index_id=form_uuid(request.POST), facts=facts, actor=user, at=clock.now())
        messages.success(request, "Đã ghi chỉ số.")
        return redirect(f"{reverse('external_indices')}?chi_so={facts.kind}&nam={facts.year}")

    return with_form(request, form, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
def index_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct one value."""
    user: Any = request.user
    row = get_object_or_404(ExternalIndex, pk=pk)
    require(user, "external_index.change")
    names = ("kind", "year", "value", "scale", "rank", "ranked_of", "document")
    first = {name: getattr(row, name) for name in names} | {
        "agency": row.agency_id,
        "seen_version": row.version,
    }
    choices = dict(rated_choices(clock.today()))
    choices.setdefault(row.agency_id, _name(last_names([row.agency_id]), row.agency_id))
    form = IndexForm(request.POST or None, agencies=list(choices.items()), initial=first)
    words = Words(
        "Sửa chỉ số", "Lưu thay đổi", reverse("external_indices"), _trail("Sửa chỉ số"), symbol="save"
    )

    def act() -> HttpResponse:
        facts = form.facts()
        seen = form.cleaned_data["seen_version"] or 0
        record_index(index_id=pk, facts=facts, seen_version=seen, actor=user, at=clock.now())
        messages.success(request, "Đã lưu thay đổi.")
        return redirect(f"{reverse('external_indices')}?chi_so={facts.kind}&nam={facts.year}")

    return with_form(request, form, words, act)


def _trail(here: str) -> Any:
    return home_trail((TITLE, reverse("external_indices")), (here, ""))
