"""The culture part carried over to the common criteria of NĐ 335: a page a person, a file for a unit."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from core import clock
from core.access import require
from core.documents.content import Column, ColumnKind, Document
from core.documents.files import file_response
from core.numbers import format_points
from evaluations.gather.reviews.nd335 import suggestions_for, suggestions_of, voice_of
from evaluations.gather.reviews.people import people_of
from evaluations.gather.sets import load_set
from evaluations.models import Review, SelfAssessment
from evaluations.rules.reviews.nd335 import DISCLAIMER, HOW_WORDS, ITEMS, MAPPING, SOURCE, Suggestion
from evaluations.views.reviews.looking import note_export, note_look
from evaluations.views.reviews.workbook import place_of
from feedback.rules.release import telling_day

GROUPS = {
    "TT": "Tinh thần, thái độ làm việc",
    "GT": "Giao tiếp, ứng xử",
    "DD": "Đạo đức, lối sống",
    "TP": "Trang phục, nơi làm việc",
}
FILES = ("xlsx", "docx")
Line = tuple[str, str, str, str, str, str]


def mapping_lines() -> list[tuple[str, str, str]]:
    """The mapping as a table: culture group, common criterion, how."""
    labels = {item.code: item.label for item in ITEMS}
    return [
        (f"{link.group} {GROUPS[link.group]}", f"{link.item} {labels[link.item]}", HOW_WORDS[link.how])
        for link in MAPPING
    ]


@require_GET
def nd335_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a decided form suggests for each common criterion, with the evidence and the mapping."""
    visible = SelfAssessment.objects.visible_to(request.user, clock.today())  # type: ignore[arg-type]
    form = get_object_or_404(visible.select_related("period", "staff"), pk=pk)
    require(request.user, "assessment.nd335", form)
    note_look(request, form, "nd335")
    review = Review.objects.get(pk=form.pk)
    found = suggestions_for(
        form,
        review,
        voice_of(form.period, form.agency_id, load_set(form.criteria_set_id), today=telling_day(clock.now())),
    )
    own = form.staff_id == request.user.staff_id  # type: ignore[union-attr]
    back = reverse("assessment_detail" if own else "review_detail", args=[form.pk])
    context = {
        "form": form,
        "rows": found,
        "groups": GROUPS,
        "total": _total(found),
        "mapping": mapping_lines(),
        "disclaimer": DISCLAIMER,
        "source": SOURCE,
        "crumbs": [(f"Phiếu {form.period.label.lower()}", back), ("Gợi ý cho tiêu chí chung", "")],
    }
    return render(request, "reviews/nd335.html", context)


def _total(found: list[Suggestion]) -> Decimal:
    return sum((one.deduction for one in found if one.deduction is not None), Decimal(0))


@require_GET
def nd335_unit(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """The unit's decided people in one table, with links to its files."""
    require(request.user, "assessment.review_list")
    user: Any = request.user
    period, place = place_of(request, period_pk, agency_pk)
    people = people_of(user, period, place)
    suggested = suggestions_of(people, period, today=telling_day(clock.now()))
    context = {
        "period": period,
        "place": place,
        "rows": [(one, found, _total(found)) for one, found in suggested],
        "everyone": len(people),
        "items": ITEMS,
        "mapping": mapping_lines(),
        "disclaimer": DISCLAIMER,
        "source": SOURCE,
        "files": FILES,
        "crumbs": [
            ("Nhận xét phiếu", f"{reverse('review_list')}?ky={period.pk}&bo-phan={place.agency_id}"),
            ("Gợi ý cho tiêu chí chung", ""),
        ],
    }
    return render(request, "reviews/nd335_unit.html", context)


@require_GET
def nd335_file(request: HttpRequest, period_pk: int, agency_pk: int, ending: str) -> HttpResponse:
    """The same as a workbook or a document."""
    require(request.user, "assessment.review_list")
    user: Any = request.user
    period, place = place_of(request, period_pk, agency_pk)
    if ending not in FILES:
        raise Http404
    found = suggestions_of(people_of(user, period, place), period, today=telling_day(clock.now()))
    note_export(request, period, place.agency_id, len(found), f"nd335.{ending}")
    columns = [
        Column("TT", ColumnKind.INTEGER, width=6),
        Column("Họ và tên", width=22),
        *(Column(f"{item.code} {_short(item.points)}", width=10) for item in ITEMS),
        Column("Gợi ý trừ", ColumnKind.POINTS, width=10),
    ]
    rows = [
        [
            number,
            one.post.staff.full_name,
            *_cells(suggestions),
            _total(suggestions),
        ]
        for number, (one, suggestions) in enumerate(found, start=1)
    ]
    document = Document(
        title=f"Gợi ý điểm tiêu chí chung theo Nghị định 335 {period.label.lower()}",
        subtitle=place.name,
        columns=columns,
        rows=rows,
        made_at=clock.now(),
        legal_lines=[DISCLAIMER],
        footnotes=[
            "Dưới mã tiêu chí là điểm tối đa. Mỗi ô là điểm gợi ý sau khi trừ; "
            "“xem” là chỉ trừ khi có vụ việc đã xác minh; "
            "“—” là không áp dụng cho vị trí hoặc chưa có dữ liệu.",
            *(f"{group} → {item}: {how}." for group, item, how in mapping_lines()),
            SOURCE,
        ],
    )
    return file_response(document, ending)


def _short(points: Decimal) -> str:
    """Points without needless zeros: "0,5", "2", "1,25"."""
    return format_points(points).rstrip("0").rstrip(",")


def _cells(suggestions: list[Suggestion]) -> list[str | None]:
    """One cell an item: the suggested points, "xem" for cases to look into, None where it does not apply."""
    by_item = {one.item.code: one for one in suggestions}
    cells: list[str | None] = []
    for item in ITEMS:
        one = by_item.get(item.code)
        if one is None:
            cells.append(None)
        elif one.suggested is None:
            cells.append("xem" if one.evidence else None)
        else:
            cells.append(format_points(one.suggested))
    return cells
