"""The closed list of the assembly's audit events: what the demonstration wrote."""

from core import audit

audit.declare(
    demo__province_loaded="Nạp tỉnh minh họa",
    demo__month_loaded="Nạp một tháng minh họa",
)
