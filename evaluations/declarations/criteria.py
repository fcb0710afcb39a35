"""Criteria sets: drafts, their rows and pictures."""

from core import audit

audit.declare(
    criteria_set__drafted="Bắt đầu dự thảo bộ tiêu chí",
    criteria_set__head_edited="Sửa thông tin chung của dự thảo bộ tiêu chí",
    criteria_set__rules_edited="Sửa quy tắc của dự thảo bộ tiêu chí",
    criteria_set__draft_deleted="Xóa dự thảo bộ tiêu chí",
    criterion_group__added="Thêm nhóm tiêu chí",
    criterion_group__edited="Sửa nhóm tiêu chí",
    criterion_group__moved="Đổi thứ tự nhóm tiêu chí",
    criterion_group__removed="Xóa nhóm tiêu chí",
    criterion__added="Thêm tiêu chí",
    criterion__edited="Sửa tiêu chí",
    criterion__moved="Chuyển tiêu chí",
    criterion__removed="Xóa tiêu chí",
    criterion__picture_added="Thêm ảnh mẫu của tiêu chí",
    criterion__picture_removed="Bỏ ảnh mẫu của tiêu chí",
)
