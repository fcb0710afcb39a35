"""Posters: four files for a counter and for an agency, each with a code that opens the counter's page."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies.tests.cast import Cast
from feedback.documents.poster import LANGUAGES, SIZES, Sheet, by_hand, poster_pdf
from feedback.models import Counter
from feedback.tests.factories import make_counter
from feedback.views import posters

DAY = date(2026, 11, 20)
SHEET = Sheet("UBND xã Cái Nhum", "", "Quầy 1 – Hộ tịch", "https://cong.example.vn/danh-gia/abc/")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_poster_is_one_tagged_page(size: str, language: str) -> None:
    pdf = poster_pdf([SHEET], size=size, language=language, made_on=DAY)
    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid" in pdf
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page/") == 1
    assert pdf == poster_pdf([SHEET], size=size, language=language, made_on=DAY)


def test_long_names_and_odd_signs_still_print() -> None:
    odd = Sheet(
        "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh Vĩnh Long " * 2,
        "#set text(red) $x$",
        "Quầy <b>3</b> * _ ` \\ – Đất đai " * 5,
        SHEET.address * 3,
    )
    assert poster_pdf([odd, SHEET], size="a5", language="vi", made_on=DAY).startswith(b"%PDF-")


def test_an_address_is_printed_as_people_type_it() -> None:
    assert by_hand("https://cong.example.vn/danh-gia/abc/") == ["cong.example.vn/danh-gia/", "abc"]


def address(pk: int, name: str = "counter_poster", size: str = "a4", language: str = "vi") -> str:
    return reverse(name, args=[pk, size, language])


@pytest.fixture
def printed(monkeypatch: Any) -> list[Sheet]:
    """The sheets that were to be printed, without printing them."""
    sheets: list[Sheet] = []
    monkeypatch.setattr(posters, "poster_pdf", lambda given, **_how: sheets.extend(given) or b"%PDF-")
    return sheets


def test_the_file_carries_the_signed_address(
    client: Client, cast: Cast, counter: Counter, settings: Any, printed: list[Sheet]
) -> None:
    settings.PORTAL_URL = "https://cong.example.vn"
    client.force_login(cast.head)
    answer = client.get(address(counter.pk))
    assert answer["Content-Type"] == "application/pdf"
    assert f"to-dan-quay-{counter.pk}-a4-vi.pdf" in answer["Content-Disposition"]
    assert printed == [
        Sheet("Sở Tư pháp", "", counter.name, f"https://cong.example.vn/danh-gia/{counter.code}/")
    ]


def test_an_agency_prints_its_units_counters_too_but_none_that_is_over(
    client: Client, cast: Cast, counter: Counter, printed: list[Sheet]
) -> None:
    make_counter(cast.unit, "Quầy của phòng")
    make_counter(cast.unit, "Quầy mai mới mở", starts_on=date(2026, 11, 21))
    make_counter(cast.unit, "Quầy đã đóng", ends_on=DAY)
    make_counter(cast.commune, "Quầy của xã")
    client.force_login(cast.head)
    assert client.get(address(cast.department.pk, "agency_posters")).status_code == 200
    assert [sheet.counter for sheet in printed] == [counter.name, "Quầy của phòng", "Quầy mai mới mở"]
    assert [sheet.unit for sheet in printed] == ["", "Phòng Hành chính tư pháp", "Phòng Hành chính tư pháp"]


def test_the_posters_of_a_foreign_agency_are_not_there(client: Client, cast: Cast, counter: Counter) -> None:
    client.force_login(cast.other_head)
    assert client.get(address(cast.department.pk, "agency_posters")).status_code == 404


@pytest.mark.parametrize(("size", "language"), [("a3", "vi"), ("a4", "fr"), ("a4-vi", "en")])
def test_other_sizes_and_languages_are_not_there(
    client: Client, cast: Cast, counter: Counter, size: str, language: str
) -> None:
    client.force_login(cast.head)
    assert client.get(address(counter.pk, "counter_poster", size, language)).status_code == 404


def test_a_code_that_is_over_is_not_printed(client: Client, cast: Cast, counter: Counter) -> None:
    Counter.objects.update(ends_on=DAY)
    client.force_login(cast.head)
    assert client.get(address(counter.pk)).status_code == 409
    assert "/to-dan/" not in client.get(reverse("counter_detail", args=[counter.pk])).text
