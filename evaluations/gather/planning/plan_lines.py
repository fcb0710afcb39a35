"""The lines of a plan with what their agencies are called, and the plan as an official document."""

from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from agencies.models import AgencyVersion
from core.dates import format_day
from core.documents.content import Column, ColumnKind, Document
from evaluations.enums import LineState, PlanState
from evaluations.models import InspectionPlan
from evaluations.models.planning import PlanLineQuerySet

COLUMNS = (
    Column("STT", ColumnKind.INTEGER, 7),
    Column("Cơ quan", width=34),
    Column("Quý", ColumnKind.INTEGER, 7),
    Column("Hình thức", width=15),
    Column("Nội dung, chuyên đề", width=28),
    Column("Thời kỳ kiểm tra", width=24),
    Column("Cơ quan phối hợp", width=20),
    Column("Lý do chọn", width=28),
    Column("Tình trạng", width=18),
)


def with_names(lines: PlanLineQuerySet) -> PlanLineQuerySet:
    """Each line with ``agency_name`` and ``agency_sort``: the newest, so a merged agency keeps its own."""
    newest = AgencyVersion.objects.filter(agency=OuterRef("agency")).order_by("-starts_on")
    return lines.annotate(
        agency_name=Subquery(newest.values("name")[:1]), agency_sort=Subquery(newest.values("name_sort")[:1])
    )


def covers(covers_from: date | None, covers_to: date | None) -> str:
    """The period looked at, "01/01/2026 – 30/06/2026", or nothing."""
    return f"{format_day(covers_from)} – {format_day(covers_to)}" if covers_from and covers_to else ""


def plan_document(plan: InspectionPlan, lines: PlanLineQuerySet, at: datetime) -> Document:
    """The plan as its reader sees it: only ``lines``, dropped ones with their reason."""
    shown = with_names(lines).order_by("quarter", "agency_sort", "pk")
    rows = [
        (
            number,
            line.agency_name,  # type: ignore[attr-defined]
            line.quarter,
            line.get_mode_display(),
            line.topic,
            covers(line.covers_from, line.covers_to),
            line.cooperating_body,
            line.reason,
            _state(line.get_state_display(), line.drop_reason if line.state == LineState.DROPPED else ""),
        )
        for number, line in enumerate(shown, start=1)
    ]
    return Document(
        title=plan.title,
        subtitle=f"Năm {plan.year}",
        legal_lines=[_issued(plan)],
        columns=COLUMNS,
        rows=rows,
        footnotes=[f"Cộng: {len(rows)} dòng trong phạm vi người xuất được xem."],
        made_at=at,
    )


def _issued(plan: InspectionPlan) -> str:
    if plan.state != PlanState.ISSUED:
        return "Dự thảo, chưa ban hành"
    return f"Số {plan.number}, ngày {format_day(plan.issued_on)}, người ký: {plan.signer}"


def _state(state: str, drop_reason: str) -> str:
    return f"{state}: {drop_reason}" if drop_reason else state
