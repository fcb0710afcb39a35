"""The character 0, which PostgreSQL keeps in no text, through every field: told, and nothing breaks."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from feedback.models import Counter, FeedbackCase, Rating
from feedback.tests.floods.test_hostile_words import HARMLESS, opened, report

__all__ = ["opened"]


@pytest.mark.parametrize("field", ["text", "name", "phone", "email", "agency", "form_uuid"])
def test_a_nul_is_told_and_breaks_nothing(client: Client, opened: bytes, field: str) -> None:
    page = client.post(reverse("case_send"), report(**{field: f"{HARMLESS}\0"}))
    assert 400 <= page.status_code < 500
    assert not FeedbackCase.objects.exists()


@pytest.mark.parametrize("field", ["stars", "courtesies", "reasons", "remark", "form_uuid"])
def test_a_nul_in_a_rating_is_told(client: Client, counter: Counter, opened: bytes, field: str) -> None:
    form: dict[str, Any] = {"form_uuid": str(uuid4()), "stars": "2"} | {field: "5\0"}
    assert client.post(reverse("rate_counter", args=[counter.code]), form).status_code in (200, 400)
    assert not Rating.objects.exists()
