"""The pages of visits: two steps of an import, codes given once, connections, and a citizen's way."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from agencies.tests.cast import Cast
from core.tests.blinding import blind
from feedback.models import Counter, OneStopClient, Rating, SpentToken, Visit, VisitBatch, VisitKey
from feedback.tests.visits.conftest import Desk

IMPORT, CLIENTS, PAGE = "/mot-cua/nhap/", "/mot-cua/ket-noi/", "/luot-den/"
HEAD = "Mã lượt,Quầy,Ngày,Điện thoại hoặc mã người\n"


def upload(text: str, encoding: str = "utf-8") -> BytesIO:
    file = BytesIO(text.encode(encoding))
    file.name = "luot.csv"
    return file


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def test_a_list_is_read_confirmed_and_its_codes_are_given_once(
    client: Client, cast: Cast, counter: Counter
) -> None:
    client.force_login(cast.head)
    table = upload(HEAD + f"A-1,{counter.name},20/11/2026,0901234567\nA-2,,19/11/2026,\n")
    read = client.post(IMPORT, {"agency": cast.department.pk, "table": table})
    assert "Tệp không có lỗi" in read.text
    assert not Visit.objects.exists()
    sent = {"lines": hidden(read.text, "lines"), "form_uuid": hidden(read.text, "form_uuid")}
    kept = client.post(IMPORT, sent)
    assert "Đã ghi 2 lượt, mời 2 lượt" in kept.text
    codes = {"lines": hidden(kept.text, "lines")}
    slips = client.post("/mot-cua/ma-moi/", {**codes, "tep": "pdf"})
    assert slips.content.startswith(b"%PDF")
    listed = client.post("/mot-cua/ma-moi/", {**codes, "tep": "csv"}).content.decode("utf-8-sig")
    assert listed.count("0901234567") == 1
    assert f"?quay={counter.code}#" in listed
    again = client.post(IMPORT, sent).text
    assert "đã được ghi trước đó" in again
    assert 'name="lines"' not in again
    assert Visit.objects.count() == 2
    detail = client.get(f"/mot-cua/danh-sach/{VisitBatch.objects.get().pk}/").text
    assert VisitBatch.objects.get().seed in detail


@pytest.mark.parametrize(
    ("table", "encoding", "words"),
    [
        (HEAD + "A-1,,21/11/2026,\n", "utf-8", "C2"),
        (HEAD + "A-1,,20/11/2026,\nA-1,,20/11/2026,\n", "utf-8", "Trùng với A2"),
        ("Ma,Quay,Ngay\n", "utf-8", "Tiêu đề cột"),
        ("Hà Nội", "cp1258", "CSV UTF-8"),
        ("", "utf-8", "Trang tính trống"),
        (HEAD + "A,,20/11/2026,\n" * 2_001, "utf-8", "quá 2000 dòng"),
        ("a" * 1_000_001, "utf-8", "lớn hơn 1 MB"),
    ],
)
def test_mistakes_are_told_and_nothing_is_kept(
    client: Client, cast: Cast, table: str, encoding: str, words: str
) -> None:
    client.force_login(cast.head)
    file = BytesIO(b"H\xe0 N\xf4\xf2i") if encoding == "cp1258" else upload(table, encoding)
    file.name = "luot.csv"
    answer = client.post(IMPORT, {"agency": cast.department.pk, "table": file})
    assert answer.status_code == 422
    assert words in answer.text
    assert not Visit.objects.exists()


def test_what_was_read_cannot_be_changed_on_its_way(client: Client, cast: Cast) -> None:
    client.force_login(cast.head)
    assert client.post(IMPORT, {"lines": "x", "form_uuid": uuid4()}).status_code == 409
    assert client.post("/mot-cua/ma-moi/", {"lines": "x"}).status_code == 409


def test_a_connection_shows_its_token_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.admin)
    form = {"form_uuid": uuid4(), "agency": cast.department.pk, "name": "Một cửa điện tử"}
    page = client.post(CLIENTS, form).text
    token = page.split('<p class="code">')[1].split("<")[0]
    assert len(token) >= 43
    assert client.post(CLIENTS, form).status_code == 302
    assert token not in client.get(CLIENTS).text
    pk = OneStopClient.objects.get().pk
    assert client.post(f"/mot-cua/ket-noi/{pk}/thu-hoi/").status_code == 302
    assert "Đã thu hồi" in client.get(CLIENTS).text


def test_without_script_the_page_says_so_and_leads_to_the_plain_rating(
    client: Client, counter: Counter
) -> None:
    page = client.get(PAGE, {"quay": counter.code})
    assert "không chứng minh được ở đây" in page.text
    assert f"/danh-gia/{counter.code}/" in page.text
    assert not client.cookies
    assert "quét mã QR dán tại quầy" in client.get(PAGE, {"quay": "x" * 38}).text


def test_the_page_speaks_english(client: Client, db: None) -> None:
    page = client.get(PAGE, {"lang": "en"}).text
    assert '<html lang="en"' in page
    assert "Tiếp tục" not in page


def as_json(client: Client, name: str, content: Any, **headers: str) -> Any:
    return client.post(reverse(name), content, content_type="application/json", headers=headers)


def test_a_citizen_goes_from_code_to_thanks(client: Client, desk: Desk) -> None:
    desk.list("A-1", counter=desk.counter)
    (code,) = desk.codes
    found = as_json(client, "visit_key", {"code": code.lower()}).json()
    one = blind(found["key"])
    sent = {"code": code, "blinded": one.message}
    signature = one.unblind(as_json(client, "visit_sign", sent).json()["signature"])
    (named,) = found["counters"]
    proof = {"token": one.token, "signature": signature}
    page = client.post(named["address"], {"mo": "1", **proof}).text
    assert "kèm xác nhận lượt đến thật" in page
    assert one.token in page
    assert not SpentToken.objects.exists()
    form = {"form_uuid": uuid4(), "stars": 4, **proof}
    done = client.post(named["address"], form)
    assert (done.status_code, done["Location"]) == (302, f"/danh-gia/{desk.counter.code}/cam-on/")
    assert client.post(named["address"], form).status_code == 302
    assert Rating.objects.get().is_verified
    assert not client.cookies


def test_a_rating_without_stars_keeps_the_token(client: Client, desk: Desk) -> None:
    desk.list("A-1")
    proof = desk.token(desk.codes[0])
    url = reverse("rate_visit", args=[desk.counter.code])
    page = client.post(url, {"form_uuid": uuid4(), **proof}).text
    assert "chọn một mức" in page
    assert proof["token"] in page
    assert client.post(url, {"form_uuid": uuid4(), "stars": 5, **proof}).status_code == 302


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"token": "0" * 64}, 403, "không phải của cơ quan"),
        ({"signature": "<script>"}, 403, "không phải của cơ quan"),
        ({}, 409, "đã dùng cho một đánh giá khác"),
    ],
)
def test_a_refused_token_leaves_the_ticks_to_be_sent_without_it(
    client: Client, desk: Desk, change: dict[str, str], status: int, words: str
) -> None:
    desk.list("A-1")
    proof = desk.token(desk.codes[0])
    if not change:
        desk.rate(proof)
    url = reverse("rate_visit", args=[desk.counter.code])
    answer = client.post(url, {"form_uuid": uuid4(), "stars": 2, **proof, **change})
    assert answer.status_code == status
    assert words in answer.text
    assert f'action="/danh-gia/{desk.counter.code}/"' in answer.text
    assert 'value="2" checked' in answer.text
    assert "<script>" not in answer.text.split("</head>")[1].split("</main>")[0]


def test_the_address_of_a_token_page_opens_the_plain_one(client: Client, counter: Counter) -> None:
    answer = client.get(reverse("rate_visit", args=[counter.code]) + "?lang=en")
    assert answer["Location"] == f"/danh-gia/{counter.code}/?lang=en"


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ({"code": "x"}, 422),
        ({"code": 1}, 400),
        ({}, 400),
        ([], 400),
        ({"code": "2" * 5_000}, 400),
        ({"code": "23456789BC"}, 422),
    ],
)
def test_nonsense_is_refused_in_words(client: Client, db: None, content: Any, status: int) -> None:
    answer = as_json(client, "visit_key", content)
    assert answer.status_code == status
    assert answer.json()["message"]


def test_refusals_are_in_the_readers_language(client: Client, db: None) -> None:
    answer = client.post(f"{reverse('visit_key')}?lang=en", {"code": "x"}, content_type="application/json")
    assert "Mã" not in answer.json()["message"]


@pytest.mark.parametrize("name", ["visit_key", "visit_sign"])
def test_a_call_that_names_itself_or_comes_from_elsewhere_is_refused(
    client: Client, cast: Cast, desk: Desk, name: str
) -> None:
    desk.list("A-1")
    content = {"code": desk.codes[0], "blinded": blind(VisitKey.objects.get().public_key).message}
    assert as_json(client, name, content, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    client.force_login(cast.officer)
    assert as_json(client, name, content).status_code == 403
    assert not Visit.objects.used().exists()
