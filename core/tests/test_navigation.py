"""Who sees which entry of the navigation, and where the reader is."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse

from core import navigation
from core.context_processors import portal


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two entries of the test's own instead of the portal's."""
    monkeypatch.setattr(navigation, "_ENTRIES", {})
    monkeypatch.setattr(navigation, "_discover", lambda: None)
    navigation.register(label="Mật khẩu", url_name="account_change_password", icon="key", order=20)
    navigation.register(
        label="Chỉ trưởng",
        url_name="account_logout",
        icon="crown",
        order=10,
        permission=lambda user: user.is_head,
    )


def request_of(rf: RequestFactory, path: str = "/", **user: Any) -> Any:
    request = rf.get(path)
    request.user = SimpleNamespace(**{"is_authenticated": True, "is_head": False, **user})
    return request


@pytest.mark.usefixtures("entries")
def test_entries_come_in_order_and_by_permission(rf: RequestFactory) -> None:
    assert [item.label for item in navigation.items_for(request_of(rf))] == ["Mật khẩu"]
    head = navigation.items_for(request_of(rf, is_head=True))
    assert [item.label for item in head] == ["Chỉ trưởng", "Mật khẩu"]


@pytest.mark.usefixtures("entries")
def test_a_visitor_sees_none_and_no_permission_is_asked(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = SimpleNamespace(is_authenticated=False)
    assert navigation.items_for(request) == []


@pytest.mark.usefixtures("entries")
def test_the_entry_of_the_page_and_of_pages_below_it_is_active(rf: RequestFactory) -> None:
    for path in (reverse("account_change_password"), reverse("account_change_password") + "buoc-2/"):
        active = [item.label for item in navigation.items_for(request_of(rf, path)) if item.active]
        assert active == ["Mật khẩu"]
    assert not [item for item in navigation.items_for(request_of(rf, "/khac/")) if item.active]


@pytest.mark.usefixtures("entries")
def test_two_entries_may_not_lead_to_one_address() -> None:
    with pytest.raises(ValueError, match="account_logout"):
        navigation.register(label="Khác", url_name="account_logout", icon="x", order=1)


@pytest.mark.usefixtures("entries")
def test_permissions_are_asked_only_when_a_page_draws_them(rf: RequestFactory) -> None:
    asked: list[Any] = []
    navigation.register(
        label="Đếm",
        url_name="account_reset_password",
        icon="x",
        order=5,
        permission=lambda user: bool(asked.append(user)) or True,
    )
    context = portal(request_of(rf))
    assert asked == []
    assert [len(part) for part in context["portal_top_bar"]()] == [2, 0]
    assert [len(part) for part in context["portal_bottom_bar"]()] == [2, 0]
    assert len(asked) == 1


def places(count: int, here: int | None) -> tuple[list[str], list[str]]:
    """The labels of a bar with five places and of its menu, for so many entries."""
    items = [navigation.Item(str(n), f"/{n}/", "x", n == here) for n in range(count)]
    shown, more = navigation.split(items, 5)
    return [item.label for item in shown], [item.label for item in more]


@pytest.mark.parametrize(
    ("count", "here", "shown", "more"),
    [
        (0, None, "", ""),
        (5, 4, "01234", ""),
        (6, None, "0123", "45"),
        (6, 3, "0123", "45"),
        (7, 5, "0125", "346"),
    ],
)
def test_a_bar_keeps_its_places_and_the_reader_in_sight(
    count: int, here: int | None, shown: str, more: str
) -> None:
    assert places(count, here) == (list(shown), list(more))


def test_icons_of_every_registered_entry_exist() -> None:
    from core.templatetags.vhcv import icon

    for entry in navigation.entries():
        assert "<svg" in icon(entry.icon)
        assert reverse(entry.url_name)
