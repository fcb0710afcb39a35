"""What the rule marks in Vietnamese words, and what it leaves alone."""

import pytest

from core.text import nfc
from feedback.rules.redaction import Trace, covered, marks, pieces, warnings

MARKED = [
    # telephone numbers
    ("Gọi tôi 0912345678 nhé", Trace.PHONE, "0912345678"),
    ("Gọi 0912 345 678.", Trace.PHONE, "0912 345 678"),
    ("Gọi 0912.345.678", Trace.PHONE, "0912.345.678"),
    ("số +84 912 345 678", Trace.PHONE, "+84 912 345 678"),
    ("số (+84)912345678", Trace.PHONE, "(+84)912345678"),
    ("máy bàn 0270 3822 123", Trace.PHONE, "0270 3822 123"),
    (
        "số không chín một hai ba bốn năm sáu bảy tám",
        Trace.PHONE,
        "không chín một hai ba bốn năm sáu bảy tám",
    ),
    # e-mails and links
    ("thư lan.nguyen@gmail.com", Trace.EMAIL, "lan.nguyen@gmail.com"),
    ("thư lan (at) gmail.com", Trace.EMAIL, "lan (at) gmail.com"),
    ("thư lan a còng gmail.com", Trace.EMAIL, "lan a còng gmail.com"),
    ("xem facebook.com/lan.vl nhé", Trace.LINK, "facebook.com/lan.vl"),
    ("xem https://zalo.me/0912345678", Trace.LINK, "https://zalo.me/0912345678"),
    # papers, dossiers, accounts
    ("căn cước 084203001234", Trace.PAPER, "084203001234"),
    ("căn cước 084 203 001 234", Trace.PAPER, "084 203 001 234"),
    ("chứng minh 331234567", Trace.PAPER, "331234567"),
    ("hộ chiếu C1234567", Trace.PAPER, "C1234567"),
    ("hồ sơ H61.12-260115-0012 trễ", Trace.DOSSIER, "H61.12-260115-0012"),
    ("hồ sơ 000.00.19.H61-260115-0012", Trace.DOSSIER, "000.00.19.H61-260115-0012"),
    ("mã hồ sơ: HT-2231 nộp rồi", Trace.DOSSIER, "mã hồ sơ: HT-2231"),
    ("số thứ tự 45 mà không gọi", Trace.DOSSIER, "số thứ tự 45"),
    ("tài khoản 0123-4567-8901-2345", Trace.NUMBER, "0123-4567-8901-2345"),
    # plates
    ("xe 64A-123.45 đậu", Trace.PLATE, "64A-123.45"),
    ("xe 64-B1 123.45", Trace.PLATE, "64-B1 123.45"),
    ("xe 64B1-23456", Trace.PLATE, "64B1-23456"),
    ("xe 51F12345", Trace.PLATE, "51F12345"),
    # addresses
    ("nhà tôi ở 12/3 Trần Phú", Trace.ADDRESS, "12/3 Trần Phú"),
    ("ở số nhà 45A đường Nguyễn Huệ", Trace.ADDRESS, "số nhà 45A đường Nguyễn Huệ"),
    ("ở 45 đường Nguyễn Huệ", Trace.ADDRESS, "45 đường Nguyễn Huệ"),
    ("hẻm 12/4 có", Trace.ADDRESS, "hẻm 12/4"),
    ("ở ấp Tân Thuận", Trace.ADDRESS, "ấp Tân Thuận"),
    ("ở Ấp 3, xã Cái Nhum", Trace.ADDRESS, "Ấp 3"),
    ("ở tổ 5, khóm 2", Trace.ADDRESS, "khóm 2"),
    # names
    ("Tôi là Lê Thị Hoa, đến nộp", Trace.NAME, "Lê Thị Hoa"),
    ("Tên tôi là Thạch Sa Rươn", Trace.NAME, "Thạch Sa Rươn"),
    ("gặp chị Lan ở quầy", Trace.NAME, "Lan"),
    ("ông Nguyễn Văn An nói", Trace.NAME, "Nguyễn Văn An"),
    ("NGUYỄN VĂN AN ký", Trace.NAME, "NGUYỄN VĂN AN"),
    ("nhờ Trần Thị Bưởi làm", Trace.NAME, "Trần Thị Bưởi"),
    # days and hours
    ("ngày 12/11/2026 tôi", Trace.DAY, "12/11/2026"),
    ("hôm 12-11 tôi", Trace.DAY, "hôm 12-11"),
    ("ngày 12 tháng 11 năm 2026", Trace.DAY, "ngày 12 tháng 11 năm 2026"),
    ("sáng hôm qua tôi", Trace.DAY, "sáng hôm qua"),
    ("thứ hai tuần trước tôi", Trace.DAY, "thứ hai tuần trước"),
    ("thứ 6 vừa rồi tôi", Trace.DAY, "thứ 6 vừa rồi"),
    ("lúc 9h30 sáng có", Trace.HOUR, "lúc 9h30 sáng"),
    ("khoảng 9 giờ 15 phút có", Trace.HOUR, "khoảng 9 giờ 15 phút"),
    ("đến 14:05 thì", Trace.HOUR, "14:05"),
    ("8 giờ rưỡi sáng vẫn", Trace.HOUR, "8 giờ rưỡi sáng"),
    ("đến lúc 9h30 sáng hôm qua thì", Trace.HOUR, "lúc 9h30 sáng"),
    ("đến lúc 9h30 sáng hôm qua thì", Trace.DAY, "hôm qua"),
    ("sáng 8 giờ ngày 12/11/2026 đến", Trace.DAY, "12/11/2026"),
    ("xem https://lan@gmail.com/x nhé", Trace.EMAIL, "lan@gmail.com"),
    # lives
    ("tôi đang mang thai mà", Trace.LIFE, "mang thai"),
    ("mẹ tôi ngồi xe lăn", Trace.LIFE, "mẹ tôi"),
]
LEFT = [
    "Cán bộ quầy hộ tịch nói năng cộc lốc, bắt chúng tôi chờ lâu.",
    "Tôi chờ 2 giờ mà không ai gọi.",
    "Tôi chờ hơn 3 giờ, mất khoảng 40 phút nữa.",
    "Bị đòi thêm 120.000.000 đồng, rồi 50.000đ nữa.",
    "Phải đi lại 3 lần trong 5 ngày.",
    "Quầy 3 không có người trực, quầy 5 thì đông.",
    "Đây là lần thứ hai tôi phải quay lại.",
    "Ông bà, cô chú đều bị nói nặng lời.",
    "Anh Công an phường hướng dẫn rất tốt.",
    "Tổ Một cửa của Ủy ban nhân dân xã làm việc chậm.",
    "Theo Quyết định 1847/QĐ-TTg và Nghị định 61/2018/NĐ-CP.",
    "Thủ tục hẹn 15 ngày, nay đã 30 ngày.",
    "Sở Tư pháp cần xem lại. Cảm ơn.",
]


@pytest.mark.parametrize(("text", "trace", "sample"), MARKED)
def test_a_trace_is_marked_whole(text: str, trace: Trace, sample: str) -> None:
    text = nfc(text)
    found = [(mark.trace, text[mark.start : mark.end]) for mark in marks(text)]
    assert (trace, nfc(sample)) in found


@pytest.mark.parametrize("text", LEFT)
def test_what_the_agency_must_hear_is_left_alone(text: str) -> None:
    assert [text[mark.start : mark.end] for mark in marks(nfc(text))] == []


@pytest.mark.parametrize("text", [text for text, trace, _sample in MARKED if trace is not Trace.LIFE])
def test_what_was_covered_is_not_marked_again(text: str) -> None:
    assert not [line for line in warnings(covered(nfc(text))) if "hoàn cảnh" not in line]


@pytest.mark.parametrize("text", [text for text, _trace, _sample in MARKED] + LEFT)
def test_pieces_put_together_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(nfc(text))) == nfc(text)


def test_words_written_with_parts_of_letters_are_read_alike() -> None:
    import unicodedata

    assert warnings(unicodedata.normalize("NFD", "Tôi là Lê Thị Hoa")) == warnings("Tôi là Lê Thị Hoa")


def test_a_warning_says_what_and_how_often() -> None:
    assert warnings("Gọi 0912345678 hoặc 0987654321, gặp chị Lan") == [
        "2 chỗ giống số điện thoại: “0912345678”, “0987654321”",
        "1 chỗ giống tên người: “Lan”",
    ]


def test_a_life_is_told_and_not_covered() -> None:
    assert covered("Tôi đang mang thai") == "Tôi đang mang thai"
    assert warnings("Tôi đang mang thai") == ["1 chỗ kể hoàn cảnh riêng: “mang thai”"]


@pytest.mark.parametrize("sign", ["a", "0", "1.", "A ", "không ", "0 ", "Nguyễn ", "1/", "@a.", "1h"])
def test_no_text_makes_it_slow(sign: str) -> None:
    """Bounded patterns: 4,000 signs of the worst kind are read in one go (the suite's own time limit)."""
    assert "".join(piece.text for piece in pieces((sign * 4000)[:4000])) == (sign * 4000)[:4000]
