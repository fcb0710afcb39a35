"""Whose results a head reads: those of the agency as it stood on the last day of the month."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from agencies.enums import AgencyKind, Role
from agencies.models import Agency, AgencyVersion, User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_agency, make_staff, make_user
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.models import AgencyResult, CriteriaSet, Period

AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture
def november(cast: Cast) -> Period:
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT)
    return open_period(kind="month", day=TODAY, actor=None, at=AT)


def _result(agency: Agency, period: Period) -> AgencyResult:
    return AgencyResult.objects.create(
        agency=agency,
        period=period,
        criteria_set=CriteriaSet.objects.get(),
        comparison_group="department",
        total=Decimal("80.00"),
        coverage=1,
        is_provisional=False,
        groups={},
        values=(),
        breakdown={},
        records=0,
        computed_at=AT,
        revision=1,
    )


def _read_by(user: User) -> list[int]:
    return list(AgencyResult.objects.visible_to(user, TODAY).order_by("pk").values_list("agency", flat=True))


def test_the_head_of_an_agency_founded_during_the_month_reads_its_result(
    cast: Cast, november: Period
) -> None:
    founded = make_agency("Sở Mới", AgencyKind.DEPARTMENT, cast.province)
    AgencyVersion.objects.filter(agency=founded).update(starts_on=date(2026, 11, 16))
    head = make_user(make_staff("Trần Văn Mới", founded))
    grant(head, Role.AGENCY_HEAD, founded)
    _result(founded, november)
    assert _read_by(head) == [founded.pk]
    assert _read_by(cast.stranger) == []


def test_an_agency_that_ended_before_the_last_day_is_not_read(cast: Cast, november: Period) -> None:
    _result(cast.department, november)
    assert _read_by(User.objects.get(pk=cast.head.pk)) == [cast.department.pk]
    AgencyVersion.objects.filter(agency=cast.department).update(ends_on=date(2026, 11, 25))
    assert _read_by(User.objects.get(pk=cast.head.pk)) == []
