"""Envelopes: only the holder opens, a changed byte is seen, a passphrase alone gives the private half."""

import pytest

from core.sealing import (
    BrokenSeal,
    WrongPassphrase,
    locked,
    new_key,
    new_pair,
    seal,
    unlocked,
    unseal,
    unwrap,
    wrap,
)

WORDS = "Ông A nhận tiền ở quầy 3".encode()
PASSPHRASE = "mặt trời mọc đằng đông"


def test_what_is_sealed_is_opened_by_its_holder_alone() -> None:
    holder, stranger = new_pair(), new_pair()
    envelope = seal(WORDS, holder.public)
    assert unseal(envelope, holder.private) == WORDS
    with pytest.raises(BrokenSeal):
        unseal(envelope, stranger.private)


def test_the_same_words_give_another_envelope_each_time() -> None:
    pair = new_pair()
    assert len({seal(WORDS, pair.public) for _ in range(20)}) == 20
    assert len(seal(WORDS, pair.public)) == len(WORDS) + 48
    assert WORDS not in seal(WORDS, pair.public)


def test_a_changed_byte_anywhere_breaks_the_seal() -> None:
    pair = new_pair()
    envelope = seal(WORDS, pair.public)
    for place in range(len(envelope)):
        changed = envelope[:place] + bytes([envelope[place] ^ 1]) + envelope[place + 1 :]
        with pytest.raises(BrokenSeal):
            unseal(changed, pair.private)


@pytest.mark.parametrize("envelope", [b"", b"x", b"x" * 47])
def test_no_envelope_at_all_is_a_broken_seal(envelope: bytes) -> None:
    with pytest.raises(BrokenSeal):
        unseal(envelope, new_pair().private)


def test_a_private_half_opens_with_its_passphrase_alone() -> None:
    pair = new_pair()
    wrapped = wrap(pair.private, PASSPHRASE)
    assert unwrap(wrapped, PASSPHRASE) == pair.private
    assert pair.private not in wrapped
    with pytest.raises(WrongPassphrase, match="chưa đúng"):
        unwrap(wrapped, PASSPHRASE.capitalize())
    with pytest.raises(WrongPassphrase):
        unwrap(wrapped[:10], PASSPHRASE)


def test_a_key_of_a_session_locks_and_unlocks() -> None:
    key = new_key()
    box = locked(WORDS, key)
    assert unlocked(box, key) == WORDS
    assert box != locked(WORDS, key)
    with pytest.raises(BrokenSeal):
        unlocked(box, new_key())
