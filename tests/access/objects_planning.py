"""Objects of planning: plans, a secret line, draws, an announced inspection, a relative."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.enums import AgencyKind, AgencyLevel, Role
from agencies.tests.factories import grant, make_agency, make_staff, make_user
from core import clock
from evaluations.actions.inspections import create_inspection
from evaluations.actions.planning import (
    add_line,
    create_plan,
    declare_relative,
    issue_plan,
    make_draw,
    record_order,
)
from evaluations.actions.planning.record_order import OrderFacts
from evaluations.models import Draw, Inspection, InspectionPlan, PlanLine, RelativeDeclaration
from evaluations.rules.planning.importing import HEADINGS
from evaluations.rules.planning.lines import LineFacts

if TYPE_CHECKING:
    from tests.access.world import World


def nothing(world: "World") -> None:
    """For lists: a month is open."""
    world.object("month")


def draft_plan(world: "World") -> InspectionPlan:
    """With one announced line about the commune."""
    world.object("month")
    act = {"actor": world.cast.admin, "at": clock.now()}
    plan = create_plan(form_id=uuid4(), year=2026, title="Kế hoạch năm 2026", **act)
    facts = LineFacts(world.cast.commune.pk, 4, "planned")
    add_line(form_id=uuid4(), plan=plan, facts=facts, **act)
    return plan


def issued_plan(world: "World") -> InspectionPlan:
    return issue_plan(
        plan=draft_plan(world),
        number="15/KH-UBND",
        issued_on=clock.today(),
        signer="Nguyễn Văn Lãnh",
        signer_post="Phó Chủ tịch",
        actor=world.cast.admin,
        at=clock.now(),
    )


def plan_file(world: "World") -> dict[str, Any]:
    return {"pk": issued_plan(world).pk, "ending": "xlsx"}


def secret_line(world: "World") -> PlanLine:
    """An unannounced line about department A."""
    facts = LineFacts(world.cast.department.pk, 4, "unannounced")
    plan = issued_plan(world)
    return add_line(form_id=uuid4(), plan=plan, facts=facts, actor=world.cast.admin, at=clock.now())


def _drawn(world: "World", quarter: int) -> Draw:
    """One of two communes."""
    make_agency("Xã An Bình", AgencyKind.COMMUNE, world.cast.province, level=AgencyLevel.COMMUNE)
    return make_draw(
        form_id=uuid4(),
        plan=draft_plan(world),
        title="Rút một xã",
        groups=["commune"],
        size=1,
        quarter=quarter,
        is_announced=False,
        actor=world.cast.admin,
        at=clock.now(),
    )


def announced_inspection(world: "World") -> Inspection:
    """A planned inspection of department A with its decision; another inspector could join."""
    world.object("month")
    spare = make_user(make_staff("Phan Thị Đoàn", world.cast.home_affairs))
    grant(spare, Role.INSPECTOR, world.cast.province)
    act = {"actor": world.cast.inspector, "at": clock.now()}
    today = clock.today()
    inspection = create_inspection(
        form_id=uuid4(),
        agency=world.cast.department,
        visited_on=today,
        mode="planned",
        order_number="12/QĐ-SNV",
        **act,
    )
    days = (date(2026, 1, 1), date(2026, 10, 31))
    facts = OrderFacts("12/QĐ-SNV", today, "Trần Thị Giám", "GIÁM ĐỐC", "", *days, 1)
    record_order(inspection=inspection, facts=facts, seen_version=inspection.version, **act)
    inspection.refresh_from_db()
    return inspection


def relative(world: "World") -> RelativeDeclaration:
    return declare_relative(
        form_id=uuid4(),
        agency=world.cast.commune,
        relation="Con",
        actor=world.cast.inspector,
        at=clock.now(),
    )


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "plans": nothing,
    "draft plan": draft_plan,
    "issued plan": issued_plan,
    "issued plan as a file": plan_file,
    "secret line about department A": secret_line,
    "coverage": nothing,
    "draws": nothing,
    "draw of this quarter": lambda world: _drawn(world, 4),
    "draw of a past quarter": lambda world: _drawn(world, 3),
    "announced inspection": announced_inspection,
    "own visits": nothing,
    "own relatives": nothing,
    "relative of the inspector": relative,
}


def _sheet() -> SimpleUploadedFile:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [heading for _field, heading in HEADINGS])
        sheet.write_row(1, 0, ["Xã Cái Nhum", 1, "Đột xuất"])
    return SimpleUploadedFile("ke-hoach.xlsx", target.getvalue())


def _line(world: "World") -> dict[str, Any]:
    return {"form_uuid": uuid4(), "agency": world.cast.commune.pk, "quarter": 3, "mode": "planned"}


def _decision(inspection: Inspection) -> dict[str, Any]:
    return {
        "number": "13/QĐ-SNV",
        "issued_on": clock.today().isoformat(),
        "signer": "Trần Thị Giám",
        "signer_post": "GIÁM ĐỐC",
        "covers_from": "2026-01-01",
        "covers_to": "2026-10-31",
        "duration_days": 2,
        "seen_version": inspection.version,
    }


def _team(world: "World", inspection: Inspection) -> dict[str, Any]:
    spare = type(world.cast.inspector).objects.get(display_name="Phan Thị Đoàn")
    return {
        "decision_number": "14/QĐ-SNV",
        "decided_on": clock.today().isoformat(),
        "reason": "Bổ sung người",
        "seen_version": inspection.version,
        f"role_{world.cast.inspector.pk}": "leader",
        f"role_{spare.pk}": "member",
    }


def _formed(world: "World") -> dict[str, Any]:
    day = clock.today().isoformat()
    leader = f"role_{world.cast.inspector.pk}"
    return {"form_uuid": uuid4(), "visited_on": day, "order_number": "chưa có số", leader: "leader"}


def _draw(world: "World") -> dict[str, Any]:
    plan = InspectionPlan.objects.order_by("pk").first() or draft_plan(world)
    form = {"form_uuid": uuid4(), "title": "Rút", "plan": plan.pk, "quarter": 4, "size": 1}
    return form | {"groups": ["commune"], "is_announced": "1"}


ISSUE = {"number": "16/KH", "issued_on": "2026-11-20", "signer": "Lãnh", "signer_post": "Phó Chủ tịch"}
FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "plan_create": lambda world, _thing: {"form_uuid": uuid4(), "year": 2026, "title": "Kế hoạch"},
    "plan_issue": lambda world, _thing: ISSUE,
    "plan_import": lambda world, _thing: {"sheet": _sheet()},
    "line_create": lambda world, _thing: _line(world),
    "line_edit": lambda world, line: _line(world) | {"seen_version": line.version},
    "line_drop": lambda world, _thing: {"reason": "Trùng thanh tra"},
    "line_order": lambda world, _thing: _formed(world),
    "draw_create": lambda world, _thing: _draw(world),
    "inspection_order": lambda world, inspection: _decision(inspection),
    "inspection_team": _team,
    "inspection_notice": lambda world, _thing: {"signer": "Trần Thị Giám", "signer_post": "GIÁM ĐỐC"},
    "relative_declare": lambda world, _thing: {
        "form_uuid": uuid4(),
        "agency": world.cast.commune.pk,
        "relation": "Con",
    },
}
