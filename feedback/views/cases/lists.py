"""The register of cases as a list, and as an Excel file."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.gather.names import last_names
from agencies.models.scope import scope_of
from agencies.views.parameters import number_of, page_of, words_of
from core import audit, clock
from core.access import may, require
from core.cells import Cell, Column, Row
from core.dates import format_day
from core.documents.content import Column as SheetColumn
from core.documents.content import ColumnKind, Document
from core.documents.files import file_response
from core.http import page_or_part
from core.text import excerpt
from feedback.enums import CaseKind, Verdict
from feedback.gather.cases.desk import SITUATIONS, Asked, agencies_with_cases, register_of
from feedback.models import FeedbackCase
from feedback.models.cases import OVERSEERS
from feedback.rules.case_ladder import due_words
from feedback.views.cases.frame import KINDS

PAGE_SIZE = 30
MOST_ROWS = 5_000


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """The released cases of one's agency, unit or province, found by state, kind, agency and words."""
    user: Any = request.user
    require(user, "case.desk")
    today = clock.today()
    asked = asked_for(request)
    wide = scope_of(user, today).has(*OVERSEERS)
    page = page_of(request, register_of(user, today, asked), PAGE_SIZE)
    cases = list(page.object_list)
    query = _query(asked)
    context = {
        "page": page,
        "columns": _columns(wide),
        "rows": _rows(cases, today, wide=wide),
        "asked": asked,
        "filters": _filters(user, today, asked, wide=wide),
        "action": reverse("case_list"),
        "narrowed": bool(query),
        "export_url": f"{reverse('case_export')}?{query}" if may(user, "case.export") else "",
        "board_url": reverse("case_board") if wide else "",
        "templates_url": reverse("reply_templates") if may(user, "reply_template.list") else "",
    }
    return page_or_part(request, "feedback/cases/list.html", "feedback/cases/_list.html", context)


def asked_for(request: HttpRequest) -> Asked:
    """What the address narrows the register to; nonsense narrows nothing."""
    given = request.GET
    kind, verdict = given.get("loai", ""), given.get("ket-luan", "")
    situation = given.get("tinh-trang", "")
    return Asked(
        situation=situation if situation in SITUATIONS else "",
        kind=kind if kind in CaseKind.values else "",
        verdict=verdict if verdict in Verdict.values else "",
        agency=number_of(request, "co-quan"),
        overdue=given.get("qua-han") == "1",
        words=words_of(request),
    )


def _query(asked: Asked) -> str:
    given = {
        "tinh-trang": asked.situation,
        "loai": asked.kind,
        "ket-luan": asked.verdict,
        "co-quan": asked.agency or "",
        "qua-han": "1" if asked.overdue else "",
        "q": asked.words,
    }
    return urlencode({name: value for name, value in given.items() if value})


def _filters(user: Any, today: date, asked: Asked, *, wide: bool) -> list[dict[str, Any]]:
    """The boxes of the filter: name, label, (value, label, chosen) of each choice."""
    situations = [(word, label) for word, (label, _condition) in SITUATIONS.items()]
    boxes: list[tuple[str, str, str, Any, Any]] = [
        ("tinh-trang", "Tình trạng", "Mọi tình trạng", situations, asked.situation),
        ("loai", "Loại việc", "Mọi loại việc", CaseKind.choices, asked.kind),
        ("ket-luan", "Kết luận", "Mọi kết luận", Verdict.choices, asked.verdict),
    ]
    if wide:
        agencies = agencies_with_cases(user, today)
        boxes.append(("co-quan", "Cơ quan", "Mọi cơ quan", agencies, asked.agency))
    return [
        {
            "name": name,
            "label": label,
            "first": first,
            "choices": [(value, words, value == chosen) for value, words in choices],
        }
        for name, label, first, choices, chosen in boxes
    ]


def _columns(wide: bool) -> list[Column]:
    columns: list[Column] = [{"label": "Phản ánh"}]
    columns.append({"label": "Cơ quan" if wide else "Bộ phận"})
    return [
        *columns,
        {"label": "Ngày chuyển"},
        {"label": "Hạn trả lời"},
        {"label": "Tình trạng"},
        {"label": "Kết luận"},
    ]


def _rows(cases: list[FeedbackCase], today: date, *, wide: bool) -> list[Row]:
    names = last_names({pk for case in cases for pk in (case.agency_id, case.unit_id) if pk})
    return [_row(case, names, today, wide=wide) for case in cases]


def _row(case: FeedbackCase, names: dict[int, Any], today: date, *, wide: bool) -> Row:
    place = case.agency_id if wide else case.unit_id
    cells: list[Cell] = [
        {
            "text": f"{case.short} · {excerpt(case.released_text)}",
            "url": reverse("case_detail", args=[case.pk]),
            "header": True,
        },
        {"text": names[place].short_name if place in names else "Chưa giao"},
        {"text": format_day(case.released_on), "class": "nowrap is-extra"},
        _due(case, today),
        {"text": case.get_state_display(), "class": f"state-{KINDS.get(case.state, 'none')}"},
        {"text": _verdict(case), "class": "" if case.verdict else "is-extra"},
    ]
    return cells


def _due(case: FeedbackCase, today: date) -> Cell:
    if case.answered_on is not None or case.state not in ("released", "assigned"):
        late = case.answered_on and case.due_on and case.answered_on > case.due_on
        return {"text": f"{format_day(case.due_on)}{' (trả lời trễ)' if late else ''}"}
    late = case.due_on is not None and case.due_on < today
    words = due_words(case.due_on, today)
    return {
        "text": f"{format_day(case.due_on)} ({words})" if words else format_day(case.due_on),
        "class": "is-late" if late else "",
    }


def _verdict(case: FeedbackCase) -> str:
    if not case.verdict:
        return "–"
    label = case.get_verdict_display()
    return f"{label} ({case.criterion})" if case.criterion else label


@require_safe
def case_export(request: HttpRequest) -> HttpResponse:
    """The same cases as Excel; who took the file leaves a trace."""
    user: Any = request.user
    require(user, "case.export")
    today, at = clock.today(), clock.now()
    cases = list(register_of(user, today, asked_for(request))[:MOST_ROWS])
    names = last_names({pk for case in cases for pk in (case.agency_id, case.unit_id) if pk})
    document = Document(
        title=f"Sổ phản ánh, kiến nghị đến ngày {today:%d-%m-%Y}",
        subtitle="Nội dung đã lược những chỗ có thể làm lộ người gửi.",
        columns=_sheet_columns(),
        rows=[_sheet_row(place, case, names, today) for place, case in enumerate(cases, start=1)],
        made_at=at,
        footnotes=["Chỉ phản ánh được kết luận đúng hoặc đúng một phần mới tính vào điểm."],
    )
    audit.record("case.exported", actor=user, subject=user, at=at, after={"rows": len(cases)})
    return file_response(document, "xlsx")


def _sheet_columns() -> list[SheetColumn]:
    return [
        SheetColumn("STT", ColumnKind.INTEGER, 5),
        SheetColumn("Mã", width=9),
        SheetColumn("Cơ quan", width=26),
        SheetColumn("Bộ phận", width=22),
        SheetColumn("Loại việc", width=20),
        SheetColumn("Ngày chuyển", ColumnKind.DAY, 12),
        SheetColumn("Hạn trả lời", ColumnKind.DAY, 12),
        SheetColumn("Ngày trả lời", ColumnKind.DAY, 12),
        SheetColumn("Tình trạng", width=16),
        SheetColumn("Quá hạn", width=9),
        SheetColumn("Kết luận", width=14),
        SheetColumn("Tiêu chí", width=9),
        SheetColumn("Đã giải quyết", width=12),
        SheetColumn("Hài lòng (1–5)", ColumnKind.INTEGER, 12),
        SheetColumn("Nội dung", width=60),
    ]


def _sheet_row(place: int, case: FeedbackCase, names: dict[int, Any], today: date) -> list[Any]:
    waits = case.state in ("released", "assigned")
    until = today if waits else case.answered_on
    late = bool(case.due_on and until and until > case.due_on)
    solved = {True: "Rồi", False: "Chưa", None: ""}[case.told_solved]
    return [
        place,
        case.short,
        names[case.agency_id].name if case.agency_id in names else "",
        names[case.unit_id].short_name if case.unit_id in names else "",
        case.get_kind_display(),
        case.released_on,
        case.due_on,
        case.answered_on,
        case.get_state_display(),
        "Có" if late else "",
        case.get_verdict_display() if case.verdict else "",
        case.criterion,
        solved,
        case.told_satisfaction,
        case.released_text,
    ]
