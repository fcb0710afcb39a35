"""The score on an agency's page: whose, which month, and how it stands."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from agencies.models import Agency, User
from agencies.tests.cast import Cast
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.models import AgencyResult, CriteriaSet, Period
from reporting.agency_panels import score_panel

TODAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.fixture
def months(cast: Cast) -> tuple[Period, Period]:
    """October and November 2026, both open."""
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT)
    october, november = (
        open_period(kind="month", day=date(2026, month, 1), actor=None, at=AT) for month in (10, 11)
    )
    return october, november


def result(agency: Agency, period: Period, **fields: Any) -> AgencyResult:
    usual = {
        "criteria_set": CriteriaSet.objects.get(),
        "comparison_group": "department",
        "total": Decimal("87.43"),
        "coverage": 1,
        "confidence": "B",
        "is_provisional": False,
        "rank": 3,
        "ranked_of": 14,
        "groups": {},
        "values": (),
        "breakdown": {},
        "records": 1,
        "computed_at": AT,
        "revision": 1,
    }
    return AgencyResult.objects.create(agency=agency, period=period, **(usual | fields))


def panel(user: User, agency: Agency) -> Any:
    return score_panel(User.objects.get(pk=user.pk), agency.versions.get(), TODAY)


def test_the_newest_month_opens_the_dashboard(cast: Cast, months: tuple[Period, Period]) -> None:
    for period, total in zip(months, ("80.00", "87.43"), strict=True):
        result(cast.department, period, total=Decimal(total))
    shown = panel(cast.head, cast.department)
    assert (shown.label, shown.value, shown.hint) == (
        "Điểm tháng 11/2026",
        "87,43",
        "Hạng 3/14 trong nhóm, tin cậy B. Tạm tính",
    )
    assert shown.url == f"/bang-diem/co-quan/{cast.department.pk}/?ky=2026-11-01"


@pytest.mark.parametrize(
    ("fields", "value", "hint"),
    [
        ({"total": None, "rank": None}, "—", "Chưa có dữ liệu"),
        ({"rank": None, "is_provisional": True}, "87,43", "Tạm tính, chưa xếp hạng"),
        ({"total": Decimal(0), "rank": 14}, "0,00", "Hạng 14/14 trong nhóm, tin cậy B. Tạm tính"),
    ],
)
def test_no_data_is_no_zero(
    cast: Cast, months: tuple[Period, Period], fields: dict[str, Any], value: str, hint: str
) -> None:
    result(cast.department, months[1], **fields)
    shown = panel(cast.head, cast.department)
    assert (shown.value, shown.hint) == (value, hint)


def test_others_see_no_score_and_a_unit_has_none(cast: Cast, months: tuple[Period, Period]) -> None:
    result(cast.department, months[1])
    assert panel(cast.officer, cast.department) is None
    assert panel(cast.other_head, cast.department) is None
    assert panel(cast.leader, cast.department) is not None
    assert panel(cast.head, cast.unit) is None
