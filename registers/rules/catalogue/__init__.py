"""Every register of the portal, described once; pages, forms, sheets and counts are built from this.

A register that a province keeps besides is one more ``Register`` here: forms, list, import, export and
verification come with it; only what it counts for needs a rule (:mod:`registers.rules.counting`).
"""

from registers.rules.catalogue import figures, papers, people
from registers.rules.catalogue.kinds import Evidence, Field, FieldKind, Order, Register, Scope

REGISTERS: tuple[Register, ...] = (*papers.REGISTERS, *people.REGISTERS, *figures.REGISTERS)
BY_CODE: dict[str, Register] = {one.code: one for one in REGISTERS}
BY_SLUG: dict[str, Register] = {one.slug: one for one in REGISTERS}
PRIVATE = frozenset(one.code for one in REGISTERS if one.private)
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(one.group for one in REGISTERS))

COMPUTED = {
    "CQ-09": "Tính từ kiến nghị sau kiểm tra đã đến hạn, không phải khai.",
    "CQ-13": "Tính từ danh sách hồ sơ trễ hẹn và sổ thư xin lỗi, mỗi đêm và khi thư được gửi.",
    "CQ-14": "Tính từ phản ánh, kiến nghị đến hạn trả lời trong tháng, từ khi cổng nhận phản ánh.",
    "CQ-18": "Tính từ phiếu tự đánh giá của kỳ, sau hạn thủ trưởng quyết định.",
}
"""Criteria counted from what the portal already knows, with how."""

__all__ = [
    "BY_CODE",
    "BY_SLUG",
    "COMPUTED",
    "GROUPS",
    "PRIVATE",
    "REGISTERS",
    "Evidence",
    "Field",
    "FieldKind",
    "Order",
    "Register",
    "Scope",
]
