"""Vietnamese names built from their parts. Any likeness to a living person is chance: nobody is copied."""

from random import Random

from .facts import nfc


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Shares per thousand: the usual published order of Vietnamese surnames, moved towards the south-west
# (Huỳnh and Võ rather than Hoàng and Vũ) and with the Khmer surnames of Trà Vinh.
SURNAMES = {
    "Nguyễn": 318, "Trần": 108, "Lê": 92, "Huỳnh": 62, "Phạm": 60, "Võ": 46, "Phan": 38, "Đặng": 26,
    "Lâm": 24, "Bùi": 20, "Thạch": 20, "Trương": 19, "Đỗ": 16, "Hồ": 16, "Dương": 15, "Ngô": 14,
    "Kim": 13, "Đoàn": 12, "Lý": 11, "Sơn": 11, "Mai": 9, "Cao": 8, "Đinh": 8, "Châu": 8, "Tô": 7,
    "Lương": 7, "Kiên": 7, "Hà": 6, "Trịnh": 6, "Diệp": 5, "Thái": 5, "Tăng": 4, "Quách": 3, "Hứa": 3,
}  # fmt: skip
MIDDLE_FEMALE = {
    "Thị": 300, "Thị Ngọc": 60, "Thị Kim": 55, "Ngọc": 55, "Thị Thu": 45, "Thị Mỹ": 40, "Thị Thanh": 40,
    "Kim": 30, "Thanh": 30, "Thị Hồng": 30, "Thị Bích": 28, "Phương": 22, "Thúy": 20, "Thị Cẩm": 20,
    "Bảo": 18, "Hồng": 18, "Minh": 16, "Thị Tuyết": 16, "Mỹ": 16, "Thùy": 15, "Diễm": 12, "Quỳnh": 10,
}  # fmt: skip
MIDDLE_MALE = {
    "Văn": 250, "Minh": 85, "Hoàng": 65, "Thanh": 65, "Quốc": 55, "Hữu": 45, "Công": 32, "Tấn": 32,
    "Trung": 30, "Đức": 30, "Ngọc": 28, "Thành": 26, "Anh": 22, "Phước": 20, "Nhật": 18, "Duy": 18,
    "Chí": 16, "Trọng": 16, "Xuân": 14, "Bá": 10, "Đình": 10, "Hoàng Minh": 8, "Nguyễn Hoàng": 5,
}  # fmt: skip
GIVEN_FEMALE = _words("""
An Anh Ánh Bích Châu Chi Diễm Diệu Dung Duyên Đào Giang Hà Hạnh Hằng Hân Hiền Hoa Hòa Hồng Huệ Hương
Huyền Khánh Kiều Lan Lài Liên Linh Loan Ly Mai Mi My Mỹ Nga Ngân Nghi Ngọc Nguyệt Nhi Nhiên Như Nhung
Oanh Phụng Phương Phượng Quyên Quỳnh Sương Tâm Thảo Thắm Thi Thơ Thu Thúy Thùy Thư Tiên Tiền Trâm
Trang Trinh Trúc Tú Tuyền Tuyết Uyên Vân Vi Vy Xuân Xuyến Yên Yến
""")
GIVEN_MALE = _words("""
An Anh Bảo Bình Cảnh Chiến Chương Công Cường Danh Dũng Duy Dương Đại Đạt Điền Định Đông Đức Giang Hải
Hào Hậu Hiền Hiếu Hoài Hoàng Hùng Huy Hưng Khải Khang Khánh Khiêm Khoa Khôi Kiên Kiệt Lâm Liêm Linh
Lộc Long Luân Lực Mạnh Mẫn Minh Nam Nghĩa Nghiệp Nguyên Nhân Nhựt Phát Phong Phú Phúc Phước Quân Quang
Quý Sang Sơn Tài Tâm Tân Thái Thành Thắng Thiện Thịnh Thông Thuận Tiến Tín Toàn Trí Triết Trọng Trung
Trường Tú Tuấn Tùng Tường Vinh Vĩnh Vũ Vượng
""")


def full_name(rng: Random, female: bool) -> str:
    """A family name, a middle name and a given name in this order, NFC, given the gender."""
    surname = rng.choices(_SURNAME_LIST, cum_weights=_SURNAME_SUMS)[0]
    if female:
        middle = rng.choices(_FEMALE_LIST, cum_weights=_FEMALE_SUMS)[0]
        given = rng.choice(GIVEN_FEMALE)
    else:
        middle = rng.choices(_MALE_LIST, cum_weights=_MALE_SUMS)[0]
        given = rng.choice(GIVEN_MALE)
    if middle.split()[-1] == given:
        return full_name(rng, female)
    return nfc(f"{surname} {middle} {given}")


def _sums(weights: dict[str, int]) -> tuple[list[str], list[int]]:
    total, sums = 0, []
    for weight in weights.values():
        total += weight
        sums.append(total)
    return list(weights), sums


_SURNAME_LIST, _SURNAME_SUMS = _sums(SURNAMES)
_FEMALE_LIST, _FEMALE_SUMS = _sums(MIDDLE_FEMALE)
_MALE_LIST, _MALE_SUMS = _sums(MIDDLE_MALE)
