"""Criteria sets: asked for, published, given back, retired, read from a file."""

from core import audit, notifications

audit.declare(
    criteria_set__publish_asked="Đề nghị ban hành bộ tiêu chí",
    criteria_set__ask_withdrawn="Rút hoặc trả lại đề nghị ban hành bộ tiêu chí",
    criteria_set__retired="Thôi áp dụng bộ tiêu chí",
    criteria_set__imported="Nhập bộ tiêu chí từ tệp",
)

PUBLISH_ASKED = notifications.declare(
    "criteria_set.publish_asked",
    "Đề nghị ban hành bộ tiêu chí",
    sample={"title": "Bộ tiêu chí văn hóa công vụ", "version": 2, "asker": "Nguyễn Thị Hòa"},
)
SET_PUBLISHED = notifications.declare(
    "criteria_set.published",
    "Bộ tiêu chí đã ban hành",
    sample={"title": "Bộ tiêu chí văn hóa công vụ", "version": 2, "counts_from": "Tháng 12/2026"},
)
ASK_GIVEN_BACK = notifications.declare(
    "criteria_set.ask_returned",
    "Đề nghị ban hành bị trả lại",
    sample={"title": "Bộ tiêu chí văn hóa công vụ", "version": 2, "reason": "Nhóm TP chưa đủ điểm."},
)
