"""Giving and ending roles, closing accounts: who may, what is refused, what the audit trail keeps."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from agencies.actions.disable_user import disable_user, enable_user
from agencies.actions.end_role import RoleOverAlready, end_role
from agencies.actions.grant_role import RoleDoesNotFit, RoleHeldAlready, grant_role
from agencies.actions.last_admin import LastAdmin
from agencies.enums import Role
from agencies.models import RoleGrant, User
from agencies.models.scope import scope_of
from agencies.tests.cast import Cast
from agencies.tests.factories import grant
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
FORM = UUID("5b7f1c3e-0d1a-4f67-9a63-0c6c8f6f2a11")


@pytest.fixture(autouse=True)
def today(time_machine: Any) -> None:
    """Permissions read the clock; it stands at the moment of the acts."""
    time_machine.move_to(AT, tick=False)


def give(cast: Cast, **changes: Any) -> RoleGrant:
    given = {
        "form_id": uuid4(),
        "user": cast.officer,
        "role": Role.INSPECTOR,
        "agency": cast.province,
        "starts_on": TODAY,
        "ends_on": None,
        "reason": "Quyết định 12/QĐ-SNV",
        "actor": cast.admin,
        "at": AT,
    }
    return grant_role(**(given | changes))


def grant_of(user: User) -> RoleGrant:
    return RoleGrant.objects.get(user=user)


def reload(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_role_counts_at_once_and_is_audited(cast: Cast) -> None:
    given = give(cast)
    assert scope_of(reload(cast.officer), TODAY).has(Role.INSPECTOR)
    entry = AuditEntry.objects.get(event="role.granted")
    assert (entry.actor_id, entry.subject_id, entry.reason) == (
        cast.admin.pk,
        str(given.pk),
        "Quyết định 12/QĐ-SNV",
    )
    assert entry.after == {
        "user": cast.officer.pk,
        "role": "inspector",
        "agency": cast.province.pk,
        "starts_on": "2026-11-20",
        "ends_on": None,
    }


def test_the_same_form_twice_gives_one_grant(cast: Cast) -> None:
    assert give(cast, form_id=FORM) == give(cast, form_id=FORM)
    assert AuditEntry.objects.filter(event="role.granted").count() == 1
    with pytest.raises(Conflict):
        give(cast, form_id=FORM, role=Role.LEADER)


def test_nobody_gives_a_role_to_themselves(cast: Cast) -> None:
    with pytest.raises(AccessRefused, match="tự giao"):
        give(cast, user=cast.admin)


@pytest.mark.parametrize("who", ["operator", "head", "leader", "inspector", "custodian", "officer"])
def test_only_home_affairs_gives_and_ends_roles(cast: Cast, who: str) -> None:
    with pytest.raises(AccessRefused):
        give(cast, actor=getattr(cast, who), user=cast.stranger)
    with pytest.raises(AccessRefused):
        end_role(grant=grant_of(cast.unit_head), reason="x", actor=getattr(cast, who), at=AT)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"starts_on": date(2026, 11, 19)}, "lùi ngày"),
        ({"ends_on": TODAY}, "sau ngày bắt đầu"),
        ({"role": Role.AGENCY_HEAD}, "không giao được tại"),
        ({"role": Role.UNIT_HEAD}, "không giao được tại"),
    ],
)
def test_a_role_that_does_not_fit_is_refused(cast: Cast, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(RoleDoesNotFit, match=words):
        give(cast, **changes)


def test_no_role_over_an_agency_that_is_gone_nor_for_a_closed_account(cast: Cast) -> None:
    cast.commune.versions.update(ends_on=TODAY)
    with pytest.raises(RoleDoesNotFit, match="không tồn tại"):
        give(cast, agency=cast.commune)
    User.objects.filter(pk=cast.officer.pk).update(is_active=False)
    with pytest.raises(RoleDoesNotFit, match="bị khóa"):
        give(cast, user=reload(cast.officer))


def test_keeper_of_identities_and_admin_stay_apart(cast: Cast) -> None:
    with pytest.raises(RoleDoesNotFit, match="hai vai trò"):
        give(cast, user=cast.custodian, role=Role.HOME_AFFAIRS)
    end_role(grant=grant_of(cast.custodian), reason="Chuyển việc", actor=cast.admin, at=AT)
    give(cast, user=cast.custodian, role=Role.HOME_AFFAIRS)


def test_the_same_role_twice_at_once_is_refused_kindly(cast: Cast) -> None:
    give(cast, ends_on=date(2026, 12, 1))
    with pytest.raises(RoleHeldAlready):
        give(cast, starts_on=date(2026, 11, 25))
    give(cast, starts_on=date(2026, 12, 1))


def test_a_role_ends_at_once_and_is_audited(cast: Cast) -> None:
    ended = end_role(grant=grant_of(cast.head), reason="Nghỉ hưu", actor=cast.admin, at=AT)
    assert ended.ends_on == TODAY
    assert not scope_of(reload(cast.head), TODAY).has(Role.AGENCY_HEAD)
    entry = AuditEntry.objects.get(event="role.ended")
    assert (entry.before["ends_on"], entry.after["ends_on"], entry.reason) == (None, "2026-11-20", "Nghỉ hưu")


def test_ending_again_the_same_day_is_harmless_and_later_refused(cast: Cast) -> None:
    for _ in range(2):
        end_role(grant=grant_of(cast.head), reason="Nghỉ hưu", actor=cast.admin, at=AT)
    assert AuditEntry.objects.count() == 1
    with pytest.raises(RoleOverAlready):
        end_role(
            grant=grant_of(cast.head), reason="x", actor=cast.admin, at=datetime(2026, 11, 21, 3, tzinfo=UTC)
        )


def test_a_role_taken_back_on_its_first_day_or_before_never_holds(cast: Cast) -> None:
    now, coming = give(cast), give(cast, role=Role.LEADER, starts_on=date(2026, 12, 1))
    for given in (now, coming):
        end_role(grant=given, reason="Giao nhầm", actor=cast.admin, at=AT)
    assert scope_of(reload(cast.officer), TODAY).roles == ()
    assert scope_of(reload(cast.officer), date(2026, 12, 2)).roles == ()


def test_the_last_admin_is_kept(cast: Cast) -> None:
    second = cast.stranger
    grant(second, Role.HOME_AFFAIRS, cast.province)
    end_role(grant=grant_of(second), reason="Chuyển việc", actor=cast.admin, at=AT)
    with pytest.raises(AccessRefused):
        end_role(grant=grant_of(cast.admin), reason="x", actor=cast.admin, at=AT)
    with pytest.raises(LastAdmin):
        disable_user(user=cast.admin, reason="x", actor=cast.operator, at=AT)
    assert reload(cast.admin).is_active


def test_an_admin_whose_days_are_counted_or_whose_account_is_closed_is_no_other_admin(cast: Cast) -> None:
    grant(cast.stranger, Role.HOME_AFFAIRS, cast.province, ends_on=date(2026, 12, 1))
    grant(cast.colleague, Role.HOME_AFFAIRS, cast.province)
    disable_user(user=cast.colleague, reason="Nghỉ việc", actor=cast.operator, at=AT)
    with pytest.raises(LastAdmin):
        end_role(grant=grant_of(cast.admin), reason="x", actor=reload(cast.stranger), at=AT)


def test_the_operator_and_home_affairs_close_accounts(cast: Cast) -> None:
    disable_user(user=cast.officer, reason="Nghỉ việc", actor=cast.operator, at=AT)
    disable_user(user=cast.officer, reason="Nghỉ việc", actor=cast.operator, at=AT)
    disable_user(user=cast.colleague, reason="Mất mật khẩu", actor=cast.admin, at=AT)
    assert not reload(cast.officer).is_active
    assert AuditEntry.objects.filter(event="user.disabled").count() == 2


def test_home_affairs_opens_an_account_again(cast: Cast) -> None:
    disable_user(user=cast.officer, reason="Nhầm", actor=cast.operator, at=AT)
    with pytest.raises(AccessRefused):
        enable_user(user=cast.officer, reason="Nhầm", actor=cast.operator, at=AT)
    enable_user(user=cast.officer, reason="Nhầm", actor=cast.admin, at=AT)
    assert reload(cast.officer).is_active
    assert AuditEntry.objects.filter(event="user.enabled").count() == 1


@pytest.mark.parametrize("who", ["head", "leader", "inspector", "custodian", "officer"])
def test_others_close_no_accounts_and_nobody_their_own(cast: Cast, who: str) -> None:
    with pytest.raises(AccessRefused):
        disable_user(user=cast.stranger, reason="x", actor=getattr(cast, who), at=AT)
    with pytest.raises(AccessRefused, match="tự khóa"):
        disable_user(user=cast.operator, reason="x", actor=cast.operator, at=AT)
