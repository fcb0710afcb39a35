"""An inspection as it stands: before, during, and after its conclusion."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import may
from core.dates import format_day, format_moment
from core.numbers import format_integer
from core.text import excerpt
from evaluations.enums import InspectionState
from evaluations.forms.inspections import CancelForm, StartForm
from evaluations.gather.case_links import cases_of
from evaluations.gather.inspections import CheckGroup, Checkpoint, check_groups, headcount_of
from evaluations.models import Headcount, TeamMember
from evaluations.rules.conclusion import ABSENCES, in_words, is_shortcoming
from evaluations.views.inspections.cards import photo_links
from evaluations.views.inspections.finding import SEVERITY_KINDS, STATE_KINDS, visible_inspection
from evaluations.views.inspections.progress import progress_steps
from evaluations.views.inspections.tabs import tabs_of

HEADCOUNT_COLUMNS = [{"label": "Điểm danh"}, {"label": "Số người", "num": True}]


@require_safe
def inspection_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was ordered and how far it is; what was found only for those to whom it is released."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    on_site = inspection.state == InspectionState.ON_SITE
    draft = inspection.state == InspectionState.DRAFT
    readable = not draft and bool(may(user, "inspection.read_record", inspection))
    context = {
        "inspection": inspection,
        "trail": [("Kiểm tra", reverse("inspection_list")), (inspection.agency_name, "")],
        "state_kind": STATE_KINDS[inspection.state],
        "tabs": tabs_of(user, inspection, "inspection_detail"),
        "steps": progress_steps(inspection),
        "facts": _facts(inspection),
        "conclusion": inspection.conclusion if readable else "",
        "withheld": not draft and not readable,
        "start_form": StartForm(initial={"visited_on": clock.today()}) if draft else None,
        "cancel_form": CancelForm() if draft or on_site else None,
        "may_start": draft and bool(may(user, "inspection.start", inspection)),
        "may_record": on_site and bool(may(user, "inspection.record", inspection)),
        "may_cancel": (draft or on_site) and bool(may(user, "inspection.cancel", inspection)),
        "cases": _cases(user, inspection, readable=readable),
        **_record(inspection, shown=readable),
    }
    return render(request, "inspections/detail.html", context)


def _cases(user: Any, inspection: Any, *, readable: bool) -> list[dict[str, str]]:
    return [
        {
            "short": one.case.short,
            "words": excerpt(one.case.released_text),
            "url": reverse("case_detail", args=[one.case.pk]),
            "verdict": one.case.get_verdict_display() if one.case.verdict else "Chưa kết luận",
            "code": one.code if readable else "",
            "note": one.note,
        }
        for one in cases_of(user, inspection, clock.today())
    ]


def _facts(inspection: Any) -> list[tuple[str, str]]:
    team = TeamMember.objects.filter(inspection=inspection).select_related("user")
    facts = [
        ("Ngày kiểm tra", format_day(inspection.visited_on)),
        ("Hình thức", inspection.get_mode_display()),
        ("Quyết định", inspection.order_number),
        ("Nội dung", inspection.topic),
        ("Tính vào kỳ", inspection.period.label),
        ("Đoàn kiểm tra", _team_line(list(team.order_by("id")))),
        ("Bắt đầu", format_moment(inspection.started_at) if inspection.started_at else ""),
        ("Kết luận lúc", format_moment(inspection.concluded_at) if inspection.concluded_at else ""),
    ]
    return [(label, value) for label, value in facts if value]


def _team_line(team: list[TeamMember]) -> str:
    leading = [member.user.display_name for member in team if member.role == TeamMember.TeamRole.LEADER]
    others = [member.user.display_name for member in team if member.role != TeamMember.TeamRole.LEADER]
    return ", ".join([f"{name} (trưởng đoàn)" for name in leading] + others)


def _record(inspection: Any, *, shown: bool) -> dict[str, Any]:
    if not shown:
        return record_sections([], None)
    return record_sections(check_groups(inspection), headcount_of(inspection))


def record_sections(groups: list[CheckGroup], headcount: Headcount | None) -> dict[str, Any]:
    """The head-count and what was found by group, as the detail and the summary show them."""
    sections = [_section(group) for group in groups if group.done]
    return {
        "headcount_columns": HEADCOUNT_COLUMNS,
        "headcount_rows": _headcount_rows(headcount),
        "headcount_note": f"Điểm danh lúc {format_moment(headcount.counted_at)}." if headcount else "",
        "sections": sections,
    }


def _headcount_rows(headcount: Headcount | None) -> list[list[dict[str, Any]]]:
    if headcount is None:
        return []
    lines = [("Tổng số theo danh sách", headcount.roster), ("Có mặt", headcount.present)]
    lines += [(words.capitalize(), count) for name, words in ABSENCES if (count := getattr(headcount, name))]
    return [
        [{"text": label, "header": True}, {"text": format_integer(count), "num": True}]
        for label, count in lines
    ]


def _section(group: CheckGroup) -> dict[str, Any]:
    found = [_finding(point) for point in group.checkpoints if point.observation is not None]
    return {"name": group.group.name, "findings": found, "short": sum(one["short"] for one in found)}


def _finding(point: Checkpoint) -> dict[str, Any]:
    finding, observation = point.finding, point.observation
    assert finding is not None
    assert observation is not None
    grave = finding.severity != "none"
    return {
        "key": str(point.criterion.pk),
        "code": point.criterion.code,
        "statement": point.criterion.statement,
        "result": in_words(point.entry, finding),
        "short": is_shortcoming(point.entry, finding),
        "severity": observation.get_severity_display() if grave else "",
        "severity_kind": SEVERITY_KINDS[finding.severity],
        "note": finding.note,
        "photos": photo_links(point.photos, point.criterion.code),
        "who": f"{observation.recorded_by.display_name}, {format_moment(observation.recorded_at)}",
    }
