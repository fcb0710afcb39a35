"""November 2026: a plan with announced and secret lines, and an administrator from elsewhere."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from agencies.enums import Role
from agencies.models import Agency, User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_agency, make_staff, make_user
from evaluations.actions.planning import add_line, create_plan, issue_plan
from evaluations.models import Inspection, InspectionPlan, Period, PlanLine
from evaluations.rules.planning.lines import LineFacts
from evaluations.tests.inspections.conftest import AT, DAY, draft, member, month, on_site, the_present

__all__ = ["draft", "member", "month", "on_site", "the_present"]


@pytest.fixture
def plan(cast: Cast) -> InspectionPlan:
    """The plan of 2026, in draft."""
    return create_plan(form_id=uuid4(), year=2026, title="Kế hoạch năm 2026", actor=cast.admin, at=AT)


@pytest.fixture
def add(cast: Cast, plan: InspectionPlan) -> Callable[..., PlanLine]:
    """Add a line about an agency to the plan; keywords replace the usual facts."""

    def do(agency: Agency, mode: str = "planned", *, actor: User | None = None, **facts: Any) -> PlanLine:
        given = LineFacts(agency.pk, facts.pop("quarter", 4), mode, **facts)
        return add_line(form_id=uuid4(), plan=plan, facts=given, actor=actor or cast.admin, at=AT)

    return do


@pytest.fixture
def issue(cast: Cast, plan: InspectionPlan) -> Callable[[], InspectionPlan]:
    """Issue the plan."""
    return lambda: issue_plan(
        plan=plan,
        number="15/KH-UBND",
        issued_on=DAY,
        signer="Nguyễn Văn Lãnh",
        signer_post="Phó Chủ tịch",
        actor=cast.admin,
        at=AT,
    )


@pytest.fixture
def secret(cast: Cast, add: Callable[..., PlanLine], issue: Callable[[], InspectionPlan]) -> PlanLine:
    """An unannounced line about the department in an issued plan that also has an announced one elsewhere."""
    line = add(cast.department, "unannounced")
    add(cast.commune)
    issue()
    return line


@pytest.fixture
def other_admin(cast: Cast) -> User:
    """Home Affairs whose post is in the department."""
    user = make_user(make_staff("Mai Thị Lan", cast.department))
    grant(user, Role.HOME_AFFAIRS, cast.province)
    return user


def begin(line: PlanLine, cast: Cast, month: Period, **fields: Any) -> Inspection:
    """The inspection of a line as the database keeps it once the team has checked in."""
    usual = {
        "id": uuid4(),
        "agency": line.agency,
        "period": month,
        "mode": line.mode,
        "state": "on_site",
        "order_number": "7/QĐ",
        "visited_on": DAY,
        "started_at": AT,
        "plan_line": line,
        "created_by": cast.inspector,
        "created_at": AT,
    }
    return Inspection.objects.create(**(usual | fields))


def communes(cast: Cast, count: int) -> list[Agency]:
    """So many more communes."""
    return [make_agency(f"Xã {number:03d}", "commune", cast.province) for number in range(count)]
