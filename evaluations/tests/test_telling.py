"""Whom assessments and inspections tell of what happened to them, once each, and without the reasons."""

from datetime import date

import pytest

from agencies.enums import Role
from agencies.models import RoleGrant
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_user
from core.models import Notification, OutboxMessage
from core.notifications import kinds
from evaluations.actions.reviews.telling import tell_person
from evaluations.actions.telling import tell_heads
from evaluations.declarations import ASSESSMENT_CHANGED, ASSESSMENT_RETURNED
from evaluations.models import Inspection, Period, SelfAssessment
from evaluations.tests.assessments.conftest import NOW


@pytest.fixture
def form(cast: Cast) -> SelfAssessment:
    """The officer's form of March 2026; what is told reads no more of it than this."""
    period = Period(starts_on=date(2026, 3, 1), ends_on=date(2026, 4, 1))
    return SelfAssessment(
        id="00000000-0000-4000-8000-000000000001", staff=cast.officer.staff, period=period, version=3
    )


@pytest.fixture
def inspection(cast: Cast) -> Inspection:
    """An inspection of department A."""
    return Inspection(
        id="00000000-0000-4000-8000-000000000002", agency=cast.department, visited_on=date(2026, 3, 12)
    )


def test_the_person_is_told_and_led_to_the_form(cast: Cast, form: SelfAssessment) -> None:
    assert tell_person(ASSESSMENT_RETURNED, form, occasion="return", at=NOW) == 1
    told = Notification.objects.get()
    assert told.recipient == cast.officer
    assert told.subject == "Phiếu tự đánh giá tháng 03/2026 được trả lại để sửa"
    assert told.url == f"/phieu/{form.pk}/"
    assert "Kính gửi Bùi Thị Ánh" in told.body


def test_each_version_is_told_of_once(form: SelfAssessment) -> None:
    assert [tell_person(ASSESSMENT_CHANGED, form, occasion="review", at=NOW) for _time in range(2)] == [1, 0]
    form.version = 4
    assert tell_person(ASSESSMENT_CHANGED, form, occasion="review", at=NOW) == 1


def test_a_person_without_an_account_is_told_nothing(cast: Cast, form: SelfAssessment) -> None:
    type(cast.officer).objects.filter(pk=cast.officer.pk).update(is_active=False)
    assert tell_person(ASSESSMENT_RETURNED, form, occasion="return", at=NOW) == 0


def test_those_who_head_the_agency_on_the_day_are_told(cast: Cast, inspection: Inspection) -> None:
    former = make_user()
    today = NOW.date()
    grant(former, Role.AGENCY_HEAD, cast.department, ends_on=today)
    assert tell_heads(inspection, at=NOW) == 1
    told = Notification.objects.get()
    assert told.recipient == cast.head
    assert "12/03/2026" in told.subject
    assert told.url == f"/kiem-tra/{inspection.pk}/"


def test_an_agency_without_a_head_is_told_nothing(cast: Cast, inspection: Inspection) -> None:
    RoleGrant.objects.filter(role=Role.AGENCY_HEAD).delete()
    assert tell_heads(inspection, at=NOW) == 0
    assert not OutboxMessage.objects.exists()


def test_messages_are_declared() -> None:
    assert {"assessment.returned", "assessment.changed", "inspection.concluded"} <= set(kinds())
