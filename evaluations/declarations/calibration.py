"""Marks on differences between the voices."""

from core import audit

audit.declare(
    calibration__marked="Đánh dấu chênh lệch cần xem lại",
    calibration__followed_up="Ghi kết quả xem lại chênh lệch",
)
