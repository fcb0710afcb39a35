"""The closed list of this app's audit events."""

from core import audit

audit.declare(
    counter__created="Lập quầy tiếp nhận",
    counter__revoked="Thu hồi mã QR của quầy",
)
