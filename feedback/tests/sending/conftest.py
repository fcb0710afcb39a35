"""The first vault, so that reports are taken in, and what was sealed in clear for the test to look at."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import IO

import pytest
from PIL import Image

from agencies.tests.cast import Cast
from core.sealing import unseal
from feedback.enums import VaultCode
from feedback.models import Sealed, Vault
from feedback.tests.factories import make_vault


@dataclass(frozen=True)
class FirstVault:
    """The vault and its private half."""

    vault: Vault
    private: bytes

    def inside(self, kind: str) -> list[bytes]:
        """What lies in the envelopes of a kind."""
        rows = Sealed.objects.filter(kind=kind).order_by("pk")
        return [unseal(bytes(row.envelope), self.private) for row in rows]


@pytest.fixture
def first(cast: Cast) -> FirstVault:
    """Held by the cast's custodian, who works at Sở Nội vụ."""
    return FirstVault(*make_vault(VaultCode.FIRST, cast.home_affairs, cast.custodian))


@pytest.fixture
def photo() -> Callable[..., IO[bytes]]:
    """A small picture with words in its comment."""

    def make(comment: bytes = b"", size: tuple[int, int] = (60, 40)) -> IO[bytes]:
        file = BytesIO()
        Image.new("RGB", size, "green").save(file, "JPEG", comment=comment)
        file.seek(0)
        file.name = "anh.jpg"
        return file

    return make
