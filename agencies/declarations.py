"""The closed list of this app's audit events."""

from core import audit

audit.declare(
    role__granted="Giao vai trò",
    role__ended="Thôi giao vai trò",
    user__disabled="Khóa tài khoản",
    user__enabled="Mở khóa tài khoản",
)
