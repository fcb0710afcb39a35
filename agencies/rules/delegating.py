"""When a head's role may be lent (RELIABILITY §2.2, §2.3.7): to whom, and for how long."""

from datetime import date, timedelta
from typing import NamedTuple

from agencies.enums import Role

LONGEST = 30
"""Most calendar days of one delegation."""

FARTHEST = 60
"""Calendar days from today within which a delegation must begin."""

LENDABLE = frozenset({Role.AGENCY_HEAD, Role.UNIT_HEAD})
"""Roles that may be lent; those of the province (custodian, inspector …) are personal."""


class Wish(NamedTuple):
    """A delegation as asked for, [starts_on, ends_on), and what is known of giver and receiver.

    ``same_agency``: the receiver holds a post in the rated agency of the lent role's agency on the first
    day. ``conflict``: the label of a role of the receiver that the lent one may not meet.
    """

    role: str
    holds_itself: bool
    is_self: bool
    receiver_active: bool
    same_agency: bool
    conflict: str | None
    starts_on: date
    ends_on: date


def refusal_of(wish: Wish, today: date) -> tuple[str, str] | None:
    """The field that is wrong and what to do about it; None where the role may be lent so."""
    if wish.role not in LENDABLE:
        return "role", "Vai trò này không ủy quyền được."
    if not wish.holds_itself:
        return (
            "role",
            "Bạn chỉ ủy quyền được vai trò của chính mình, không ủy quyền lại phần ký thay.",
        )
    if wish.is_self:
        return "receiver", "Không thể ủy quyền cho chính mình."
    if not wish.receiver_active:
        return "receiver", "Tài khoản của người này đang bị khóa nên không nhận ủy quyền được."
    if not wish.same_agency:
        return "receiver", "Người nhận phải đang công tác tại cùng cơ quan với vai trò được ủy quyền."
    if wish.conflict is not None:
        return (
            "receiver",
            f"Người này đang giữ vai trò “{wish.conflict}”, không giữ thêm vai trò này được.",
        )
    return _refused_days(wish, today)


def _refused_days(wish: Wish, today: date) -> tuple[str, str] | None:
    if wish.starts_on < today:
        return "starts_on", "Không ủy quyền lùi ngày được. Hãy chọn từ hôm nay trở đi."
    if wish.starts_on > today + timedelta(days=FARTHEST):
        return "starts_on", f"Hãy chọn ngày bắt đầu trong vòng {FARTHEST} ngày tới."
    if wish.ends_on <= wish.starts_on:
        return "ends_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi."
    if wish.ends_on - wish.starts_on > timedelta(days=LONGEST):
        return "ends_on", f"Mỗi lần ủy quyền tối đa {LONGEST} ngày. Hết hạn mà vẫn vắng thì ủy quyền lần mới."
    return None
