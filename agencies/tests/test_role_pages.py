"""Roles and accounts through their addresses: the five tests of each write, and the password asked again."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from agencies.enums import Role
from agencies.models import RoleGrant, User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_user

PASSWORD = "mot mat khau dai 1847"
REASON = {"reason": "Quyết định 12/QĐ-SNV"}


@pytest.fixture(autouse=True)
def day(time_machine: Any) -> None:
    """The acts are done on 20 November 2026."""
    time_machine.move_to("2026-11-20T03:00:00Z", tick=False)


def signed_in(user: User) -> Client:
    """A client of ``user``, who has no password here and so is never asked for it again."""
    client = Client()
    client.force_login(user)
    return client


def grant_form(cast: Cast, **changes: Any) -> dict[str, Any]:
    return (
        {
            "form_uuid": str(uuid4()),
            "role": Role.UNIT_HEAD,
            "agency": cast.unit.pk,
            "starts_on": "2026-11-20",
            "ends_on": "",
        }
        | REASON
        | changes
    )


def give_url(user: User) -> str:
    return f"/vai-tro/tai-khoan/{user.pk}/giao/"


def end_url(cast: Cast) -> str:
    return f"/vai-tro/{RoleGrant.objects.get(user=cast.unit_head).pk}/thoi/"


WRITES: dict[str, Callable[[Cast], tuple[str, dict[str, Any]]]] = {
    "role_grant": lambda cast: (give_url(cast.officer), grant_form(cast)),
    "role_end": lambda cast: (end_url(cast), REASON),
    "user_disable": lambda cast: (f"/vai-tro/tai-khoan/{cast.officer.pk}/khoa/", REASON),
    "user_enable": lambda cast: (f"/vai-tro/tai-khoan/{cast.officer.pk}/mo-khoa/", REASON),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_write_works_for_home_affairs(cast: Cast, name: str) -> None:
    url, form = WRITES[name](cast)
    client = signed_in(cast.admin)
    assert client.get(url).status_code == 200
    assert client.post(url, form).status_code == 302
    assert "Đã" in client.get("/vai-tro/").content.decode()


@pytest.mark.parametrize("name", WRITES)
def test_a_write_refuses_other_methods(cast: Cast, name: str) -> None:
    url, form = WRITES[name](cast)
    assert signed_in(cast.admin).put(url, form).status_code == 405


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("who", ["stranger", "head", "leader", "inspector", "custodian"])
def test_a_write_is_not_there_for_others(cast: Cast, name: str, who: str) -> None:
    url, form = WRITES[name](cast)
    client = signed_in(getattr(cast, who))
    assert (client.get(url).status_code, client.post(url, form).status_code) == (404, 404)


@pytest.mark.parametrize(("name", "status"), [("role_grant", 403), ("role_end", 403), ("user_enable", 403)])
def test_the_operator_sees_but_only_closes(cast: Cast, name: str, status: int) -> None:
    url, form = WRITES[name](cast)
    assert signed_in(cast.operator).post(url, form).status_code == status
    url, form = WRITES["user_disable"](cast)
    assert signed_in(cast.operator).post(url, form).status_code == 302


def test_nobody_gives_a_role_to_themselves_on_the_page(cast: Cast) -> None:
    response = signed_in(cast.admin).post(give_url(cast.admin), grant_form(cast))
    assert response.status_code == 403
    assert "tự giao vai trò" in response.content.decode()


def test_the_last_admin_cannot_be_closed_on_the_page(cast: Cast) -> None:
    response = signed_in(cast.operator).post(f"/vai-tro/tai-khoan/{cast.admin.pk}/khoa/", REASON)
    assert response.status_code == 409
    assert "quản trị cuối cùng" in response.content.decode()


def test_sending_the_form_twice_gives_one_role(cast: Cast) -> None:
    client, form = signed_in(cast.admin), grant_form(cast)
    assert [client.post(give_url(cast.officer), form).status_code for _ in range(2)] == [302, 302]
    assert RoleGrant.objects.filter(user=cast.officer).count() == 1
    other = form | {"role": Role.INSPECTOR, "agency": cast.province.pk}
    assert client.post(give_url(cast.officer), other).status_code == 409


def test_a_form_without_id_is_refused(cast: Cast) -> None:
    assert (
        signed_in(cast.admin).post(give_url(cast.officer), grant_form(cast, form_uuid="x")).status_code == 400
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": "x"}, "Lý do"),
        ({"role": "king"}, "Vai trò"),
        ({"agency": 0}, "Phạm vi"),
        ({"starts_on": "2026-11-19"}, "lùi ngày"),
        ({"role": Role.AGENCY_HEAD}, "không giao được tại"),
    ],
)
def test_a_form_that_does_not_fit_says_why_and_gives_nothing(
    cast: Cast, changes: dict[str, Any], words: str
) -> None:
    response = signed_in(cast.admin).post(give_url(cast.officer), grant_form(cast, **changes))
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not RoleGrant.objects.filter(user=cast.officer).exists()


def test_an_agency_outside_the_offer_is_no_choice(cast: Cast) -> None:
    """Divisions in which the person holds no post are not offered."""
    response = signed_in(cast.admin).post(give_url(cast.officer), grant_form(cast, agency=cast.other_unit.pk))
    assert response.status_code == 200
    assert not RoleGrant.objects.filter(user=cast.officer).exists()


def test_roles_are_listed_by_state_role_and_name(cast: Cast) -> None:
    client = signed_in(cast.operator)
    ended = grant(cast.stranger, Role.INSPECTOR, cast.province)
    RoleGrant.objects.filter(pk=ended.pk).update(ends_on="2026-01-01")
    assert "Nguyễn Thị Hòa" in client.get("/vai-tro/?q=hoa").content.decode()
    assert "Lý Thị Lạ" not in client.get("/vai-tro/").content.decode()
    assert "Lý Thị Lạ" in client.get("/vai-tro/?trang-thai=da-het").content.decode()
    inspectors = client.get("/vai-tro/?vai-tro=inspector").content.decode()
    assert "Trần Văn Kiểm" in inspectors
    assert "Nguyễn Thị Hòa" not in inspectors


@pytest.mark.parametrize("url", ["/vai-tro/", "/vai-tro/tai-khoan/"])
def test_lists_of_roles_and_accounts_are_for_those_who_keep_them(cast: Cast, url: str) -> None:
    allowed = {who for who in vars(cast) if isinstance(getattr(cast, who), User)} & {"admin", "operator"}
    for who, user in vars(cast).items():
        if isinstance(user, User):
            assert signed_in(user).get(url).status_code == (200 if who in allowed else 403), who
    assert signed_in(cast.admin).post(url).status_code == 405


def test_lists_take_the_same_queries_at_any_size(cast: Cast, django_assert_num_queries: Any) -> None:
    client = signed_in(cast.admin)
    for _ in range(2):
        with django_assert_num_queries(4 + 3):
            client.get("/vai-tro/")
        with django_assert_num_queries(4 + 3):
            client.get("/vai-tro/tai-khoan/")
        for _number in range(60):
            grant(make_user(), Role.INSPECTOR, cast.commune)


def test_acts_ask_for_the_password_again(cast: Cast) -> None:
    """A stolen session gives nobody a role; after the password the form that was sent is carried out."""
    cast.admin.set_password(PASSWORD)
    cast.admin.save()
    client, url = signed_in(cast.admin), f"/vai-tro/tai-khoan/{cast.officer.pk}/khoa/"
    asked = client.post(url, REASON)
    assert asked.status_code == 302
    assert asked["Location"].startswith("/tai-khoan/reauthenticate/")
    assert User.objects.get(pk=cast.officer.pk).is_active
    wrong = client.post(asked["Location"], {"password": "sai"})
    assert wrong.status_code == 200
    assert User.objects.get(pk=cast.officer.pk).is_active
    client.post(asked["Location"], {"password": PASSWORD, "next": url})
    assert not User.objects.get(pk=cast.officer.pk).is_active


def test_the_person_page_offers_to_give_a_role_only_to_home_affairs(cast: Cast) -> None:
    url = f"/can-bo/{cast.officer.staff_id}/"
    assert give_url(cast.officer) in signed_in(cast.admin).get(url).content.decode()
    assert give_url(cast.officer) not in signed_in(cast.head).get(url).content.decode()
    assert (
        "Thủ trưởng cơ quan" in signed_in(cast.admin).get(f"/can-bo/{cast.head.staff_id}/").content.decode()
    )
