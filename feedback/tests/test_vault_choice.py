"""Which vault takes a case, who may hold one, which passphrase will do (G4)."""

import pytest

from agencies.tests.cast import Cast
from core.clock import today
from feedback.enums import VaultCode
from feedback.gather.vaults import vault_for
from feedback.rules.vaults import (
    VaultBody,
    chosen_vault,
    fingerprint_groups,
    why_not_hold,
    why_weak,
)
from feedback.tests.factories import make_vault

FIRST, SECOND = VaultBody(1, 20), VaultBody(2, 30)


@pytest.mark.parametrize(
    ("vaults", "path", "chosen"),
    [
        ([FIRST, SECOND], "", 1),
        ([FIRST, SECOND], "/9/40/", 1),
        ([FIRST, SECOND], "/9/20/", 2),
        ([FIRST, SECOND], "/9/20/21/22/", 2),
        ([FIRST, SECOND], "/9/30/31/", 1),
        ([FIRST, SECOND], "/9/200/", 1),
        ([FIRST], "/9/20/", None),
        ([FIRST], "/9/40/", 1),
        ([], "/9/40/", None),
    ],
)
def test_a_case_goes_to_the_first_vault_whose_body_it_is_not_about(
    vaults: list[VaultBody], path: str, chosen: int | None
) -> None:
    assert chosen_vault(vaults, path) == chosen


@pytest.mark.parametrize(
    ("holds_other", "workplaces", "words"),
    [
        (False, ["/9/30/31/"], ""),
        (False, ["/9/40/", "/9/30/"], ""),
        (False, ["/9/40/"], "phải đang làm việc"),
        (False, [], "phải đang làm việc"),
        (False, ["/9/30/", "/9/20/21/"], "cơ quan của két kia"),
        (True, ["/9/30/"], "đang giữ két kia"),
    ],
)
def test_a_holder_works_in_the_body_and_nowhere_near_the_other(
    holds_other: bool, workplaces: list[str], words: str
) -> None:
    why = why_not_hold(30, [20], holds_other, workplaces)
    assert (words in why) if words else why == ""


@pytest.mark.parametrize(
    ("passphrase", "is_good"),
    [
        ("mười hai dấu", True),
        ("ngắn quá", False),
        ("aaaaaaaaaaaaaa", False),
        ("ababababababab", False),
        ("con trâu đi trước", True),
    ],
)
def test_a_passphrase_is_long_and_not_one_key_held_down(passphrase: str, is_good: bool) -> None:
    assert (why_weak(passphrase) == "") is is_good


def test_a_fingerprint_is_read_in_four_groups() -> None:
    assert fingerprint_groups("0a1b2c3d4e5f60718293") == "0A1B 2C3D 4E5F 6071"


def test_without_a_vault_nothing_is_taken_in(cast: Cast) -> None:
    assert vault_for(cast.department.pk, today()) is None


def test_the_second_vault_takes_what_is_about_the_first_ones_body(cast: Cast) -> None:
    first, _ = make_vault(VaultCode.FIRST, cast.home_affairs, cast.custodian)
    second, _ = make_vault(VaultCode.SECOND, cast.commune, cast.stranger)
    assert vault_for(cast.home_affairs.pk, today()) == second
    assert vault_for(cast.unit.pk, today()) == first
    assert vault_for(cast.commune.pk, today()) == first
    assert vault_for(None, today()) == first
    assert vault_for(10**6, today()) == first
