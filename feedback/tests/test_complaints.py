"""The complaint series: years without a figure are neither zero nor left out."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from agencies.enums import AgencyKind
from agencies.models import Agency
from agencies.tests.cast import Cast
from agencies.tests.factories import make_agency
from feedback.enums import CaseState, VaultCode
from feedback.gather.complaints import complaint_series
from feedback.models import ComplaintYear, FeedbackCase, Vault

TODAY = date(2026, 11, 20)
SOURCE = "Báo tỉnh, 14/10/2022"


@pytest.fixture
def old_province(cast: Cast) -> Agency:
    """An ended province with the years 2018, 2020 (no figure given) and 2021 (none received)."""
    agency = make_agency("Tỉnh cũ", AgencyKind.PROVINCE, starts_on=date(2018, 1, 1), ends_on=date(2025, 7, 1))
    for year, count in ((2018, 17), (2020, None), (2021, 0)):
        ComplaintYear.objects.create(agency=agency, year=year, count=count, source=SOURCE)
    return agency


@pytest.fixture
def vault(cast: Cast) -> Vault:
    """The portal takes cases in since 3 March 2025."""
    return Vault.objects.create(
        code=VaultCode.FIRST,
        body=cast.home_affairs,
        public_key=b"k" * 32,
        made_at=datetime(2025, 3, 3, 2, tzinfo=UTC),
        made_by=cast.admin,
    )


def case_of(vault: Vault, agency: Agency, received: date, **fields: Any) -> FeedbackCase:
    digest = uuid4().hex * 2
    return FeedbackCase.objects.create(
        form_digest=digest,
        receipt_digest=digest,
        vault=vault,
        agency=agency,
        received_on=received,
        state=CaseState.RELEASED,
        **{"released_on": received} | fields,
    )


def page_of(cast: Cast, agency: Agency, url_name: str = "complaint_years") -> Any:
    client = Client()
    client.force_login(cast.stranger)
    return client.get(reverse(url_name, args=[agency.pk]))


def test_a_gap_stays_a_gap_and_a_zero_a_zero(old_province: Agency) -> None:
    series = complaint_series(old_province, TODAY, date(2025, 7, 1))
    found = [(one.year, one.count, one.is_named) for one in series]
    assert found == [(2018, 17, True), (2019, None, False), (2020, None, True), (2021, 0, True)]


def test_the_page_shows_table_chart_and_source(cast: Cast, old_province: Agency) -> None:
    text = page_of(cast, old_province).content.decode()
    assert 'data-vhcv-chart="line"' in text
    assert text.count('data-value="0"') == 1
    assert "Chưa có số liệu" in text
    assert "Nguồn không nêu con số" in text
    assert "Không có phản ánh nào" in text
    assert SOURCE in text


def test_the_portal_goes_on_counting_and_its_zero_is_true(cast: Cast, vault: Vault) -> None:
    ComplaintYear.objects.create(agency=cast.department, year=2023, count=1, source=SOURCE)
    case_of(vault, cast.department, date(2026, 2, 3))
    whole = case_of(vault, cast.department, date(2026, 10, 30))
    case_of(vault, cast.department, date(2026, 10, 30), split_from=whole)
    case_of(vault, cast.commune, date(2026, 10, 30), split_from=whole)
    # not passed on yet, and of a month that is not over
    case_of(vault, cast.department, date(2026, 10, 30), released_on=date(2026, 11, 21))
    case_of(vault, cast.department, date(2026, 11, 3))
    series = complaint_series(cast.department, TODAY)
    found = [(one.year, one.count, one.is_counted, one.since, one.until) for one in series]
    assert found == [
        (2023, 1, False, None, None),
        (2024, None, False, None, None),
        (2025, 0, True, date(2025, 3, 3), None),
        (2026, 2, True, None, date(2026, 10, 31)),
    ]
    assert [one.count for one in complaint_series(cast.commune, TODAY)] == [0, 1]


def test_what_a_source_states_stands_beside_what_the_portal_counted(cast: Cast, vault: Vault) -> None:
    ComplaintYear.objects.create(agency=cast.department, year=2025, count=4, source=SOURCE)
    case_of(vault, cast.department, date(2025, 6, 3))
    first = complaint_series(cast.department, TODAY)[0]
    assert (first.year, first.count, first.beside) == (2025, 4, 1)


def test_a_living_agency_has_a_page_and_says_until_when(cast: Cast, vault: Vault) -> None:
    text = page_of(cast, cast.department).content.decode()
    assert "Cổng tiếp nhận từ 03/03/2025" in text
    assert "Không có phản ánh nào. Cổng tiếp nhận đến 31/10/2026" in text
    assert "0 → 0" in page_of(cast, cast.department, "agency_detail").content.decode()


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
        with django_assert_num_queries(9):
            client.get(url)
        for year in range(1990, 2018):
            ComplaintYear.objects.get_or_create(agency=old_province, year=year, source=SOURCE)
