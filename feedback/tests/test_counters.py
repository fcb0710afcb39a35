"""Counters for the province: who sees which, what they may learn, opening and taking back."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from agencies.tests.cast import Cast
from core.models import AuditEntry
from feedback.models import Counter
from feedback.tests.factories import make_counter, make_ratings

LIST, CREATE = "/quay/", "/quay/moi/"


def url(name: str, counter: Counter) -> str:
    file = ["a5", "vi"] if name == "poster" else []
    return reverse(f"counter_{name}", args=[counter.pk, *file])


def signed_in(client: Client, cast: Cast, who: str) -> Client:
    client.force_login(getattr(cast, who))
    return client


# list, a counter of the department, its poster; then may open, may take back
ROLES = [
    ("admin", 200, 200, 200, 200, 200),
    ("inspector", 200, 200, 200, 403, 403),
    ("head", 200, 200, 200, 403, 403),
    ("other_head", 200, 404, 404, 403, 404),
    ("unit_head", 403, 404, 404, 403, 404),
    ("officer", 403, 404, 404, 403, 404),
    ("leader", 403, 404, 404, 403, 404),
    ("custodian", 403, 404, 404, 403, 404),
    ("operator", 403, 404, 404, 403, 404),
]


@pytest.mark.parametrize(("who", "listed", "seen", "poster", "opens", "revokes"), ROLES)
def test_who_may_do_what(
    client: Client,
    cast: Cast,
    counter: Counter,
    who: str,
    listed: int,
    seen: int,
    poster: int,
    opens: int,
    revokes: int,
) -> None:
    signed_in(client, cast, who)
    paths = [LIST, url("detail", counter), url("poster", counter), CREATE, url("revoke", counter)]
    assert [client.get(path).status_code for path in paths] == [listed, seen, poster, opens, revokes]


def test_a_visitor_signs_in_first(client: Client, counter: Counter) -> None:
    for path in (LIST, CREATE, url("detail", counter), url("poster", counter), url("revoke", counter)):
        assert client.get(path).status_code == 302


def test_heads_list_their_own_and_home_affairs_all(client: Client, cast: Cast, counter: Counter) -> None:
    make_counter(cast.commune, "Quầy của xã")
    make_counter(cast.unit, "Quầy của phòng")
    own = signed_in(client, cast, "head").get(LIST).text
    assert "Quầy của phòng" in own
    assert "Quầy của xã" not in own
    assert "Quầy của xã" in signed_in(client, cast, "admin").get(LIST).text


def test_the_list_is_searched_by_agency_without_accents(client: Client, cast: Cast, counter: Counter) -> None:
    make_counter(cast.commune, "Quầy của xã")
    make_counter(cast.unit, "Quầy của phòng")
    signed_in(client, cast, "admin")
    assert "Quầy của xã" in client.get(LIST, {"q": "cai nhum"}).text
    found = client.get(LIST, {"q": "so tu phap"}).text
    assert "Quầy của phòng" in found
    assert "Quầy của xã" not in found
    assert "Không có quầy nào" in client.get(LIST, {"q": "khong co\x00"}).text


def test_the_list_costs_the_same_at_any_length(client: Client, cast: Cast) -> None:
    signed_in(client, cast, "admin")
    for number in range(60):
        make_counter(cast.commune if number % 2 else cast.unit, f"Quầy {number}")
    with assertNumQueries(8):
        page = client.get(LIST)
    assert page.text.count("/quay/") > 50
    assert "Trang 1/2" in page.text
    part = client.get(LIST, {"trang": "2"}, headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert "Trang 2/2" in part


def test_figures_appear_by_batches_of_past_days(client: Client, cast: Cast, counter: Counter) -> None:
    """The head never sees one person's stars: not four, not today's, and not the last batch of the month."""
    make_ratings(counter, date(2026, 11, 17), 5, 4, 4, 3, courtesies=0b11)
    make_ratings(counter, date(2026, 11, 19), *[1] * 5)
    make_ratings(counter, date(2026, 11, 20), 1, 1, 1, 1, 1)
    signed_in(client, cast, "head")
    hidden = client.get(url("detail", counter)).text
    assert "Chưa đủ lượt" in hidden
    assert "4,00" not in hidden
    make_ratings(counter, date(2026, 11, 18), 4, courtesies=0b11)
    shown = client.get(url("detail", counter)).text
    assert "4,00" in shown
    assert "tính đến hết ngày 18/11/2026" in shown
    assert "chưa có số lượt đến" in shown
    assert shown.count("100%") == 2


def test_no_page_of_the_head_names_a_single_rating(client: Client, cast: Cast, counter: Counter) -> None:
    ids = [str(rating.pk) for rating in make_ratings(counter, date(2026, 11, 18), 5, 5, 5, 5, 1)]
    signed_in(client, cast, "head")
    text = "".join(client.get(path).text for path in (LIST, url("detail", counter)))
    assert not [key for key in ids if key in text or key.replace("-", "") in text]


def test_months_stay_apart(client: Client, cast: Cast, counter: Counter) -> None:
    make_ratings(counter, date(2026, 10, 31), 5, 5, 5, 5, 5)
    make_ratings(counter, date(2026, 11, 1), 1, 1, 1, 1)
    page = signed_in(client, cast, "head").get(url("detail", counter)).text
    assert "5,00" in page
    assert "31/10/2026" in page
    assert page.count("Chưa đủ lượt") == 12


def test_the_page_of_a_counter_costs_the_same_with_many_ratings(
    client: Client, cast: Cast, counter: Counter
) -> None:
    for day in range(1, 19):
        make_ratings(counter, date(2026, 11, day), 5, 4, 3)
    signed_in(client, cast, "head")
    with assertNumQueries(10):
        client.get(url("detail", counter))


def test_the_code_carries_the_public_address(
    client: Client, cast: Cast, counter: Counter, settings: Any
) -> None:
    settings.PORTAL_URL = "https://cong.example.vn/"
    page = signed_in(client, cast, "head").get(url("detail", counter)).text
    assert f"https://cong.example.vn/danh-gia/{counter.code}/" in page
    assert page.count('class="qr-code"') == 1
    assert 'role="img"' in page


def test_without_portal_url_the_address_is_the_one_people_use(
    client: Client, cast: Cast, counter: Counter, settings: Any
) -> None:
    settings.PORTAL_URL = ""
    page = signed_in(client, cast, "head").get(url("detail", counter)).text
    assert f"http://testserver/danh-gia/{counter.code}/" in page


def new_counter(cast: Cast, **changes: object) -> dict[str, object]:
    given = {
        "form_uuid": str(uuid4()),
        "agency": cast.commune.pk,
        "name": "Quầy 2 – Đất đai",
        "starts_on": "2026-11-20",
    }
    return given | changes


def test_home_affairs_opens_a_counter_once_and_leaves_an_audit_row(client: Client, cast: Cast) -> None:
    given = new_counter(cast)
    signed_in(client, cast, "admin")
    for _ in range(2):
        done = client.post(CREATE, given)
        counter = Counter.objects.get()
        assertRedirects(done, url("detail", counter))
    entry = AuditEntry.objects.get(event="counter.created")
    assert (entry.agency_id, entry.actor_id) == (cast.commune.pk, cast.admin.pk)
    assert client.get(f"/danh-gia/{counter.code}/").status_code == 200


def test_the_same_form_with_another_name_is_a_conflict(client: Client, cast: Cast) -> None:
    given = new_counter(cast)
    signed_in(client, cast, "admin").post(CREATE, given)
    assert client.post(CREATE, given | {"name": "Quầy khác"}).status_code == 409


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"starts_on": "2026-11-19"}, "không lập lùi ngày được"),
        ({"name": "Q"}, "ít nhất 3"),
        ({"agency": "999999"}, "lựa chọn"),
    ],
)
def test_a_counter_that_does_not_fit_is_explained(
    client: Client, cast: Cast, changes: dict[str, object], words: str
) -> None:
    page = signed_in(client, cast, "admin").post(CREATE, new_counter(cast, **changes))
    assert page.status_code == 200
    assert words in page.text
    assert not Counter.objects.exists()


def test_lower_roles_may_not_open_or_take_back(client: Client, cast: Cast, counter: Counter) -> None:
    signed_in(client, cast, "head")
    assert client.post(CREATE, new_counter(cast)).status_code == 403
    assert client.post(url("revoke", counter), {"reason": "Mã bị chụp lại"}).status_code == 403
    assert not Counter.objects.filter(revoked_at__isnull=False).exists()
    assert client.put(CREATE).status_code == 405
    assert client.put(url("revoke", counter)).status_code == 405


def test_a_code_taken_back_is_gone_and_audited_once(client: Client, cast: Cast, counter: Counter) -> None:
    signed_in(client, cast, "admin")
    for _ in range(2):
        done = client.post(url("revoke", counter), {"reason": "Mã bị chụp lại"})
        assertRedirects(done, url("detail", counter))
    assert Client().get(f"/danh-gia/{counter.code}/").status_code == 410
    assert AuditEntry.objects.get(event="counter.revoked").reason == "Mã bị chụp lại"
    assert client.get(url("poster", counter)).status_code == 409
    assert "Đã thu hồi mã" in client.get(url("detail", counter)).text


def replaced(client: Client, counter: Counter, code: str) -> Any:
    return client.post(url("replace", counter), {"code": code, "reason": "Tờ dán bị chụp lại"})


def test_a_code_is_replaced_once_and_the_old_one_says_so(
    client: Client, cast: Cast, counter: Counter
) -> None:
    signed_in(client, cast, "admin")
    old = counter.code
    assert f'value="{old}"' in client.get(url("replace", counter)).text
    for _ in range(2):
        assertRedirects(replaced(client, counter, old), url("detail", counter))
    counter.refresh_from_db()
    assert counter.code != old
    assert Client().get(f"/danh-gia/{old}/").status_code == 410
    assert Client().get(f"/danh-gia/{counter.code}/").status_code == 200
    entry = AuditEntry.objects.get(event="counter.code_replaced")
    assert (entry.reason, entry.agency_id) == ("Tờ dán bị chụp lại", cast.department.pk)


def test_ratings_stay_with_the_counter_when_its_code_is_replaced(
    client: Client, cast: Cast, counter: Counter
) -> None:
    make_ratings(counter, date(2026, 11, 19), 5)
    replaced(signed_in(client, cast, "admin"), counter, counter.code)
    assert counter.ratings.count() == 1


def test_a_code_that_never_was_the_counters_replaces_nothing(
    client: Client, cast: Cast, counter: Counter
) -> None:
    signed_in(client, cast, "admin")
    for code in (make_counter(cast.commune).code, "A" * 38):
        assert replaced(client, counter, code).status_code == 409
    assert Counter.objects.get(pk=counter.pk).code == counter.code


def test_a_counter_that_is_over_gets_no_other_code(client: Client, cast: Cast, counter: Counter) -> None:
    Counter.objects.update(ends_on=date(2026, 11, 20))
    assert replaced(signed_in(client, cast, "admin"), counter, counter.code).status_code == 409


@pytest.mark.parametrize(("who", "status"), [("head", 403), ("inspector", 403), ("other_head", 404)])
def test_only_home_affairs_replaces(
    client: Client, cast: Cast, counter: Counter, who: str, status: int
) -> None:
    signed_in(client, cast, who)
    assert replaced(client, counter, counter.code).status_code == status
    assert Counter.objects.get(pk=counter.pk).code == counter.code


def test_taking_back_needs_a_reason(client: Client, cast: Cast, counter: Counter) -> None:
    page = signed_in(client, cast, "admin").post(url("revoke", counter), {"reason": ""})
    assert page.status_code == 200
    assert not Counter.objects.filter(revoked_at__isnull=False).exists()
