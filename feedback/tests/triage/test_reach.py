"""Whose sealed words a custodian reaches: their vault's, never their own agency's (G4, RELIABILITY 2.3.6)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from agencies.enums import Role
from agencies.models import Delegation, Posting, RoleGrant, User
from agencies.tests.cast import Cast
from agencies.tests.factories import RECORDED, grant
from feedback.models import ContactHanding, FeedbackCase
from feedback.models.custody import RECUSED_FOR
from feedback.tests.conftest import AT
from feedback.tests.triage.conftest import Desk, send

TODAY = date(2026, 11, 20)


def reached(user: User) -> set[FeedbackCase]:
    fresh = User.objects.get(pk=user.pk)
    return set(FeedbackCase.objects.sealed_for(fresh, TODAY))


def post(user: User, agency: object, **dates: date) -> None:
    Posting.objects.create(
        staff=user.staff,
        agency=agency,
        kind="concurrent",
        position="staff",
        title="Chuyên viên",
        recorded_at=RECORDED,
        **dates,
    )


def test_a_case_goes_to_the_vault_that_may_read_it(cast: Cast, desk: Desk) -> None:
    about_department, about_home_affairs = send(cast.department), send(cast.home_affairs)
    unknown = send(None)
    assert reached(desk.holder) == {about_department, unknown}
    assert reached(desk.second) == {about_department, unknown}
    assert reached(desk.other_holder) == {about_home_affairs}


def test_nobody_without_a_share_reaches_anything(cast: Cast, desk: Desk) -> None:
    send(cast.department)
    for who in ("admin", "inspector", "leader", "operator", "head", "unit_head", "officer", "other_head"):
        assert reached(getattr(cast, who)) == set(), who


def test_the_role_must_be_held_today(cast: Cast, desk: Desk) -> None:
    send(cast.department)
    RoleGrant.objects.filter(user=desk.holder).update(ends_on=TODAY)
    assert reached(desk.holder) == set()


def test_a_case_about_the_vaults_own_body_is_out_of_reach_even_if_sealed_to_it(
    cast: Cast, desk: Desk
) -> None:
    case = send(cast.department)
    FeedbackCase.objects.filter(pk=case.pk).update(agency=cast.home_affairs)
    assert reached(desk.holder) == set()


@pytest.mark.parametrize("where", ["department", "unit"])
def test_who_joins_the_agency_is_recused_at_once(cast: Cast, desk: Desk, where: str) -> None:
    case = send(cast.department)
    assert reached(desk.holder) == {case}
    post(desk.holder, getattr(cast, where), starts_on=TODAY)
    assert reached(desk.holder) == set()
    assert reached(desk.second) == {case}


@pytest.mark.parametrize(("days_ago", "seen"), [(1, 0), (300, 0), (RECUSED_FOR.days + 1, 1)])
def test_who_left_is_recused_for_a_year(cast: Cast, desk: Desk, days_ago: int, seen: int) -> None:
    send(cast.department)
    left = TODAY - timedelta(days=days_ago)
    post(desk.holder, cast.unit, starts_on=left - timedelta(days=30), ends_on=left)
    assert len(reached(desk.holder)) == seen


@pytest.mark.parametrize(
    ("role", "over", "seen"),
    [
        (Role.AGENCY_HEAD, "department", 0),
        (Role.UNIT_HEAD, "unit", 0),
        (Role.AGENCY_HEAD, "province", 0),
        (Role.AGENCY_HEAD, "commune", 1),
        (Role.INSPECTOR, "province", 1),
    ],
)
@pytest.mark.parametrize("is_lent", [False, True])
def test_who_leads_the_agency_without_a_post_is_recused(
    cast: Cast, desk: Desk, role: Role, over: str, seen: int, is_lent: bool
) -> None:
    send(cast.department)
    agency = getattr(cast, over)
    if is_lent:
        grant(cast.leader, role, agency)
        days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=9)}
        Delegation.objects.create(giver=cast.leader, receiver=desk.holder, role=role, agency=agency, **days)
    else:
        grant(desk.holder, role, agency)
    assert len(reached(desk.holder)) == seen


def test_the_database_refuses_one_person_as_two(cast: Cast, desk: Desk) -> None:
    case = send(cast.department)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactHanding.objects.create(
            id=case.pk,
            case=case,
            receiver="Thanh tra tỉnh",
            purpose="Xác minh đơn",
            asked_by=desk.holder,
            asked_at=AT,
            decided_by=desk.holder,
            decided_at=AT,
        )
