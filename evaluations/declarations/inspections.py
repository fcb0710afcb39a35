"""The visit itself, from its creation to its conclusion or cancellation."""

from core import audit, notifications

audit.declare(
    inspection__created="Lập cuộc kiểm tra",
    inspection__checked_in="Có mặt tại nơi kiểm tra",
    inspection__recorded="Ghi nhận tại nơi kiểm tra",
    inspection__concluded="Kết luận kiểm tra",
    inspection__cancelled="Hủy cuộc kiểm tra",
)

INSPECTION_CONCLUDED = notifications.declare(
    "inspection.concluded", "Kết luận kiểm tra", sample={"day": "12/03/2026"}
)
