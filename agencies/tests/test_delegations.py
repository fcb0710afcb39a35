"""Roles lent for some days: what may be lent, when it holds, and in whose right one acts."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from agencies.actions.delegate import DelegationRefused, delegate
from agencies.actions.end_delegation import end_delegation
from agencies.enums import Role
from agencies.gather.acting import acting_for, month_head
from agencies.gather.delegations import possible_receivers
from agencies.gather.lent import lent_roles
from agencies.models import AgencyVersion, Delegation, Posting, RoleGrant, User
from agencies.models.scope import scope_of
from agencies.rules.delegating import Wish, refusal_of
from agencies.tests.cast import Cast, cast
from agencies.tests.factories import grant
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry, Notification

__all__ = ["cast"]

AT = datetime(2026, 11, 10, 3, tzinfo=UTC)
TODAY = date(2026, 11, 10)
LATER = TODAY + timedelta(days=30)
WISH = Wish("agency_head", True, False, True, True, None, TODAY, LATER)


@pytest.fixture(autouse=True)
def the_day(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.mark.parametrize(
    ("wish", "wrong"),
    [
        (WISH, None),
        (WISH._replace(role="custodian"), "role"),
        (WISH._replace(holds_itself=False), "role"),
        (WISH._replace(is_self=True), "receiver"),
        (WISH._replace(receiver_active=False), "receiver"),
        (WISH._replace(same_agency=False), "receiver"),
        (WISH._replace(conflict="Quản trị kỹ thuật"), "receiver"),
        (WISH._replace(starts_on=TODAY - timedelta(days=1)), "starts_on"),
        (WISH._replace(starts_on=TODAY + timedelta(days=61)), "starts_on"),
        (WISH._replace(ends_on=TODAY), "ends_on"),
        (WISH._replace(ends_on=LATER + timedelta(days=1)), "ends_on"),
    ],
)
def test_what_may_be_lent(wish: Wish, wrong: str | None) -> None:
    refusal = refusal_of(wish, TODAY)
    assert (refusal and refusal[0]) == wrong


def _lend(
    cast: Cast, receiver: User | None = None, form_id: UUID | None = None, **changed: object
) -> Delegation:
    wanted: dict[str, Any] = {
        "form_id": form_id or uuid4(),
        "role": Role.AGENCY_HEAD,
        "agency": cast.department,
        "receiver": receiver or cast.unit_head,
        "starts_on": TODAY,
        "ends_on": LATER,
        "reason": "Đi công tác",
        "actor": cast.head,
        "at": AT,
    }
    return delegate(**(wanted | changed))


def _fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def _path(cast: Cast) -> str:
    return AgencyVersion.objects.get(agency=cast.unit).path


def test_what_is_lent_holds_and_is_told(cast: Cast) -> None:
    _lend(cast)
    scope = scope_of(_fresh(cast.unit_head), TODAY)
    assert scope.covers(_path(cast), [Role.AGENCY_HEAD])
    assert [held.giver_id for held in scope.lent()] == [cast.head.pk]
    assert Notification.objects.get(kind="delegation.given").recipient == cast.unit_head
    assert AuditEntry.objects.get(event="delegation.given").reason == "Đi công tác"
    (banner,) = lent_roles(_fresh(cast.unit_head), TODAY)
    assert (banner.giver, banner.agency) == ("Nguyễn Thị Hòa", "Sở Tư pháp")
    assert lent_roles(_fresh(cast.officer), TODAY) == []


def test_in_whose_right_one_acts(cast: Cast) -> None:
    _lend(cast)
    asked = (Role.AGENCY_HEAD, _path(cast), TODAY)
    assert acting_for(cast.unit_head, *asked) == cast.head
    assert acting_for(cast.head, *asked) is None
    assert acting_for(cast.unit_head, Role.UNIT_HEAD, _path(cast), TODAY) is None
    assert acting_for(cast.unit_head, Role.AGENCY_HEAD, _path(cast), LATER) is None


def test_it_dies_with_the_giver_s_role_and_account(cast: Cast) -> None:
    _lend(cast)
    asked = (cast.unit_head, Role.AGENCY_HEAD, _path(cast), TODAY)
    User.objects.filter(pk=cast.head.pk).update(is_active=False)
    assert acting_for(*asked) is None
    User.objects.filter(pk=cast.head.pk).update(is_active=True)
    assert acting_for(*asked) == cast.head
    RoleGrant.objects.filter(user=cast.head).update(ends_on=TODAY)
    assert acting_for(*asked) is None
    assert not scope_of(_fresh(cast.unit_head), TODAY).lent()


def test_the_month_s_head_is_the_head_then(cast: Cast) -> None:
    RoleGrant.objects.filter(user=cast.head).update(ends_on=date(2026, 11, 5))
    grant(cast.officer, Role.AGENCY_HEAD, cast.department, starts_on=date(2026, 11, 5))
    assert list(month_head(cast.department.pk, date(2026, 10, 31))) == [cast.head]
    assert list(month_head(cast.department.pk, date(2026, 11, 30))) == [cast.officer]
    assert list(month_head(cast.unit.pk, TODAY, Role.UNIT_HEAD)) == [cast.unit_head]


def test_the_same_form_again_gives_the_first_answer(cast: Cast) -> None:
    form_id = uuid4()
    assert _lend(cast, form_id=form_id) == _lend(cast, form_id=form_id)
    assert Delegation.objects.count() == 1
    with pytest.raises(Conflict):
        _lend(cast, cast.officer, form_id)
    with pytest.raises(Conflict):
        _lend(cast, form_id=form_id, ends_on=LATER - timedelta(days=1))
    ended = end_delegation(delegation=Delegation.objects.get(), actor=cast.head, at=AT)
    assert _lend(cast, form_id=form_id) == ended


def test_not_twice_for_the_same_days(cast: Cast) -> None:
    _lend(cast)
    with pytest.raises(DelegationRefused, match="10/11/2026"):
        _lend(cast, starts_on=TODAY + timedelta(days=3))


def test_only_whoever_holds_it_lends_it(cast: Cast) -> None:
    with pytest.raises(AccessRefused):
        _lend(cast, actor=cast.officer)
    with pytest.raises(DelegationRefused):
        _lend(cast, actor=cast.unit_head, receiver=cast.officer)
    _lend(cast)
    with pytest.raises(DelegationRefused):
        _lend(cast, actor=_fresh(cast.unit_head), receiver=cast.officer)


def test_to_nobody_of_another_agency(cast: Cast) -> None:
    with pytest.raises(DelegationRefused, match="cùng cơ quan"):
        _lend(cast, cast.stranger)
    version = AgencyVersion.objects.get(agency=cast.department)
    offered = set(possible_receivers(cast.head, [version], TODAY))
    assert offered == {cast.unit_head, cast.other_unit_head, cast.officer, cast.colleague}
    Posting.objects.filter(staff=cast.officer.staff_id).update(ends_on=TODAY)
    with pytest.raises(DelegationRefused, match="cùng cơ quan"):
        _lend(cast, cast.officer)


@pytest.mark.parametrize("who", ["head", "unit_head", "admin"])
def test_it_is_taken_back_at_once(cast: Cast, who: str) -> None:
    row = _lend(cast)
    for _twice in range(2):
        end_delegation(delegation=row, actor=getattr(cast, who), at=AT)
    row.refresh_from_db()
    assert row.ends_on == row.starts_on == TODAY
    assert not scope_of(_fresh(cast.unit_head), TODAY).lent()
    assert AuditEntry.objects.filter(event="delegation.ended").count() == 1
    told = Notification.objects.get(kind="delegation.ended").recipient
    assert told == (cast.head if who == "unit_head" else cast.unit_head)


def test_others_neither_see_nor_end_it(cast: Cast) -> None:
    row = _lend(cast)
    for who in ("officer", "other_head", "inspector", "leader", "operator"):
        assert not Delegation.objects.visible_to(getattr(cast, who), TODAY).exists()
        with pytest.raises(AccessRefused):
            end_delegation(delegation=row, actor=getattr(cast, who), at=AT)
