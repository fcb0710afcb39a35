"""The closed lists of this app: audit events and notifications."""

from core import audit, notifications

audit.declare(
    role__granted="Giao vai trò",
    role__ended="Thôi giao vai trò",
    user__disabled="Khóa tài khoản",
    user__enabled="Mở khóa tài khoản",
    leave__recorded="Ghi thời gian nghỉ",
    leave__withdrawn="Rút thời gian nghỉ đã ghi",
    leave__imported="Nhập thời gian nghỉ từ Excel",
    delegation__given="Ủy quyền",
    delegation__ended="Kết thúc ủy quyền",
)

_LENT = {"giver": "Nguyễn Thị Hòa", "role": "Thủ trưởng cơ quan", "agency": "Sở Tư pháp"}
DELEGATION_GIVEN = notifications.declare(
    "delegation.given", "Được ủy quyền", sample=_LENT | {"from": "12/03/2026", "to": "19/03/2026"}
)
DELEGATION_ENDED = notifications.declare("delegation.ended", "Ủy quyền kết thúc", sample=_LENT)
