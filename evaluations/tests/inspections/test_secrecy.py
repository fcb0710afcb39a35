"""Who learns of an inspection, and when: the inspected only once it is concluded."""

from uuid import uuid4

import pytest

from agencies.enums import Role
from agencies.models import User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_staff, make_user
from evaluations.enums import InspectionState
from evaluations.models import Inspection, Period
from evaluations.tests.inspections.conftest import AT, DAY


def _visit(cast: Cast, month: Period, agency: object, state: str) -> Inspection:
    return Inspection.objects.create(
        id=uuid4(),
        agency=agency,
        period=month,
        mode="unannounced",
        state=state,
        order_number="7/QĐ-UBND",
        visited_on=DAY,
        created_by=cast.inspector,
        created_at=AT,
    )


@pytest.fixture
def other_admin(cast: Cast) -> User:
    """A Home Affairs administrator whose post is in the department, not in Sở Nội vụ."""
    user = make_user(make_staff("Mai Thị Lan", cast.department))
    grant(user, Role.HOME_AFFAIRS, cast.province)
    return user


@pytest.mark.parametrize(
    ("persona", "on_site", "concluded"),
    [("admin", True, True), ("leader", False, True), ("head", False, True), ("other_head", False, False)],
)
def test_a_visit_to_the_department(
    cast: Cast, month: Period, persona: str, on_site: bool, concluded: bool
) -> None:
    visit = _visit(cast, month, cast.department, InspectionState.ON_SITE)
    user = getattr(cast, persona)
    assert Inspection.objects.visible_to(user, DAY).filter(pk=visit.pk).exists() is on_site
    Inspection.objects.filter(pk=visit.pk).update(state=InspectionState.CONCLUDED)
    assert Inspection.objects.visible_to(user, DAY).filter(pk=visit.pk).exists() is concluded


def test_home_affairs_does_not_see_a_visit_to_itself_before_its_conclusion(
    cast: Cast, month: Period, other_admin: User
) -> None:
    visit = _visit(cast, month, cast.home_affairs, InspectionState.ON_SITE)
    assert not Inspection.objects.visible_to(cast.admin, DAY).filter(pk=visit.pk).exists()
    assert Inspection.objects.visible_to(other_admin, DAY).filter(pk=visit.pk).exists()
    Inspection.objects.filter(pk=visit.pk).update(state=InspectionState.CONCLUDED)
    assert Inspection.objects.visible_to(cast.admin, DAY).filter(pk=visit.pk).exists()
