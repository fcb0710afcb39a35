"""What reads like a complaint or a denunciation; what an envelope holds; what a receipt is."""

from uuid import UUID

import pytest
from django.conf import settings
from django.test import override_settings

from feedback.receipts import (
    form_digest,
    grouped,
    receipt_digest,
    receipt_digests,
    receipt_in,
    receipt_of,
)
from feedback.rules.envelopes import STEP, Contact, contact_inside, contact_of, text_of, words_inside
from feedback.rules.steering import Lawful, lawful_kind

FORM = UUID("5f0c6a5e-8a7d-4c57-9d1b-0d7f1b1f8f11")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tôi tố cáo ông A nhận tiền của dân.", Lawful.DENUNCIATION),
        ("TỐ  CÁO cán bộ tham nhũng", Lawful.DENUNCIATION),
        ("Anh ta vòi tiền rồi mới ký.", Lawful.DENUNCIATION),
        ("Toi to cao ong A", Lawful.DENUNCIATION),
        ("Tôi khiếu nại quyết định thu hồi đất số 12", Lawful.COMPLAINT),
        ("Don khieu nai lan dau", Lawful.COMPLAINT),
        ("Tôi khiếu nại và tố cáo ông A", Lawful.DENUNCIATION),
        ("Quầy đóng sớm, cán bộ nói năng cộc lốc.", None),
        ("Góp ý: nên có thêm ghế và nước uống.", None),
        ("Cái tờ cao nhất trên bảng tin bị rách", None),
        ("Nhân viên mặc áo khoác to, cao giọng với dân", None),
        ("", None),
    ],
)
def test_words_of_a_complaint_or_denunciation_are_seen(text: str, kind: Lawful | None) -> None:
    assert lawful_kind(text) is kind


@pytest.mark.parametrize("text", ["a", "Quầy đóng sớm.", "Nửa đêm\n\nhai dòng", "ế" * 4000])
def test_an_envelope_of_words_tells_its_length_in_steps_only(text: str) -> None:
    assert len(words_inside(text)) % STEP == 0
    assert text_of(words_inside(text)) == text


def test_a_contact_comes_out_as_it_went_in() -> None:
    contact = Contact("Nguyễn Thị Ánh", "0901 234 567", "anh@example.vn")
    assert contact_of(contact_inside(contact)) == contact
    assert len(contact_inside(contact)) == len(contact_inside(Contact(phone="1"))) == STEP
    assert not Contact()


@pytest.mark.parametrize(
    ("typed", "receipt"),
    [
        ("1234567890123456", "1234567890123456"),
        ("1234 5678 9012 3456", "1234567890123456"),
        (" 1234-5678-9012.3456\n", "1234567890123456"),
        ("123456789012345", None),
        ("12345678901234567", None),
        ("１２３４５６７８９０１２３４５６", None),
        ("1234 5678 9012 345a", None),
        ("", None),
    ],
)
def test_a_receipt_is_read_as_people_type_it(typed: str, receipt: str | None) -> None:
    assert receipt_in(typed) == receipt


def test_a_receipt_is_of_one_form_and_its_words() -> None:
    receipt = receipt_of(FORM, [b"loi"])
    assert receipt == receipt_of(FORM, [b"loi"])
    assert receipt not in (receipt_of(FORM, [b"loi khac"]), receipt_of(UUID(int=1), [b"loi"]))
    assert receipt_of(FORM, [b"a", b"bc"]) != receipt_of(FORM, [b"ab", b"c"])
    assert receipt_in(grouped(receipt)) == receipt
    assert receipt not in receipt_digest(receipt) + form_digest(FORM)


def test_an_older_key_still_finds_its_receipts() -> None:
    before, key = receipt_digest("1234567890123456"), settings.SECRET_KEY
    with override_settings(SECRET_KEY="một khóa mới đủ dài", SECRET_KEY_FALLBACKS=[key]):
        assert before != receipt_digest("1234567890123456")
        assert before in receipt_digests("1234567890123456")
