"""The complaint series: years without a figure are neither zero nor left out."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies.enums import AgencyKind
from agencies.models import Agency
from agencies.tests.cast import Cast
from agencies.tests.factories import make_agency
from feedback.gather.complaints import complaint_series
from feedback.models import ComplaintYear

SOURCE = "Báo tỉnh, 14/10/2022"


@pytest.fixture
def old_province(cast: Cast) -> Agency:
    """An ended province with the years 2018, 2020 (no figure given) and 2021 (none received)."""
    agency = make_agency("Tỉnh cũ", AgencyKind.PROVINCE, starts_on=date(2018, 1, 1), ends_on=date(2025, 7, 1))
    for year, count in ((2018, 17), (2020, None), (2021, 0)):
        ComplaintYear.objects.create(agency=agency, year=year, count=count, source=SOURCE)
    return agency


def page_of(cast: Cast, agency: Agency, url_name: str = "complaint_years") -> Any:
    client = Client()
    client.force_login(cast.stranger)
    return client.get(reverse(url_name, args=[agency.pk]))


def test_a_gap_stays_a_gap_and_a_zero_a_zero(old_province: Agency) -> None:
    found = [(one.year, one.count, one.is_named) for one in complaint_series(old_province)]
    assert found == [(2018, 17, True), (2019, None, False), (2020, None, True), (2021, 0, True)]


def test_the_page_shows_table_chart_and_source(cast: Cast, old_province: Agency) -> None:
    text = page_of(cast, old_province).content.decode()
    assert 'data-vhcv-chart="line"' in text
    assert text.count('data-value="0"') == 1
    assert "Chưa có số liệu" in text
    assert "Nguồn không nêu con số" in text
    assert "Không có phản ánh nào" in text
    assert SOURCE in text


def test_an_agency_without_a_series_has_no_such_page(cast: Cast) -> None:
    assert page_of(cast, cast.department).status_code == 404


def test_the_page_only_reads(cast: Cast, old_province: Agency) -> None:
    client = Client()
    client.force_login(cast.stranger)
    assert client.post(reverse("complaint_years", args=[old_province.pk])).status_code == 405


def test_the_page_needs_a_login(old_province: Agency) -> None:
    assert Client().get(reverse("complaint_years", args=[old_province.pk])).status_code == 302


def test_the_ended_agency_s_own_page_leads_there(cast: Cast, old_province: Agency) -> None:
    text = page_of(cast, old_province, "agency_detail").content.decode()
    assert reverse("complaint_years", args=[old_province.pk]) in text
    assert "17 → — → — → 0" in text
    assert "phan-anh" not in page_of(cast, cast.department, "agency_detail").content.decode()


def test_the_page_takes_the_same_queries_at_any_length(
    cast: Cast, old_province: Agency, django_assert_num_queries: Any
) -> None:
    client = Client()
    client.force_login(cast.stranger)
    url = reverse("complaint_years", args=[old_province.pk])
    for _ in range(2):
        with django_assert_num_queries(7):
            client.get(url)
        for year in range(1990, 2018):
            ComplaintYear.objects.get_or_create(agency=old_province, year=year, source=SOURCE)
