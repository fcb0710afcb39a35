"""Criteria whose n and k are counted from single cases: "4 xin, 4 luôn" and telephone test calls.

Decision 1847/QĐ-TTg: "4 xin" (xin chào, xin lỗi, xin cảm ơn, xin phép), "4 luôn" (luôn mỉm cười, luôn nhẹ
nhàng, luôn thấu hiểu, luôn giúp đỡ).
"""

from collections.abc import Mapping, Sequence
from typing import Any

XIN = ("xin_chao", "xin_loi", "xin_cam_on", "xin_phep")
LUON = ("luon_mim_cuoi", "luon_nhe_nhang", "luon_thau_hieu", "luon_giup_do")
CALL = ("named", "brief", "not_cut")
KINDS = {"GT-01": "xin", "GT-02": "luon", "GT-06": "call"}
"""Criteria that are counted case by case, and by which list."""

ITEMS = {"xin": XIN, "luon": LUON, "call": CALL}


def meets(kind: str, items: Mapping[str, Any]) -> bool:
    """Whether every item of the list that had an occasion was met; no occasion at all is no fault."""
    return all(items.get(item) is not False for item in ITEMS[kind])


def counted(kind: str, details: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """n and k of a list of cases."""
    return len(details), sum(meets(kind, detail["items"]) for detail in details)


def case_kind(listed: str) -> str:
    """The kind of single case that a list ("xin", "luon", "call") is counted from."""
    return "call" if listed == "call" else "courtesy"
