"""The library of good practices: what is verified, since when, whether it goes on; open to everybody."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from core.errors import AccessRefused
from core.models import AuditEntry
from registers.actions.files import add_evidence
from registers.actions.practices import StatusRefused, restate_practice
from registers.actions.refusals import Stale
from registers.gather.practices import practices
from registers.models import Entry
from registers.rules.practices import status_of, theme_of
from registers.tests.conftest import NOW, TODAY, Registers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("details", "status"),
    [
        ({}, "doing"),
        ({"status": "spreading"}, "spreading"),
        ({"status": "spreading", "ends_on": "2026-11-20"}, "stopped"),
        ({"ends_on": "2026-11-21"}, "doing"),
        ({"status": "stopped"}, "stopped"),
        ({"status": "khác"}, "doing"),
    ],
)
def test_where_a_practice_stands(details: dict[str, object], status: str) -> None:
    assert status_of(details, TODAY) == status


def test_an_unknown_theme_is_none() -> None:
    assert [theme_of({"theme": theme}) for theme in ("GT", "XX")] == ["GT", ""]


@pytest.fixture
def practice(registers: Registers, picture: Any) -> Any:
    def make(title: str = "Thư cảm ơn", **details: Any) -> Entry:
        entry = registers.declare("good_practice", title=title, details=details)
        add_evidence(entry=entry, files=[picture()], actor=registers.cast.head, at=NOW)
        return registers.decide(entry)

    return make


def titles(**asked: str) -> list[str]:
    return [one.entry.title for one in practices(TODAY, **asked)]


def test_only_verified_ones_are_in_the_library(registers: Registers, practice: Any) -> None:
    registers.declare("good_practice", title="Chờ xác nhận")
    practice("Thư cảm ơn")
    assert titles() == ["Thư cảm ơn"]


def test_it_is_found_by_words_group_and_status(practice: Any) -> None:
    practice("Thư cảm ơn", theme="GT", status="spreading")
    practice("Trả kết quả tại nhà", theme="TT", about="Bưu tá mang đến tận nơi.")
    assert titles(words="tra ket qua") == ["Trả kết quả tại nhà"]
    assert titles(words="buu ta so tu phap") == ["Trả kết quả tại nhà"]
    assert titles(theme="GT") == ["Thư cảm ơn"]
    assert titles(status="spreading") == ["Thư cảm ơn"]
    assert titles(words="không có") == []


def test_the_status_of_a_verified_one_is_written_anew(registers: Registers, practice: Any) -> None:
    entry = practice()
    given = {"entry": entry, "actor": registers.cast.head, "at": NOW}
    entry = restate_practice(status="stopped", seen_version=entry.version, **given)
    assert entry.details["ends_on"] == "2026-11-20"
    with pytest.raises(Stale):
        restate_practice(status="doing", seen_version=entry.version - 1, **given)
    entry = restate_practice(status="spreading", seen_version=entry.version, **given)
    assert (entry.details["status"], "ends_on" in entry.details) == ("spreading", False)
    assert AuditEntry.objects.filter(event="register_entry.restated").count() == 2


def test_others_and_other_words_are_refused(registers: Registers, practice: Any) -> None:
    entry = practice()
    with pytest.raises(AccessRefused):
        restate_practice(entry=entry, status="doing", seen_version=2, actor=registers.cast.officer, at=NOW)
    with pytest.raises(StatusRefused):
        restate_practice(entry=entry, status="xong", seen_version=2, actor=registers.cast.head, at=NOW)
    waiting = registers.declare("good_practice", title="Khác", day=date(2026, 5, 2))
    with pytest.raises(StatusRefused):
        restate_practice(entry=waiting, status="doing", seen_version=1, actor=registers.cast.head, at=NOW)


def test_everybody_reads_it(registers: Registers, practice: Any, as_: Any) -> None:
    entry = practice(theme="GT")
    client = as_(registers.cast.stranger)
    assert "Giao tiếp, ứng xử" in client.get(reverse("practice_list")).content.decode()
    page = client.get(reverse("practice_detail", args=[entry.pk])).content.decode()
    assert "Gửi thư cảm ơn kèm mã QR." in page
    assert "minh chứng" not in page
    assert "Ghi lại tình trạng" not in page


def test_the_head_writes_the_status_on_its_page(registers: Registers, practice: Any, as_: Any) -> None:
    entry = practice()
    client = as_(registers.cast.head)
    page = client.get(reverse("practice_detail", args=[entry.pk]))
    assert "Ghi lại tình trạng" in page.content.decode()
    sent = {"status": "spreading", "seen_version": page.context["version"]}
    assert client.post(reverse("practice_status", args=[entry.pk]), sent).status_code == 302
    assert titles(status="spreading") == ["Thư cảm ơn"]


def test_the_library_takes_the_same_queries_at_any_size(
    registers: Registers, practice: Any, as_: Any, django_assert_num_queries: Any
) -> None:
    client = as_(registers.cast.stranger)
    for number in range(2):
        practice(f"Mô hình {number}")
        with django_assert_num_queries(6):
            client.get(reverse("practice_list"))
