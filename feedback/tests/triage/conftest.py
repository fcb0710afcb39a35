"""Two vaults with their holders, and reports that citizens sent."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from PIL import Image

from agencies.enums import Role
from agencies.models import Agency, User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_agency, make_staff, make_user
from feedback.actions.sending.submit import Report, submit_case
from feedback.enums import VaultCode
from feedback.models import FeedbackCase, Vault
from feedback.receipts import receipt_digest
from feedback.rules.envelopes import Contact
from feedback.tests.conftest import AT
from feedback.tests.factories import make_vault
from feedback.views.vaults.unlocking import remember_vaults

TEXT = "Tôi là Lê Thị Hoa, 0912345678. Sáng hôm qua cán bộ quầy hộ tịch nói năng cộc lốc, bắt chờ 2 giờ."
SAFE = "Cán bộ quầy hộ tịch nói năng cộc lốc, bắt chờ 2 giờ."
CONTACT = Contact("Lê Thị Hoa", "0912345678", "hoa@example.vn")


@dataclass(frozen=True)
class Desk:
    """The first vault of Sở Nội vụ with two holders, the second of another office with one."""

    vault: Vault
    other_vault: Vault
    keys: dict[int, bytes]
    other_keys: dict[int, bytes]
    holder: User
    second: User
    other_holder: User
    other_body: Agency


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """The cast's custodian and a colleague hold the first vault, somebody of another office the second."""
    second = make_user(make_staff("Ngô Thị Kín", cast.home_affairs))
    office = make_agency("Văn phòng Ủy ban nhân dân tỉnh", parent=cast.province)
    other = make_user(make_staff("Mai Văn Giữ", office))
    for user in (second, other):
        grant(user, Role.CUSTODIAN, cast.province)
    vault, private = make_vault(VaultCode.FIRST, cast.home_affairs, cast.custodian, second)
    other_vault, other_private = make_vault(VaultCode.SECOND, office, other)
    return Desk(
        vault,
        other_vault,
        {vault.pk: private},
        {other_vault.pk: other_private},
        cast.custodian,
        second,
        other,
        office,
    )


def photo(colour: str = "green") -> BytesIO:
    """A small picture as a phone would send it."""
    file = BytesIO()
    Image.new("RGB", (80, 60), colour).save(file, "JPEG")
    file.seek(0)
    file.name = "anh.jpg"
    return file


def send(agency: Agency | None, text: str = TEXT, **given: Any) -> FeedbackCase:
    """A report as a citizen sends it; ``contact``, ``photos``, ``channel`` as keywords."""
    at = given.pop("at", AT)
    report = Report(text, agency.pk if agency else None, contact=given.pop("contact", Contact()))
    receipt = submit_case(form_id=uuid4(), report=report, at=at, **given)
    return FeedbackCase.objects.get(receipt_digest=receipt_digest(receipt))


def unlock(client: Client, user: User, keys: dict[int, bytes]) -> Client:
    """Sign in and open vaults, as the passphrase page does."""
    client.force_login(user)
    request = RequestFactory().get("/")
    request.user, request.session = user, client.session
    answer = HttpResponse()
    remember_vaults(request, answer, keys)
    request.session.save()
    client.cookies.update(answer.cookies)
    return client
