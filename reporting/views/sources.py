"""The last step down: the very rows behind what one source said about one criterion."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.access import may
from core.dates import format_day
from core.numbers import format_integer, format_percent, format_points
from evaluations.enums import Source
from evaluations.models import Period
from evaluations.rules.cases import CASES
from evaluations.rules.results import TOO_FEW, CriterionScore, SourceScore
from feedback.rules.release import telling_day
from feedback.rules.response import response_words
from reporting.gather.agency import Named, Scored
from reporting.gather.evidence.apologies import late_dossiers
from reporting.gather.evidence.cases import due_cases, verified_cases
from reporting.gather.evidence.citizens import READS, citizen_answers
from reporting.gather.evidence.forms import readable_forms, review_scores, self_scores
from reporting.gather.evidence.inspections import observations
from reporting.gather.evidence.registers import register_facts
from reporting.links import MONTH, link
from reporting.rules.small_counts import LEAST
from reporting.tables import cases
from reporting.tables import evidence as tables
from reporting.tables.agency import SOURCES, status_words
from reporting.tables.cells import Table
from reporting.views.agency import criterion_of, crumbs, opened
from reporting.views.frame import Content, Visit, answer

FORMS_ON_A_PAGE = 50
TOO_FEW_ANSWERS = "Chưa đủ lượt nên không hiện, để không ai đoán được người trả lời."
APOLOGIES, ANSWERS = "CQ-13", "CQ-14"


@dataclass(frozen=True, slots=True)
class Case:
    """One source of one criterion of one agency in one month."""

    seen: Visit
    who: Named
    found: Scored
    score: CriterionScore
    source: SourceScore
    period: Period

    @property
    def code(self) -> str:
        """The criterion's code."""
        return self.found.words.criteria[self.score.position].code


@dataclass(frozen=True, slots=True)
class Rows:
    """What the live rows add up to, and the tables that show them; ``hidden`` says why nothing is shown.

    ``lines`` are more facts of the source, ``more`` is the address where all of it stands.
    """

    n: int
    k: int
    tables: list[Table] = field(default_factory=list)
    hidden: str = ""
    forms: Table | None = None
    lines: list[tuple[str, str]] = field(default_factory=list)
    more: str = ""


@require_safe
def source_detail(request: HttpRequest, agency: int, code: str, source: str) -> HttpResponse:
    """The rows of one source, their Σn and Σk beside those that the score counted.

    The rows are read as they are now; where they have moved since the computation the page says so.
    """
    seen, who, found = opened(request, agency)
    score = criterion_of(found, code)
    one = next((one for one in score.sources if one.source == source), None)
    if one is None:
        raise Http404("Nguồn này chưa nói gì về tiêu chí.")
    case = Case(seen, who, found, score, one, Period.objects.get(pk=seen.month.pk))
    return answer(seen, lambda: _content(case), keep=False)


def _content(case: Case) -> Content:
    seen, one = case.seen, case.source
    text = case.found.words.criteria[case.score.position]
    rows = _READERS[one.source](case)
    label = SOURCES[one.source]
    above = link("criterion_detail", seen.month, case.who.pk, text.code)
    group = link("group_detail", seen.month, case.who.pk, text.group)
    return Content(
        title=f"{label}: {text.code}",
        lead=f"{text.statement} · {case.who.name} · {seen.month.label}",
        crumbs=crumbs(
            seen,
            case.who,
            (case.found.words.group_name(text.group), group),
            (text.code, above),
            (label, ""),
        ),
        template="reporting/agency/source.html",
        context={
            "status": status_words(one),
            "tables": rows.tables,
            "hidden": rows.hidden,
            "proof": None if rows.hidden else _proof(rows, one),
            "moved": "" if (rows.n, rows.k) == (one.n, one.k) else _moved(rows, one, case),
            "facts": [*_facts(one, rows), *rows.lines],
            "more": rows.more,
            "text": text,
            "carried": one.age,
            **_form_page(rows, seen),
        },
        tables=[*rows.tables, *([rows.forms] if rows.forms else [])],
        computed=(case.found.row.computed_at, case.found.row.records),
        default_points=case.found.words.has_default_points,
    )


def _proof(rows: Rows, one: SourceScore) -> tuple[str, str]:
    """Σk / Σn of the rows, and those that the score counted."""
    return (
        f"{format_integer(rows.k)} / {format_integer(rows.n)}",
        f"{format_integer(one.k)} / {format_integer(one.n)}",
    )


def _moved(rows: Rows, one: SourceScore, case: Case) -> str:
    when = "đang chờ tính lại" if case.seen.month.is_open else "kỳ đã chốt nên điểm không đổi"
    if rows.hidden:
        return f"Số liệu đã thay đổi sau lần tính; {when}."
    return (
        "Số liệu đã thay đổi sau lần tính: "
        f"lúc tính k = {format_integer(one.k)}, n = {format_integer(one.n)}; "
        f"nay k = {format_integer(rows.k)}, n = {format_integer(rows.n)}; {when}."
    )


def _facts(one: SourceScore, rows: Rows) -> list[tuple[str, str]]:
    hidden = bool(rows.hidden)
    return [
        ("Tình trạng", status_words(one)),
        ("Trọng số của nguồn", f"{one.weight}%"),
        ("Giá trị", "ẩn" if hidden else format_percent(one.value, 2)),
        ("Điểm mang lại", format_points(one.points if one.status == "counted" else None)),
    ]


def _form_page(rows: Rows, seen: Visit) -> dict[str, Any]:
    if rows.forms is None or not rows.forms.rows:
        return {"forms": None, "form_rows": [], "page": None}
    page = Paginator(rows.forms.rows, FORMS_ON_A_PAGE).get_page(seen.request.GET.get("trang"))
    return {"forms": rows.forms, "form_rows": page.object_list, "page": page}


def _inspection(case: Case) -> Rows:
    found = observations(
        case.seen.user,
        case.seen.on,
        period=case.period,
        agency=case.who.pk,
        code=case.code,
        carry_months=case.found.criteria.rules.carry_months,
        age=case.source.age,
    )
    return Rows(sum(row.n for row in found), sum(row.k for row in found), [tables.observed(found)])


def _self(case: Case) -> Rows:
    return _forms(case, self_scores(**_place(case)), reviewed=False)


def _review(case: Case) -> Rows:
    return _forms(case, review_scores(**_place(case)), reviewed=True)


def _place(case: Case) -> dict[str, Any]:
    return {"period": case.period, "agency": case.who.pk, "position": case.score.position}


def _forms(case: Case, scores: Any, *, reviewed: bool) -> Rows:
    """The distribution for everybody who reads the result, the very forms for those who may read forms."""
    lines = readable_forms(case.seen.user, case.seen.on, **_place(case), reviewed=reviewed)
    n, k = scores.total(), sum(score * count for score, count in scores.items())
    if n < LEAST and len(lines) < n:
        return Rows(n, k, hidden=f"Có dưới {LEAST} phiếu nên chỉ người được xem phiếu mới thấy từng điểm.")
    return Rows(n, k, [tables.distribution(scores)], forms=tables.form_list(lines))


def _citizen(case: Case) -> Rows:
    reads = case.found.criteria.rules.criteria[case.score.position].params.citizen_reads
    if reads == CASES:
        return _cases(case)
    if reads not in READS:
        raise Http404("Người dân không trả lời tiêu chí này.")
    day = telling_day(case.found.row.computed_at)
    heard = citizen_answers(period=case.period, agency=case.who.pk, reads=reads, today=day)
    if not heard.n or case.source.status == TOO_FEW:
        return Rows(heard.n, heard.k, hidden=TOO_FEW_ANSWERS)
    return Rows(
        heard.n,
        heard.k,
        [tables.tallied(heard.by_counter, 5 if reads == "stars" else 4)],
        lines=[
            ("Số lượt (n)", f"{format_integer(heard.n)}, tính đến hết ngày {format_day(heard.until)}"),
            ("Tỷ lệ trả lời", response_words(heard.n, heard.visits)),
        ],
        more=_voice_url(case),
    )


def _voice_url(case: Case) -> str:
    """Where everything is that citizens say of the agency, for those who may read it."""
    if not may(case.seen.user, "voice.read"):
        return ""
    month = urlencode({MONTH: case.period.starts_on.isoformat()})
    return f"{reverse('voice_agency', args=[case.who.pk])}?{month}"


def _cases(case: Case) -> Rows:
    """The cases found right, which the criterion counted; n adds the voices among which they were heard."""
    rows = verified_cases(
        case.seen.user, case.seen.on, period=case.period, agency=case.who.pk, code=case.code
    )
    voices = case.source.n - case.source.k
    return Rows(
        voices + len(rows),
        len(rows),
        [cases.verified(rows, case.code)],
        lines=[("Với phản ánh", "k là số vụ xác minh đúng; n là k cộng số lượt đánh giá, nếu đủ 5 lượt")],
    )


def _register(case: Case) -> Rows:
    found = register_facts(period=case.period, agency=case.who.pk, code=case.code)
    shown = [tables.facts(found)]
    if case.code == APOLOGIES:
        shown += _apologies(case)
    if case.code == ANSWERS:
        shown += _answers(case)
    return Rows(sum(row.n for row in found), sum(row.k for row in found), shown)


def _answers(case: Case) -> list[Table]:
    """The cases that fell due, for those who may read them."""
    rows = due_cases(case.seen.user, case.seen.on, period=case.period, agency=case.who.pk)
    return [cases.due(rows)] if rows else []


def _apologies(case: Case) -> list[Table]:
    """The late dossiers with their letters, for those who may read them."""
    seen = case.seen
    rows = late_dossiers(seen.user, seen.on, period=case.period, agency=case.who.pk)
    return [tables.apologies(rows)] if rows else []


_READERS: dict[str, Callable[[Case], Rows]] = {
    Source.INSPECTION.value: _inspection,
    Source.SELF_ASSESSMENT.value: _self,
    Source.REVIEW.value: _review,
    Source.CITIZEN.value: _citizen,
    Source.REGISTER.value: _register,
}
