"""The citizen's page: three taps, no cookie, light, and every refusal says what to do."""

import re
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from agencies.tests.cast import Cast
from core.sealing import Pair, new_pair, unseal
from feedback.codes import code_of, kiosk_mark
from feedback.models import Counter, Rating, Remark, RetiredCode, Vault
from feedback.models.counters import new_token
from feedback.rules.remarks import ROOM, unpadded
from feedback.tests.conftest import AT
from feedback.tests.factories import make_counter


def page_of(counter: Counter) -> str:
    return reverse("rate_counter", args=[counter.code])


def answer(**changes: object) -> dict[str, object]:
    return {"form_uuid": str(uuid4()), "stars": "5", "courtesies": ["0", "4"]} | changes


def test_a_citizen_rates_in_one_page(client: Client, cast: Cast, counter: Counter) -> None:
    page = client.get(page_of(counter))
    assert "Sở Tư pháp" in page.text
    assert page.text.count('type="radio"') == 5
    assert page.text.count('name="courtesies"') == 8
    assert page.text.count('name="reasons"') == 8
    done = client.post(page_of(counter), answer())
    assertRedirects(done, reverse("rate_thanks", args=[counter.code]))
    assert Rating.objects.values_list("stars", "courtesies").get() == (5, 0b10001)


def test_no_cookie_is_set_and_nothing_is_kept(client: Client, counter: Counter) -> None:
    given = answer()
    answers = [client.get(page_of(counter)), client.post(page_of(counter), given, follow=True)]
    answers.append(client.get(reverse("rate_thanks", args=[counter.code])))
    assert not client.cookies
    for response in answers:
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies


def test_it_needs_no_csrf_cookie_but_refuses_another_site(counter: Counter) -> None:
    client = Client(enforce_csrf_checks=True)
    foreign = client.post(page_of(counter), answer(), headers={"origin": "https://la.example"})
    crossed = client.post(page_of(counter), answer(), headers={"sec-fetch-site": "cross-site"})
    assert (foreign.status_code, crossed.status_code) == (403, 403)
    assert not Rating.objects.exists()
    own = client.post(page_of(counter), answer(), headers={"origin": "null", "sec-fetch-site": "same-origin"})
    assert own.status_code == 302


def test_the_whole_page_weighs_less_than_50_kb(client: Client, counter: Counter) -> None:
    html = client.get(page_of(counter)).text
    assert "<script" not in html
    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
    files = sum((Path(settings.BASE_DIR) / "static" / name).stat().st_size for name in set(linked))
    assert {name for name in linked if name.endswith(".css")} == {"css/public.css"}
    assert not re.search(r'(?:href|src)="https?:', html)
    assert len(html.encode()) + files < 50_000


def test_five_queries_show_the_page(client: Client, counter: Counter) -> None:
    """The counter, its unit and agency, the vaults and where the agency stands to their bodies."""
    with assertNumQueries(5):
        client.get(page_of(counter))


def test_reasons_stand_right_behind_the_stars(client: Client, counter: Counter) -> None:
    """Where there is no style sheet they are read there; a sibling selector shows them where there is one."""
    html = client.get(page_of(counter)).text
    assert html.index('id="sao-5"') < html.index('class="reasons"') < html.index('name="courtesies"')
    style = (Path(settings.BASE_DIR) / "static/css/public.css").read_text(encoding="utf-8")
    assert "#sao-1:checked ~ .reasons" in style
    assert ":has(" not in style


def test_reasons_are_kept_as_bits(client: Client, counter: Counter) -> None:
    client.post(page_of(counter), answer(stars="1", reasons=["0", "7"]))
    assert Rating.objects.get().reasons == 0b1000_0001


@pytest.mark.parametrize(
    ("query", "kept"),
    [("", ""), ("?lang=en", "?lang=en"), ("?chu=to", "?chu=to"), ("?lang=vi&x=1", ""), ("?lang=fr", "")],
)
def test_what_a_reader_chose_travels_in_the_address(
    client: Client, counter: Counter, query: str, kept: str
) -> None:
    address = page_of(counter)
    assert f'action="{address}{kept}"' in client.get(address + query).text
    done = client.post(address + query, answer())
    assert done["Location"] == reverse("rate_thanks", args=[counter.code]) + kept
    assert not client.cookies


def test_the_page_in_english_has_no_vietnamese_left(client: Client, counter: Counter) -> None:
    Counter.objects.update(name="Counter 1")
    html = client.get(page_of(counter) + "?lang=en").text
    assert '<html lang="en"' in html
    assert "Very happy" in html
    for words in ("Rất hài lòng", "Gửi", "Xin chào", "Phải chờ"):
        assert words not in html


def test_an_error_is_told_in_the_language_of_the_page(client: Client, counter: Counter) -> None:
    assert "choose a mark" in client.post(page_of(counter) + "?lang=en", answer(stars="")).text
    assert "belongs to no counter" in client.get("/danh-gia/khong-co-ma-nay/?lang=en").text


def test_large_type_is_a_class_of_the_page(client: Client, counter: Counter) -> None:
    assert 'class="large"' not in client.get(page_of(counter)).text
    large = client.get(page_of(counter) + "?chu=to").text
    assert 'class="large"' in large
    assert "Chữ thường" in large


def test_who_says_to_be_a_machine_looks_like_one_and_is_a_telephone(client: Client, counter: Counter) -> None:
    address = page_of(counter) + "?tai-cho=1"
    assert client.get(address)["Refresh"] == f"300; url={address}"
    assert client.post(address, answer(), follow=True)["Refresh"] == f"10; url={address}"
    client.post(f"{page_of(counter)}?tai-cho={kiosk_mark('another counter')}", answer())
    assert set(Rating.objects.values_list("channel", flat=True)) == {"qr"}
    assert "Refresh" not in client.get(page_of(counter) + "?tai-cho=x")


def test_a_machine_at_the_counter_forgets_the_person_before(client: Client, counter: Counter) -> None:
    address = f"{page_of(counter)}?tai-cho={kiosk_mark(counter.token)}"
    page = client.get(address)
    assert page["Refresh"] == f"300; url={address}"
    assert 'autocomplete="off"' in page.text
    thanked = client.post(address, answer(), follow=True)
    assert Rating.objects.get().channel == "kiosk"
    assert thanked["Refresh"] == f"10; url={address}"
    assert "no-store" in thanked["Cache-Control"]
    assert "Refresh" not in client.get(page_of(counter))


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 403), ("head", 403), ("unit_head", 403), ("other_head", 200), ("admin", 200)],
)
def test_staff_do_not_answer_for_citizens_of_their_own_counter(
    client: Client, cast: Cast, counter: Counter, who: str, status: int
) -> None:
    client.force_login(getattr(cast, who))
    page = client.get(page_of(counter))
    sent = client.post(page_of(counter), answer())
    assert (page.status_code, sent.status_code) == (status, 403 if status == 403 else 302)
    assert ("không trả lời thay người dân" in page.text) == (status == 403)
    assert Rating.objects.count() == (status == 200)


@pytest.fixture
def vault(cast: Cast) -> Pair:
    """The pair of a vault that Home Affairs holds."""
    pair = new_pair()
    Vault.objects.create(
        code="first", body=cast.home_affairs, public_key=pair.public, made_at=AT, made_by=cast.admin
    )
    return pair


def test_a_sentence_is_asked_for_only_where_somebody_may_read_it(client: Client, counter: Counter) -> None:
    assert "<textarea" not in client.get(page_of(counter)).text
    client.post(page_of(counter), answer(remark="Cán bộ rất tận tình."))
    assert Rating.objects.count() == 1
    assert not Remark.objects.exists()


def test_a_sentence_is_sealed_and_joined_to_no_rating(client: Client, counter: Counter, vault: Pair) -> None:
    assert 'maxlength="300"' in client.get(page_of(counter)).text
    given = answer(stars="2", remark="  Chờ\r\nhai tiếng 😀 ")
    for _ in range(2):
        client.post(page_of(counter), given)
    kept, rating = Remark.objects.get(), Rating.objects.get()
    assert unpadded(unseal(bytes(kept.envelope), vault.private)) == "Chờ hai tiếng 😀"
    assert (kept.day, kept.is_low, kept.state) == (date(2026, 11, 20), True, "waiting")
    assert kept.pk != rating.pk
    assert len(kept.envelope) == ROOM + 48


def test_every_envelope_has_one_length(client: Client, counter: Counter, vault: Pair) -> None:
    for words in ("a", "ệ" * 300):
        client.post(page_of(counter), answer(remark=words))
    assert {len(one.envelope) for one in Remark.objects.order_by("pk")} == {ROOM + 48}


@pytest.mark.parametrize(
    ("remark", "words"), [("a" * 301, "dài quá 300 ký tự"), ("có\x00số không", "ký tự không đọc được")]
)
def test_a_sentence_that_does_not_fit_is_explained(
    client: Client, counter: Counter, vault: Pair, remark: str, words: str
) -> None:
    page = client.post(page_of(counter), answer(remark=remark))
    assert words in page.text
    assert not Rating.objects.exists()


def test_sending_twice_thanks_twice_and_counts_once(client: Client, counter: Counter) -> None:
    given = answer()
    for _ in range(2):
        assert client.post(page_of(counter), given).status_code == 302
    assert Rating.objects.count() == 1


def test_other_content_under_the_same_id_is_a_409_page(client: Client, counter: Counter) -> None:
    given = answer()
    client.post(page_of(counter), given)
    refused = client.post(page_of(counter), given | {"stars": "1"})
    assert refused.status_code == 409
    assert Rating.objects.get().stars == 5


@pytest.mark.parametrize(("stars", "words"), [("", "một mức từ 1 đến 5"), ("6", "chỉ từ 1 đến 5")])
def test_stars_outside_the_range_are_told(client: Client, counter: Counter, stars: str, words: str) -> None:
    page = client.post(page_of(counter), answer(stars=stars, courtesies=["7"]))
    assert page.status_code == 200
    assert words in page.text
    assert page.text.count("checked") == 1
    assert not Rating.objects.exists()


def test_a_tick_that_does_not_exist_is_told(client: Client, counter: Counter) -> None:
    page = client.post(page_of(counter), answer(courtesies=["8"]))
    assert "Ô đánh dấu không hợp lệ" in page.text


@pytest.mark.parametrize("form_id", ["", "khong-phai-ma"])
def test_a_form_without_an_id_of_its_own_is_refused(client: Client, counter: Counter, form_id: str) -> None:
    assert client.post(page_of(counter), answer(form_uuid=form_id)).status_code == 400


def test_an_unknown_code_says_what_to_do(client: Client, db: None) -> None:
    page = client.get("/danh-gia/khong-co-ma-nay/")
    assert page.status_code == 404
    assert "quét lại mã đang dán tại quầy" in page.text


def test_a_forged_code_costs_no_query(client: Client, counter: Counter) -> None:
    forged = counter.token + "A" * 16
    with assertNumQueries(0):
        assert client.get(f"/danh-gia/{forged}/").status_code == 404
        assert client.post(f"/danh-gia/{counter.token}/", answer()).status_code == 404


@pytest.mark.parametrize(
    "code", ["ệ" * 38, "%00" * 38, "a b", "..%5C..", "<b>x", "A" * 4000, "%F0%9F%98%80", "%FF"]
)
def test_a_torn_code_is_answered_kindly_whatever_it_reads_as(client: Client, db: None, code: str) -> None:
    with assertNumQueries(0):
        page = client.get(f"/danh-gia/{code}/")
    assert page.status_code == 404
    assert "quét lại mã đang dán tại quầy" in page.text


def test_a_code_that_we_signed_and_no_counter_has_is_unknown(client: Client, db: None) -> None:
    page = client.get(f"/danh-gia/{code_of(new_token())}/")
    assert page.status_code == 404
    assert "không phải của quầy nào" in page.text


# What a citizen reads for a code that once was good: the fields of the counter, the status, the words.
OVER = [
    ({"revoked_at": AT}, 410, "đã được thu hồi"),
    ({"ends_on": date(2026, 11, 20)}, 410, "đã thôi nhận đánh giá"),
    ({"starts_on": date(2026, 11, 21)}, 404, "nhận đánh giá từ ngày 21/11/2026"),
]


@pytest.mark.parametrize(("fields", "status", "words"), OVER, ids=["revoked", "expired", "not yet open"])
def test_a_code_that_does_not_count_says_why(
    client: Client, counter: Counter, fields: dict[str, Any], status: int, words: str
) -> None:
    client.get(page_of(counter))
    Counter.objects.update(**fields)
    for answered in (client.get(page_of(counter)), client.post(page_of(counter), answer())):
        assert answered.status_code == status
        assert words in answered.text
    assert not Rating.objects.exists()


def test_a_code_that_was_replaced_says_so(client: Client, counter: Counter) -> None:
    old = page_of(counter)
    RetiredCode.objects.create(counter=counter, token=counter.token, retired_at=AT, reason="Tờ dán bị chụp")
    counter.token = new_token()
    counter.save(update_fields=["token"])
    gone = client.get(old)
    assert gone.status_code == 410
    assert "đã được thay bằng mã mới" in gone.text
    assert client.get(page_of(counter)).status_code == 200


def test_the_thanks_page_of_a_made_up_code_is_not_there(client: Client, db: None) -> None:
    assert client.get("/danh-gia/khong-co-ma-nay/cam-on/").status_code == 404


def test_wrong_methods_are_refused(client: Client, counter: Counter) -> None:
    assert client.put(page_of(counter)).status_code == 405
    assert client.post(reverse("rate_thanks", args=[counter.code])).status_code == 405


def test_a_counter_name_is_text_and_not_html(client: Client, cast: Cast) -> None:
    counter = make_counter(cast.department, "<b>Quầy</b> & 1")
    assert "&lt;b&gt;Quầy&lt;/b&gt; &amp; 1" in client.get(page_of(counter)).text


def test_who_wants_an_answer_is_shown_the_way(client: Client, counter: Counter) -> None:
    """A rating is answered by nobody; the way keeps the counter and how the page is read."""
    way = f'href="{reverse("case_start")}?quay={counter.code}&amp;lang=en"'
    assert way in client.get(page_of(counter) + "?lang=en").text
    assert way in client.get(reverse("rate_thanks", args=[counter.code]) + "?lang=en").text
