"""Official documents of an inspection."""

from core import audit, notifications

audit.declare(
    document__issued="Ban hành văn bản kiểm tra",
    inspection__minuted="Ban hành biên bản kiểm tra",
    document_style__changed="Thay đổi thể thức văn bản",
)

MINUTES_ISSUED = notifications.declare(
    "inspection.minutes_issued",
    "Đã ban hành biên bản kiểm tra",
    sample={"day": "12/03/2026", "due": "19/03/2026"},
)
