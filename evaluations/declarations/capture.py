"""What phones send from the place."""

from core import audit, outbox

audit.declare(
    capture__registered="Đăng ký máy ghi nhận",
    capture__revoked="Thu hồi máy ghi nhận",
    capture__handed_over="Nhận bàn giao máy ghi nhận",
    capture__chosen="Chọn giữa các số ghi khác nhau",
)

CAPTURED_PHOTO = "capture.photo"
"""A photograph came whole and is to be drawn anew: payload {"photo": id}."""

outbox.declare_topic(CAPTURED_PHOTO, "evaluations.tasks.draw_captured_photos")
