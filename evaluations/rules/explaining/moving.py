"""A movement in words (S14): "Tăng 1,20 điểm: bằng chứng +1,50, trọng số −0,30"."""

from core.numbers import format_points, format_signed
from evaluations.rules.movement import CORRECTIONS, EVIDENCE, SCOPE, WEIGHTS, Movement

NAMES = {
    CORRECTIONS: "điều chỉnh",
    SCOPE: "phạm vi",
    WEIGHTS: "trọng số",
    EVIDENCE: "bằng chứng",
}
MEANINGS = {
    CORRECTIONS: "Điều chỉnh sau khi chốt của kỳ trước hoặc kỳ này.",
    SCOPE: "Tiêu chí nào áp dụng cho cơ quan: có hay không có quầy, trang phục ngành, việc phát sinh.",
    WEIGHTS: "Phiên bản bộ tiêu chí: điểm, trọng số, cách đo, tiêu chí thêm hoặc bỏ.",
    EVIDENCE: "Điều được thấy và được ghi: kiểm tra, phiếu, người dân, sổ theo dõi, điểm cộng, trừ.",
}
SPOKEN = (EVIDENCE, WEIGHTS, SCOPE, CORRECTIONS)
"""The order in sentences: what people can mend comes first."""


def change_words(found: Movement) -> str:
    """ "Tăng 1,20 điểm"."""
    if not found.change:
        return "Không đổi"
    verb = "Tăng" if found.change > 0 else "Giảm"
    return f"{verb} {format_points(abs(found.change))} điểm"


def movement_words(found: Movement) -> str:
    """The change and its parts that are not zero, in one sentence."""
    parts = {part.name: part for part in found.parts}
    told = [f"{NAMES[name]} {format_signed(parts[name].points)}" for name in SPOKEN if parts[name].cents]
    return f"{change_words(found)}: {', '.join(told)}." if told else f"{change_words(found)}."
