"""A quarter opened under a set that says so is the mean of its months' results, anew each night."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from agencies.enums import AgencyKind, Role
from agencies.models import Agency
from agencies.tests.factories import grant, make_agency, make_staff, make_user
from core.models import OutboxMessage
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.actions.results import refresh_results
from evaluations.criteria_data import shipped_set
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, Criterion, Period, RegisterFact
from evaluations.tasks import refresh_open_periods

AT = datetime(2026, 12, 20, 3, tzinfo=UTC)
MONTHS = (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1))


@pytest.fixture
def quarter(db: None) -> Period:
    load_set.cache_clear()
    definition = shipped_set("nd335_2025_diem")
    publish_criteria_set(definition=definition, accepted=frozenset(), actor=None, at=AT)
    return open_period(kind="quarter", day=MONTHS[0], actor=None, at=AT)


@pytest.fixture
def agency(quarter: Period) -> Agency:
    return make_agency("Sở Tư pháp", AgencyKind.DEPARTMENT)


def write_month(agency: Agency, day: date, k: int) -> None:
    """A month whose figure is k of 10 products in everything that registers measure."""
    period = open_period(kind="month", day=day, actor=None, at=AT)
    for number, criterion in enumerate(
        Criterion.objects.filter(code__in=("R.a", "R.b", "R.c", "R.d", "R.dd"))
    ):
        RegisterFact.objects.create(
            id=f"00000000-0000-4000-8000-{day.month:06}{number:06}",
            period=period,
            agency=agency,
            criterion=criterion,
            n=10,
            k=k,
            declared_at=AT,
            verified_at=AT,
        )
    refresh_results(period=period, agencies=None, at=AT)


def test_a_quarter_is_the_mean_of_the_months_that_have_a_figure(quarter: Period, agency: Agency) -> None:
    write_month(agency, MONTHS[0], 9)
    write_month(agency, MONTHS[1], 8)
    refresh_results(period=quarter, agencies=None, at=AT)
    result = AgencyResult.objects.get(period=quarter, agency=agency)
    months = AgencyResult.objects.filter(agency=agency).exclude(period=quarter).order_by("total")
    assert [month.total for month in months] == [Decimal(80), Decimal(90)]
    assert result.total == Decimal(85)
    assert "Trung bình của 2/3 tháng có điểm." in result.breakdown["grade_reasons"]
    assert sum(result.breakdown["criteria"][2][at] or 0 for at in range(32)) == 8500


def test_running_it_for_one_agency_gives_the_same(quarter: Period, agency: Agency) -> None:
    write_month(agency, MONTHS[2], 7)
    refresh_results(period=quarter, agencies=None, at=AT)
    whole = AgencyResult.objects.get(period=quarter, agency=agency)
    refresh_results(period=quarter, agencies=[agency.pk], at=AT)
    again = AgencyResult.objects.get(period=quarter, agency=agency)
    assert (again.total, again.breakdown) == (whole.total, whole.breakdown)


def test_the_page_shows_each_reader_the_months_beside_the_mean(
    quarter: Period, agency: Agency, client: Client
) -> None:
    write_month(agency, MONTHS[0], 9)
    write_month(agency, MONTHS[2], 7)
    refresh_results(period=quarter, agencies=None, at=AT)
    reader = make_user(make_staff("Lê Thị Nội", agency))
    client.force_login(reader)
    address = reverse("period_means", args=[quarter.pk])
    assert "Chưa có kết quả để xem" in client.get(address).content.decode()
    grant(reader, Role.HOME_AFFAIRS, agency)
    page = client.get(address).content.decode()
    assert [figure in page for figure in ("90,00", "70,00", "80,00", "—")] == [True] * 4
    month = Period.objects.months().first()
    assert month is not None
    assert client.get(reverse("period_means", args=[month.pk])).status_code == 404


def test_the_night_asks_for_months_and_then_for_such_quarters(quarter: Period) -> None:
    month = open_period(kind="month", day=MONTHS[2], actor=None, at=AT)
    refresh_open_periods()
    asked = [message.payload["period"] for message in OutboxMessage.objects.order_by("pk")]
    assert asked == [month.pk, quarter.pk]
