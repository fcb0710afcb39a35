"""Who learns of an inspection, and when; and who reads what was found."""

from uuid import uuid4

import pytest

from agencies.enums import Role
from agencies.models import User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_staff, make_user
from evaluations.enums import InspectionState
from evaluations.models import Inspection, Period, TeamMember
from evaluations.rules.observing import Finding
from evaluations.tests.inspections.conftest import AT, DAY

READERS = ("inspector", "admin", "leader", "head", "other_head")


def _visit(cast: Cast, month: Period, agency: object, **facts: object) -> Inspection:
    usual = {"mode": "unannounced", "state": InspectionState.DRAFT}
    visit = Inspection.objects.create(
        id=uuid4(),
        agency=agency,
        period=month,
        order_number="7/QĐ-UBND",
        visited_on=DAY,
        created_by=cast.inspector,
        created_at=AT,
        **(usual | facts),
    )
    TeamMember.objects.create(inspection=visit, user=cast.inspector, role="leader")
    return visit


def _readers(cast: Cast, which: str) -> set[str]:
    """Of READERS those for whom the queryset method ``which`` finds the one inspection there is."""
    return {name for name in READERS if getattr(Inspection.objects, which)(getattr(cast, name), DAY).exists()}


@pytest.fixture
def other_admin(cast: Cast) -> User:
    """A Home Affairs administrator whose post is in the department, not in Sở Nội vụ."""
    user = make_user(make_staff("Mai Thị Lan", cast.department))
    grant(user, Role.HOME_AFFAIRS, cast.province)
    return user


STARTED = {"started_at": AT}
TEAM, ALL = {"inspector", "admin"}, {"inspector", "admin", "leader", "head"}
CASES = [
    # what stands, who knows of it, who reads what was found
    ({"state": "draft"}, TEAM, TEAM),
    ({"state": "draft", "mode": "planned"}, TEAM, TEAM),
    ({"state": "draft", "mode": "planned", "notice_sent_at": AT}, ALL, TEAM),
    ({"state": "cancelled"}, TEAM, TEAM),
    ({"state": "on_site", **STARTED}, ALL, TEAM),
    ({"state": "cancelled", **STARTED}, ALL, TEAM),
    ({"state": "minuted", **STARTED}, ALL, TEAM | {"head"}),
    ({"state": "reported", **STARTED}, ALL, TEAM | {"head"}),
    ({"state": "lapsed", **STARTED}, ALL, TEAM | {"head"}),
    ({"state": "concluded", **STARTED}, ALL, ALL),
]


def test_the_inspected_reads_the_teams_report_only_once_it_is_concluded(cast: Cast, month: Period) -> None:
    visit = _visit(cast, month, cast.department, state="reported", **STARTED)
    assert _readers(cast, "report_visible_to") == TEAM
    Inspection.objects.filter(pk=visit.pk).update(state=InspectionState.CONCLUDED)
    assert _readers(cast, "report_visible_to") == ALL


@pytest.mark.parametrize(("facts", "know", "read"), CASES)
def test_a_visit_to_the_department(cast: Cast, month: Period, facts: dict, know: set, read: set) -> None:
    _visit(cast, month, cast.department, **facts)
    assert _readers(cast, "visible_to") == know
    assert _readers(cast, "record_visible_to") == read


@pytest.mark.parametrize(
    ("facts", "knows", "reads"),
    [
        ({"state": "draft"}, False, False),
        ({"state": "on_site", **STARTED}, True, False),
        ({"state": "minuted", **STARTED}, True, True),
    ],
)
def test_home_affairs_learns_of_a_visit_to_itself_as_any_agency_does(
    cast: Cast, month: Period, other_admin: User, facts: dict, knows: bool, reads: bool
) -> None:
    _visit(cast, month, cast.home_affairs, **facts)
    assert Inspection.objects.visible_to(cast.admin, DAY).exists() is knows
    assert Inspection.objects.record_visible_to(cast.admin, DAY).exists() is reads
    assert Inspection.objects.record_visible_to(other_admin, DAY).exists()


def test_the_head_sees_that_the_team_is_there_and_nothing_of_what_it_finds(client, record, on_site, cast):
    record("TP-04", finding=Finding(10, 7, note="Ba người không đeo thẻ"))
    client.force_login(cast.head)
    page = client.get(f"/kiem-tra/{on_site.pk}/").content.decode()
    assert "Kết quả ghi nhận chưa công bố" in page
    assert "Ba người" not in page
    assert "TP-04" not in page
