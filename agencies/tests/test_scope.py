"""What roles and posts reach: visible people, covered agencies, delegations, in one query."""

from datetime import date

import pytest
from django.db.models import F

from agencies.enums import AgencyKind, Position, PostingKind, Role
from agencies.models import Delegation, Posting, RoleGrant, StaffMember, User
from agencies.models.scope import Scope, scope_of
from agencies.tests.cast import Cast
from agencies.tests.factories import RECORDED, START, grant, make_agency, make_staff, make_user

TODAY = date(2026, 11, 20)
YESTERDAY = date(2026, 11, 19)


def fresh(user: User) -> Scope:
    """The user's scope as the next request would load it."""
    return scope_of(User.objects.get(pk=user.pk), TODAY)


def seen_by(user: User) -> set[str]:
    people = StaffMember.objects.visible_to(User.objects.get(pk=user.pk), TODAY)
    return set(people.values_list("full_name", flat=True))


def lend(cast: Cast, starts_on: date, ends_on: date) -> Delegation:
    return Delegation.objects.create(
        giver=cast.head,
        receiver=cast.officer,
        role=Role.AGENCY_HEAD,
        agency=cast.department,
        reason="Thủ trưởng đi công tác",
        starts_on=starts_on,
        ends_on=ends_on,
    )


def test_a_scope_costs_one_query(cast: Cast, django_assert_num_queries) -> None:
    head = User.objects.get(pk=cast.head.pk)
    with django_assert_num_queries(1):
        scope = scope_of(head, TODAY)
        scope_of(head, TODAY)
    path = cast.department.versions.get().path
    assert [(held.role, held.path) for held in scope.roles] == [(Role.AGENCY_HEAD, path)]
    assert [(held.role, held.rated_agency_id) for held in scope.workplaces] == [
        (Position.HEAD, cast.department.pk)
    ]


def test_a_user_without_person_or_roles_reaches_nothing(db: None) -> None:
    scope = fresh(make_user())
    assert (scope.roles, scope.workplaces) == ((), ())
    assert not StaffMember.objects.visible_to(make_user(), TODAY).exists()


def test_a_disabled_user_reaches_nothing(cast: Cast) -> None:
    User.objects.filter(pk=cast.admin.pk).update(is_active=False)
    assert fresh(cast.admin).roles == ()


def test_an_officer_sees_the_own_unit_only(cast: Cast) -> None:
    assert seen_by(cast.officer) == {"Bùi Thị Ánh", "Huỳnh Văn Đạt", "Võ Văn Phòng"}


def test_a_head_sees_the_agency_and_its_units(cast: Cast) -> None:
    assert seen_by(cast.head) == {
        "Nguyễn Thị Hòa",
        "Võ Văn Phòng",
        "Đỗ Thị Văn",
        "Bùi Thị Ánh",
        "Huỳnh Văn Đạt",
    }


def test_a_leader_of_the_province_sees_no_people_of_its_agencies(cast: Cast) -> None:
    assert seen_by(cast.leader) == {"Nguyễn Văn Lãnh"}


def test_an_operator_sees_no_people(cast: Cast) -> None:
    assert seen_by(cast.operator) == set()


def test_home_affairs_sees_everybody_and_who_left(cast: Cast) -> None:
    left = make_staff("Trương Thị Nghỉ", cast.commune)
    left.postings.update(ends_on=date(2026, 1, 1))
    assert "Trương Thị Nghỉ" in seen_by(cast.admin)
    assert len(seen_by(cast.admin)) == StaffMember.objects.count()
    assert "Trương Thị Nghỉ" not in seen_by(cast.other_head)


def test_sight_ends_with_the_post_and_begins_with_the_new_one(cast: Cast) -> None:
    posting = cast.officer.staff.postings.get()
    posting.ends_on = TODAY
    posting.save()
    Posting.objects.create(
        staff=cast.officer.staff,
        agency=cast.commune,
        title="Chuyên viên",
        starts_on=TODAY,
        recorded_at=RECORDED,
    )
    assert seen_by(cast.officer) == {"Bùi Thị Ánh", "Cao Văn Xã", "Lý Thị Lạ"}
    assert "Bùi Thị Ánh" not in seen_by(cast.unit_head)


def test_a_second_post_adds_to_the_first(cast: Cast) -> None:
    Posting.objects.create(
        staff=cast.officer.staff,
        agency=cast.commune,
        kind=PostingKind.SECONDMENT,
        title="Cán bộ biệt phái",
        starts_on=START,
        recorded_at=RECORDED,
    )
    assert {"Huỳnh Văn Đạt", "Lý Thị Lạ"} <= seen_by(cast.officer)


def test_a_grant_counts_from_its_first_day_until_the_day_before_its_end(cast: Cast) -> None:
    RoleGrant.objects.filter(user=cast.head).update(starts_on=TODAY)
    assert fresh(cast.head).has(Role.AGENCY_HEAD)
    RoleGrant.objects.filter(user=cast.head).update(starts_on=START, ends_on=TODAY)
    assert not fresh(cast.head).has(Role.AGENCY_HEAD)


def test_a_live_delegation_lends_the_role(cast: Cast) -> None:
    lend(cast, START, date(2026, 12, 1))
    assert fresh(cast.officer).agencies_with(Role.AGENCY_HEAD) == {cast.department.pk}


@pytest.mark.parametrize("how", ["over", "giver_disabled", "giver_lost_role"])
def test_a_delegation_dies(cast: Cast, how: str) -> None:
    lend(cast, START, TODAY if how == "over" else date(2026, 12, 1))
    if how == "giver_disabled":
        User.objects.filter(pk=cast.head.pk).update(is_active=False)
    if how == "giver_lost_role":
        RoleGrant.objects.filter(user=cast.head).update(ends_on=TODAY)
    assert not fresh(cast.officer).has(Role.AGENCY_HEAD)


def test_a_role_covers_the_agency_and_what_stands_under_it(cast: Cast) -> None:
    scope = fresh(cast.head)
    paths = {agency: agency.versions.get().path for agency in (cast.department, cast.unit, cast.commune)}
    covered = {agency for agency, path in paths.items() if scope.covers(path, [Role.AGENCY_HEAD])}
    assert covered == {cast.department, cast.unit}


def test_seeing_people_of_an_agency_follows_posts_and_roles(cast: Cast) -> None:
    paths = [agency.versions.get().path for agency in (cast.department, cast.unit, cast.other_unit)]
    assert [fresh(cast.officer).sees_people_of(path) for path in paths] == [True, True, False]
    assert [fresh(cast.head).sees_people_of(path) for path in paths] == [True, True, True]
    assert [fresh(cast.stranger).sees_people_of(path) for path in paths] == [False, False, False]
    assert [fresh(cast.leader).sees_people_of(path) for path in paths] == [False, False, False]


def test_the_condition_follows_where_the_unit_stood_on_the_objects_own_day(cast: Cast) -> None:
    """A unit moves from A to B today: A keeps what belongs to days before, B gets what comes after."""
    old = cast.unit.versions.get()
    old.ends_on = TODAY
    old.save()
    moved = make_agency("Phòng tạm", AgencyKind.DIVISION, cast.commune).versions.get()
    moved.agency, moved.path = cast.unit, f"/{cast.province.pk}/{cast.commune.pk}/{cast.unit.pk}/"
    moved.starts_on, moved.name = TODAY, "Phòng Hành chính tư pháp"
    moved.save()

    def posts(user: User, day: date) -> int:
        condition = fresh(user).agency_condition([Role.AGENCY_HEAD], "agency", day)
        return Posting.objects.filter(condition, agency=cast.unit).count()

    assert [posts(cast.head, day) for day in (YESTERDAY, TODAY)] == [3, 0]
    assert [posts(cast.other_head, day) for day in (YESTERDAY, TODAY)] == [0, 3]
    by_field = fresh(cast.head).agency_condition([Role.AGENCY_HEAD], "agency", "starts_on")
    assert Posting.objects.filter(by_field, agency=cast.unit).count() == 3


def test_an_empty_scope_meets_no_row(cast: Cast) -> None:
    condition = fresh(cast.stranger).agency_condition([Role.AGENCY_HEAD], "agency", F("starts_on").name)
    assert not Posting.objects.filter(condition).exists()


def test_a_role_over_the_root_is_a_role_over_the_province(cast: Cast) -> None:
    assert fresh(cast.admin).roles[0].is_root
    grant(cast.stranger, Role.HOME_AFFAIRS, cast.commune)
    assert seen_by(cast.stranger) == {"Cao Văn Xã", "Lý Thị Lạ"}
