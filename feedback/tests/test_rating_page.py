"""The citizen's page: three taps, no cookie, light, and every refusal says what to do."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from agencies.tests.cast import Cast
from feedback.models import Counter, Rating
from feedback.tests.conftest import AT
from feedback.tests.factories import make_counter


def page_of(counter: Counter) -> str:
    return reverse("rate_counter", args=[counter.token])


def answer(**changes: object) -> dict[str, object]:
    return {"form_uuid": str(uuid4()), "stars": "5", "courtesies": ["0", "4"]} | changes


def test_a_citizen_rates_in_one_page(client: Client, cast: Cast, counter: Counter) -> None:
    page = client.get(page_of(counter))
    assert "Sở Tư pháp" in page.text
    assert page.text.count('type="radio"') == 5
    assert page.text.count('type="checkbox"') == 8
    done = client.post(page_of(counter), answer())
    assertRedirects(done, reverse("rate_thanks", args=[counter.token]))
    assert Rating.objects.values_list("stars", "courtesies").get() == (5, 0b10001)


def test_no_cookie_is_set_and_nothing_is_kept(client: Client, counter: Counter) -> None:
    given = answer()
    answers = [client.get(page_of(counter)), client.post(page_of(counter), given, follow=True)]
    answers.append(client.get(reverse("rate_thanks", args=[counter.token])))
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


def test_three_queries_show_the_page(client: Client, counter: Counter) -> None:
    with assertNumQueries(3):
        client.get(page_of(counter))


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


def test_a_code_with_one_wrong_bit_names_no_counter(client: Client, counter: Counter) -> None:
    """Every bit of every byte of the code (G20); what is no letter of a code finds no address."""
    for place, letter in enumerate(counter.token):
        for bit in range(7):
            wrong = counter.token[:place] + chr(ord(letter) ^ 1 << bit) + counter.token[place + 1 :]
            if re.fullmatch(r"[-\w]+", wrong, re.ASCII):
                assert client.get(f"/danh-gia/{wrong}/").status_code == 404


def test_a_revoked_code_is_gone_at_once(client: Client, cast: Cast, counter: Counter) -> None:
    client.get(page_of(counter))
    Counter.objects.update(revoked_at=AT)
    assert client.get(page_of(counter)).status_code == 410
    late = client.post(page_of(counter), answer())
    assert late.status_code == 410
    assert "không còn dùng" in late.text


def test_the_thanks_page_of_a_made_up_code_is_not_there(client: Client, db: None) -> None:
    assert client.get("/danh-gia/khong-co-ma-nay/cam-on/").status_code == 404


def test_wrong_methods_are_refused(client: Client, counter: Counter) -> None:
    assert client.put(page_of(counter)).status_code == 405
    assert client.post(reverse("rate_thanks", args=[counter.token])).status_code == 405


def test_a_counter_name_is_text_and_not_html(client: Client, cast: Cast) -> None:
    counter = make_counter(cast.department, "<b>Quầy</b> & 1")
    assert "&lt;b&gt;Quầy&lt;/b&gt; &amp; 1" in client.get(page_of(counter)).text
