"""Who may give the manager's column and who decides, in which capacity: RELIABILITY 2.2 and 2.3."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agencies.enums import Position, Role
from agencies.models import Delegation, RoleGrant, User
from agencies.tests.factories import grant, make_staff, make_user
from core.errors import AccessRefused
from core.models import AuditEntry
from evaluations.access.assessments import standing_of
from evaluations.access.judging import BY_THE_SUPERIOR, OF_THE_GIVER, OWN
from evaluations.enums import Capacity
from evaluations.models import Review, SelfAssessment
from evaluations.tests.assessments.conftest import Month
from evaluations.tests.reviews.conftest import Heads


def _lend(giver: User, receiver: User, role: Role, agency: object) -> Delegation:
    return Delegation.objects.create(
        giver=giver,
        receiver=receiver,
        role=role,
        agency=agency,
        reason="Đi công tác",
        starts_on=date(2026, 11, 15),
        ends_on=date(2026, 11, 30),
    )


def _may(user: User, form: SelfAssessment) -> tuple[bool, bool]:
    """(manage, review), as a fresh request asks."""
    standing = standing_of(User.objects.get(pk=user.pk), form)
    return bool(standing.manage), bool(standing.review)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("unit_head", (True, False)),
        ("head", (False, True)),
        ("officer", (False, False)),
        ("other_unit_head", (False, False)),
        ("other_head", (False, False)),
        ("inspector", (False, False)),
        ("leader", (False, False)),
    ],
)
def test_the_unit_head_manages_and_the_agency_head_decides(
    month: Month, who: str, may: tuple[bool, bool]
) -> None:
    assert _may(getattr(month.cast, who), month.submitted(month.cast.officer)) == may


def test_a_unit_head_s_form_goes_straight_to_the_agency_head(month: Month) -> None:
    form = month.submitted(month.cast.unit_head)
    assert _may(month.cast.unit_head, form) == (False, False)
    assert standing_of(month.cast.unit_head, form).reason == OWN
    assert _may(month.cast.head, form) == (False, True)


def test_the_agency_head_s_form_waits_for_whoever_stands_above(month: Month) -> None:
    form = month.submitted(month.cast.head)
    chief = make_user(make_staff("Trần Văn Chủ", month.cast.province, position=Position.HEAD))
    grant(chief, Role.AGENCY_HEAD, month.cast.province)
    assert _may(chief, form) == (False, True)
    deputy = make_user(make_staff("Lê Thị Phó", month.cast.department, position=Position.DEPUTY))
    grant(deputy, Role.AGENCY_HEAD, month.cast.department)
    standing = standing_of(deputy, form)
    assert not standing.review
    assert standing.reason == BY_THE_SUPERIOR


def test_a_deputy_with_lent_rights_judges_neither_the_giver_nor_themselves(month: Month) -> None:
    cast = month.cast
    deputy = make_user(make_staff("Lê Thị Phó", cast.department, position=Position.DEPUTY))
    _lend(cast.head, deputy, Role.AGENCY_HEAD, cast.department)
    assert _may(deputy, month.submitted(cast.officer)) == (False, True)
    assert _may(deputy, month.submitted(deputy)) == (False, False)
    standing = standing_of(deputy, month.submitted(cast.head))
    assert not standing.review
    assert standing.reason == OF_THE_GIVER


def test_a_lent_unit_reaches_no_form_of_its_giver_even_where_the_giver_holds_no_post_of_head(
    month: Month,
) -> None:
    cast = month.cast
    grant(cast.colleague, Role.UNIT_HEAD, cast.unit)
    RoleGrant.objects.filter(user=cast.unit_head).update(ends_on=date(2026, 11, 1))
    _lend(cast.colleague, cast.officer, Role.UNIT_HEAD, cast.unit)
    assert _may(cast.officer, month.submitted(cast.colleague)) == (False, False)


def test_a_lent_right_dies_with_the_giver_s_own(month: Month) -> None:
    cast = month.cast
    _lend(cast.head, cast.colleague, Role.AGENCY_HEAD, cast.department)
    form = month.submitted(cast.officer)
    assert _may(cast.colleague, form) == (False, True)
    RoleGrant.objects.filter(user=cast.head).update(ends_on=date(2026, 11, 20))
    assert _may(cast.colleague, form) == (False, False)


def _decided_by(heads: Heads, user: User) -> Review:
    return heads.decided(heads.month.submitted(heads.month.cast.officer), by=User.objects.get(pk=user.pk))


def test_an_own_right_of_the_month_s_head_is_signed_as_such(heads: Heads) -> None:
    review = _decided_by(heads, heads.month.cast.head)
    assert (review.capacity, review.signed_for) == (Capacity.OWN, None)


def test_a_lent_right_is_signed_for_its_giver(heads: Heads) -> None:
    cast = heads.month.cast
    _lend(cast.head, cast.colleague, Role.AGENCY_HEAD, cast.department)
    review = _decided_by(heads, cast.colleague)
    assert (review.capacity, review.signed_for) == (Capacity.DELEGATED, cast.head)


def test_a_successor_signs_for_the_head_of_the_month(heads: Heads) -> None:
    """The month's head is whoever held the role on its last day; rights follow the post held now."""
    cast, period = heads.month.cast, heads.month.period
    form = heads.month.submitted(cast.officer)
    RoleGrant.objects.filter(user=cast.head).update(ends_on=date(2026, 12, 1))
    new = make_user(make_staff("Phạm Văn Mới", cast.department, position=Position.HEAD))
    grant(new, Role.AGENCY_HEAD, cast.department, starts_on=date(2026, 12, 1))
    assert period.last_day == date(2026, 11, 30)
    with time_machine.travel("2026-12-02T03:00:00Z", tick=False):
        with pytest.raises(AccessRefused):
            heads.decided(form, by=User.objects.get(pk=cast.head.pk))
        review = heads.decided(form, by=new)
    assert (review.capacity, review.signed_for) == (Capacity.SUCCESSOR, cast.head)


def test_each_look_of_a_head_leaves_a_trace_and_ones_own_none(heads: Heads, client: Client) -> None:
    """RELIABILITY §1.1: K1, each look recorded."""
    cast = heads.month.cast
    form = heads.month.submitted(cast.officer)
    client.force_login(cast.officer)
    client.get(reverse("assessment_detail", args=[form.pk]))
    assert not AuditEntry.objects.filter(event="assessment.looked_at").exists()
    client.force_login(cast.head)
    client.get(reverse("review_detail", args=[form.pk]))
    client.get(reverse("review_workbook", args=[form.period_id, cast.department.pk]))
    look = AuditEntry.objects.get(event="assessment.looked_at")
    assert (look.actor_id, look.subject_id, look.after) == (cast.head.pk, str(form.pk), {"what": "page"})
    assert AuditEntry.objects.get(event="assessment.exported").after == {"what": "xlsx", "people": 5}
