"""The month in Excel: out, and in by two steps (read, list the problems, then keep once a person agrees)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import AgencyVersion
from core import clock
from core.access import require
from core.documents.files import saved
from core.errors import PeriodClosed, Refused
from core.forms import form_uuid
from core.sheet_pages import shown_problems, sign_rows, signed_rows
from core.text import fold
from evaluations.actions.reviews.import_sheet import import_sheet
from evaluations.forms.reviews import SheetForm
from evaluations.gather.reviews.people import Person, people_of
from evaluations.gather.reviews.places import Place, places_under
from evaluations.gather.reviews.upload import codes_of, known_forms, read_upload
from evaluations.gather.reviews.workbook import write_workbook
from evaluations.models import Period, SelfAssessment
from evaluations.rules.reviews.sheet_reading import Reading, SheetAct, forms_named, read_workbook
from evaluations.views.reviews.looking import note_export
from evaluations.views.reviews.rows import label_of

PAGE = "review_import"
MOST_SHOWN = 400


@require_safe
def review_workbook(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """The workbook of the people of one agency or unit whose form was handed in."""
    require(request.user, "assessment.review_list")
    user: Any = request.user
    period, place = place_of(request, period_pk, agency_pk)
    people = people_of(user, period, place)
    note_export(request, period, place.agency_id, len(people), "xlsx")
    content = write_workbook(people, period, place.name)
    stem = f"nhan-xet-{period.starts_on:%Y-%m}-{'-'.join(fold(place.name).split())[:60]}"
    return saved(content, stem, "xlsx")


def place_of(request: HttpRequest, period_pk: int, agency_pk: int) -> tuple[Period, Place]:
    """A month and an agency or unit under the user: 404 otherwise."""
    user: Any = request.user
    period = get_object_or_404(Period.objects.months(), pk=period_pk)
    place = next((one for one in places_under(user, period) if one.agency_id == agency_pk), None)
    if place is None:
        raise Http404
    return period, place


@require_http_methods(["GET", "HEAD", "POST"])
def review_import(request: HttpRequest, period_pk: int) -> HttpResponse:
    """Read a filled-in workbook and show what it would change; keep it when the same page is confirmed."""
    require(request.user, "assessment.review_list")
    period = get_object_or_404(Period.objects.months(), pk=period_pk)
    if request.method != "POST":
        return _page(request, period, SheetForm())
    try:
        if not period.is_open:
            raise PeriodClosed
        if "lines" in request.POST:
            return _keep(request, period)
        return _read(request, period)
    except Refused as refusal:
        return _page(request, period, SheetForm(), refusal=refusal.message, status=refusal.status)


def _read(request: HttpRequest, period: Period) -> HttpResponse:
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, period, form, status=422)
    judge, reasons = read_upload(form.cleaned_data["sheet"])
    people = _people_named(request, period, forms_named(judge))
    _set_id, questions = codes_of([one for one in people if one.is_sent])
    reading = read_workbook(judge, reasons, [one.code for one in questions], known_forms(people))
    if reading.problems:
        return _page(request, period, form, reading=reading, status=422)
    user: Any = request.user
    rows = _differences(people, reading)
    return _page(request, period, form, reading=reading, rows=rows, signed=_signed(reading, period, user.pk))


def _people_named(request: HttpRequest, period: Period, named: set[UUID]) -> list[Person]:
    """The people of the smallest place under the user that holds every form of the sheet which they see."""
    user: Any = request.user
    visible = SelfAssessment.objects.visible_to(user, clock.today()).filter(pk__in=named, period=period)
    units = AgencyVersion.objects.as_of(period.last_day).filter(agency__in=visible.values("unit"))
    paths = list(units.order_by("agency_id").values_list("path", flat=True))
    around = [
        place for place in places_under(user, period) if all(path.startswith(place.path) for path in paths)
    ]
    place = max(around, key=lambda one: len(one.path), default=None)
    return people_of(user, period, place) if place and paths else []


def _keep(request: HttpRequest, period: Period) -> HttpResponse:
    user: Any = request.user
    acts = _unsigned(request.POST["lines"], period, user.pk)
    form_id = form_uuid(request.POST)
    count = import_sheet(form_id=form_id, period=period, acts=acts, actor=user, at=clock.now())
    messages.success(request, f"Đã ghi {count} phiếu từ tệp Excel.")
    return redirect(f"{reverse('review_list')}?ky={period.pk}")


def _signed(reading: Reading, period: Period, user_id: int) -> str:
    rows = [[str(act.form_id), *act[1:]] for act in reading.acts]
    return sign_rows(rows, PAGE, period.pk, user_id)


def _unsigned(text: str, period: Period, user_id: int) -> list[SheetAct]:
    return [SheetAct(UUID(row[0]), *row[1:]) for row in signed_rows(text, PAGE, period.pk, user_id)]


def _differences(people: list[Person], reading: Reading) -> list[dict[str, Any]]:
    """One line a form: whose it is, what would stand otherwise than their own, the note."""
    by_id = {one.form.pk: one for one in people if one.form}
    _set_id, questions = codes_of([one for one in people if one.is_sent])
    asked = {one.position: one for one in questions}
    rows = []
    for act in reading.acts:
        one = by_id[act.form_id]
        assert one.form is not None
        changes = [
            (
                asked[int(position)].code,
                label_of(asked[int(position)], one.form.scores[int(position)]),
                label_of(asked[int(position)], change["score"]),
                change["reason"],
            )
            for position, change in sorted(act.changes.items(), key=lambda item: int(item[0]))
        ]
        rows.append(
            {"name": one.post.staff.full_name, "move": act.move, "changes": changes, "note": act.note}
        )
    return sorted(rows, key=lambda row: not row["changes"])


def _page(
    request: HttpRequest,
    period: Period,
    form: SheetForm,
    *,
    reading: Reading | None = None,
    rows: list[dict[str, Any]] | None = None,
    signed: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    problems = reading.problems if reading else []
    listed = f"{reverse('review_list')}?ky={period.pk}"
    context = {
        "period": period,
        "form": form,
        "refusal": refusal,
        **shown_problems(problems),
        "signed": signed,
        "rows": (rows or [])[:MOST_SHOWN],
        "count": len(reading.acts) if reading else 0,
        "left": reading.left if reading else 0,
        "changed": sum(bool(row["changes"]) for row in rows or []),
        "list_url": listed,
        "crumbs": [("Nhận xét phiếu", listed), ("Nhập từ Excel", "")],
    }
    return render(request, "reviews/import.html", context, status=status)
