"""Blind signatures (RFC 9474): what was signed unseen is an ordinary signature that tells nothing."""

import base64

import pytest

from core.blind import (
    SIZE,
    BadBlindedMessage,
    blind_sign,
    fingerprint,
    is_token,
    make_key,
    verifies,
)
from core.tests.blinding import blind

pytestmark = pytest.mark.once
KEY = make_key()
OTHER = make_key()


def test_an_unblinded_signature_verifies_on_the_token() -> None:
    one = blind(KEY.public)
    signature = one.unblind(blind_sign(KEY.private, one.message))
    assert verifies(KEY.public, one.token, signature)


def test_it_verifies_neither_another_token_nor_under_another_key() -> None:
    one, other = blind(KEY.public), blind(KEY.public)
    signature = one.unblind(blind_sign(KEY.private, one.message))
    assert not verifies(KEY.public, other.token, signature)
    assert not verifies(OTHER.public, one.token, signature)


def test_what_was_signed_blindly_is_no_signature_itself() -> None:
    one = blind(KEY.public)
    assert not verifies(KEY.public, one.token, blind_sign(KEY.private, one.message))


def test_the_same_message_gives_the_same_signature() -> None:
    one = blind(KEY.public)
    assert blind_sign(KEY.private, one.message) == blind_sign(KEY.private, one.message)


def test_every_turn_fits_every_ballot() -> None:
    """For any turn and any ballot there is a blinding factor that joins them, so a turn tells nothing."""
    turns = [blind(KEY.public) for _ in range(3)]
    ballots = [one.unblind(blind_sign(KEY.private, one.message)) for one in turns]
    modulus = turns[0].modulus
    for turn in turns:
        signed = int.from_bytes(base64.b64decode(blind_sign(KEY.private, turn.message)), "big")
        for ballot in ballots:
            own = int.from_bytes(base64.b64decode(ballot), "big")
            factor = signed * pow(own, -1, modulus) % modulus
            message = pow(factor, 65537, modulus) * pow(own, 65537, modulus) % modulus
            assert message == int.from_bytes(base64.b64decode(turn.message), "big")


@pytest.mark.parametrize(
    "text",
    ["", "không", base64.b64encode(bytes(SIZE)).decode(), base64.b64encode(b"\xff" * SIZE).decode(), "AAAA"],
)
def test_nonsense_is_not_signed(text: str) -> None:
    with pytest.raises(BadBlindedMessage):
        blind_sign(KEY.private, text)


def test_a_fingerprint_is_five_groups_of_four() -> None:
    assert [len(group) for group in fingerprint(KEY.public).split()] == [4] * 5
    assert fingerprint(KEY.public) != fingerprint(OTHER.public)


@pytest.mark.parametrize(
    ("text", "answer"), [("0" * 64, True), ("0" * 63, False), ("A" * 64, False), ("g" * 64, False)]
)
def test_tokens_have_one_spelling(text: str, answer: bool) -> None:
    assert is_token(text) is answer
