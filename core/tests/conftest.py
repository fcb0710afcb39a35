"""Accounts for core's tests; core knows no roles, so these are people with nothing but a name."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction


@pytest.fixture
def make_person(db: None) -> Callable[..., Any]:
    """Make an account: ``make_person("hoa", email="hoa@example.vn")``."""

    def make(username: str, **fields: Any) -> Any:
        return get_user_model().objects.create_user(
            username=username, display_name=fields.pop("display_name", f"Nguyễn Thị {username}"), **fields
        )

    return make


class Undone(Exception):
    """Raised to roll a transaction back."""


def roll_back(act: Callable[[], Any]) -> None:
    """Do ``act`` in a transaction and undo it."""
    with contextlib.suppress(Undone), transaction.atomic():
        act()
        raise Undone
