"""Printed codes: every change of a sign is seen, old keys still read, a forgery is never looked up."""

import string
from typing import Any

import pytest

from feedback.codes import SIGNATURE_SIGNS, TOKEN_SIGNS, code_of, is_kiosk_mark, kiosk_mark, token_in
from feedback.models.counters import new_token

SIGNS = string.ascii_letters + string.digits + "-_"
TOKEN = "q7Zt0-mE_4vKf3dXs9LbWw"


def test_a_code_gives_its_token_back() -> None:
    for token in (TOKEN, new_token()):
        assert token_in(code_of(token)) == token
        assert len(code_of(token)) == TOKEN_SIGNS + SIGNATURE_SIGNS
        assert set(code_of(token)) <= set(SIGNS)


@pytest.mark.parametrize("place", range(TOKEN_SIGNS + SIGNATURE_SIGNS))
def test_no_other_sign_at_any_place_is_accepted(place: int) -> None:
    """38 places × 63 other signs (G20)."""
    code = code_of(TOKEN)
    others = [code[:place] + sign + code[place + 1 :] for sign in SIGNS if sign != code[place]]
    assert [wrong for wrong in others if token_in(wrong) is not None] == []


@pytest.mark.parametrize("place", range(TOKEN_SIGNS + SIGNATURE_SIGNS))
def test_no_flipped_bit_is_accepted(place: int) -> None:
    code = code_of(TOKEN)
    for bit in range(8):
        assert token_in(code[:place] + chr(ord(code[place]) ^ 1 << bit) + code[place + 1 :]) is None


def test_shortened_lengthened_swapped_and_foreign_codes_are_refused() -> None:
    code, other = code_of(TOKEN), code_of(new_token())
    crossed = code[:TOKEN_SIGNS] + other[TOKEN_SIGNS:]
    wrong = [
        "",
        code[:-1],
        code[1:],
        code + "A",
        code + "=",
        f" {code}",
        code.swapcase(),
        code[::-1],
        crossed,
    ]
    assert [one for one in [*wrong, TOKEN, "ệ" * 38, code[:-1] + "é"] if token_in(one) is not None] == []


def test_a_machines_mark_is_none_that_the_printed_code_tells() -> None:
    mark = kiosk_mark(TOKEN)
    assert is_kiosk_mark(TOKEN, mark)
    assert mark != code_of(TOKEN)[TOKEN_SIGNS:]
    wrong = ["", "1", code_of(TOKEN)[TOKEN_SIGNS:], kiosk_mark(new_token()), mark[:-1], "ệ" * 16]
    assert [one for one in wrong if is_kiosk_mark(TOKEN, one)] == []


def test_an_old_key_still_reads_what_hangs_on_walls(settings: Any) -> None:
    settings.QR_SIGNING_KEY = "khóa cũ"
    printed = code_of(TOKEN)
    settings.QR_SIGNING_KEY, settings.QR_SIGNING_KEY_FALLBACKS = "khóa mới", ["khóa cũ"]
    assert token_in(printed) == TOKEN
    assert code_of(TOKEN) != printed
    settings.QR_SIGNING_KEY_FALLBACKS = []
    assert token_in(printed) is None


def test_without_a_key_of_its_own_the_secret_key_signs(settings: Any) -> None:
    settings.QR_SIGNING_KEY, settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "", "một", []
    printed = code_of(TOKEN)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "hai", ["một"]
    assert token_in(printed) == TOKEN
    settings.SECRET_KEY_FALLBACKS = []
    assert token_in(printed) is None
