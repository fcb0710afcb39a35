"""Permissions by name: declared once, answered with a reason, never a silent yes."""

from types import SimpleNamespace

import pytest

from core import access
from core.access import Allowed, Denied, may, permission, permissions, require
from core.errors import AccessRefused

ACTIVE, CLOSED = SimpleNamespace(is_active=True), SimpleNamespace(is_active=False)


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """Two permissions: one for those who own the thing, one for everybody."""
    monkeypatch.setattr(access, "_JUDGES", {})

    @permission("thing.edit", "Sửa việc")
    def may_edit(user, thing):
        return Allowed() if thing is user else Denied("Việc này của người khác.")

    @permission("thing.read", "Xem việc")
    def may_read(user, thing):
        return Allowed()


def test_a_verdict_reads_as_yes_or_no():
    assert Allowed()
    assert not Denied("vì sao")


def test_the_judge_is_asked_about_the_person_and_the_thing():
    assert may(ACTIVE, "thing.edit", ACTIVE) == Allowed()
    assert may(ACTIVE, "thing.edit", CLOSED) == Denied("Việc này của người khác.")
    assert may(ACTIVE, "thing.read") == Allowed()


@pytest.mark.parametrize("user", [CLOSED, None, SimpleNamespace()])
def test_a_closed_account_may_nothing(user):
    assert not may(user, "thing.read")


def test_what_is_not_declared_is_an_error():
    with pytest.raises(KeyError):
        may(ACTIVE, "thing.burn")


def test_a_name_is_declared_once_and_listed_with_its_label():
    with pytest.raises(ValueError, match="declared twice"):
        permission("thing.read", "Xem")(lambda user, thing: Allowed())
    assert permissions() == {"thing.edit": "Sửa việc", "thing.read": "Xem việc"}


def test_requiring_raises_with_the_reason():
    require(ACTIVE, "thing.edit", ACTIVE)
    with pytest.raises(AccessRefused, match="của người khác") as refusal:
        require(ACTIVE, "thing.edit", CLOSED)
    assert refusal.value.status == 403
