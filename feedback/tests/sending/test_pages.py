"""The public pages of a report: steered before a word, sent without cookie or script, followed by receipt."""

import re
from collections.abc import Callable
from typing import IO, Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files import uploadedfile
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client

from agencies.tests.cast import Cast
from feedback.codes import kiosk_mark
from feedback.enums import CaseState
from feedback.models import CaseTerm, Counter, FeedbackCase, LawfulBody, Sealed
from feedback.rules.envelopes import text_of
from feedback.tests.sending.conftest import FirstVault

START, SEND, FOLLOW = "/phan-anh/", "/phan-anh/gui/", "/phan-anh/tra-cuu/"
WORDS = "Chiều thứ ba quầy đóng sớm, tôi phải về."


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def form(cast: Cast, **fields: Any) -> dict[str, Any]:
    return {"form_uuid": str(uuid4()), "agency": cast.department.pk, "text": WORDS, **fields}


def receipt_on(answer: HttpResponse) -> str:
    found = re.search(r"receipt-code\">([\d ]{19})<", answer.content.decode())
    assert found is not None, answer.content.decode()
    return found[1]


def test_three_ways_stand_before_any_box(client: Client, first: FirstVault) -> None:
    page = client.get(START).content.decode()
    assert "/phan-anh/gui/" in page
    assert "/phan-anh/khieu-nai/" in page
    assert "/phan-anh/to-cao/" in page
    assert "<textarea" not in page


@pytest.mark.parametrize("address", ["khieu-nai/", "to-cao/"])
def test_a_complaint_or_denunciation_has_addresses_and_no_form(
    client: Client, db: None, address: str
) -> None:
    LawfulBody.objects.create(id=uuid4(), name="Thanh tra tỉnh", address="Số 2, phường 1", hours="7 giờ 30")
    page = client.get(START + address).content.decode()
    assert "Thanh tra tỉnh" in page
    assert "Số 2, phường 1" in page
    assert "<form" not in page


def test_who_writes_about_home_affairs_is_asked_to_say_so(client: Client, first: FirstVault) -> None:
    assert "hãy chọn Sở Nội vụ" in client.get(SEND).content.decode()


def test_a_report_gives_a_receipt_and_sets_no_cookie(client: Client, first: FirstVault, cast: Cast) -> None:
    answer = client.post(SEND, form(cast))
    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert text_of(first.inside("text")[0]) == WORDS
    shown = client.post(FOLLOW, {"receipt": receipt_on(answer)})
    assert "Đã nhận" in shown.content.decode()
    assert WORDS not in shown.content.decode()
    assert not shown.cookies


def test_the_receipt_tells_the_terms_in_force(client: Client, first: FirstVault, cast: Cast) -> None:
    assert "trong 3 đến 8 ngày làm việc" in client.post(SEND, form(cast)).content.decode()
    CaseTerm.objects.update_or_create(kind="complex", defaults={"working_days": 22})
    assert "trong 3 đến 20 ngày làm việc" in client.post(SEND, form(cast)).content.decode()


def test_the_same_form_shows_the_same_receipt(client: Client, first: FirstVault, cast: Cast) -> None:
    sent = form(cast)
    assert receipt_on(client.post(SEND, sent)) == receipt_on(client.post(SEND, sent))
    changed = client.post(SEND, {**sent, "text": "Một việc khác hẳn."})
    assert changed.status_code == 409
    assert FeedbackCase.objects.count() == 1


def test_words_like_a_denunciation_are_asked_about_once(
    client: Client, first: FirstVault, cast: Cast
) -> None:
    sent = form(cast, text="Tôi tố cáo cán bộ nhận tiền.")
    asked = client.post(SEND, sent)
    assert "có vẻ là tố cáo" in asked.content.decode()
    assert 'name="asked"' in asked.content.decode()
    assert not FeedbackCase.objects.exists()
    receipt_on(client.post(SEND, {**sent, "asked": "1"}))


def test_a_contact_needs_consent(client: Client, first: FirstVault, cast: Cast) -> None:
    without = client.post(SEND, form(cast, phone="0901234567"))
    assert without.status_code == 422
    assert "đồng ý" in without.content.decode()
    receipt_on(client.post(SEND, form(cast, phone="0901234567", consent="on")))
    assert len(first.inside("contact")) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "viết rõ hơn"),
        ({"text": "ngắn"}, "viết rõ hơn"),
        ({"text": "a" * 4001}, "quá dài"),
        ({"text": "có ký tự\x00lạ ở giữa"}, "không đọc được"),
        ({"agency": "999999"}, "Chưa gửi được"),
        ({"email": "khong-phai-thu", "consent": "on"}, "Địa chỉ thư điện tử chưa đúng"),
    ],
)
def test_what_cannot_be_taken_is_told_and_keeps_what_was_typed(
    client: Client, first: FirstVault, cast: Cast, fields: dict[str, str], words: str
) -> None:
    answer = client.post(SEND, form(cast, **fields))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not FeedbackCase.objects.exists()


def test_a_long_text_of_many_lines_counts_as_the_browser_counted(
    client: Client, first: FirstVault, cast: Cast
) -> None:
    receipt_on(client.post(SEND, form(cast, text="a\r\n" * 1999 + "ab")))
    assert len(text_of(first.inside("text")[0])) == 4000


def test_photos_never_touch_the_disk(
    client: Client,
    first: FirstVault,
    cast: Cast,
    photo: Callable[..., IO[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_args: Any, **_words: Any) -> None:
        raise AssertionError("a photo was written to the disk")

    monkeypatch.setattr(uploadedfile.tempfile, "NamedTemporaryFile", refuse)
    heavy = photo()
    heavy.seek(0, 2)
    heavy.write(b"\x00" * 3_000_000)
    heavy.seek(0)
    receipt_on(client.post(SEND, form(cast, photos=[heavy, photo()])))
    assert len(first.inside("photo")) == 2


def test_a_form_too_heavy_is_refused_before_it_is_read(
    client: Client, first: FirstVault, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.views.sending.uploads.MOST_BYTES", 200)
    answer = client.post(SEND, form(cast))
    assert answer.status_code == 413
    assert "25 MB" in answer.content.decode()


def test_four_photos_are_too_many(
    client: Client, first: FirstVault, cast: Cast, photo: Callable[..., IO[bytes]]
) -> None:
    answer = client.post(SEND, form(cast, photos=[photo() for _time in range(4)]))
    assert answer.status_code == 422
    assert "tối đa 3 ảnh" in answer.content.decode()


def test_another_sites_form_is_turned_away(client: Client, first: FirstVault, cast: Cast) -> None:
    answer = client.post(SEND, form(cast), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not FeedbackCase.objects.exists()


def test_a_scanned_counter_comes_along(
    client: Client, first: FirstVault, cast: Cast, counter: Counter
) -> None:
    page = client.get(f"{START}?quay={counter.code}").content.decode()
    address = f"{SEND}?quay={counter.code}"
    assert address in page
    shown = client.get(address).content.decode()
    assert "Sở Tư pháp" in shown
    assert "<select" not in shown
    sent = form(cast)
    del sent["agency"]
    receipt_on(client.post(address, sent))
    case = FeedbackCase.objects.get()
    assert (case.agency, case.counter) == (cast.department, counter)
    assert client.get(f"{SEND}?quay=gia-mao").status_code == 404


def test_about_the_vaults_own_body_nothing_is_taken_without_a_second_vault(
    client: Client, first: FirstVault, cast: Cast
) -> None:
    answer = client.post(SEND, form(cast, agency=cast.home_affairs.pk))
    assert answer.status_code == 503
    assert "người giữ niêm phong độc lập" in answer.content.decode()


def test_unknown_and_misspelt_receipts_are_told_alike_and_are_limited(
    client: Client, first: FirstVault
) -> None:
    wrong = client.post(FOLLOW, {"receipt": "1234 5678 9012 3456"})
    assert wrong.status_code == 422
    assert "Không có phản ánh nào" in wrong.content.decode()
    for _time in range(30):
        last = client.post(FOLLOW, {"receipt": "1234 5678 9012 3456"})
    assert last.status_code == 429


def test_the_sender_adds_words_says_the_end_and_erases_the_contact(
    client: Client, first: FirstVault, cast: Cast
) -> None:
    receipt = receipt_on(client.post(SEND, form(cast, name="Ánh", consent="on")))
    carried = {"receipt": receipt}
    more = client.post(f"{FOLLOW}bo-sung/", {**carried, "form_uuid": str(uuid4()), "text": "Tôi nhớ thêm."})
    assert "Đã nhận lời bổ sung" in more.content.decode()
    too_soon = client.post(f"{FOLLOW}ket-qua/", {**carried, "is_solved": "yes"})
    assert too_soon.status_code == 409
    FeedbackCase.objects.update(state=CaseState.ANSWERED)
    ended = client.post(f"{FOLLOW}ket-qua/", {**carried, "is_solved": "no", "satisfaction": "2"})
    assert "Cảm ơn ông/bà" in ended.content.decode()
    erased = client.post(f"{FOLLOW}xoa-lien-he/", carried)
    assert "Đã xóa liên hệ" in erased.content.decode()
    assert sorted(Sealed.objects.values_list("kind", flat=True)) == ["message", "text"]
    case = FeedbackCase.objects.get()
    assert (case.is_solved, case.satisfaction) == (False, 2)


def test_what_was_handed_over_shows_where_and_the_month_alone(
    client: Client, first: FirstVault, cast: Cast
) -> None:
    receipt = receipt_on(client.post(SEND, form(cast)))
    FeedbackCase.objects.update(state=CaseState.HANDED, handed_to="Thanh tra tỉnh", received_on="2026-11-01")
    page = client.post(FOLLOW, {"receipt": receipt}).content.decode()
    assert "Thanh tra tỉnh" in page
    assert "<dd>11/2026</dd>" in page
    assert "Gửi lời bổ sung" not in page


@pytest.mark.parametrize("address", ["bo-sung/", "ket-qua/", "xoa-lien-he/"])
def test_an_act_without_a_receipt_asks_for_it(client: Client, first: FirstVault, address: str) -> None:
    answer = client.post(FOLLOW + address, {})
    assert answer.status_code == 422
    assert 'name="receipt"' in answer.content.decode()


@pytest.mark.parametrize("address", [START, SEND, FOLLOW, f"{START}khieu-nai/", f"{START}to-cao/"])
def test_the_pages_speak_english_too(client: Client, first: FirstVault, address: str) -> None:
    page = client.get(f"{address}?lang=en").content.decode()
    assert '<html lang="en"' in page
    assert "ông/bà" not in page.lower()


@pytest.mark.parametrize(
    ("query", "words"), [("", "Tệp không phải ảnh"), ("?lang=en", "The file is no JPEG")]
)
def test_a_refused_photo_is_told_in_the_language_of_the_page(
    client: Client, first: FirstVault, cast: Cast, query: str, words: str
) -> None:
    answer = client.post(SEND + query, form(cast, photos=[ContentFile(b"GIF89a", "anh.jpg")]))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_machine_that_stands_somewhere_clears_its_screen(
    client: Client, first: FirstVault, cast: Cast
) -> None:
    answer = client.post(f"{SEND}?tai-cho=1", form(cast))
    assert answer["Refresh"] == "60; url=/phan-anh/?tai-cho=1"
    assert "tự xóa sau 60 giây" in answer.content.decode()
    assert FeedbackCase.objects.get().channel == "web"
    written = client.post(f"{SEND}?tai-cho=1", form(cast, text=""))
    assert written["Refresh"] == client.get(f"{SEND}?tai-cho=1")["Refresh"] == "300; url=/phan-anh/?tai-cho=1"
    for typed in ({}, {"receipt": "1"}, {"receipt": receipt_on(answer)}):
        shown = client.post(f"{FOLLOW}?tai-cho=1", typed)
        assert shown["Refresh"] == "300; url=/phan-anh/tra-cuu/?tai-cho=1"
    assert "Refresh" not in client.get(SEND)
    assert "Refresh" not in client.post(FOLLOW, {"receipt": receipt_on(answer)})


def test_the_mark_of_a_machine_goes_with_its_counter(
    client: Client, first: FirstVault, counter: Counter
) -> None:
    query = f"tai-cho={kiosk_mark(counter.token)}&quay={counter.code}"
    start = client.get(f"{START}?{query}").content.decode()
    assert f"{SEND}?{query}" in start.replace("&amp;", "&")
    sent = {"form_uuid": str(uuid4()), "text": WORDS}
    receipt_on(client.post(f"{SEND}?{query}", sent))
    assert FeedbackCase.objects.get().channel == "kiosk"
    for _time in range(6):
        receipt_on(client.post(f"{SEND}?{query}", {**sent, "form_uuid": str(uuid4())}))
    assert not FeedbackCase.objects.filter(is_suspect=True).exists()


def test_a_paper_is_keyed_in_and_its_receipt_printed(first: FirstVault, cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.admin)
    url = "/phan-anh/nhap-ho/"
    page = client.get(url).content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
    assert token is not None
    sent = form(cast, received_on="2026-11-19")
    assert client.post(url, sent).status_code == 403
    answer = client.post(url, {**sent, "csrfmiddlewaretoken": token[1]})
    assert re.search(r"\d{4} \d{4} \d{4} \d{4}", answer.content.decode())
    assert "Đừng đưa biên nhận cho cơ quan được phản ánh" in answer.content.decode()
    assert "bất kỳ" not in answer.content.decode()
    assert FeedbackCase.objects.get().channel == "paper"
