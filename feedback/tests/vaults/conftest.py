"""Two custodians of Sở Nội vụ, one of another office, and the first vault."""

from dataclasses import dataclass

import pytest

from agencies.enums import Role
from agencies.models import User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_staff, make_user
from feedback.enums import VaultCode
from feedback.models import Vault
from feedback.tests.factories import make_vault


@dataclass(frozen=True)
class Custody:
    """The first vault with its private half, its holder, a colleague without a share, and an outsider."""

    vault: Vault
    private: bytes
    holder: User
    colleague: User
    outsider: User


@pytest.fixture
def custody(cast: Cast) -> Custody:
    """The cast's custodian holds the first vault of Sở Nội vụ."""
    colleague = make_user(make_staff("Ngô Thị Kín", cast.home_affairs))
    outsider = make_user(make_staff("Mai Văn Ngoài", cast.department))
    for user in (colleague, outsider):
        grant(user, Role.CUSTODIAN, cast.province)
    vault, private = make_vault(VaultCode.FIRST, cast.home_affairs, cast.custodian)
    return Custody(vault, private, cast.custodian, colleague, outsider)
